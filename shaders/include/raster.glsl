// SPDX-License-Identifier: EUPL-1.2
// Counts over the ground, coloured by class. Scene coordinates in metres.
#include "include/hatch.glsl"

const int kRasters = 2;
const int kClasses = 8;
uniform usampler2D raster_counts_0;
uniform usampler2D raster_counts_1;
uniform vec4 raster_frame[kRasters];                       // west, south, cells per metre, opacity (0: none)
uniform vec4 raster_class_colour[kRasters * kClasses];     // straight alpha
uniform vec2 raster_class_from[kRasters * kClasses];       // least count, 1 where hatched; unused ones: 1e9

float count_at(int raster, ivec2 cell) {
  ivec2 size = raster == 0 ? textureSize(raster_counts_0, 0) : textureSize(raster_counts_1, 0);
  if (any(lessThan(cell, ivec2(0))) || any(greaterThanEqual(cell, size))) return 0.0;
  return float(raster == 0 ? texelFetch(raster_counts_0, cell, 0).r : texelFetch(raster_counts_1, cell, 0).r);
}

vec4 class_colour(int raster, float count, float stripe) {
  vec4 colour = vec4(0.0);
  for (int i = 0; i < kClasses; ++i) {
    vec2 from = raster_class_from[raster * kClasses + i];
    if (count < from.x) break;
    colour = raster_class_colour[raster * kClasses + i];
    if (from.y > 0.5) colour.rgb *= mix(0.80, 1.06, stripe);
  }
  return colour;
}

vec3 with_rasters(vec3 ground, vec3 scene_position) {
  float stripe = hatch(scene_position);
  for (int raster = 0; raster < kRasters; ++raster) {
    vec4 frame = raster_frame[raster];
    if (frame.w <= 0.0) continue;
    vec2 cell = (scene_position.xy - frame.xy) * frame.z;
    vec4 colour = class_colour(raster, count_at(raster, ivec2(floor(cell))), stripe);
    ground = mix(ground, colour.rgb, colour.a * frame.w);
  }
  return ground;
}
