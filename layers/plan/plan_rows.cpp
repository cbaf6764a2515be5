// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>

#include "layers/plan/plan_tables.h"
#include "layers/plan/sensor_table.h"
#include "layers/register/field.h"

namespace schouw::plan {

namespace {

using tables::Column;
using tables::Row;
using tables::Table;

std::string text_named(const std::vector<Column>& columns, const Row& row, std::string_view name) {
  return cell_text(cell_named(columns, row, name));
}

std::string sensor_key(const std::vector<Column>& columns, const Row& row) {
  if (auto uuid = text_named(columns, row, "uuid"); base::uuid_from_text(uuid)) return uuid;
  base::Diagnostics ignored;  // told when the plan was read
  return SensorRowReader(columns, "").read(row, ignored).uuid.text();
}
std::string id_key(const std::vector<Column>& columns, const Row& row) { return text_named(columns, row, "id"); }
std::string name_key(const std::vector<Column>& columns, const Row& row) { return text_named(columns, row, "name"); }
std::string plan_key(const std::vector<Column>& columns, const Row& row) { return text_named(columns, row, "key"); }
std::string source_key(const std::vector<Column>& columns, const Row& row) {
  return text_named(columns, row, "kind") + "\n" + text_named(columns, row, "file");
}
std::string story_key(const std::vector<Column>& columns, const Row& row) {
  return story_id(text_named(columns, row, "json"));
}

struct NamedTable {
  const char* name;
  TableMemory::KeyOf key_of;
  const char* key_column = "";
};
constexpr NamedTable kTables[] = {{"sensors", sensor_key, "uuid"},
                                  {"areas", id_key},
                                  {"policy", name_key},
                                  {"sources", source_key},
                                  {"stories", story_key},
                                  {"scenarios", name_key},
                                  {"schouw_plan", plan_key},
                                  {"organisations", id_key},
                                  {"systems", id_key},
                                  {"links", id_key},
                                  {"models", id_key},
                                  {"observations", id_key},
                                  {"dossiers", id_key},
                                  {"goals", id_key},
                                  {"evaluations", id_key},
                                  {"consultations", id_key},
                                  {"reviews", id_key},
                                  {"years", id_key},
                                  {"commitments", id_key},
                                  {"plan_facts", id_key}};

// A plan without its long lists, whose tables are small.
Plan without_lists(const Plan& plan) {
  Plan small = plan;
  small.sensors.clear();
  small.areas.clear();
  return small;
}

std::map<std::string, Row> rows_by_key(const Table& table, TableMemory::KeyOf key_of) {
  std::map<std::string, Row> rows;
  for (const Row& row : table.rows) rows.emplace(key_of(table.columns, row), row);
  return rows;
}

std::vector<RowEdit> edits_between(const Table& before, const Table& after, TableMemory::KeyOf key_of) {
  const auto held = rows_by_key(before, key_of);
  std::vector<RowEdit> edits;
  for (const Row& row : after.rows) {
    const std::string key = key_of(after.columns, row);
    const auto old = held.find(key);
    if (old == held.end()) {
      edits.push_back({key, std::nullopt, row});
    } else if (old->second.cells != row.cells) {
      edits.push_back({key, old->second, row});
    }
  }
  const auto kept = rows_by_key(after, key_of);
  for (const auto& [key, row] : held) {
    if (kept.count(key) == 0) edits.push_back({key, row, std::nullopt});
  }
  return edits;
}

// The one row of an area, through the table that holds it.
Row area_row(const areas::Area& area) {
  Plan one;
  one.areas.push_back(area);
  return package_of(one).table("areas")->rows.front();
}

// What the plan could not read stands in the file and not in the plan: emptying it is an edit all the same.
void mark_unreadable(const registers::Sensor& held, const registers::Sensor& after, tables::Row& before) {
  const auto fields = registers::registered_fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool was = fields[i].missing != nullptr && fields[i].missing(held) == registers::MissingReason::unreadable;
    if (was && fields[i].missing(after) != registers::MissingReason::unreadable) {
      before.cells[i] = std::string("unreadable");
    }
  }
}

RowEdit sensor_edit(const Plan& before, const base::Uuid& uuid, const registers::Sensor* after) {
  RowEdit edit{.key = uuid.text()};
  const auto* held = before.sensors.find(uuid);
  if (held != nullptr && after != nullptr) return plan::sensor_edit(*held, *after);
  if (held != nullptr) edit.before = sensor_row(*held);
  if (after != nullptr) edit.after = sensor_row(*after);
  return edit;
}

RowEdit area_edit(const Plan& before, const std::string& id, const areas::Area* after) {
  RowEdit edit{.key = id};
  if (const auto* held = before.areas.find(id)) edit.before = area_row(*held);
  if (after != nullptr) edit.after = area_row(*after);
  return edit;
}

}  // namespace

RowEdit sensor_edit(const registers::Sensor& before, const registers::Sensor& after) {
  RowEdit edit{.key = before.uuid.text(), .before = sensor_row(before), .after = sensor_row(after)};
  mark_unreadable(before, after, *edit.before);
  return edit;
}

std::vector<TableMemory> table_memories() {
  const tables::Package empty = package_of(Plan{});
  std::vector<TableMemory> memories;
  for (const NamedTable& named : kTables) {
    memories.emplace_back(tables::layout_of(*empty.table(named.name)), named.key_of, named.key_column);
  }
  return memories;
}

std::vector<std::vector<RowEdit>> row_edits(const Plan& before, const Plan& after) {
  std::vector<std::vector<RowEdit>> edits(std::size(kTables));
  for (const Change& change : difference(before, after)) {
    if (const auto* put = std::get_if<PutSensor>(&change.edit)) {
      edits[0].push_back(sensor_edit(before, put->sensor->uuid, put->sensor.get()));
    } else if (const auto* removed = std::get_if<RemoveSensor>(&change.edit)) {
      edits[0].push_back(sensor_edit(before, removed->uuid, nullptr));
    } else if (const auto* area = std::get_if<PutArea>(&change.edit)) {
      edits[1].push_back(area_edit(before, area->area->id, area->area.get()));
    } else if (const auto* gone = std::get_if<RemoveArea>(&change.edit)) {
      edits[1].push_back(area_edit(before, gone->id, nullptr));
    }
  }
  const tables::Package small_before = package_of(without_lists(before));
  const tables::Package small_after = package_of(without_lists(after));
  for (std::size_t i = 2; i < std::size(kTables); ++i) {
    edits[i] =
        edits_between(*small_before.table(kTables[i].name), *small_after.table(kTables[i].name), kTables[i].key_of);
  }
  return edits;
}

tables::TableLayout history_layout() {
  tables::TableLayout layout{.name = "history", .description = "Who changed what, and when: grows only"};
  for (const char* column : {"when_iso", "who", "what", "sensor", "field", "old", "new"}) {
    layout.columns.push_back({column, tables::ColumnType::text});
  }
  return layout;
}

}  // namespace schouw::plan
