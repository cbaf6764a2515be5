// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// The finished scene at the size of the picture: the mean of supersample x supersample pixels.
uniform sampler2D scene_map;
uniform float supersample;
layout(location = 0) out vec4 colour_out;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  if (supersample < 1.5) {
    colour_out = vec4(texelFetch(scene_map, at, 0).rgb, 1.0);
    return;
  }
  vec3 sum = texelFetch(scene_map, at * 2, 0).rgb + texelFetch(scene_map, at * 2 + ivec2(1, 0), 0).rgb +
             texelFetch(scene_map, at * 2 + ivec2(0, 1), 0).rgb + texelFetch(scene_map, at * 2 + ivec2(1, 1), 0).rgb;
  colour_out = vec4(sum * 0.25, 1.0);
}
