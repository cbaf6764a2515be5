// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// One triangle that covers the picture.
out vec2 uv;

void main() {
  gl_Position = vec4(gl_Vertex.xy, 0.0, 1.0);
  uv = gl_Vertex.xy * 0.5 + 0.5;
}
