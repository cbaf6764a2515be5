// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// The city's colours with edges, haze and background. STILL 1: with occlusion, edges on both sides of a jump, and
// without the slits between neighbouring roofs.
#include "include/depth.glsl"
uniform sampler2D colour_map;  // alpha: how much of the surface there is
uniform sampler2D normal_map;
uniform sampler2D depth_map;
#if STILL
uniform sampler2D occlusion_map;
uniform vec3 occlusion_colour;
#endif
uniform float supersample;       // pixels of this pass per pixel of the picture
uniform vec4 edge_colour;        // colour and strength
uniform vec3 ground_far_colour;  // background below the horizon, and at it, and above
uniform vec3 horizon_colour;
uniform vec3 sky_colour;
uniform vec3 up_eye;             // the scene's up in eye space
uniform float haze_m;            // where a third is lost in haze
in vec2 uv;
layout(location = 0) out vec4 colour_out;

vec3 background() {
  vec3 ray = depth_terms.z > 0.5 ? vec3(0.0, 0.0, -1.0) : normalize(eye_position(uv, 1.0));
  float rise = dot(ray, up_eye);
  vec3 below = mix(horizon_colour, ground_far_colour, smoothstep(0.0, 0.35, -rise));
  return mix(below, sky_colour, smoothstep(0.0, 0.45, rise));
}

float window_depth(ivec2 at, ivec2 size) { return texelFetch(depth_map, clamp(at, ivec2(0), size - 1), 0).r; }

float crease(vec4 a, ivec2 other, ivec2 size) {
  vec4 b = texelFetch(normal_map, clamp(other, ivec2(0), size - 1), 0);
  float turn = 1.0 - dot(a.xyz * 2.0 - 1.0, b.xyz * 2.0 - 1.0);
  return b.a > 0.75 ? smoothstep(0.10, 0.35, turn) : 0.0;
}

struct Looked {
  float line;  // 0 to 1
  bool slit;   // a crack between two surfaces that should touch: to be painted over
  ivec2 beside;
};

// Depth beyond one neighbour, that neighbour left out where it is a slit one pixel wide between nearer surfaces.
float past_slit(ivec2 at, ivec2 towards, float depth, float deep, ivec2 size, inout float slits) {
  float next = window_depth(at + towards, size);
#if STILL
  float after = window_depth(at + 2 * towards, size);
  if (next - depth > deep && next - after > deep && abs(after - depth) < deep) {
    slits += 1.0;
    return 0.5 * (depth + after);
  }
#endif
  return next;
}

// Window depth is linear over a plane, so that its second difference is zero there at any slant, and a jump or a fold
// elsewhere.
Looked look(ivec2 at, float depth, vec4 normal_kind, float distance_m) {
  ivec2 size = textureSize(depth_map, 0);
  float to_metres = abs(depth_terms.x) * (depth_terms.z > 0.5 ? 1.0 : distance_m * distance_m);
  float pixel_m = pixel_size_m(distance_m, float(size.y));
  float least = (normal_kind.a > 0.75 ? 0.5 : 0.8) + 2.5 * pixel_m;
  float deep = least / to_metres;
  float slits = 0.0;
  float left = past_slit(at, ivec2(-1, 0), depth, deep, size, slits);
  float right = past_slit(at, ivec2(1, 0), depth, deep, size, slits);
  float below = past_slit(at, ivec2(0, -1), depth, deep, size, slits);
  float above = past_slit(at, ivec2(0, 1), depth, deep, size, slits);
  vec2 bend = vec2(left + right - 2.0 * depth, below + above - 2.0 * depth);
  float nearer = max(bend.x, bend.y);
#if STILL
  bool across = depth - left > deep && depth - right > deep;
  bool along = depth - below > deep && depth - above > deep;
  if (across || along) return Looked(0.0, true, at + (across ? ivec2(1, 0) : ivec2(0, 1)));
  nearer = max(nearer, max(-bend.x, -bend.y));
#endif
  float jump = smoothstep(least, 1.6 * least, nearer * to_metres);
  float fold = 0.0;
  if (normal_kind.a > 0.75 && slits < 0.5) {
    fold = max(crease(normal_kind, at + ivec2(1, 0), size), crease(normal_kind, at + ivec2(0, 1), size));
#if STILL
    fold = max(fold, max(crease(normal_kind, at - ivec2(1, 0), size), crease(normal_kind, at - ivec2(0, 1), size)));
#endif
  }
  float far_away = 1.0 - 0.75 * smoothstep(0.25, 1.5, pixel_m * supersample);
  return Looked(max(jump, 0.55 * fold) * far_away, false, at);
}

#if STILL
float occlusion_at(float distance_m) {
  ivec2 size = textureSize(occlusion_map, 0);
  ivec2 depth_size = textureSize(depth_map, 0);
  vec2 at = uv * vec2(size) - 0.5;
  ivec2 corner = ivec2(floor(at));
  vec2 part = at - vec2(corner);
  float sum = 0.0;
  float weight = 0.0;
  for (int i = 0; i < 4; ++i) {
    ivec2 step_to = ivec2(i & 1, i >> 1);
    ivec2 other = clamp(corner + step_to, ivec2(0), size - 1);
    ivec2 there_at = min(ivec2((vec2(other) + 0.5) * supersample), depth_size - 1);
    float there = distance_of(texelFetch(depth_map, there_at, 0).r);
    vec2 share = mix(1.0 - part, part, vec2(step_to));
    float near = share.x * share.y / (1e-3 * distance_m + abs(there - distance_m)) + 1e-5;
    sum += texelFetch(occlusion_map, other, 0).r * near;
    weight += near;
  }
  return sum / weight;
}
#endif

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 normal_kind = texelFetch(normal_map, at, 0);
  float depth = texelFetch(depth_map, at, 0).r;
  float distance_m = distance_of(depth);
  vec3 far_colour = background();
  vec3 colour = far_colour;
  if (normal_kind.a > 0.25) {
    Looked looked = look(at, depth, normal_kind, distance_m);
    vec4 surface = texelFetch(colour_map, looked.beside, 0);
    colour = surface.rgb;
#if STILL
    if (!looked.slit) colour *= mix(occlusion_colour, vec3(1.0), occlusion_at(distance_m));
#endif
    colour = mix(colour, edge_colour.rgb, looked.line * edge_colour.a);
    float lost = distance_m / haze_m;
    if (depth_terms.z < 0.5) colour = mix(far_colour, colour, exp(-0.4 * lost * lost));
    colour = mix(far_colour, colour, surface.a);
  }
  colour_out = vec4(colour, 1.0);
}
