// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/picture_transfer.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>

namespace schouw::scene {
namespace {

// A framebuffer to read a texture from, for as long as it lives; what was bound before comes back.
class ReadFramebuffer {
 public:
  explicit ReadFramebuffer(unsigned texture) {
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before_);
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    glReadBuffer(GL_COLOR_ATTACHMENT0);
  }
  ReadFramebuffer(const ReadFramebuffer&) = delete;
  ReadFramebuffer& operator=(const ReadFramebuffer&) = delete;
  ~ReadFramebuffer() {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before_));
    glDeleteFramebuffers(1, &framebuffer_);
  }

 private:
  GLint before_ = 0;
  GLuint framebuffer_ = 0;
};

}  // namespace

void copy_texture_to_framebuffer(unsigned texture, unsigned framebuffer, int width_px, int height_px) {
  const ReadFramebuffer source(texture);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
  glDisable(GL_SCISSOR_TEST);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glBlitFramebuffer(0, 0, width_px, height_px, 0, 0, width_px, height_px, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  glUseProgram(0);
  glBindVertexArray(0);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glActiveTexture(GL_TEXTURE0);
  glViewport(0, 0, width_px, height_px);
}

std::vector<std::uint8_t> read_texture_rgb(unsigned texture, int width_px, int height_px) {
  std::vector<std::uint8_t> rgb(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3);
  const ReadFramebuffer source(texture);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glPixelStorei(GL_PACK_ROW_LENGTH, 0);
  glReadPixels(0, 0, width_px, height_px, GL_RGB, GL_UNSIGNED_BYTE, rgb.data());
  const auto row = static_cast<std::ptrdiff_t>(width_px) * 3;
  for (std::ptrdiff_t top = 0, bottom = height_px - 1; top < bottom; ++top, --bottom) {
    std::swap_ranges(rgb.begin() + top * row, rgb.begin() + (top + 1) * row, rgb.begin() + bottom * row);
  }
  return rgb;
}

}  // namespace schouw::scene
