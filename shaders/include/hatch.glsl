// SPDX-License-Identifier: EUPL-1.2
// Diagonal lines that lie on the ground, as wide as they are apart. period_m fits the view, so that they stay some ten
// pixels wide.
uniform float hatch_period_m;

float hatch(vec3 scene_position) {
  float across = (scene_position.x + scene_position.y + 1.4142 * scene_position.z) * 0.70711 / hatch_period_m;
  float softness = max(fwidth(across), 1e-4);
  float ramp = abs(fract(across) - 0.5) * 2.0;
  return smoothstep(0.5 - softness, 0.5 + softness, ramp);
}
