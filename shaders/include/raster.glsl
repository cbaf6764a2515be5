// SPDX-License-Identifier: EUPL-1.2
// Counts over the ground, coloured by class. Scene coordinates in metres.
#include "include/hatch.glsl"

uniform vec4 raster_frame[2];        // west, south, cells per metre, opacity
uniform usampler2D raster_counts_0;  // one texel a cell, row 0 in the south
uniform usampler2D raster_counts_1;
uniform sampler2D raster_classes;    // column: count; row 2i: colour of raster i, row 2i + 1: 1 where hatched

vec3 with_raster(vec3 ground, uint count, int raster, float stripe) {
  int column = int(min(count, uint(textureSize(raster_classes, 0).x - 1)));
  vec4 colour = texelFetch(raster_classes, ivec2(column, 2 * raster), 0);
  float hatched = texelFetch(raster_classes, ivec2(column, 2 * raster + 1), 0).r;
  colour.rgb *= mix(1.0, mix(0.80, 1.05, stripe), hatched);
  return mix(ground, colour.rgb, colour.a * raster_frame[raster].w);
}

uint count_at(usampler2D counts, vec2 cell) {
  ivec2 size = textureSize(counts, 0);
  ivec2 at = ivec2(floor(cell));
  uint count = texelFetch(counts, clamp(at, ivec2(0), size - 1), 0).r;
  return any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, size)) ? 0u : count;
}

vec3 with_rasters(vec3 ground, vec3 scene_position) {
  float stripe = hatch(scene_position);
  vec2 cell = (scene_position.xy - raster_frame[0].xy) * raster_frame[0].z;
  ground = with_raster(ground, count_at(raster_counts_0, cell), 0, stripe);
#if RASTERS > 1
  cell = (scene_position.xy - raster_frame[1].xy) * raster_frame[1].z;
  ground = with_raster(ground, count_at(raster_counts_1, cell), 1, stripe);
#endif
  return ground;
}
