// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// The city's colours with edges, occlusion, haze and background.
#include "include/depth.glsl"
uniform sampler2D colour_map;
uniform sampler2D normal_map;
uniform sampler2D depth_map;
uniform sampler2D occlusion_map;
uniform float supersample;       // pixels of this pass per pixel of the picture
uniform float use_occlusion;     // 1 where occlusion_map holds something
uniform vec4 edge_colour;        // colour and strength
uniform vec3 occlusion_colour;
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

float crease(vec4 a, vec4 b) {
  if (a.a < 0.25 || b.a < 0.25) return 0.0;
  float turn = 1.0 - dot(a.xyz * 2.0 - 1.0, b.xyz * 2.0 - 1.0);
  return (a.a > 0.75 && b.a > 0.75) ? smoothstep(0.10, 0.35, turn) : 0.0;
}

// Window depth is linear over a plane, so that its second difference is zero there at any slant, and a jump or a fold
// elsewhere.
float edge(ivec2 at, float depth, vec4 normal_kind, float distance_m) {
  ivec2 size = textureSize(depth_map, 0);
  float left = window_depth(at - ivec2(1, 0), size);
  float right = window_depth(at + ivec2(1, 0), size);
  float below = window_depth(at - ivec2(0, 1), size);
  float above = window_depth(at + ivec2(0, 1), size);
  vec2 bend = vec2(left + right - 2.0 * depth, below + above - 2.0 * depth);
  float to_metres = abs(depth_terms.x) * (depth_terms.z > 0.5 ? 1.0 : distance_m * distance_m);
  float pixel_m = pixel_size_m(distance_m, float(size.y));
  float nearer = max(max(bend.x, bend.y), supersample > 1.5 ? max(-bend.x, -bend.y) : 0.0) * to_metres;
  float least = (normal_kind.a > 0.75 ? 0.5 : 0.8) + 2.5 * pixel_m;
  float jump = smoothstep(least, 1.6 * least, nearer);
  float fold = 0.0;
  if (normal_kind.a > 0.75) {
    fold = max(crease(normal_kind, texelFetch(normal_map, min(at + ivec2(1, 0), size - 1), 0)),
               crease(normal_kind, texelFetch(normal_map, min(at + ivec2(0, 1), size - 1), 0)));
    if (supersample > 1.5) {
      fold = max(fold, crease(normal_kind, texelFetch(normal_map, max(at - ivec2(1, 0), ivec2(0)), 0)));
      fold = max(fold, crease(normal_kind, texelFetch(normal_map, max(at - ivec2(0, 1), ivec2(0)), 0)));
    }
  }
  float far_away = 1.0 - 0.75 * smoothstep(0.25, 1.5, pixel_m * supersample);
  return max(jump, 0.55 * fold) * far_away;
}

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

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 normal_kind = texelFetch(normal_map, at, 0);
  float depth = texelFetch(depth_map, at, 0).r;
  float distance_m = distance_of(depth);
  vec3 far_colour = background();
  vec3 colour = normal_kind.a < 0.25 ? far_colour : texelFetch(colour_map, at, 0).rgb;
  if (normal_kind.a > 0.25) {
    if (use_occlusion > 0.5) colour *= mix(occlusion_colour, vec3(1.0), occlusion_at(distance_m));
    float line = edge(at, depth, normal_kind, distance_m) * edge_colour.a;
    colour = mix(colour, edge_colour.rgb, line);
    float lost = distance_m / haze_m;
    if (depth_terms.z < 0.5) colour = mix(far_colour, colour, exp(-0.4 * lost * lost));
  }
  colour_out = vec4(colour, 1.0);
}
