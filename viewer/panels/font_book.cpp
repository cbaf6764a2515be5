// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/font_book.h"

#include <algorithm>
#include <optional>

#include "geo/base/read_file.h"

namespace schouw::panels {

namespace {

// Latin with every letter of Dutch names, punctuation, superscripts, arrows, comparison signs. The digits come apart.
constexpr ImWchar kLetters[] = {0x0020, 0x002f, 0x003a, 0x017f, 0x2010, 0x2027, 0x202f, 0x203a, 0x20ac, 0x20ac,
                                0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2248, 0x2264, 0x2265, 0};
constexpr ImWchar kDigits[] = {0x0030, 0x0039, 0};
constexpr float kReference_px = 100.0F;
constexpr std::uint64_t kLargestFont = 64U << 20;

std::uint32_t big_endian(const std::string& bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i) {
    value = value << 8U | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return value;
}

std::optional<std::size_t> table_of(const std::string& bytes, std::string_view tag) {
  const std::uint32_t tables = big_endian(bytes, 4, 2);
  for (std::size_t i = 0; i < tables; ++i) {
    const std::size_t record = 12 + 16 * i;
    if (record + 16 > bytes.size()) return std::nullopt;
    if (std::string_view(bytes).substr(record, 4) == tag) return big_endian(bytes, record + 8, 4);
  }
  return std::nullopt;
}

// ImGui takes the distance from ascender to descender for the size of a font; OpenType's head and hhea say how many
// ems that is.
std::optional<float> height_in_em(const std::string& bytes) {
  const auto head = table_of(bytes, "head");
  const auto hhea = table_of(bytes, "hhea");
  if (!head || !hhea) return std::nullopt;
  const auto units = static_cast<float>(big_endian(bytes, *head + 18, 2));
  const auto ascender = static_cast<std::int16_t>(big_endian(bytes, *hhea + 4, 2));
  const auto descender = static_cast<std::int16_t>(big_endian(bytes, *hhea + 6, 2));
  if (units < 16.0F || ascender <= descender) return std::nullopt;
  return static_cast<float>(ascender - descender) / units;
}

ImFontConfig config_for(const std::string& bytes, float size_px) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.FontDataSize = static_cast<int>(bytes.size());
  config.FontData = const_cast<char*>(bytes.data());  // NOLINT: ImGui reads it only
  config.SizePixels = size_px;
  config.OversampleH = size_px > 40.0F ? 1 : 3;
  config.OversampleV = 1;
  return config;
}

float widest_digit_px(const std::string& bytes) {
  ImFontAtlas atlas;
  const ImFontConfig base = config_for(bytes, kReference_px);
  ImFontConfig config = base;
  config.OversampleH = 1;
  config.GlyphRanges = kDigits;
  const ImFont* font = atlas.AddFont(&config);
  if (!atlas.Build()) return 0.6F * kReference_px;
  float widest = 0.0F;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, font->FindGlyph(digit)->AdvanceX);
  return widest;
}

}  // namespace

base::Result<base::Done> FontBook::load(const FontFiles& files) {
  const std::array<std::filesystem::path, 3> paths = {files.regular, files.semibold, files.bold};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    auto bytes = base::read_file(paths[i], kLargestFont);
    if (!bytes) return base::Result<base::Done>::failure(bytes.diagnostics());
    const auto height = height_in_em(*bytes);
    if (!height) {
      return base::Diagnostic{.code = "TXT-103",
                              .message = "the font could not be used: found no OpenType tables head and hhea",
                              .where = {.file = paths[i].filename().string()},
                              .hint = "install the package fonts-inter"};
    }
    faces_[i].bytes = *std::move(bytes);
    faces_[i].height_in_em = *height;
    faces_[i].digit_advance_in_em = widest_digit_px(faces_[i].bytes) / kReference_px * *height;
  }
  return base::Done{};
}

void FontBook::add(Role role, const Face& face) {
  const float em = em_px(role);
  ImFontConfig letters = config_for(face.bytes, em * face.height_in_em);
  letters.GlyphRanges = kLetters;
  ImGui::GetIO().Fonts->AddFont(&letters);
  ImFontConfig digits = config_for(face.bytes, em * face.height_in_em);
  digits.GlyphRanges = kDigits;
  digits.MergeMode = true;
  // Big figures stand alone: there, figures of their own width look better.
  const bool lines_up = role != Role::title && role != Role::big;
  if (lines_up) digits.GlyphMinAdvanceX = digits.GlyphMaxAdvanceX = em * face.digit_advance_in_em;
  fonts_[static_cast<std::size_t>(role)] = ImGui::GetIO().Fonts->AddFont(&digits);
}

bool FontBook::use(const TypeScale& scale) {
  if (scale == scale_ && fonts_[0] != nullptr) return false;
  scale_ = scale;
  ImGui::GetIO().Fonts->Clear();
  ImGui::GetIO().Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  add(Role::body, faces_[0]);
  add(Role::small, faces_[0]);
  add(Role::small_strong, faces_[1]);
  add(Role::strong, faces_[1]);
  add(Role::title, faces_[2]);
  add(Role::big, faces_[2]);
  ImGui::GetIO().Fonts->Build();
  return true;
}

float FontBook::line_px(Role role) const {
  return em_px(role) * (role == Role::title || role == Role::big ? 1.16F : 1.42F);
}

}  // namespace schouw::panels
