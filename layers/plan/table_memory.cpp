// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/table_memory.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/base/content_hash.h"
#include "geo/tables/package_reader.h"
#include "layers/register/value_text.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

std::string geometry_text(const model::Geometry& geometry) {
  if (const auto* point = std::get_if<model::Coordinate>(&geometry)) return fmt::format("{} {}", point->x, point->y);
  const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry);
  if (polygons == nullptr) return {};
  base::ContentHash hash;
  for (const model::PolygonWithHoles& polygon : *polygons) {
    for (const model::Ring& ring : polygon.rings) {
      for (const model::Coordinate& corner : ring) hash.add(corner.x).add(corner.y);
    }
  }
  return hash.hex();
}

base::Diagnostic changed_by_another(const std::string& table, const std::string& key, const std::string& what) {
  return {.code = "PLAN-127",
          .kind = base::DiagnosticKind::conflict,
          .message =
              fmt::format("row '{}' of the table {} was {} by another program since it was read", key, table, what),
          .where = {.feature = key, .field = table},
          .hint = "open the project again to see it, then repeat the edit; yours is kept until then"};
}

}  // namespace

tables::RowChange whole_row(const tables::TableLayout& layout, const tables::Row& row) {
  tables::RowChange change;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    change.values.push_back({layout.columns[i].name, row.cells[i]});
  }
  if (layout.geometry != tables::GeometryType::none) change.geometry = row.geometry;
  return change;
}

// A value that another program wrote and that we cannot read stays.
tables::RowChange row_change(const tables::TableLayout& layout, const RowEdit& edit) {
  tables::RowChange change;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    if (edit.before->cells[i] != edit.after->cells[i]) {
      change.values.push_back({layout.columns[i].name, edit.after->cells[i]});
    }
  }
  if (!(edit.before->geometry == edit.after->geometry)) change.geometry = edit.after->geometry;
  return change;
}

const tables::Cell* cell_named(const std::vector<tables::Column>& columns, const tables::Row& row,
                               std::string_view name) {
  for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
    if (tables::same_name(columns[i].name, name)) return &row.cells[i];
  }
  return nullptr;
}

std::string cell_text(const tables::Cell* cell) {
  if (cell == nullptr) return {};
  if (const auto* text = std::get_if<std::string>(cell)) return *text;
  if (const auto* real = std::get_if<double>(cell)) return registers::canonical_number(*real);
  if (const auto* whole = std::get_if<std::int64_t>(cell)) return std::to_string(*whole);
  return {};
}

// Once for rows of the same columns.
void TableMemory::find_columns(const std::vector<tables::Column>& columns) const {
  const auto same = [](const tables::Column& column, const std::string& name) { return column.name == name; };
  if (!places_.empty() &&
      std::equal(columns.begin(), columns.end(), columns_found_.begin(), columns_found_.end(), same)) {
    return;
  }
  columns_found_.clear();
  for (const tables::Column& column : columns) columns_found_.push_back(column.name);
  places_.clear();
  for (const tables::Column& ours : layout_.columns) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const tables::Column& column) {
      return tables::same_name(column.name, ours.name);
    });
    places_.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
}

TableMemory::Known TableMemory::known_of(const std::vector<tables::Column>& columns, const tables::Row& row) const {
  find_columns(columns);
  Known known{.fid = row.fid, .cells = {}};
  known.cells.reserve(layout_.columns.size() + 1);
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    const bool key = !key_column_.empty() && layout_.columns[i].name == key_column_;
    const tables::Cell* cell = places_[i] < row.cells.size() ? &row.cells[places_[i]] : nullptr;
    known.cells.push_back(key ? 0 : base::crc32c(cell_text(cell)));
  }
  known.cells.push_back(base::crc32c(geometry_text(row.geometry)));
  return known;
}

void TableMemory::remember(const tables::Table& table) {
  for (const tables::Row& row : table.rows) {
    if (auto key = key_of_(table.columns, row); !key.empty()) rows_[key] = known_of(table.columns, row);
  }
}

void TableMemory::remember(const std::string& key, const std::vector<tables::Column>& columns,
                           const tables::Row& row) {
  rows_[key] = known_of(columns, row);
}

std::optional<std::int64_t> TableMemory::fid_of(const std::string& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? std::nullopt : std::optional(found->second.fid);
}

base::Diagnostics TableMemory::conflicts(tables::PackageUpdate& update, const std::vector<RowEdit>& edits) {
  const auto now = update.read(layout_.name);
  if (!now) return now.diagnostics();
  TableMemory current(layout_, key_of_, key_column_);
  for (const tables::Row& row : now->rows) {
    const std::string key = key_of_(now->columns, row);
    // Of rows that a person copied together with their key, ours is the one in its old place.
    const bool ours_is_there = current.fid_of(key) && current.fid_of(key) == fid_of(key);
    if (!key.empty() && !ours_is_there) current.remember(key, now->columns, row);
  }
  base::Diagnostics problems;
  for (const RowEdit& edit : edits) {
    const auto held = rows_.find(edit.key);
    const auto found = current.rows_.find(edit.key);
    if (held == rows_.end()) {
      if (found != current.rows_.end()) problems.push_back(changed_by_another(layout_.name, edit.key, "added"));
      continue;
    }
    if (found == current.rows_.end()) {
      problems.push_back(changed_by_another(layout_.name, edit.key, "removed"));
    } else if (found->second.cells != held->second.cells) {
      std::string fields;
      for (std::size_t i = 0; i < found->second.cells.size(); ++i) {
        if (found->second.cells[i] == held->second.cells[i]) continue;
        fields += (fields.empty() ? "" : ", ");
        fields += i < layout_.columns.size() ? layout_.columns[i].name : std::string("geom");
      }
      problems.push_back(changed_by_another(layout_.name, edit.key, "changed in " + fields));
    } else {
      held->second.fid = found->second.fid;  // another program may have numbered the rows anew
    }
  }
  return problems;
}

Result<Done> TableMemory::write_row(tables::PackageUpdate& update, const RowEdit& edit) {
  const auto held = rows_.find(edit.key);
  if (!edit.after) {
    if (held == rows_.end()) return Done{};
    written_.emplace_back(edit.key, std::nullopt);
    return update.erase(layout_.name, held->second.fid);
  }
  Known known = known_of(layout_.columns, *edit.after);
  if (held == rows_.end()) {
    auto fid = update.insert(layout_.name, std::nullopt, whole_row(layout_, *edit.after));
    if (!fid) return Result<Done>::failure(fid.diagnostics());
    known.fid = *fid;
    written_.emplace_back(edit.key, std::move(known));
    return Done{};
  }
  known.fid = held->second.fid;
  if (edit.before) keep_unwritten(edit, held->second, known);
  written_.emplace_back(edit.key, std::move(known));
  const tables::RowChange change = edit.before ? row_change(layout_, edit) : whole_row(layout_, *edit.after);
  return update.update(layout_.name, held->second.fid, change);
}

// What was not written is what the file held, also where the plan could not read it.
void TableMemory::keep_unwritten(const RowEdit& edit, const Known& held, Known& known) const {
  for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
    if (edit.before->cells[i] == edit.after->cells[i]) known.cells[i] = held.cells[i];
  }
}

void TableMemory::remember_written() {
  for (auto& [key, known] : written_) {
    if (known) {
      rows_[key] = *std::move(known);
    } else {
      rows_.erase(key);
    }
  }
  written_.clear();
}

Result<Done> TableMemory::write(tables::PackageUpdate& update, const std::vector<RowEdit>& edits, bool file_changed) {
  if (auto made = update.ensure_table(layout_); !made) return made;
  if (file_changed && !edits.empty()) {
    if (auto problems = conflicts(update, edits); !problems.empty()) return Result<Done>::failure(problems);
  }
  for (const RowEdit& edit : edits) {
    if (auto done = write_row(update, edit); !done) return done;
  }
  return Done{};
}

}  // namespace schouw::plan
