// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
uniform sampler2D glyph_map;   // r: letter, g: its halo
uniform vec3 selected_colour;
uniform vec3 symbol_rim_colour;
uniform float interface_scale;
flat in vec4 place;
in vec2 local_px;
flat in vec4 fill;
flat in vec4 ink;
flat in int flags;
flat in float presence;
layout(location = 0) out vec4 colour_out;

vec4 over(vec4 below, vec3 colour, float alpha) {
  float sum = alpha + below.a * (1.0 - alpha);
  return sum > 0.0 ? vec4((colour * alpha + below.rgb * below.a * (1.0 - alpha)) / sum, sum) : vec4(0.0);
}

float inside(float edge_px, float away_px) { return clamp(edge_px - away_px + 0.5, 0.0, 1.0); }

// Soft shadow, pale rim, outline (with gaps where proposed), face; a ring around the selected one.
vec4 disc() {
  float radius = place.z;
  float s = interface_scale;
  float away = length(local_px);
  vec4 colour = vec4(0.0);
  float shadow = length(local_px - vec2(0.0, 1.5 * s)) - radius;
  colour = over(colour, vec3(0.05, 0.08, 0.14), 0.26 * (1.0 - smoothstep(-1.0 * s, 4.5 * s, shadow)));
  if ((flags & 2) != 0) {
    float ring = abs(away - radius - 3.2 * s);
    colour = over(colour, symbol_rim_colour, inside(radius + 6.2 * s, away));
    colour = over(colour, selected_colour, inside(1.7 * s, ring));
  }
  colour = over(colour, symbol_rim_colour, inside(radius + 1.25 * s, away));
  colour = over(colour, fill.rgb, inside(radius, away));
  float half_line = min(1.0 * s, 0.2 * radius);  // a dot is mostly its fill
  float outline = inside(half_line, abs(away - radius + half_line));
  if ((flags & 1) != 0) {
    float turns = atan(local_px.y, local_px.x) / 6.2831853 * 14.0;
    float soft = 14.0 / (6.2831853 * max(away, 1.0)) * 1.4;
    outline *= 1.0 - smoothstep(0.62 - soft, 0.62 + soft, abs(fract(turns) * 2.0 - 1.0));
  }
  colour = over(colour, ink.rgb, outline);
  colour.a *= fill.a;
  return colour;
}

vec4 text() {
  vec2 cover = texelFetch(glyph_map, ivec2(floor(local_px)), 0).rg;
  vec4 colour = over(vec4(0.0), fill.rgb, cover.g * fill.a);
  return over(colour, ink.rgb, cover.r * ink.a);
}

vec4 leg() { return vec4(ink.rgb, ink.a * inside(0.75 * interface_scale, abs(local_px.x))); }

void main() {
  vec4 colour = place.w < 0.5 ? disc() : (place.w < 1.5 ? text() : leg());
  colour_out = vec4(colour.rgb, colour.a * presence);
  if (colour_out.a < 0.003) discard;
}
