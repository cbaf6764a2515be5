// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "layers/fieldwork/round_list.h"

namespace schouw::fieldwork {

namespace {

using formats::ColumnType;
using model::FieldValue;

// In the order of the sheet; text keys "field_round.column.<name>".
struct Column {
  const char* name;
  ColumnType type = ColumnType::text;
};
constexpr Column kColumns[] = {{"street"},
                               {"id"},
                               {"name"},
                               {"kind"},
                               {"x", ColumnType::number},
                               {"y", ColumnType::number},
                               {"mount"},
                               {"height", ColumnType::number},
                               {"faces"},
                               {"outcome"},
                               {"seen_on", ColumnType::date},
                               {"faces_now"},
                               {"seen_by"},
                               {"note"},
                               {"uuid"}};

constexpr Outcome kOutcomes[] = {Outcome::stands, Outcome::gone,    Outcome::turned,
                                 Outcome::masked, Outcome::blocked, Outcome::unregistered};

std::string kind_word(registers::SensorKind kind, const Say& say) {
  return say({fmt::format("kind.{}", kind_name(kind)), {}});
}

std::vector<std::string> choices_of(std::string_view column, const Say& say) {
  std::vector<std::string> words;
  if (column == "outcome") {
    for (const Outcome outcome : kOutcomes)
      words.push_back(say({fmt::format("outcome.{}", outcome_name(outcome)), {}}));
  } else if (column == "kind") {
    for (int i = 0; i <= static_cast<int>(registers::SensorKind::other); ++i) {
      words.push_back(kind_word(static_cast<registers::SensorKind>(i), say));
    }
  } else if (column == "faces_now") {
    for (int i = 0; i < 8; ++i) words.push_back(say({fmt::format("compass.{}", i), {}}));
  }
  return words;
}

FieldValue number(const std::optional<double>& value) { return value ? FieldValue(*value) : FieldValue(); }

// Metres to a decimetre: what a person in the street can use.
std::optional<double> decimetres(double metres) { return std::round(metres * 10.0) / 10.0; }

std::vector<FieldValue> row_of(const std::string& street, const ListedSensor& one, const Say& say) {
  return {street,
          one.id,
          one.name,
          kind_word(one.kind, say),
          number(one.place ? decimetres(one.place->east_m) : std::nullopt),
          number(one.place ? decimetres(one.place->north_m) : std::nullopt),
          one.mount,
          number(one.height_m),
          one.azimuth_deg ? compass_word(*one.azimuth_deg, say) : std::string(),
          FieldValue(),
          FieldValue(),
          FieldValue(),
          FieldValue(),
          FieldValue(),
          one.uuid};
}

}  // namespace

formats::WorkbookSheet sheet_of(const RoundList& list, const Say& say) {
  formats::WorkbookSheet sheet{.name = say({"field_round.sheet", {}})};
  for (const Column& column : kColumns) {
    sheet.columns.push_back({.name = say({fmt::format("field_round.column.{}", column.name), {}}),
                             .type = column.type,
                             .choices = choices_of(column.name, say)});
  }
  for (const StreetList& street : list.streets) {
    for (const ListedSensor& one : street.sensors) sheet.rows.push_back(row_of(street.street, one, say));
    for (int i = 0; i < list.empty_lines; ++i) {
      std::vector<FieldValue>& row = sheet.rows.emplace_back(std::size(kColumns));
      row.front() = street.street;
    }
  }
  return sheet;
}

}  // namespace schouw::fieldwork
