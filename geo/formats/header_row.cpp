// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/header_row.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

namespace schouw::formats {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Words that columns of registers begin with, in Dutch and English.
constexpr std::array<std::string_view, 72> kKnown = {
    "id",          "nr",           "nummer",      "volgnummer", "objectid",
    "fid",         "uuid",         "referentie",  "reference",  "sensor",
    "camera",      "naam",         "name",        "type",       "soort",
    "kind",        "status",       "locatie",     "location",   "adres",
    "address",     "straat",       "straatnaam",  "huisnummer", "postcode",
    "plaats",      "plaatsnaam",   "wijk",        "buurt",      "gemeente",
    "latitude",    "lat",          "longitude",   "longtitude", "lon",
    "lng",         "long",         "x",           "y",          "z",
    "rd_x",        "rd_y",         "x-coord",     "y-coord",    "breedtegraad",
    "lengtegraad", "geometrie",    "geometry",    "geom",       "wkt",
    "hoogte",      "height",       "richting",    "azimuth",    "doel",
    "goal",        "purpose",      "grondslag",   "eigenaar",   "owner",
    "beheerder",   "omschrijving", "description", "datum",      "date",
    "begindatum",  "einddatum",    "model",       "merk",       "leverancier",
    "opmerking",   "opmerkingen"};

bool is_known(std::string_view text) {
  const std::string word = lower_case(text.substr(0, text.find_first_of(" (/:")));
  return std::find(kKnown.begin(), kKnown.end(), word) != kKnown.end();
}

// A number, a date or a time, with its unit or without.
bool is_amount(std::string_view text) {
  const bool starts = (text[0] >= '0' && text[0] <= '9') ||
                      (text.size() > 1 && std::string_view("+-.,").find(text[0]) != std::string_view::npos &&
                       text[1] >= '0' && text[1] <= '9');
  if (!starts) return false;
  const auto letters = std::count_if(text.begin(), text.end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return letters <= 3;
}

bool is_value(std::string_view text) {
  constexpr std::array<std::string_view, 8> kTruths = {"ja", "nee", "true", "false", "yes", "no", "waar", "onwaar"};
  if (is_amount(text) || text[0] == '#') return true;
  if (text.find('@') != std::string_view::npos || text.find("://") != std::string_view::npos) return true;
  if (text.find("POINT") != std::string_view::npos && text.find('(') != std::string_view::npos) return true;
  return std::find(kTruths.begin(), kTruths.end(), lower_case(text)) != kTruths.end();
}

std::size_t filled(const HeadRow& row) {
  return row.cells.size() - static_cast<std::size_t>(std::count(row.cells.begin(), row.cells.end(), CellLook::empty));
}

std::size_t known(const HeadRow& row) {
  return static_cast<std::size_t>(std::count(row.cells.begin(), row.cells.end(), CellLook::known));
}

bool is_name(CellLook look) { return look == CellLook::name || look == CellLook::known; }

// A column that is named by a year is the exception.
bool holds_names(const HeadRow& row) {
  const auto names = static_cast<std::size_t>(std::count_if(row.cells.begin(), row.cells.end(), is_name));
  return names * 4 >= filled(row) * 3;
}

// Whether some column holds values only, under a name.
bool names_values(std::span<const HeadRow> rows, std::size_t at) {
  constexpr std::size_t kLooked = 20;
  for (std::size_t column = 0; column < rows[at].cells.size(); ++column) {
    if (!is_name(rows[at].cells[column])) continue;
    bool any = false;
    bool only = true;
    for (std::size_t i = at + 1; i < std::min(rows.size(), at + 1 + kLooked); ++i) {
      const CellLook look = column < rows[i].cells.size() ? rows[i].cells[column] : CellLook::empty;
      any = any || look == CellLook::value;
      only = only && (look == CellLook::value || look == CellLook::empty);
    }
    if (any && only) return true;
  }
  return false;
}

class HeaderSearch {
 public:
  explicit HeaderSearch(std::span<const HeadRow> rows) : rows_(rows) {
    for (const HeadRow& row : rows) widest_ = std::max(widest_, filled(row));
  }

  std::size_t find() const {
    if (is_plainly_a_header(0)) return 0;
    for (std::size_t at = 1; at < rows_.size(); ++at) {
      if (filled(rows_[at]) < 2 || filled(rows_[at]) * 2 < widest_ || !holds_names(rows_[at])) continue;
      if (!only_titles_above(at)) return 0;
      if (names_groups(at)) continue;
      if (names_values(rows_, at) || known(rows_[at]) >= 2) return at;
    }
    return 0;
  }

 private:
  bool is_plainly_a_header(std::size_t at) const {
    const std::size_t count = filled(rows_[at]);
    if (names_groups(at) || count < 2 || count * 2 < widest_) return false;
    return known(rows_[at]) >= 2 || !blank_follows();
  }
  bool blank_follows() const {
    return std::any_of(rows_.begin() + 1, rows_.end(), [](const HeadRow& row) { return row.after_blank; });
  }
  // Names of groups, merged over the columns whose own names stand in the next row.
  bool names_groups(std::size_t at) const {
    return rows_[at].merged && at + 1 < rows_.size() && holds_names(rows_[at + 1]) &&
           filled(rows_[at + 1]) > filled(rows_[at]);
  }
  bool only_titles_above(std::size_t at) const {
    bool blank_between = false;
    const std::size_t names = filled(rows_[at]);
    for (std::size_t above = at; above-- > 0;) {
      blank_between = blank_between || rows_[above + 1].after_blank;
      const std::size_t count = filled(rows_[above]);
      const bool apart = blank_between || rows_[above].merged;
      if (count * 2 > names && !(apart && count < names)) return false;
    }
    return true;
  }

  std::span<const HeadRow> rows_;
  std::size_t widest_ = 0;
};

}  // namespace

CellLook look_of(std::string_view text) {
  constexpr std::size_t kLongestName_bytes = 120;
  text = trimmed(text);
  if (text.empty()) return CellLook::empty;
  if (is_value(text)) return CellLook::value;
  if (text.size() > kLongestName_bytes) return CellLook::sentence;
  return is_known(text) ? CellLook::known : CellLook::name;
}

CellLook look_of_value(const model::FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return look_of(*text);
  return std::holds_alternative<std::monostate>(value) ? CellLook::empty : CellLook::value;
}

std::size_t header_among(std::span<const HeadRow> rows) { return rows.size() < 2 ? 0 : HeaderSearch(rows).find(); }

NamedColumns name_columns(std::span<const std::string> texts, const std::string& file, std::int64_t line) {
  NamedColumns columns;
  std::map<std::string, int> seen;
  std::vector<std::string> repeated;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string name = trimmed(texts[i]).empty() ? fmt::format("column {}", i + 1) : texts[i];
    int times = ++seen[name];
    if (times == 2) repeated.push_back(name);
    std::string unique = name;
    while (times > 1 && seen.count(unique = fmt::format("{} #{}", name, times)) != 0) ++times;
    if (unique != name) seen[unique] = 1;
    columns.names.push_back(std::move(unique));
  }
  if (repeated.empty()) return columns;
  columns.notes.push_back({.code = "IO-119",
                           .severity = base::Severity::note,
                           .message = fmt::format("{} column names stand more than once, the first is \"{}\"",
                                                  repeated.size(), repeated.front()),
                           .where = {.file = file, .line = line},
                           .hint = "the later ones are called \"... #2\", \"... #3\""});
  return columns;
}

base::Diagnostic note_of_skipped(const std::vector<SkippedRow>& skipped, const std::string& file,
                                 std::string_view table) {
  constexpr std::size_t kMostNamed = 10;
  constexpr std::size_t kMostShown_bytes = 60;
  std::vector<std::int64_t> lines;
  for (std::size_t i = 0; i < std::min(skipped.size(), kMostNamed); ++i) lines.push_back(skipped[i].line);
  const std::string& first = skipped.front().text;
  std::size_t shown = std::min(first.size(), kMostShown_bytes);
  while (shown < first.size() && shown > 0 && (static_cast<unsigned char>(first[shown]) & 0xc0U) == 0x80U) --shown;
  return {.code = "IO-142",
          .severity = base::Severity::note,
          .message =
              fmt::format("{}{} lines above the names of the columns are no rows: {}{}; the first is \"{}\"",
                          table.empty() ? "" : fmt::format("sheet '{}': ", table), skipped.size(),
                          fmt::join(lines, ", "), skipped.size() > kMostNamed ? ", ..." : "", first.substr(0, shown)),
          .where = {.file = file, .line = skipped.front().line},
          .hint = "where one of them names the columns, remove what stands above and below it"};
}

}  // namespace schouw::formats
