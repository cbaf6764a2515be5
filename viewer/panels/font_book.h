// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <imgui.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "viewer/panels/panels.h"

// The fonts of one look: every size is drawn from the outlines, never scaled as a picture.
namespace schouw::panels {

enum class Role : std::uint8_t { small, small_strong, body, strong, title, big };
inline constexpr std::size_t kRoleCount = 6;

// Sizes as designers give them: the em, in pixels.
struct TypeScale {
  std::array<float, kRoleCount> em_px{};
  bool operator==(const TypeScale&) const = default;
};

class FontBook {
 public:
  // Fails with TXT-103 where a file cannot be read as a font.
  base::Result<base::Done> load(const FontFiles& files);
  // Builds the atlas where the scale is another than last time; true where it did.
  bool use(const TypeScale& scale);

  ImFont* font(Role role) const { return fonts_[static_cast<std::size_t>(role)]; }
  float em_px(Role role) const { return scale_.em_px[static_cast<std::size_t>(role)]; }
  float line_px(Role role) const;

 private:
  struct Face {
    std::string bytes;
    float height_in_em = 1.2F;         // ascender to descender, as ImGui counts sizes
    float digit_advance_in_em = 0.6F;  // of the widest digit: all take this, so that numbers line up
  };
  void add(Role role, const Face& face);

  std::array<Face, 3> faces_;  // regular, semibold, bold
  std::array<ImFont*, kRoleCount> fonts_{};
  TypeScale scale_;
};

}  // namespace schouw::panels
