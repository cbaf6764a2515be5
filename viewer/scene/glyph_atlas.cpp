// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/glyph_atlas.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace schouw::scene {
namespace {

constexpr int kHalo_px = 3;  // room around a letter

// How much a point at this distance from the letter belongs to its halo: full to 1.6 px, none from 2.8 px.
float halo_share(float away_px) { return std::clamp((2.8F - away_px) / 1.2F, 0.0F, 1.0F); }

base::Diagnostic font_error(const std::filesystem::path& file) {
  return {.code = "SCN-102",
          .message = fmt::format("cannot read the font {}", file.filename().string()),
          .where = {.file = file.string()},
          .hint = "install the package fonts-inter"};
}

}  // namespace

struct GlyphAtlas::Fonts {
  FT_Library library = nullptr;
  std::array<FT_Face, 2> faces{};

  Fonts() = default;
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;
  ~Fonts() {
    for (FT_Face face : faces) {
      if (face != nullptr) FT_Done_Face(face);
    }
    if (library != nullptr) FT_Done_FreeType(library);
  }

  FT_Face sized(Weight weight, int size_px) const {
    FT_Face face = faces[static_cast<std::size_t>(weight)];
    FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(size_px));
    return face;
  }
};

base::Result<std::unique_ptr<GlyphAtlas>> GlyphAtlas::open(const std::filesystem::path& regular,
                                                           const std::filesystem::path& bold) {
  auto fonts = std::make_unique<Fonts>();
  if (FT_Init_FreeType(&fonts->library) != 0) return font_error(regular);
  if (FT_New_Face(fonts->library, regular.c_str(), 0, &fonts->faces[0]) != 0) return font_error(regular);
  if (FT_New_Face(fonts->library, bold.c_str(), 0, &fonts->faces[1]) != 0) return font_error(bold);
  return std::unique_ptr<GlyphAtlas>(new GlyphAtlas(std::move(fonts)));
}

GlyphAtlas::GlyphAtlas(std::unique_ptr<Fonts> fonts)
    : fonts_(std::move(fonts)), pixels_(static_cast<std::size_t>(kSide_px) * kSide_px * 2, 0) {}
GlyphAtlas::~GlyphAtlas() = default;

const Glyph& GlyphAtlas::glyph(char32_t letter, Weight weight, int size_px, int part) {
  const std::tuple key{letter, weight, size_px, part};
  const auto found = glyphs_.find(key);
  if (found != glyphs_.end()) return found->second;
  const Glyph made = rasterise(letter, weight, size_px, part);  // may start the atlas again
  return glyphs_.insert_or_assign(key, made).first->second;
}

Glyph GlyphAtlas::rasterise(char32_t letter, Weight weight, int size_px, int part) {
  Glyph glyph;
  FT_Face face = fonts_->sized(weight, size_px);
  // Unhinted: the shape of Inter survives, and quarters of a pixel keep the spacing even.
  if (FT_Load_Char(face, letter, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return glyph;
  glyph.advance_px = static_cast<float>(face->glyph->linearHoriAdvance) / 65536.0F;
  FT_Outline_Translate(&face->glyph->outline, FT_Pos{part} * 16, 0);
  if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return glyph;
  const FT_Bitmap& bitmap = face->glyph->bitmap;
  const int width = static_cast<int>(bitmap.width);
  const int height = static_cast<int>(bitmap.rows);
  if (width == 0 || height == 0) return glyph;
  glyph.width_px = width + 2 * kHalo_px;
  glyph.height_px = height + 2 * kHalo_px;
  glyph.left_px = face->glyph->bitmap_left - kHalo_px;
  glyph.top_px = -face->glyph->bitmap_top - kHalo_px;
  if (place(glyph)) draw(glyph, bitmap.buffer, bitmap.pitch, width, height);
  return glyph;
}

bool GlyphAtlas::place(Glyph& glyph) {
  if (pen_x_ + glyph.width_px + 1 > kSide_px) {
    pen_x_ = 1;
    pen_y_ += row_height_ + 1;
    row_height_ = 0;
  }
  if (pen_y_ + glyph.height_px + 1 > kSide_px) {
    glyphs_.clear();
    std::fill(pixels_.begin(), pixels_.end(), std::uint8_t{0});
    pen_x_ = 1, pen_y_ = 1, row_height_ = 0;
    ++generation_;
  }
  if (glyph.width_px + 2 > kSide_px || glyph.height_px + 2 > kSide_px) {
    glyph.width_px = 0;
    return false;
  }
  glyph.atlas_x = pen_x_;
  glyph.atlas_y = pen_y_;
  pen_x_ += glyph.width_px + 1;
  row_height_ = std::max(row_height_, glyph.height_px);
  ++revision_;
  return true;
}

void GlyphAtlas::draw(const Glyph& glyph, const std::uint8_t* coverage, int stride, int width, int height) {
  const auto covered = [&](int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0.0F : static_cast<float>(coverage[y * stride + x]);
  };
  const auto halo_at = [&](int x, int y) {
    float halo = 0.0F;
    for (int dy = -kHalo_px; dy <= kHalo_px; ++dy) {
      for (int dx = -kHalo_px; dx <= kHalo_px; ++dx) {
        const float share = halo_share(std::sqrt(static_cast<float>(dx * dx + dy * dy)));
        halo = std::max(halo, share * covered(x - kHalo_px + dx, y - kHalo_px + dy));
      }
    }
    return halo;
  };
  for (int y = 0; y < glyph.height_px; ++y) {
    for (int x = 0; x < glyph.width_px; ++x) {
      const std::size_t at =
          2 * (static_cast<std::size_t>(glyph.atlas_y + y) * kSide_px + static_cast<std::size_t>(glyph.atlas_x + x));
      pixels_[at] = static_cast<std::uint8_t>(covered(x - kHalo_px, y - kHalo_px));
      pixels_[at + 1] = static_cast<std::uint8_t>(halo_at(x, y));
    }
  }
}

float GlyphAtlas::capital_height_px(Weight weight, int size_px) {
  FT_Face face = fonts_->sized(weight, size_px);
  if (FT_Load_Char(face, U'H', FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0)
    return 0.7F * static_cast<float>(size_px);
  return static_cast<float>(face->glyph->metrics.horiBearingY) / 64.0F;
}

std::vector<char32_t> code_points(std::string_view utf8) {
  constexpr char32_t kReplacement = 0xfffd;
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i++]);
    const int tails = first < 0x80                    ? 0
                      : first >= 0xf0 && first < 0xf8 ? 3
                      : first >= 0xe0 && first < 0xf0 ? 2
                      : first >= 0xc2 && first < 0xe0 ? 1
                                                      : -1;
    if (tails < 0) {
      points.push_back(kReplacement);
      continue;
    }
    char32_t point = tails == 0 ? first : first & (0x3fU >> tails);
    int taken = 0;
    while (taken < tails && i < utf8.size() && (static_cast<unsigned char>(utf8[i]) & 0xc0U) == 0x80U) {
      point = (point << 6) | (static_cast<unsigned char>(utf8[i++]) & 0x3fU);
      ++taken;
    }
    points.push_back(taken == tails ? point : kReplacement);
  }
  return points;
}

}  // namespace schouw::scene
