// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/spreadsheet_text.h"

#include <algorithm>
#include <array>

namespace schouw::formats {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Numbers, sums of money, shares, fractions, days and times are written in these alone.
bool only_signs_of_numbers(std::string_view text) {
  constexpr std::string_view kSigns = "0123456789.,:;/-+ ()%$eE\xc2\xa0\xe2\x82\xac";  // the last two: U+00A0, euro
  return text.find_first_not_of(kSigns) == std::string_view::npos && std::any_of(text.begin(), text.end(), is_digit);
}

// Of months, halves of a day and money, in Dutch and English.
constexpr std::array<std::string_view, 39> kWordsOfValues = {
    "jan",  "feb",  "mrt",      "mar",       "apr",     "mei",      "may",      "jun",      "jul",      "aug",
    "sep",  "sept", "okt",      "oct",       "nov",     "dec",      "januari",  "februari", "maart",    "april",
    "juni", "juli", "augustus", "september", "oktober", "november", "december", "january",  "february", "march",
    "june", "july", "august",   "october",   "am",      "pm",       "a",        "p",        "eur"};

// "1 mei", "3-mrt-26", "jan 2026", "10 pm": figures and one word of these.
bool is_day_in_words(std::string_view text) {
  bool figures = false;
  int words = 0;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" -./,:");
    const std::string piece = lower(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (piece.empty()) continue;
    if (std::all_of(piece.begin(), piece.end(), is_digit)) {
      figures = true;
    } else if (is_one_of(kWordsOfValues, piece)) {
      ++words;
    } else {
      return false;
    }
  }
  return figures && words == 1;
}

bool is_truth(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kTruths = {"true", "false", "waar", "onwaar"};
  return is_one_of(kTruths, lower(text));
}

// A cell that from_spreadsheet_text would change.
bool has_mark(std::string_view text) {
  return text.size() > 1 && text.front() == '\'' && (text[1] == '\'' || is_taken_for_a_value(text.substr(1)));
}

}  // namespace

bool is_taken_for_a_value(std::string_view text) {
  if (text.empty()) return false;
  // Source for the first six: OWASP, CSV injection. A cross opens an error value, "#N/B".
  if (std::string_view("=+-@\t\r\n#").find(text.front()) != std::string_view::npos) return true;
  return only_signs_of_numbers(text) || is_day_in_words(text) || is_truth(text);
}

std::string as_spreadsheet_text(std::string_view text) {
  return is_taken_for_a_value(text) || has_mark(text) ? "'" + std::string(text) : std::string(text);
}

std::string_view from_spreadsheet_text(std::string_view cell) { return has_mark(cell) ? cell.substr(1) : cell; }

}  // namespace schouw::formats
