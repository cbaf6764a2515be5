// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <vector>

#include "geo/base/result.h"

namespace schouw::scene {

// Which of the two fonts.
enum class Weight : std::uint8_t { regular, bold };

// A letter in the atlas, in pixels. left and top: from the pen on the baseline to the corner of its box, y down.
struct Glyph {
  int atlas_x = 0;
  int atlas_y = 0;
  int width_px = 0;
  int height_px = 0;
  int left_px = 0;
  int top_px = 0;
  float advance_px = 0.0F;
};

// Letters of the two fonts at any size, drawn when they are first asked for. Two bytes a pixel: how much the letter
// covers, and how much its halo covers. Full: it starts again, and generation() grows, so that texts are laid anew.
class GlyphAtlas {
 public:
  // Fails with SCN-102 where a font is missing or no font.
  static base::Result<std::unique_ptr<GlyphAtlas>> open(const std::filesystem::path& regular,
                                                        const std::filesystem::path& bold);
  ~GlyphAtlas();

  // part: where within a pixel the pen stands, in quarters. A letter that neither font has is a space.
  const Glyph& glyph(char32_t letter, Weight weight, int size_px, int part);
  // Height of capitals, to centre text on.
  float capital_height_px(Weight weight, int size_px);

  static constexpr int kSide_px = 1024;
  const std::vector<std::uint8_t>& pixels() const { return pixels_; }
  unsigned revision() const { return revision_; }      // grows with every new letter
  unsigned generation() const { return generation_; }  // grows when it starts again

 private:
  struct Fonts;
  explicit GlyphAtlas(std::unique_ptr<Fonts> fonts);
  bool place(Glyph& glyph);
  void draw(const Glyph& glyph, const std::uint8_t* coverage, int stride, int width, int height);
  Glyph rasterise(char32_t letter, Weight weight, int size_px, int part);

  std::unique_ptr<Fonts> fonts_;
  std::vector<std::uint8_t> pixels_;
  std::map<std::tuple<char32_t, Weight, int, int>, Glyph> glyphs_;
  int pen_x_ = 1;
  int pen_y_ = 1;
  int row_height_ = 0;
  unsigned revision_ = 0;
  unsigned generation_ = 0;
};

// The code points of UTF-8 text; a byte that is none becomes U+FFFD.
std::vector<char32_t> code_points(std::string_view utf8);

}  // namespace schouw::scene
