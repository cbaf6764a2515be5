// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// Pins and letters: quads in pixels of the picture, x from the left, y from the top.
#include "include/depth.glsl"
in vec4 symbol_place;    // u, v in pixels: from the disc's middle, or in the atlas; radius_px; 0 disc, 1 text, 2 leg
in vec4 symbol_fill;
in vec4 symbol_ink;
in vec4 symbol_anchor;   // x_px, y_px, distance_m of what it stands for; flags: 1 dashed, 2 selected
uniform sampler2D depth_map;
uniform vec2 picture_px;
uniform float supersample;
uniform float hidden_symbol_ratio;
flat out vec4 place;
out vec2 local_px;
flat out vec4 fill;
flat out vec4 ink;
flat out int flags;
flat out float presence;

// Five looks around the anchor, so that a lens at a wall does not flicker.
float visible_ratio() {
  if (symbol_anchor.z <= 0.0) return 1.0;
  ivec2 size = textureSize(depth_map, 0);
  vec2 middle = vec2(symbol_anchor.x, picture_px.y - symbol_anchor.y) * supersample;
  float seen = 0.0;
  for (int i = 0; i < 5; ++i) {
    vec2 shift = i == 0 ? vec2(0.0) : vec2(i < 3 ? float(i * 2 - 3) : 0.0, i < 3 ? 0.0 : float(i * 2 - 7));
    ivec2 at = ivec2(floor(middle + shift * 2.0 * supersample));
    if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, size))) return 1.0;
    float there = distance_of(texelFetch(depth_map, at, 0).r);
    seen += there > symbol_anchor.z - 1.0 - 0.002 * symbol_anchor.z ? 0.2 : 0.0;
  }
  return seen;
}

void main() {
  vec2 at = gl_Vertex.xy / picture_px * 2.0 - 1.0;
  gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
  place = symbol_place;
  local_px = symbol_place.xy;
  fill = symbol_fill;
  ink = symbol_ink;
  flags = int(symbol_anchor.w + 0.5);
  presence = mix(hidden_symbol_ratio, 1.0, visible_ratio());
}
