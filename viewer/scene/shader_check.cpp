// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/shader_check.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <array>
#include <optional>

#include <fmt/format.h>

namespace schouw::scene {
namespace {

base::Diagnostic shader_error(const std::filesystem::path& file, const std::string& log) {
  return {.code = "SCN-101",
          .message = fmt::format("the graphics driver refuses a shader: {}", log.empty() ? "no reason given" : log),
          .where = {.file = file.string()},
          .hint = "report this with the driver's name and version"};
}

template <class GetLog>
std::string log_of(GLuint object, GetLog get_log) {
  std::array<char, 4096> log{};
  GLsizei length = 0;
  get_log(object, static_cast<GLsizei>(log.size()), &length, log.data());
  return {log.data(), static_cast<std::size_t>(length)};
}

std::optional<base::Diagnostic> compile(GLuint program, GLenum stage, const ShaderText& source) {
  const GLuint shader = glCreateShader(stage);
  const char* text = source.text.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint compiled = GL_FALSE;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
  std::optional<base::Diagnostic> failure;
  if (compiled != GL_TRUE) failure = shader_error(source.file, log_of(shader, glGetShaderInfoLog));
  glAttachShader(program, shader);
  glDeleteShader(shader);
  return failure;
}

}  // namespace

base::Result<base::Done> check_shaders(const ShaderText& vertex, const ShaderText& fragment) {
  const GLuint program = glCreateProgram();
  std::optional<base::Diagnostic> failure = compile(program, GL_VERTEX_SHADER, vertex);
  if (!failure) failure = compile(program, GL_FRAGMENT_SHADER, fragment);
  if (!failure) {
    glLinkProgram(program);
    GLint linked = GL_FALSE;
    glGetProgramiv(program, GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) failure = shader_error(fragment.file, log_of(program, glGetProgramInfoLog));
  }
  glDeleteProgram(program);
  if (failure) return *failure;
  return base::Done{};
}

}  // namespace schouw::scene
