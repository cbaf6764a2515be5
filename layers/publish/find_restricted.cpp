// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>
#include <unordered_set>

#include "geo/base/json.h"
#include "layers/publish/restricted_values.h"
#include "layers/register/mail_address.h"
#include "layers/register/value_text.h"

namespace schouw::publish {

namespace {

// Enough to work with; the rest is of the same kind.
constexpr std::size_t kMostTold = 50;

constexpr std::size_t kPrefix_bytes = kShortestRestricted;

std::uint64_t prefix_of(const char* bytes) {
  std::uint64_t prefix = 0;
  std::memcpy(&prefix, bytes, kPrefix_bytes);
  return prefix;
}

std::string as_xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string as_json(const std::string& text) {
  const std::string quoted = base::json_text(base::Json(text));
  return quoted.size() < 2 ? text : quoted.substr(1, quoted.size() - 2);
}

// Finds any of many texts, in small letters, as plain text and as JSON and XML write it.
class Needles {
 public:
  explicit Needles(const std::vector<RestrictedText>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string lower = registers::lower_case(texts[i].text);
      add(lower, i);
      if (const std::string json = as_json(lower); json != lower) add(json, i);
      if (const std::string xml = as_xml(lower); xml != lower) add(xml, i);
    }
  }
  // Calls found(index of the text) for each hit. lower: in small letters.
  template <class Found>
  void in(std::string_view lower, Found&& found) const {
    for (std::size_t at = 0; at + kPrefix_bytes <= lower.size(); ++at) {
      const auto [first, last] = by_prefix_.equal_range(prefix_of(lower.data() + at));
      for (auto it = first; it != last; ++it) {
        const auto& [form, index] = it->second;
        if (lower.compare(at, form.size(), form) == 0) found(index);
      }
    }
  }

 private:
  void add(const std::string& form, std::size_t index) {
    if (form.size() >= kPrefix_bytes) by_prefix_.emplace(prefix_of(form.data()), std::pair(form, index));
  }
  std::unordered_multimap<std::uint64_t, std::pair<std::string, std::size_t>> by_prefix_;
};

std::uint64_t swapped(std::uint64_t bits) {
  std::uint64_t out = 0;
  for (int i = 0; i < 8; ++i) out = out << 8U | (bits >> (8U * static_cast<unsigned>(i)) & 0xffU);
  return out;
}

class Search {
 public:
  Search(const RestrictedValues& values, std::string_view fixed_bytes)
      : values_(values), needles_(values.texts), told_(values.texts.size(), false) {
    needles_.in(registers::lower_case(fixed_bytes), [&](std::size_t index) { told_[index] = true; });
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
    needles_.in(registers::lower_case(bytes),
                [&](std::size_t index) { tell(index, "PUB-121", "the bytes of the copy"); });
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
    needles_.in(registers::lower_case(*text), [&](std::size_t index) { tell(index, "PUB-120", where); });
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
