// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// A piece of a line as a quad of constant width on the screen. Four vertices carry the same two ends.
in vec4 line_other_end;  // metres from the layer's origin; w: which corner, 0 to 3
in vec4 line_colour;
in vec4 line_terms;      // width_px, 1 where dashed, metres along the line at either end
uniform vec2 picture_px;      // of this pass
uniform float line_scale;     // pixels of this pass per pixel of the interface
out vec4 colour;
noperspective out vec2 local_px;          // along from the first end, across from the middle
flat out vec3 extent_px;    // length, half width, 1 where dashed
flat out vec2 along_m;

vec4 to_clip(vec3 at) {
  vec4 eye = gl_ModelViewMatrix * vec4(at, 1.0);
  if (gl_ProjectionMatrix[3][3] > 0.5) eye.z += 0.2;
  else eye.xyz *= 1.0 - min(0.02, 0.2 / max(1.0, length(eye.xyz)) + 0.0004);
  return gl_ProjectionMatrix * eye;
}

// The part of a line behind the near plane is cut off; the rest keeps its direction.
vec4 before_near(vec4 at, vec4 other) {
  float here = at.z + at.w;
  float there = other.z + other.w;
  return here < 0.0 && there > 0.0 ? mix(at, other, here / (here - there) * 1.0001) : at;
}

void main() {
  vec4 first = to_clip(gl_Vertex.xyz);
  vec4 second = to_clip(line_other_end.xyz);
  vec4 a = before_near(first, second);
  vec4 b = before_near(second, first);
  int corner = int(line_other_end.w + 0.5);
  bool at_second = corner >= 2;
  float side = (corner & 1) == 0 ? -1.0 : 1.0;
  vec2 a_px = a.xy / a.w * 0.5 * picture_px;
  vec2 b_px = b.xy / b.w * 0.5 * picture_px;
  float length_px = length(b_px - a_px);
  vec2 ahead = length_px > 1e-4 ? (b_px - a_px) / length_px : vec2(1.0, 0.0);
  float half_px = 0.5 * line_terms.x * line_scale;
  float reach_px = half_px + 1.0;
  vec4 clip = at_second ? b : a;
  vec2 shift = ahead * (at_second ? reach_px : -reach_px) + vec2(-ahead.y, ahead.x) * side * reach_px;
  clip.xy += shift / (0.5 * picture_px) * clip.w;
  gl_Position = clip;
  colour = line_colour;
  local_px = vec2(at_second ? length_px + reach_px : -reach_px, side * reach_px);
  extent_px = vec3(length_px, half_px, line_terms.y);
  along_m = line_terms.zw;
}
