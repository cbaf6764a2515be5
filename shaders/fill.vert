// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// Translucent triangles over the city, positions in metres from the layer's origin.
in vec4 fill_colour;
uniform vec3 layer_offset;
out vec4 colour;
out vec3 scene_position;

void main() {
  // A little nearer than the ground they lie on, and on the same pixel.
  vec4 eye = gl_ModelViewMatrix * gl_Vertex;
  if (gl_ProjectionMatrix[3][3] > 0.5) {
    eye.z += 0.15;
  } else {
    eye.xyz *= 1.0 - min(0.02, 0.15 / max(1.0, length(eye.xyz)) + 0.0003);
  }
  gl_Position = gl_ProjectionMatrix * eye;
  colour = fill_colour;
  scene_position = gl_Vertex.xyz + layer_offset;
}
