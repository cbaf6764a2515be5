// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// Surfaces of the city: position in metres from the layer's origin.
in vec3 surface_normal;
in vec4 surface_kind;  // tone, 1 where rasters lie on it, height above the object's foot in quarters of a metre, grain
uniform vec3 layer_offset;
flat out vec3 normal_eye;
flat out vec3 normal_scene;
flat out vec4 kind;
out float above_foot_m;
out vec3 scene_position;

void main() {
  gl_Position = gl_ModelViewProjectionMatrix * gl_Vertex;
  normal_eye = gl_NormalMatrix * surface_normal;
  normal_scene = surface_normal;
  kind = surface_kind;
  above_foot_m = surface_kind.z * 0.25;
  scene_position = gl_Vertex.xyz + layer_offset;
}
