// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// How much of the sky a place misses because of what stands within radius_m: 40 samples on a spiral, turned by a
// pattern of 4 x 4 pixels that occlusion_blur.frag takes out again.
#include "include/depth.glsl"
uniform sampler2D depth_map;
uniform sampler2D normal_map;
uniform float supersample;
uniform vec2 occlusion_terms;  // radius_m, strength
in vec2 uv;
layout(location = 0) out vec4 occlusion_out;

const int kSamples = 40;
const float kGoldenAngle = 2.39996323;

void main() {
  ivec2 size = textureSize(depth_map, 0);
  ivec2 at = min(ivec2(gl_FragCoord.xy * supersample), size - 1);
  vec4 normal_kind = texelFetch(normal_map, at, 0);
  occlusion_out = vec4(1.0);
  if (normal_kind.a < 0.25) return;
  float distance_m = distance_of(texelFetch(depth_map, at, 0).r);
  vec2 texel = 1.0 / vec2(size);
  vec3 here = eye_position((vec2(at) + 0.5) * texel, distance_m);
  vec3 normal = normalize(normal_kind.xyz * 2.0 - 1.0);
  if (normal.z < 0.0 && normal_kind.a < 0.75) normal = -normal;
  float radius_m = occlusion_terms.x;
  float radius_px = min(radius_m / pixel_size_m(distance_m, float(size.y)), 0.2 * float(size.y));
  if (radius_px < 2.0) return;
  ivec2 cell = ivec2(gl_FragCoord.xy) & 3;
  float turn = float((cell.x * 5 + cell.y * 11) & 15) * 0.39269908;
  float sum = 0.0;
  for (int i = 0; i < kSamples; ++i) {
    float reach = sqrt((float(i) + 0.5) / float(kSamples)) * radius_px;
    float angle = float(i) * kGoldenAngle + turn;
    ivec2 other = at + ivec2(vec2(cos(angle), sin(angle)) * reach);
    if (any(lessThan(other, ivec2(0))) || any(greaterThanEqual(other, size))) continue;
    vec3 there = eye_position((vec2(other) + 0.5) * texel, distance_of(texelFetch(depth_map, other, 0).r));
    vec3 away = there - here;
    float square = dot(away, away);
    float rise = dot(away, normal) - 0.02 * radius_m;
    sum += max(0.0, rise) * inversesqrt(square + 0.01) * max(0.0, 1.0 - square / (radius_m * radius_m));
  }
  float fade = smoothstep(2.0, 6.0, radius_px);
  occlusion_out = vec4(vec3(1.0 - (1.0 - exp(-occlusion_terms.y * sum / float(kSamples))) * fade), 1.0);
}
