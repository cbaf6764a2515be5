// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// RASTERS: how many rasters lie on these surfaces, 0 to 2. Software renderers pay for every line of a shader, taken
// or not, so that each number has a program of its own.
#if RASTERS > 0
#include "include/raster.glsl"
#endif
uniform float surface_opacity;
uniform vec3 layer_offset;
uniform vec4 ground_reach;  // middle of the layer's ground and half its extent, east and north, from the layer's origin
flat in vec3 lit_colour;
flat in vec4 normal_kind;
in float wall_light;
in vec3 scene_position;
layout(location = 0) out vec4 colour_out;
layout(location = 1) out vec4 normal_out;

// The ground ends softly, so that a city lies on paper and not on a tile: over the outer 8 % of its extent.
float ground_presence() {
  vec2 from_edge_m = ground_reach.zw - abs(scene_position.xy - layer_offset.xy - ground_reach.xy);
  vec2 inside = smoothstep(0.0, 0.16 * min(ground_reach.z, ground_reach.w), from_edge_m);
  return inside.x * inside.y;
}

void main() {
  vec3 colour = lit_colour * wall_light;
  float presence = normal_kind.a > 0.75 ? 1.0 : ground_presence();
#if RASTERS > 0
  vec3 bare = colour;
  colour = with_rasters(colour, scene_position);
  if (colour != bare) presence = 1.0;  // a count is as true at the edge as in the middle
#endif
  colour_out = vec4(colour, surface_opacity * presence);
  normal_out = normal_kind;
}
