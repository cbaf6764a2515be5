// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace schouw::panels {

namespace {

float width_of(const ImFont* font, std::string_view text) {
  return font->CalcTextSizeA(font->FontSize, 1e9F, 0.0F, text.data(), text.data() + text.size()).x;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }
bool is_vowel(char c) {
  return std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80U;
}
bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80U;
}

// Dutch and English divide before the consonant that opens a syllable: the last such place that fits.
std::size_t division(const ImFont* font, std::string_view word, float width_px) {
  std::size_t best = 0;
  std::size_t anywhere = 0;
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (is_continuation(word[i])) continue;
    if (width_of(font, std::string(word.substr(0, i)) + "-") > width_px) break;
    anywhere = i;
    const bool room = i >= 3 && word.size() - i >= 3;
    const bool opens =
        room && is_letter(word[i]) && !is_vowel(word[i]) && is_vowel(word[i + 1]) && word[i - 1] != '-';
    if (opens) best = i;
  }
  return best > 0 ? best : std::max<std::size_t>(anywhere, 1);
}

void add_word(const ImFont* font, std::string_view word, float width_px, std::vector<std::string>& lines) {
  std::string& line = lines.back();
  const std::string joined = line.empty() ? std::string(word) : line + " " + std::string(word);
  if (width_of(font, joined) <= width_px) {
    line = joined;
    return;
  }
  if (!line.empty()) lines.emplace_back();
  while (width_of(font, word) > width_px && word.size() > 1) {
    const std::size_t at = division(font, word, width_px);
    const bool hyphen = is_letter(word[at - 1]);
    lines.back() = std::string(word.substr(0, at)) + (hyphen ? "-" : "");
    lines.emplace_back();
    word.remove_prefix(at);
  }
  lines.back() = std::string(word);
}

}  // namespace

float text_width_px(const Ui& ui, Role role, std::string_view text) { return width_of(ui.fonts.font(role), text); }

std::vector<std::string> wrapped_lines(const Ui& ui, Role role, std::string_view text, float width_px) {
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) add_word(ui.fonts.font(role), text.substr(at, end - at), width_px, lines);
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    at = end + 1;
  }
  return lines;
}

float text_height_px(const Ui& ui, Role role, std::string_view text, float width_px) {
  return static_cast<float>(wrapped_lines(ui, role, text, width_px).size()) * ui.fonts.line_px(role);
}

// NOLINTNEXTLINE(readability-function-size): where, how and what, in the order of a drawing call
void text_at(const Ui& ui, float x, float y, Role role, drawing::Colour colour, std::string_view text) {
  ImFont* font = ui.fonts.font(role);
  const float top = y + (ui.fonts.line_px(role) - font->FontSize) / 2.0F;
  ui.draw()->AddText(font, font->FontSize, ImVec2(std::round(x), std::round(top)), im(colour), text.data(),
                     text.data() + text.size());
}

void fitted_text_at(const Ui& ui, Box box, Role role, drawing::Colour colour, std::string_view text) {
  std::string shown(text);
  while (text_width_px(ui, role, shown) > box.width && !text.empty()) {
    text.remove_suffix(1);
    while (!text.empty() && is_continuation(text.back())) text.remove_suffix(1);
    shown = std::string(text) + "\u2026";
  }
  text_at(ui, box.x, box.y, role, colour, shown);
}

void paragraph(const Ui& ui, Column& column, Role role, drawing::Colour colour, std::string_view text) {
  for (const auto& line : wrapped_lines(ui, role, text, column.width)) {
    text_at(ui, column.x, column.y, role, colour, line);
    column.y += ui.fonts.line_px(role);
  }
}

void gap(const Ui& ui, Column& column, float design) { column.y += ui.px(design); }

}  // namespace schouw::panels
