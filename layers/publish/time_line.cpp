// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/time_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "layers/publish/public_tables.h"

namespace schouw::publish {

namespace {

using tables::Cell;
using tables::Row;
using tables::Table;

constexpr std::array<const char*, 9> kTextColumns = {"date", "since", "change", "kind", "id",
                                                     "uuid", "field", "before", "after"};

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return fmt::format("{}", *real);
  return {};
}

// Rows of one table by column name; a column that it lacks is nothing.
class Columns {
 public:
  explicit Columns(const Table& table) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) places_.emplace(table.columns[i].name, i);
  }
  bool has(const std::string& column) const { return places_.count(column) != 0; }
  std::int64_t whole(const Row& row, const std::string& column) const {
    const std::string digits = text(row, column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }
  std::string text(const Row& row, const std::string& column) const {
    const auto found = places_.find(column);
    return found == places_.end() || found->second >= row.cells.size() ? std::string()
                                                                       : text_of(row.cells[found->second]);
  }

 private:
  std::map<std::string, std::size_t> places_;
};

std::string place_of(const Row& row) {
  const auto* at = std::get_if<model::Coordinate>(&row.geometry);
  return at == nullptr ? std::string() : fmt::format("{:.2f}, {:.2f}", at->x, at->y);
}

std::map<std::string, const Row*> rows_by_uuid(const Table& table) {
  std::map<std::string, const Row*> rows;
  const Columns columns(table);
  for (const Row& row : table.rows) rows.emplace(columns.text(row, "uuid"), &row);
  return rows;
}

// Two copies that follow each other.
struct Step {
  const Table& before;
  const Table& after;
  std::string since;
  std::string date;
};

void add_changes(const Step& step, const Row& was, const Row& is, std::vector<TimeLineRow>& rows) {
  const Columns before(step.before);
  const Columns after(step.after);
  TimeLineRow row{.date = step.date,
                  .since = step.since,
                  .change = "changed",
                  .kind = after.text(is, "kind"),
                  .id = after.text(is, "id"),
                  .uuid = after.text(is, "uuid")};
  const auto add = [&](std::string field, std::string old, std::string now) {
    if (old == now) return;
    row.field = std::move(field);
    row.before = std::move(old);
    row.after = std::move(now);
    rows.push_back(row);
  };
  add("position", place_of(was), place_of(is));
  for (const tables::Column& column : step.after.columns) {
    // A column that only one of them has was not known, or is not public any more.
    if (before.has(column.name)) add(column.name, before.text(was, column.name), after.text(is, column.name));
  }
}

std::vector<TimeLineRow> changes_of(const Step& step) {
  std::vector<TimeLineRow> rows;
  const Columns before(step.before);
  const Columns after(step.after);
  const auto held = rows_by_uuid(step.before);
  const auto kept = rows_by_uuid(step.after);
  for (const auto& [uuid, row] : kept) {
    const auto was = held.find(uuid);
    if (was != held.end()) {
      add_changes(step, *was->second, *row, rows);
      continue;
    }
    rows.push_back({.date = step.date,
                    .since = step.since,
                    .change = "added",
                    .kind = after.text(*row, "kind"),
                    .id = after.text(*row, "id"),
                    .uuid = uuid});
  }
  std::map<std::string, std::int64_t> removed;
  for (const auto& [uuid, row] : held) {
    if (kept.count(uuid) == 0) ++removed[before.text(*row, "kind")];
  }
  for (const auto& [kind, count] : removed) {
    rows.push_back({.date = step.date, .since = step.since, .change = "removed", .kind = kind, .count = count});
  }
  return rows;
}

// Rows that were told before, each once: an earlier copy may tell what a still earlier one told.
class TimeLine {
 public:
  void tell(const TimeLineRow& row) { rows_.insert(row); }
  // Of two copies of one day the second is compared with the first, and adds to what that day tells.
  void tell_anew(TimeLineRow row) {
    if (row.change == "removed") {
      const auto same = std::find_if(rows_.begin(), rows_.end(), [&](const TimeLineRow& told) {
        return told.change == "removed" &&
               std::tie(told.date, told.since, told.kind) == std::tie(row.date, row.since, row.kind);
      });
      if (same != rows_.end()) {
        row.count += same->count;
        rows_.erase(same);
      }
    }
    rows_.insert(std::move(row));
  }
  // Only what is of a sensor or a field that the copy shows.
  std::vector<TimeLineRow> shown(const Table& now) const {
    const auto kept = rows_by_uuid(now);
    const Columns columns(now);
    std::vector<TimeLineRow> shown;
    for (TimeLineRow row : rows_) {
      const bool removed = row.change == "removed";
      if (!removed && kept.count(row.uuid) == 0) continue;
      if (row.change == "changed" && row.field != "position" && !columns.has(row.field)) continue;
      if (removed) row.id = row.uuid = row.field = row.before = row.after = "";
      if (!removed) row.id = columns.text(*kept.at(row.uuid), "id");
      shown.push_back(std::move(row));
    }
    return shown;
  }

 private:
  std::set<TimeLineRow> rows_;
};

base::Diagnostic no_public_copy(const std::filesystem::path& path, const std::string& found) {
  return {.code = "PUB-103",
          .message = fmt::format("{} is no public copy: found {}, expected one that schouw publish made",
                                 path.filename().string(), found),
          .where = {.file = path.string()},
          .hint = "give --out another name, or take the file away; nothing was written"};
}

}  // namespace

base::Result<EarlierCopy> read_earlier(const std::filesystem::path& path) {
  using Read = base::Result<EarlierCopy>;
  auto package = tables::read_package(path);
  if (!package) {
    const bool other = package.diagnostics().front().code == "PLAN-102";
    return other ? Read(no_public_copy(path, package.diagnostics().front().message))
                 : Read::failure(package.diagnostics());
  }
  const Table* about = package->table(kAboutTable);
  const Table* sensors = package->table("sensors");
  if (about == nullptr || sensors == nullptr) return no_public_copy(path, "another GeoPackage");
  EarlierCopy copy{.file = path.string(), .date_iso = {}, .dates = {}, .sensors = *sensors, .rows = {}};
  const Columns keys(*about);
  std::int64_t layout = 0;
  for (const Row& row : about->rows) {
    if (keys.text(row, "key") == "publication_date") copy.date_iso = keys.text(row, "value");
    if (keys.text(row, "key") == "earlier_copies") {
      std::istringstream dates(keys.text(row, "value"));
      for (std::string date; dates >> date;) copy.dates.insert(date);
    }
    if (keys.text(row, "key") == "layout") layout = keys.whole(row, "value");
  }
  if (layout != kPublicLayout || copy.date_iso.empty()) return no_public_copy(path, "a layout of another version");
  const Table* told = package->table("time_line");
  if (told == nullptr) return copy;
  const Columns columns(*told);
  for (const Row& row : told->rows) {
    const auto text = [&](const char* column) { return columns.text(row, column); };
    copy.rows.push_back({text("date"), text("since"), text("change"), text("kind"), text("id"), text("uuid"),
                         text("field"), text("before"), text("after"), columns.whole(row, "count")});
  }
  return copy;
}

std::vector<TimeLineRow> time_line(const std::vector<EarlierCopy>& earlier, const Table& now,
                                   const std::string& date_iso) {
  TimeLine line;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    for (const TimeLineRow& row : earlier[i].rows) line.tell(row);
    if (i == 0) continue;
    const EarlierCopy& before = earlier[i - 1];
    for (const TimeLineRow& row :
         changes_of({before.sensors, earlier[i].sensors, before.date_iso, earlier[i].date_iso})) {
      line.tell(row);
    }
  }
  if (!earlier.empty()) {
    for (TimeLineRow& row : changes_of({earlier.back().sensors, now, earlier.back().date_iso, date_iso})) {
      line.tell_anew(std::move(row));
    }
  }
  return line.shown(now);
}

Table time_line_table(const std::vector<TimeLineRow>& rows, std::string description) {
  Table table{.name = "time_line", .description = std::move(description)};
  for (const char* column : kTextColumns) table.columns.push_back({column, tables::ColumnType::text});
  table.columns.push_back({"count", tables::ColumnType::integer});
  for (const TimeLineRow& row : rows) {
    table.rows.push_back({.cells = {row.date, row.since, row.change, row.kind, row.id, row.uuid, row.field,
                                    row.before, row.after, row.count}});
  }
  return table;
}

}  // namespace schouw::publish
