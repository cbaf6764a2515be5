// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/removed_sensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace schouw::plan {

namespace {

// In the order in which a line is looked at; one that a table of another program lacks is empty.
constexpr std::array<const char*, 5> kAsked = {"sensor", "field", "old", "new", "when_iso"};

std::array<std::string, kAsked.size()> texts_of(const tables::Row& row, const std::vector<tables::Column>& columns) {
  std::array<std::string, kAsked.size()> texts;
  for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
    const auto* asked = std::find(kAsked.begin(), kAsked.end(), columns[i].name);
    const auto* text = std::get_if<std::string>(&row.cells[i]);
    if (asked != kAsked.end() && text != nullptr) texts[static_cast<std::size_t>(asked - kAsked.begin())] = *text;
  }
  return texts;
}

}  // namespace

base::Result<RemovedSensors> removed_sensors(tables::PackageUpdate& update) {
  RemovedSensors removed;
  const tables::TableShape* shape = update.table("history");
  if (shape == nullptr) return removed;
  const std::vector<tables::Column> columns = shape->layout.columns;
  const auto read = update.for_each_row("history", [&](tables::Row&& row) {
    const auto [sensor, field, old, now, when_iso] = texts_of(row, columns);
    const auto uuid = base::uuid_from_text(sensor);
    // A line about the whole sensor: removed, or put back.
    if (!uuid || !field.empty()) return true;
    removed.erase(*uuid);
    if (!old.empty() && now.empty()) removed.emplace(*uuid, RemovedSensor{old, when_iso});
    return true;
  });
  if (!read) return base::Result<RemovedSensors>::failure(read.diagnostics());
  return removed;
}

base::Diagnostics came_back(std::vector<RemovedSensor> removed, const std::string& file_name) {
  std::sort(removed.begin(), removed.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  base::Diagnostics told;
  for (const RemovedSensor& one : removed) {
    base::Diagnostic warning{.code = "REG-172", .severity = base::Severity::warning};
    warning.message =
        fmt::format("sensor '{}' was removed from the plan on {}; the register has it, so that it is back", one.id,
                    one.when_iso.substr(0, 10));
    warning.where.file = file_name;
    warning.where.feature = one.id;
    warning.hint = "remove it again, or have it taken out of the register";
    told.push_back(std::move(warning));
  }
  return told;
}

}  // namespace schouw::plan
