// SPDX-License-Identifier: EUPL-1.2
// From window depth to metres. depth_terms: x, y of the line a*depth + b that gives 1/distance (perspective) or the
// distance (orthographic); z: 1 where the view is orthographic.
uniform vec4 depth_terms;
// x, y: tangent of half the picture per unit of clip space; z, w: shift of the view's middle in clip space.
uniform vec4 unproject_terms;

float distance_of(float depth) {
  float linear = depth_terms.x * depth + depth_terms.y;
  return depth_terms.z > 0.5 ? linear : 1.0 / linear;
}

// Eye space; depth in metres along the view direction.
vec3 eye_position(vec2 uv, float distance_m) {
  vec2 across = (uv * 2.0 - 1.0 + unproject_terms.zw) * unproject_terms.xy;
  if (depth_terms.z < 0.5) across *= distance_m;
  return vec3(across, -distance_m);
}

// Metres that one pixel of a picture this high covers at a distance.
float pixel_size_m(float distance_m, float height_px) {
  float half_height = depth_terms.z > 0.5 ? unproject_terms.y : unproject_terms.y * distance_m;
  return 2.0 * half_height / height_px;
}
