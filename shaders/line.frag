// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
uniform float layer_opacity;
uniform float hidden_ratio;     // opacity of this drawing: less where it shows what stands behind buildings
uniform float dash_period_m;
uniform float is_stem;          // 1: a pin's stem, in stem_colour
uniform vec3 stem_colour;
in vec4 colour;
noperspective in vec2 local_px;
flat in vec3 extent_px;
flat in vec2 along_m;
layout(location = 0) out vec4 colour_out;

void main() {
  float over = max(max(-local_px.x, local_px.x - extent_px.x), 0.0);
  float away = length(vec2(over, local_px.y));
  // A line thinner than a pixel gets fainter, not thinner.
  float half_px = max(extent_px.y, 0.5);
  float cover = clamp(half_px + 0.5 - away, 0.0, 1.0) * min(1.0, extent_px.y / half_px);
  if (extent_px.z > 0.5) {
    float along = mix(along_m.x, along_m.y, clamp(local_px.x / max(extent_px.x, 1e-3), 0.0, 1.0)) / dash_period_m;
    float softness = max(fwidth(along), 1e-4);
    cover *= 1.0 - smoothstep(0.58 - softness, 0.58 + softness, abs(fract(along) * 2.0 - 1.0));
  }
  colour_out = vec4(mix(colour.rgb, stem_colour, is_stem), colour.a * cover * layer_opacity * hidden_ratio);
  if (colour_out.a < 0.004) discard;
}
