// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// Takes the 4 x 4 pattern out of the occlusion, without smearing over edges.
#include "include/depth.glsl"
uniform sampler2D occlusion_map;
uniform sampler2D depth_map;
uniform float supersample;
layout(location = 0) out vec4 occlusion_out;

void main() {
  ivec2 size = textureSize(occlusion_map, 0);
  ivec2 depth_size = textureSize(depth_map, 0);
  ivec2 at = ivec2(gl_FragCoord.xy);
  float here = distance_of(texelFetch(depth_map, min(ivec2((vec2(at) + 0.5) * supersample), depth_size - 1), 0).r);
  float sum = 0.0;
  float weight = 0.0;
  for (int y = -2; y < 2; ++y) {
    for (int x = -2; x < 2; ++x) {
      ivec2 other = clamp(at + ivec2(x, y), ivec2(0), size - 1);
      ivec2 there_at = min(ivec2((vec2(other) + 0.5) * supersample), depth_size - 1);
      float there = distance_of(texelFetch(depth_map, there_at, 0).r);
      float near = max(0.0, 1.0 - abs(there - here) / (0.006 * here + 0.5)) + 1e-4;
      sum += texelFetch(occlusion_map, other, 0).r * near;
      weight += near;
    }
  }
  occlusion_out = vec4(vec3(sum / weight), 1.0);
}
