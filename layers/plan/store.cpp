// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>

#include "geo/base/content_hash.h"
#include "geo/tables/package_reader.h"
#include "geo/tiles/tile_store.h"
#include "layers/plan/journal.h"
#include "layers/plan/load_plan.h"
#include "layers/plan/plan.h"
#include "layers/plan/plan_store.h"
#include "layers/plan/plan_tables.h"
#include "layers/plan/sensor_table.h"
#include "layers/plan/shared_plan.h"
#include "layers/plan/shipped_policy.h"
#include "layers/plan/sources_key.h"
#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::plan {

namespace {

base::Diagnostic store_warning(const std::filesystem::path& project, const std::string& what,
                               const base::Diagnostics& reasons) {
  base::Diagnostic warning;
  warning.code = "PLAN-120";
  warning.severity = base::Severity::warning;
  warning.message = "the tile store of the " + what + " cannot be read: " +
                    (reasons.empty() ? std::string("no reason given") : reasons.front().message);
  warning.where.file = project.string();
  warning.hint = "import the " + what + " file again";
  return warning;
}

std::string source_files(const Plan& plan, const std::string& kind) {
  std::string names;
  for (const model::Provenance& source : plan.sources) {
    if (source.kind == kind) names += (names.empty() ? "" : ", ") + source.file;
  }
  return names;
}

// A store, or null and a warning; null without one where the plan has no such source.
template <class T>
std::shared_ptr<const T> read_store(const std::filesystem::path& path,
                                    base::Result<T> (*read)(const std::filesystem::path&),
                                    const std::function<base::Diagnostic(const base::Diagnostics&)>& warning,
                                    base::Diagnostics& diagnostics) {
  if (path.empty()) return nullptr;
  auto model = read(path);
  if (model) return std::make_shared<const T>(*std::move(model));
  diagnostics.push_back(warning(model.diagnostics()));
  return nullptr;
}

std::vector<tables::Column> public_columns(const std::vector<tables::Column>& columns) {
  std::vector<tables::Column> open;
  for (const tables::Column& column : columns) {
    const registers::Field* field = registers::field_named(registers::lower_case(column.name));
    const bool ours = column.name == "uuid" || column.name == "scope" || column.name == "record" ||
                      column.name == "position_generalised";
    if (ours || (field != nullptr && field->publicity == registers::Publicity::open)) open.push_back(column);
  }
  return open;
}

std::vector<std::string> names_of(const std::vector<tables::Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const tables::Column& column : columns) names.push_back(column.name);
  return names;
}

void keep_public(std::vector<registers::RegisterRecord>& records) {
  std::vector<registers::RegisterRecord> open;
  for (const registers::RegisterRecord& record : records) {
    if (auto part = registers::public_part(record)) open.push_back(*std::move(part));
  }
  records = std::move(open);
}

// A row's number counts rows that are not public: what is called after it says how many there are.
void forget_row(registers::Sensor& sensor, std::int64_t fid) {
  if (sensor.id != row_id(fid)) return;
  if (sensor.uuid == registers::uuid_of(sensor)) sensor.uuid = {};
  sensor.id.clear();
}

// A row at a time: a record that is not public is gone before the next is read, and of a public one only the columns
// that may be seen are asked for.
base::Result<std::shared_ptr<const Plan>> read_public_plan(const std::filesystem::path& path) {
  using Read = base::Result<std::shared_ptr<const Plan>>;
  auto reader = tables::PackageReader::open(path);
  if (!reader) return Read::failure(reader.diagnostics());
  tables::Package package{.crs = reader->crs(), .tables = {}};
  for (const tables::TableShape& shape : reader->tables()) {
    if (shape.layout.name == "stories" || shape.layout.name == "scenarios" || shape.layout.name == "history")
      continue;
    tables::Table table{
        .name = shape.layout.name, .geometry = shape.layout.geometry, .columns = shape.layout.columns};
    if (shape.layout.name != "sensors") {
      const std::vector<std::string> columns = names_of(table.columns);
      auto done = reader->for_each_row(table.name, columns, [&](tables::Row&& row) {
        table.rows.push_back(std::move(row));
        return true;
      });
      if (!done) return Read::failure(done.diagnostics());
    }
    package.tables.push_back(std::move(table));
  }
  package.tables.push_back({.name = "stories"});
  auto plan = plan_without_sensors(package, path.string());
  if (!plan) return Read::failure(plan.diagnostics());
  take_missing_policy(*plan);
  keep_public(plan->records);
  base::Diagnostics said = plan.diagnostics();
  const auto columns = public_columns(package.table("sensors")->columns);
  const SensorRowReader rows(columns, path.string());
  const std::vector<std::string> names = names_of(columns);
  registers::PublicCopy copy;
  std::unordered_set<base::Uuid> known;
  std::unordered_map<base::Uuid, int> apart;  // public rows of one uuid, counted without those that are not
  auto done = reader->for_each_row("sensors", names, [&](tables::Row&& row) {
    base::Diagnostics of_row;
    registers::Sensor whole = rows.read(row, of_row);
    forget_row(whole, row.fid);
    auto record = copy.of(whole);
    if (!record) return true;
    // What is said of a place that was generalised would name the sensor by the id that was taken away.
    if (!record->position_generalised) base::append(said, std::move(of_row));
    const int alike = ++apart[record->uuid];
    add_apart(plan->sensors, known, *std::move(record), alike);
    return true;
  });
  if (!done) return Read::failure(done.diagnostics());
  plan->revision = revision_of(*plan);
  return {std::make_shared<const Plan>(*std::move(plan)), std::move(said)};
}

base::Diagnostic journal_waits(const std::filesystem::path& path) {
  return {.code = "PLAN-128",
          .severity = base::Severity::note,
          .message = "edits that were not saved wait in a journal; what is said here is of the saved project",
          .where = {.file = path.filename().string()},
          .hint = "open the project in the planner to get them back or to drop them"};
}

base::Result<Project> load(const std::filesystem::path& path, bool public_only, const base::Progress& progress) {
  progress.at(0.0, "plan");
  base::Diagnostics of_copy;
  if (public_only && service_of(path)) {
    // The copy on this machine is brought up to date, and read as any project is.
    const auto whole = load_plan(path);
    if (!whole) return base::Result<Project>::failure(whole.diagnostics());
    of_copy = whole.diagnostics();
  }
  auto plan = public_only ? read_public_plan(working_file(path)) : load_plan(path);
  if (!plan) return base::Result<Project>::failure(plan.diagnostics());
  base::Diagnostics said = std::move(of_copy);
  base::append(said, plan.diagnostics());
  auto project = with_space(path, *plan, progress);
  base::append(said, project.diagnostics());
  return {*std::move(project), std::move(said)};
}

std::filesystem::path store_path(const std::filesystem::path& project, const Plan& plan, const std::string& kind) {
  const std::string key = sources_key(plan, kind);
  return key.empty() ? std::filesystem::path() : tiles_folder(project) / (kind + "-" + key + ".tiles");
}

}  // namespace

std::string sources_key(const Plan& plan, const std::string& kind) {
  base::ContentHash hash;
  bool any = false;
  for (const model::Provenance& source : plan.sources) {
    if (source.kind != kind) continue;
    hash.add(std::string_view(source.content_hash)).add("\n");
    any = true;
  }
  return any ? hash.add(std::string_view(plan.project_crs.wkt)).hex() : std::string();
}

std::filesystem::path tiles_folder(const std::filesystem::path& project) {
  const std::filesystem::path file = working_file(project);
  std::string name = file.filename().string();
  for (const std::string_view end : {".gpkg", ".schouw"}) {
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.resize(name.size() - end.size());
    }
  }
  return file.parent_path() / (name + ".schouw.tiles");
}

std::filesystem::path city_store_path(const std::filesystem::path& project, const Plan& plan) {
  return store_path(project, plan, "city");
}

std::filesystem::path terrain_store_path(const std::filesystem::path& project, const Plan& plan) {
  return store_path(project, plan, "terrain");
}

base::Result<Project> with_space(const std::filesystem::path& project, std::shared_ptr<const Plan> plan,
                                 const base::Progress& progress) {
  base::Diagnostics said;
  const auto unreadable = [&](const std::string& kind) {
    return [&, kind](const base::Diagnostics& reasons) {
      auto warning = store_warning(project, kind, reasons);
      warning.hint += ": " + source_files(*plan, kind);
      return warning;
    };
  };
  Project opened;
  progress.at(0.2, "city");
  opened.city =
      read_store<model::CityModel>(city_store_path(project, *plan), tiles::read_city_store, unreadable("city"), said);
  progress.at(0.8, "terrain");
  opened.terrain = read_store<model::Terrain>(terrain_store_path(project, *plan), tiles::read_terrain_store,
                                              unreadable("terrain"), said);
  opened.plan = std::move(plan);
  progress.at(1.0, "plan");
  return {std::move(opened), std::move(said)};
}

base::Result<std::shared_ptr<const Plan>> load_plan(const std::filesystem::path& project) {
  auto plan = store_of(project, StoreUse::reading)->read();
  if (!plan) return plan;
  base::Diagnostics said = plan.diagnostics();
  const auto waiting = Journal::waiting(working_file(project), (*plan)->revision);
  if (waiting && *waiting) said.push_back(journal_waits(project));
  return {*std::move(plan), std::move(said)};
}

base::Result<Project> load_project(const std::filesystem::path& project, const base::Progress& progress) {
  return load(project, false, progress);
}

base::Result<Project> load_public(const std::filesystem::path& project, const base::Progress& progress) {
  return load(project, true, progress);
}

base::Result<base::Done> save_plan(const std::filesystem::path& project, const Plan& plan) {
  const auto stored = store_of(project, StoreUse::editing)->save(plan, {});
  if (!stored) return base::Result<base::Done>::failure(stored.diagnostics());
  return {base::Done{}, stored.diagnostics()};
}

}  // namespace schouw::plan
