// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <unordered_set>

#include "layers/publish/needles.h"
#include "layers/publish/restricted_values.h"
#include "layers/register/mail_address.h"
#include "layers/register/value_text.h"

namespace schouw::publish {

namespace {

// Enough to work with; the rest is of the same kind.
constexpr std::size_t kMostTold = 50;

// Columns in which names stand; in a time line also what they were.
constexpr std::array<std::string_view, 15> kNameColumns = {"id",    "uuid", "name",  "street",  "neighbourhood",
                                                           "place", "from", "to",    "systems", "before",
                                                           "after", "type", "field", "dossier", "about"};

std::vector<std::string> lower_texts(const std::vector<RestrictedText>& texts) {
  std::vector<std::string> lower;
  lower.reserve(texts.size());
  for (const RestrictedText& text : texts) lower.push_back(registers::lower_case(text.text));
  return lower;
}

bool in_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool whole_words(std::string_view text, std::size_t at, std::size_t bytes) {
  return (at == 0 || !in_word(text[at - 1])) && (at + bytes == text.size() || !in_word(text[at + bytes]));
}

std::uint64_t swapped(std::uint64_t bits) {
  std::uint64_t out = 0;
  for (int i = 0; i < 8; ++i) out = out << 8U | (bits >> (8U * static_cast<unsigned>(i)) & 0xffU);
  return out;
}

class Search {
 public:
  Search(const RestrictedValues& values, std::string_view fixed_bytes)
      : values_(values), needles_(lower_texts(values.texts)), told_(values.texts.size(), false) {
    needles_.in(registers::lower_case(fixed_bytes),
                [&](std::size_t index, std::size_t, std::size_t) { told_[index] = true; });
    for (const double metres : values.coordinates) {
      const auto bits = std::bit_cast<std::uint64_t>(metres);
      coordinate_bits_.insert(bits);
      coordinate_bits_.insert(swapped(bits));
    }
  }

  void look_at(const tables::Table& table) {
    for (const tables::Row& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) look_at(table, i, row.cells[i]);
      if (const auto* at = std::get_if<model::Coordinate>(&row.geometry)) {
        for (const double metres : {at->x, at->y}) look_at_number(metres, table.name + ".geom");
      }
    }
  }

  void look_at(std::string_view bytes) {
    needles_.in(registers::lower_case(bytes), [&](std::size_t index, std::size_t, std::size_t) {
      // Cells stand side by side in them: no word has an end.
      if (!values_.texts[index].in_a_name) tell(index, "PUB-121", "the bytes of the copy");
    });
    for (std::size_t at = 0; at + sizeof(std::uint64_t) <= bytes.size(); ++at) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, bytes.data() + at, sizeof(bits));
      if (coordinate_bits_.count(bits) != 0) look_at_place("the bytes of the copy");
    }
  }

  base::Diagnostics found() && { return std::move(found_); }

 private:
  void look_at(const tables::Table& table, std::size_t column, const tables::Cell& cell) {
    const std::string where = table.name + "." + table.columns[column].name;
    if (const auto* real = std::get_if<double>(&cell)) look_at_number(*real, where);
    const auto* text = std::get_if<std::string>(&cell);
    if (text == nullptr) return;
    const std::string lower = registers::lower_case(*text);
    const bool names =
        std::find(kNameColumns.begin(), kNameColumns.end(), table.columns[column].name) != kNameColumns.end();
    needles_.in(lower, [&](std::size_t index, std::size_t at, std::size_t bytes) {
      if (values_.texts[index].in_a_name && (names || !whole_words(lower, at, bytes))) return;
      tell(index, "PUB-120", where);
    });
    std::string masked = *text;
    if (registers::mask_private_addresses(masked) > 0) {
      add({.code = "PUB-122",
           .message = fmt::format("the public copy would hold a private e-mail address in {}", where),
           .where = {.field = where},
           .hint = "give a functional address, such as that of the team"});
    }
  }

  void look_at_number(double metres, const std::string& where) {
    if (values_.coordinates.count(metres) != 0) look_at_place(where);
  }
  void look_at_place(const std::string& where) {
    if (std::exchange(place_told_, true)) return;
    add({.code = "PUB-123",
         .message =
             fmt::format("the public copy would hold a coordinate of a sensor that is withheld or generalised, "
                         "in {}",
                         where),
         .where = {.field = where},
         .hint = "look whether two sensors share a place and only one may be public"});
  }

  void tell(std::size_t index, const char* code, const std::string& where) {
    if (told_[index]) return;
    told_[index] = true;
    const RestrictedText& text = values_.texts[index];
    add({.code = code,
         .message =
             fmt::format("the public copy would hold '{}', {}, in {}", text.text.substr(0, 80), text.of, where),
         .where = {.field = where},
         .hint = "take it out of the public text, or say --also-public TEXT where it may be known"});
  }

  void add(base::Diagnostic problem) {
    if (found_.size() < kMostTold) found_.push_back(std::move(problem));
  }

  const RestrictedValues& values_;
  Needles needles_;
  std::vector<bool> told_;
  std::unordered_set<std::uint64_t> coordinate_bits_;
  bool place_told_ = false;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics find_restricted(const tables::Package& package, std::string_view bytes,
                                  std::string_view fixed_bytes, const RestrictedValues& values) {
  Search search(values, fixed_bytes);
  for (const tables::Table& table : package.tables) search.look_at(table);
  search.look_at(bytes);
  return std::move(search).found();
}

}  // namespace schouw::publish
