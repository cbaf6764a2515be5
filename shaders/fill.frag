// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
#include "include/hatch.glsl"
uniform float layer_opacity;
uniform float hatched;  // 1: diagonal lines over the fill
in vec4 colour;
in vec3 scene_position;
layout(location = 0) out vec4 colour_out;

void main() {
  float density = hatched > 0.5 ? mix(0.55, 1.35, hatch(scene_position)) : 1.0;
  colour_out = vec4(colour.rgb, min(1.0, colour.a * density) * layer_opacity);
}
