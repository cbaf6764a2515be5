// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// RASTERS: how many rasters lie on these surfaces, 0 to 2. Software renderers pay for every line of a shader, taken
// or not, so that each number has a program of its own.
#if RASTERS > 0
#include "include/raster.glsl"
#endif
uniform float surface_opacity;
flat in vec3 lit_colour;
flat in vec4 normal_kind;
in float wall_light;
in vec3 scene_position;
layout(location = 0) out vec4 colour_out;
layout(location = 1) out vec4 normal_out;

void main() {
  vec3 colour = lit_colour * wall_light;
#if RASTERS > 0
  colour = with_rasters(colour, scene_position);
#endif
  colour_out = vec4(colour, surface_opacity);
  normal_out = normal_kind;
}
