// SPDX-License-Identifier: EUPL-1.2
#define GL_GLEXT_PROTOTYPES
#include "viewer/window/offscreen_frame.h"

#include <GL/gl.h>
#include <GL/glext.h>

#include <algorithm>

namespace schouw::window {

OffscreenFrame::OffscreenFrame(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {
  glGenFramebuffers(1, &framebuffer_);
  glGenRenderbuffers(1, &colour_);
  glBindRenderbuffer(GL_RENDERBUFFER, colour_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_px, height_px);
  bind();
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
}

OffscreenFrame::~OffscreenFrame() {
  glDeleteRenderbuffers(1, &colour_);
  glDeleteFramebuffers(1, &framebuffer_);
}

void OffscreenFrame::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glViewport(0, 0, width_px_, height_px_);
}

std::vector<std::uint8_t> OffscreenFrame::read_rgb() const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  const std::size_t stride = static_cast<std::size_t>(width_px_) * 3;
  std::vector<std::uint8_t> from_below(stride * static_cast<std::size_t>(height_px_));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_px_, height_px_, GL_RGB, GL_UNSIGNED_BYTE, from_below.data());
  std::vector<std::uint8_t> from_top(from_below.size());
  for (std::size_t row = 0; row < static_cast<std::size_t>(height_px_); ++row) {
    std::copy_n(from_below.begin() + static_cast<std::ptrdiff_t>(row * stride), stride,
                from_top.end() - static_cast<std::ptrdiff_t>((row + 1) * stride));
  }
  return from_top;
}

}  // namespace schouw::window
