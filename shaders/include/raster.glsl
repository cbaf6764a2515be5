// SPDX-License-Identifier: EUPL-1.2
// Counts over the ground, coloured by class. Scene coordinates in metres.
#include "include/hatch.glsl"

uniform vec4 raster_frame[2];        // west, south, cells per metre, opacity
uniform usampler2D raster_counts_0;  // one texel a cell, row 0 in the south
uniform usampler2D raster_counts_1;
uniform usampler2D raster_sets_0;    // which set of classes holds for a cell; one texel where all are in set 0
uniform usampler2D raster_sets_1;
uniform ivec2 raster_rows[2];        // of raster_classes: the row of set 0, and how many sets there are
uniform sampler2D raster_classes;    // column: count; for each set a row of colours and a row that is 1 where hatched

vec3 with_raster(vec3 ground, uvec2 count_and_set, int raster, float stripe) {
  if (count_and_set.x == 0u || count_and_set.y >= uint(raster_rows[raster].y)) return ground;
  int column = min(int(count_and_set.x), textureSize(raster_classes, 0).x - 1);
  int row = raster_rows[raster].x + 2 * int(count_and_set.y);
  vec4 colour = texelFetch(raster_classes, ivec2(column, row), 0);
  float hatched = texelFetch(raster_classes, ivec2(column, row + 1), 0).r;
  colour.rgb *= mix(1.0, mix(0.80, 1.05, stripe), hatched);
  return mix(ground, colour.rgb, colour.a * raster_frame[raster].w);
}

uvec2 count_and_set_at(usampler2D counts, usampler2D sets, vec2 cell) {
  ivec2 size = textureSize(counts, 0);
  ivec2 at = ivec2(floor(cell));
  if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, size))) return uvec2(0u);
  return uvec2(texelFetch(counts, at, 0).r, texelFetch(sets, min(at, textureSize(sets, 0) - 1), 0).r);
}

vec3 with_rasters(vec3 ground, vec3 scene_position) {
  float stripe = hatch(scene_position);
  vec2 cell = (scene_position.xy - raster_frame[0].xy) * raster_frame[0].z;
  ground = with_raster(ground, count_and_set_at(raster_counts_0, raster_sets_0, cell), 0, stripe);
#if RASTERS > 1
  cell = (scene_position.xy - raster_frame[1].xy) * raster_frame[1].z;
  ground = with_raster(ground, count_and_set_at(raster_counts_1, raster_sets_1, cell), 1, stripe);
#endif
  return ground;
}
