// SPDX-License-Identifier: EUPL-1.2
#version 330 compatibility
// Surfaces of the city: position in metres from the layer's origin. A triangle has one colour, so that light is
// worked out here and not for every pixel.
const int kTones = 14;
const int kWall = 1;
in vec3 surface_normal;
in vec4 surface_kind;  // tone, unused, height above the object's foot in quarters of a metre, grain
uniform vec3 layer_offset;
uniform vec3 tone_colours[kTones];
uniform vec3 sun_direction;  // towards the sun, scene axes
uniform vec4 light_terms;    // ambient, sun, how dark a wall gets at the street, grain
uniform vec4 highlight;      // colour and share of it: the selected object
flat out vec3 lit_colour;
flat out vec4 normal_kind;
out float wall_light;
out vec3 scene_position;

// The tones of layers/drawing/draw_list.h that belong to buildings and the like: they get edges at every crease.
bool is_built(int tone) { return tone <= 4 || tone >= 12; }

void main() {
  gl_Position = gl_ModelViewProjectionMatrix * gl_Vertex;
  scene_position = gl_Vertex.xyz + layer_offset;
  int tone = clamp(int(surface_kind.x + 0.5), 0, kTones - 1);
  bool built = is_built(tone);
  vec3 normal = normalize(surface_normal);
  // The ground's triangles may be wound either way, and small bumps of a survey are no news.
  if (!built) normal = normalize(vec3(0.0, 0.0, 1.6) + normal * sign(normal.z));
  float light = light_terms.x + light_terms.y * (0.5 + 0.5 * dot(normal, sun_direction));
  float grain = built ? (surface_kind.w / 255.0 - 0.5) * light_terms.w : 0.0;
  vec3 base = mix(tone_colours[tone] * (1.0 + grain), highlight.rgb, highlight.a);
  lit_colour = base * light;
  float rise = clamp(surface_kind.z * 0.25 / 13.0, 0.0, 1.0);
  wall_light = tone == kWall ? mix(light_terms.z, 1.0, rise) : 1.0;
  normal_kind = vec4(normalize(gl_NormalMatrix * normalize(surface_normal)) * 0.5 + 0.5, built ? 1.0 : 0.5);
}
