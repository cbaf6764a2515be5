// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
#include "include/raster.glsl"
const int kTones = 14;
uniform vec3 tone_colours[kTones];
uniform vec3 sun_direction;  // towards the sun, scene axes
uniform vec4 light_terms;    // ambient, sun, how dark a wall gets at the street, grain
uniform vec4 highlight;      // colour and share of it: the selected object
uniform float surface_opacity;
flat in vec3 normal_eye;
flat in vec3 normal_scene;
flat in vec4 kind;
in float above_foot_m;
in vec3 scene_position;
layout(location = 0) out vec4 colour_out;
layout(location = 1) out vec4 normal_out;

// The tones of layers/drawing/draw_list.h that belong to buildings and the like: they get edges at every crease.
bool is_built(int tone) { return tone <= 4 || tone >= 12; }

void main() {
  int tone = int(kind.x + 0.5);
  bool built = is_built(tone);
  vec3 base = tone_colours[clamp(tone, 0, kTones - 1)];
  float grain = (kind.w / 255.0 - 0.5) * light_terms.w;
  if (built) base *= 1.0 + grain;
  vec3 normal = normalize(normal_scene);
  float facing = dot(normal, sun_direction);
  if (!built) facing = abs(facing);  // the ground's triangles may be wound either way
  float light = light_terms.x + light_terms.y * (0.5 + 0.5 * facing);
  vec3 lit = base * light;
  if (tone == 1) lit *= mix(light_terms.z, 1.0, smoothstep(0.0, 14.0, above_foot_m));
  if (kind.y > 0.5) lit = with_rasters(lit, scene_position);
  lit = mix(lit, highlight.rgb * light, highlight.a);
  colour_out = vec4(lit, surface_opacity);
  normal_out = vec4(normalize(normal_eye) * 0.5 + 0.5, built ? 1.0 : 0.5);
}
