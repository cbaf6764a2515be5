// SPDX-License-Identifier: EUPL-1.2
// What the reader of a register tells of its rows and tables.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "layers/register/register_reader.h"

namespace schouw::registers {

namespace {

using base::Diagnostic;
using base::Severity;

Diagnostic file_note(std::string code, std::string message, const RegisterOptions& options) {
  Diagnostic note;
  note.code = std::move(code);
  note.severity = Severity::note;
  note.message = std::move(message);
  note.where.file = options.file_name;
  return note;
}

// A register that is wrong in every row would take more memory for saying so than for its sensors.
constexpr std::size_t kMostOfACode = 100'000;

}  // namespace

void RegisterReader::limit_told() {
  auto& told = tally_.diagnostics;
  auto kept = told.begin() + static_cast<std::ptrdiff_t>(looked_at_);
  for (auto at = kept; at != told.end(); ++at) {
    if (++told_of_[at->code] > kMostOfACode) {
      ++untold_of_[at->code];
    } else {
      if (kept != at) *kept = std::move(*at);
      ++kept;
    }
  }
  told.erase(kept, told.end());
  looked_at_ = told.size();
}

void RegisterReader::tell_of_untold() {
  for (const auto& [code, count] : untold_of_) {
    auto rest = file_note("REG-148",
                          fmt::format("{} more rows than the {} that are told of say {}", count, kMostOfACode, code),
                          options_);
    rest.severity = Severity::warning;
    rest.hint = "correct the first ones; the others are often alike";
    tally_.diagnostics.push_back(std::move(rest));
  }
}

void RegisterReader::end() {
  if (!positions_->source_crs().empty()) {
    import_.transformation = positions_->record();
    import_.source_crs = positions_->source_crs();
  }
  base::append(tally_.diagnostics, positions_->notes());
  if (!positions_->first_row_with_z()) return;
  auto note =
      file_note("REG-113", "the geometry's z is not used: height_nap_m or height_above_ground_m counts", options_);
  note.where.row = positions_->first_row_with_z();
  tally_.diagnostics.push_back(std::move(note));
}

void RegisterReader::leave(const model::FeatureTable& table) {
  auto note = file_note("REG-142",
                        fmt::format("'{}' with {} rows is no part of the register: it has none of its columns",
                                    table.name, table.features.size()),
                        options_);
  note.hint = "nothing where it explains the register; else give its columns the names of the schema";
  tally_.diagnostics.push_back(std::move(note));
}

void RegisterReader::note_placeless(const Row& row, Sensor& sensor) {
  sensor.position_quality = {.value = "area"};
  auto note = row_diagnostic(
      "REG-143",
      fmt::format("row {}: '{}' states no coordinates; it is kept as one of which only the area is known",
                  row.feature().row, sensor.id),
      row, options_.file_name);
  note.severity = Severity::note;
  note.where.field = "geometry";
  note.hint = "give it a place on the map; until then it has no coverage";
  tally_.diagnostics.push_back(std::move(note));
}

void RegisterReader::tell_of_another_place(const Row& row, const std::string& shared, const Sensor& sensor) {
  auto warning =
      row_diagnostic("REG-124",
                     fmt::format("row {}: the id '{}' is that of a sensor at another place; this one is kept as '{}'",
                                 row.feature().row, shared, sensor.id),
                     row, options_.file_name);
  warning.where.field = "id";
  warning.hint = "give each device an id of its own in the register";
  tally_.diagnostics.push_back(std::move(warning));
}

void RegisterReader::tell_of_merged(const Row& row, const Sensor& sensor) {
  auto note = row_diagnostic("REG-134",
                             fmt::format("row {} is a further row of sensor '{}': what it adds is kept with it",
                                         row.feature().row, sensor.id),
                             row, options_.file_name);
  note.severity = Severity::note;
  note.where.field = "id";
  note.hint = "give a device of its own an id of its own";
  tally_.diagnostics.push_back(std::move(note));
}

// What should not be known of it must not come out because a word was not understood.
void RegisterReader::tell_of_taken_for_yes(const Row& row, const RowRule& rule) {
  auto warning = row_diagnostic("REG-149",
                                fmt::format("row {}: '{}' is '{}', expected yes or no; it is taken for yes",
                                            row.feature().row, rule.column, row.peek(rule.column).value_or("")),
                                row, options_.file_name);
  warning.where.field = rule.column;
  warning.hint = "write yes, no, ja, nee, true, false, 1 or 0, or leave it empty";
  tally_.diagnostics.push_back(std::move(warning));
}

void RegisterReader::tell_of(const CutNames& names) {
  if (!names.whole.empty()) {
    std::vector<std::string> pairs;
    for (const auto& [cut, whole] : names.whole) pairs.push_back(fmt::format("{} as {}", cut, whole));
    tally_.diagnostics.push_back(
        file_note("REG-135",
                  fmt::format("names of columns that the format cut off are read as what they were: {}",
                              fmt::join(pairs, ", ")),
                  options_));
  }
  const auto warn = [&](const std::vector<CutNames::Others>& columns, const char* message) {
    if (columns.empty()) return;
    std::vector<std::string> shown;
    shown.reserve(columns.size());
    for (const auto& [column, others] : columns) {
      shown.push_back(fmt::format("{} ({})", column, fmt::join(others, ", ")));
    }
    auto warning = file_note("REG-136", fmt::format("{}: {}", message, fmt::join(shown, ", ")), options_);
    warning.severity = Severity::warning;
    warning.hint = "export the register as GeoPackage, GeoJSON or CSV, which keep whole names";
    tally_.diagnostics.push_back(std::move(warning));
  };
  warn(names.unclear, "columns whose names the format cut off may be one or another field, and are kept as none");
  warn(names.doubtful,
       "columns are read as the fields that they are called by, and may be others whose names the "
       "format cut off");
}

void RegisterReader::add_notes() {
  if (households_ > 0) {
    tally_.diagnostics.push_back(file_note(
        "REG-121",
        fmt::format("{} household devices are kept without name, owner and exact position, and without coverage",
                    households_),
        options_));
  }
  if (tally_.masked_addresses > 0) {
    tally_.diagnostics.push_back(file_note(
        "REG-119", fmt::format("{} private e-mail addresses were masked", tally_.masked_addresses), options_));
  }
  if (!tally_.unknown_columns.empty()) {
    std::string names;
    for (const std::string& name : tally_.unknown_columns) names += (names.empty() ? "" : ", ") + name;
    tally_.diagnostics.push_back(
        file_note("REG-120", "kept as confidential, because the record has no field for them: " + names, options_));
  }
}

}  // namespace schouw::registers
