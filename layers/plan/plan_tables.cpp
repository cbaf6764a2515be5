// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/plan_tables.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "layers/plan/edit_json.h"
#include "layers/plan/sensor_table.h"

namespace schouw::plan {

namespace {

using tables::Cell;
using tables::ColumnType;
using tables::Table;

Cell cell(const std::string& text) { return text; }
Cell cell(bool yes) { return std::int64_t{yes}; }
Cell cell(const char* text) { return std::string(text); }
// Null where there is none.
Cell stated(std::string text) {
  Cell held;
  if (!text.empty()) held = std::move(text);
  return held;
}
Cell cell(const std::optional<double>& number) { return number ? Cell(*number) : Cell(std::monostate{}); }

Table text_table(std::string name, std::string description, std::initializer_list<const char*> columns) {
  Table table{.name = std::move(name), .description = std::move(description)};
  for (const char* column : columns) table.columns.push_back({column, ColumnType::text});
  return table;
}

Table plan_table(const Plan& plan) {
  Table table = text_table("schouw_plan", "What this project is: key and value", {"key", "value"});
  const auto add = [&](const char* key, const std::string& value) {
    table.rows.push_back({.cells = {cell(key), value}});
  };
  add("schema_version", std::to_string(kSchemaVersion));
  add("title", plan.title);
  add("project_crs", plan.project_crs.id);
  add("project_crs_wkt", plan.project_crs.wkt);
  return table;
}

Table area_table(const areas::AreaList& areas) {
  Table table = text_table("areas", "Areas to which thresholds refer", {"id", "name", "type"});
  table.geometry = tables::GeometryType::multi_polygon;
  table.columns.push_back({"residents", ColumnType::real});
  table.columns.push_back({"street_km", ColumnType::real});
  for (const areas::Area& area : areas) {
    table.rows.push_back({.geometry = area.polygons,
                          .cells = {area.id, area.name, area.type, cell(area.residents), cell(area.street_km)}});
  }
  return table;
}

std::string table_of(registers::RecordType type) { return std::string(registers::record_type_name(type)) + "s"; }

Table record_table(registers::RecordType type, const std::vector<registers::RegisterRecord>& records) {
  static constexpr const char* kDescriptions[] = {"Who is who in the register",
                                                  "What sensors feed",
                                                  "Who passes what to whom",
                                                  "What datasheets state of devices",
                                                  "What was seen in the street",
                                                  "What a municipality answers for in a deployment",
                                                  "What sensors are for: problem, alternatives, what would do",
                                                  "What evaluations found, and what was decided",
                                                  "Conversations with residents and others",
                                                  "Independent advice, and the reaction to it",
                                                  "What was asked, provided and spent in a year",
                                                  "What was promised, and what became of it",
                                                  "Facts about the plan as a whole"};
  static_assert(std::size(kDescriptions) == std::size(registers::kRecordTypes));
  Table table = text_table(table_of(type), kDescriptions[static_cast<std::size_t>(type)], {});
  for (const registers::RecordField& field : registers::record_fields(type)) {
    table.columns.push_back({std::string(field.name), ColumnType::text});
  }
  table.columns.push_back({"unknown", ColumnType::text});
  for (const registers::RegisterRecord& record : records) {
    if (record.type != type) continue;
    tables::Row row;
    for (const registers::RecordField& field : registers::record_fields(type)) {
      row.cells.push_back(stated(registers::value_of(record, field.name)));
    }
    base::Json unknown = base::Json::object();
    for (const auto& [name, value] : record.unknown) unknown[name] = value;
    row.cells.push_back(stated(unknown.empty() ? std::string() : base::json_text(unknown)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table source_table(const std::vector<model::Provenance>& sources) {
  Table table = text_table("sources", "Where the contents came from and how they got here",
                           {"kind", "file", "content_hash", "format", "source_crs", "licence", "attribution",
                            "imported_at", "operation", "heights_missing_reason", "datum_choice"});
  table.columns.push_back({"accuracy_m", ColumnType::real});
  table.columns.push_back({"grids_missing", ColumnType::integer});
  table.columns.push_back({"heights_kept", ColumnType::integer});
  for (const model::Provenance& s : sources) {
    const crs::TransformationRecord& t = s.transformation;
    table.rows.push_back({.cells = {s.kind, s.file, s.content_hash, s.format, s.source_crs, s.licence, s.attribution,
                                    s.imported_at, t.operation, t.heights_missing_reason, t.datum_choice,
                                    cell(t.accuracy_m), cell(t.grids_missing), cell(t.heights_kept)}});
  }
  return table;
}

// Reads one table by column name; a cell of another type, or an absent one, is empty.
class TableReader {
 public:
  explicit TableReader(const Table& table) : table_(table) {}

  std::string text(const tables::Row& row, std::string_view column) const {
    const Cell* found = find(row, column);
    const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(found);
    return text == nullptr ? std::string() : *text;
  }
  bool yes(const tables::Row& row, std::string_view column) const {
    const Cell* found = find(row, column);
    const auto* number = found == nullptr ? nullptr : std::get_if<std::int64_t>(found);
    return number != nullptr && *number != 0;
  }
  std::optional<double> number(const tables::Row& row, std::string_view column) const {
    const Cell* found = find(row, column);
    if (found == nullptr) return std::nullopt;
    if (const auto* real = std::get_if<double>(found)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(found)) return static_cast<double>(*whole);
    return std::nullopt;
  }

 private:
  const Cell* find(const tables::Row& row, std::string_view column) const {
    return cell_named(table_.columns, row, column);
  }
  const Table& table_;
};

base::Diagnostic damaged(const std::string& file_name, const std::string& what) {
  base::Diagnostic problem;
  problem.code = "PLAN-103";
  problem.message = "the project cannot be read: " + what;
  problem.where.file = file_name;
  problem.hint = "go back to the .bak beside the project";
  return problem;
}

std::string value_of(const Table& table, std::string_view key) {
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    if (reader.text(row, "key") == key) return reader.text(row, "value");
  }
  return {};
}

base::Result<base::Done> check_version(const tables::Package& package, const std::string& file_name) {
  const int version = layout_version(package);
  if (version < 1) return damaged(file_name, "schouw_plan has no schema_version");
  if (version <= kSchemaVersion) return base::Done{};
  base::Diagnostic newer = damaged(file_name, "schema version " + std::to_string(version) + ", expected at most " +
                                                  std::to_string(kSchemaVersion));
  newer.code = "PLAN-104";
  newer.hint = "open it with a newer Schouw";
  return newer;
}

std::vector<model::Provenance> sources_of(const Table& table) {
  std::vector<model::Provenance> sources;
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    const auto text = [&](const char* column) { return reader.text(row, column); };
    sources.push_back({.kind = text("kind"),
                       .file = text("file"),
                       .content_hash = text("content_hash"),
                       .format = text("format"),
                       .source_crs = text("source_crs"),
                       .transformation = {.operation = text("operation"),
                                          .accuracy_m = reader.number(row, "accuracy_m"),
                                          .grids_missing = reader.yes(row, "grids_missing"),
                                          .heights_kept = reader.yes(row, "heights_kept"),
                                          .heights_missing_reason = text("heights_missing_reason"),
                                          .datum_choice = text("datum_choice")},
                       .licence = text("licence"),
                       .attribution = text("attribution"),
                       .imported_at = text("imported_at")});
  }
  return sources;
}

// Sensors in the order of rows. Two rows of one uuid, as copying a row in another program leaves them, are two
// sensors.
registers::SensorList sensors_of(const Table& table, const std::string& file_name, base::Diagnostics& said) {
  const SensorRowReader reader(table.columns, file_name);
  registers::SensorList sensors;
  std::unordered_set<base::Uuid> known;
  for (const tables::Row& row : table.rows) {
    add_apart(sensors, known, reader.read(row, said), row.fid);
  }
  return sensors;
}

Table scenario_table(const std::vector<ScenarioRecord>& scenarios) {
  Table table = text_table("scenarios", "What might be instead of the plan: edits on it", {"name", "json"});
  for (const auto& scenario : scenarios) {
    table.rows.push_back({.cells = {scenario->name, base::json_text(changes_json(scenario->changes))}});
  }
  return table;
}

std::vector<ScenarioRecord> scenarios_of(const Table& table, base::Diagnostics& said) {
  std::vector<ScenarioRecord> scenarios;
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    const std::string name = reader.text(row, "name");
    const auto json = base::parse_json(reader.text(row, "json"), "scenario " + name);
    auto changes = json ? changes_from_json(*json, "scenario " + name, Within::scenario)
                        : base::Result<std::vector<Change>>::failure(json.diagnostics());
    if (changes) {
      scenarios.push_back(shared(Scenario{name, *std::move(changes)}));
      continue;
    }
    for (base::Diagnostic problem : changes.diagnostics()) {
      problem.severity = base::Severity::warning;
      said.push_back(std::move(problem));
    }
  }
  return scenarios;
}

// Read tolerantly: a value that is none of its field is as if it were not there, and stays in the file until it is
// set.
void read_records(const Table& table, registers::RecordType type, std::vector<registers::RegisterRecord>& records) {
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    registers::RegisterRecord record{.type = type, .id = reader.text(row, "id")};
    if (record.id.empty()) continue;
    for (const registers::RecordField& field : registers::record_fields(type)) {
      const std::string text = reader.text(row, field.name);
      if (!registers::set_value(record, field.name, text) && field.name != "id") {
        record.unknown.emplace_back(field.name, text);
      }
    }
    const auto unknown = base::parse_json(reader.text(row, "unknown"), table.name);
    if (unknown && unknown->is_object()) {
      for (const auto& [name, value] : unknown->items()) {
        if (value.is_string()) record.unknown.emplace_back(name, value.get<std::string>());
      }
    }
    records.push_back(std::move(record));
  }
}

areas::AreaList areas_of(const Table& table) {
  areas::AreaList areas;
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    areas::Area area{
        .id = reader.text(row, "id"), .name = reader.text(row, "name"), .type = reader.text(row, "type")};
    if (const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&row.geometry)) {
      area.polygons = *polygons;
    }
    area.residents = reader.number(row, "residents");
    area.street_km = reader.number(row, "street_km");
    areas.push_back(std::move(area));
  }
  return areas;
}

base::Result<policy::Policy> policy_of(const Table& table, const std::string& file_name) {
  const TableReader reader(table);
  for (const tables::Row& row : table.rows) {
    if (reader.text(row, "name") != "policy") continue;
    auto json = base::parse_json(reader.text(row, "json"), file_name);
    if (!json) return base::Result<policy::Policy>::failure(json.diagnostics());
    return policy::policy_from_json(*json, file_name);
  }
  return damaged(file_name, "the table policy has no row 'policy'");
}

}  // namespace

int layout_version(const tables::Package& package) {
  const Table* about = package.table("schouw_plan");
  const std::string text = about == nullptr ? std::string() : value_of(*about, "schema_version");
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

tables::Package package_of(const Plan& plan) {
  tables::Package package{.crs = plan.project_crs};
  package.tables.push_back(plan_table(plan));
  package.tables.push_back(sensor_table(plan.sensors));
  package.tables.push_back(area_table(plan.areas));
  for (const registers::RecordType type : registers::kRecordTypes) {
    package.tables.push_back(record_table(type, plan.records));
  }
  Table policy =
      text_table("policy", "What the council decided: thresholds, density classes, defaults", {"name", "json"});
  policy.rows.push_back(
      {.cells = {cell("policy"),
                 cell(plan.policy.source_text ? base::json_text(*plan.policy.source_text) : "null")}});
  package.tables.push_back(std::move(policy));
  package.tables.push_back(source_table(plan.sources));
  Table stories = text_table("stories", "Stories of presentations", {"json"});
  for (const std::string& story : plan.stories) stories.rows.push_back({.cells = {story}});
  package.tables.push_back(std::move(stories));
  package.tables.push_back(scenario_table(plan.scenarios));
  package.tables.push_back(layer_styles());
  return package;
}

base::Result<Plan> plan_of(const tables::Package& package, const std::string& file_name) {
  auto plan = plan_without_sensors(package, file_name);
  if (!plan) return plan;
  base::Diagnostics said = plan.diagnostics();
  plan->sensors = sensors_of(*package.table("sensors"), file_name, said);
  return {*std::move(plan), std::move(said)};
}

base::Result<Plan> plan_without_sensors(const tables::Package& package, const std::string& file_name) {
  for (const char* name : {"schouw_plan", "sensors", "areas", "policy", "sources", "stories"}) {
    if (package.table(name) == nullptr) return damaged(file_name, std::string("it has no table ") + name);
  }
  base::Diagnostics said;
  const Table& about = *package.table("schouw_plan");
  if (auto version = check_version(package, file_name); !version) {
    return base::Result<Plan>::failure(version.diagnostics());
  }
  Plan plan{.title = value_of(about, "title")};
  const std::string crs_id = value_of(about, "project_crs");
  auto project_crs = crs::crs_from_text(crs_id.empty() ? value_of(about, "project_crs_wkt") : crs_id);
  if (!project_crs) return base::Result<Plan>::failure(project_crs.diagnostics());
  plan.project_crs = *std::move(project_crs);
  auto policy = policy_of(*package.table("policy"), file_name);
  if (!policy) return base::Result<Plan>::failure(policy.diagnostics());
  plan.policy = *std::move(policy);
  plan.areas = areas_of(*package.table("areas"));
  for (const registers::RecordType type : registers::kRecordTypes) {
    if (const Table* records = package.table(table_of(type))) read_records(*records, type, plan.records);
  }
  plan.sources = sources_of(*package.table("sources"));
  const Table& stories = *package.table("stories");
  for (const tables::Row& row : stories.rows) plan.stories.push_back(TableReader(stories).text(row, "json"));
  if (const Table* scenarios = package.table("scenarios")) plan.scenarios = scenarios_of(*scenarios, said);
  return {std::move(plan), std::move(said)};
}

}  // namespace schouw::plan
