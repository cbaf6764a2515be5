// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

namespace schouw::window {

// A framebuffer to draw a whole picture into where there is no window: scene first, panels on top. Needs the context
// that was current when it was made.
class OffscreenFrame {
 public:
  OffscreenFrame(int width_px, int height_px);
  ~OffscreenFrame();
  OffscreenFrame(const OffscreenFrame&) = delete;
  OffscreenFrame& operator=(const OffscreenFrame&) = delete;

  void bind() const;
  unsigned framebuffer() const { return framebuffer_; }
  std::vector<std::uint8_t> read_rgb() const;  // rows from the top

 private:
  int width_px_;
  int height_px_;
  unsigned framebuffer_ = 0;
  unsigned colour_ = 0;
};

}  // namespace schouw::window
