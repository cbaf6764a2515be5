// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "layers/publish/public_sensors.h"
#include "layers/register/value_text.h"

namespace schouw::publish {

namespace {

using registers::Sensor;

// How Dutch names of streets end, and words that end so and are no street.
constexpr std::array<std::string_view, 24> kEndings = {
    "straat", "weg", "laan", "plein", "gracht", "kade",  "singel",    "dijk", "steeg", "dreef", "plantsoen", "hof",
    "markt",  "wal", "baan", "pad",   "brug",   "haven", "boulevard", "park", "burg",  "poort", "werf",      "kamp"};
constexpr std::array<std::string_view, 14> kNoStreets = {"snelweg", "fietspad",  "voetpad", "rijbaan",    "spoorweg",
                                                         "busbaan", "trambaan",  "autoweg", "supermarkt", "ringweg",
                                                         "carpark", "binnenhof", "zwembad", "parkeerbaan"};
// What stands before such a word and belongs to the name.
constexpr std::array<std::string_view, 18> kBefore = {"oude",  "nieuwe", "grote",  "kleine", "lange",   "korte",
                                                      "hoge",  "lage",   "eerste", "tweede", "derde",   "vierde",
                                                      "noord", "oost",   "zuid",   "west",   "voorste", "achterste"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    const bool apart = c == ' ' || c == ',' || c == '(' || c == ')' || c == ';' || c == '/' || c == ':' || c == '|';
    if (!apart) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

bool is_street(std::string_view word) {
  const std::string lower = registers::lower_case(word);
  // A name begins with a capital: "Camera kantorenpark" is in no street.
  if (word.empty() || word.front() == lower.front() || one_of(kNoStreets, lower)) return false;
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) {
    const bool ends =
        lower.size() >= ending.size() && lower.compare(lower.size() - ending.size(), ending.size(), ending) == 0;
    // "Camera weg" names no street, "Markt" does.
    return ends && (lower.size() > ending.size() + 1 || lower == "markt");
  });
}

// The name of the first area that holds a place; empty where none does.
std::string area_at(const areas::AreaList& areas, const crs::MapPosition& at, bool neighbourhood) {
  for (const areas::Area& area : areas) {
    if ((area.type == "neighbourhood") != neighbourhood || (!neighbourhood && !is_place(area))) continue;
    if (area.contains(at.east_m, at.north_m)) return area.name;
  }
  return {};
}

struct StreetRow {
  bool unknown = false;  // last
  std::string street;
  std::string neighbourhood;
  std::string place;
  const PublicSensor* sensor = nullptr;

  auto key() const {
    return std::tuple(unknown, registers::lower_case(street), neighbourhood, sensor->record.id, sensor->record.uuid);
  }
};

StreetRow street_row(const PublicSensor& sensor, const areas::AreaList& areas, const Say& say) {
  const Sensor& record = sensor.record;
  StreetRow row{.sensor = &sensor};
  // Of a square of 100 m nobody may be told in which street, or on which side of a border, the sensor is.
  if (record.position_generalised) {
    row.unknown = true;
    row.street = say({"publish.street.generalised", {}});
    return row;
  }
  row.street = record.street.value_or(street_in(record.name));
  row.unknown = row.street.empty();
  if (row.unknown) row.street = say({"publish.street.none", {}});
  if (!record.position) return row;
  row.neighbourhood = area_at(areas, *record.position, true);
  row.place = area_at(areas, *record.position, false);
  return row;
}

tables::Row cells_of(const StreetRow& row, const Say& say) {
  const Sensor& record = row.sensor->record;
  const auto text = [](const registers::Stated<std::string>& value) -> tables::Cell {
    return value ? tables::Cell(*value) : tables::Cell(std::monostate{});
  };
  const std::string status = record.status ? std::string(registers::status_name(*record.status)) : "missing";
  const auto personal = registers::personal_data_of(record);
  std::string purposes;
  for (const registers::Purpose& purpose : registers::all_purposes_of(record)) {
    const std::string& word = purpose.goal.empty() ? purpose.purpose : purpose.goal;
    if (!word.empty()) purposes += (purposes.empty() ? "" : "; ") + word;
  }
  return {.cells = {row.street, row.neighbourhood, row.place, record.name,
                    say({"kind." + std::string(registers::kind_name(record.kind)), {}}),
                    say({"status." + status, {}}), purposes, text(record.deployment.controller),
                    text(record.deployment.responsible_officer), text(record.deployment.contact),
                    say({"personal_data." + std::string(registers::personal_data_name(personal)), {}}), record.id,
                    record.uuid.text()}};
}

}  // namespace

std::string street_in(const std::string& name) {
  const std::vector<std::string> words = words_of(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_street(words[i])) continue;
    std::string street = words[i];
    for (std::size_t before = i; before > 0 && one_of(kBefore, registers::lower_case(words[before - 1])); --before) {
      street.insert(0, words[before - 1] + " ");
    }
    return street;
  }
  return {};
}

tables::Table street_table(const std::vector<PublicSensor>& sensors, const areas::AreaList& areas, const Say& say) {
  tables::Table table{.name = "streets", .description = say({"publish.table.streets", {}})};
  for (const char* column : {"street", "neighbourhood", "place", "name", "kind", "status", "goal", "controller",
                             "responsible_officer", "contact", "personal_data", "id", "uuid"}) {
    table.columns.push_back({column, tables::ColumnType::text});
  }
  std::vector<StreetRow> rows;
  rows.reserve(sensors.size());
  for (const PublicSensor& sensor : sensors) rows.push_back(street_row(sensor, areas, say));
  std::sort(rows.begin(), rows.end(), [](const StreetRow& a, const StreetRow& b) { return a.key() < b.key(); });
  for (const StreetRow& row : rows) table.rows.push_back(cells_of(row, say));
  return table;
}

}  // namespace schouw::publish
