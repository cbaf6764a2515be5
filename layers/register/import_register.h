// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/model/feature.h"
#include "layers/register/field.h"
#include "layers/register/sensor_list.h"

namespace schouw::registers {

struct Vocabulary;

// A mapping from a foreign register onto the record: data/registers/<id>.json.
struct Schema {
  std::string id;  // "native", "osm"
  std::string name;
  base::Json rules;  // docs/register-schemas.md says how to write one
};
// All schemas of a folder, by file name. Fails with REG-111 naming schema and key, IO-110.
base::Result<std::vector<Schema>> load_schemas(const std::filesystem::path& folder);
// One schema, as a user writes it for --mapping.
base::Result<Schema> load_schema(const std::filesystem::path& file);
base::Result<Schema> schema_from_json(const base::Json& rules, const std::string& file_name);

// The schema whose probe fits the tables best; nothing where none does.
const Schema* recognise(std::span<const Schema> schemas, std::span<const model::FeatureTable> tables);

// The "quality" object of interface.md.
struct QualityReport {
  std::vector<std::pair<std::string, double>> fill_rate;  // per field, of the sensors
  int placeholders = 0;
  int contradictions = 0;
  int expired = 0;
  int duplicates = 0;
  int masked_addresses = 0;
  int without_place = 0;     // nothing says where they are
  int unconfirmed = 0;       // nobody confirmed them within a year; those that state no confirmation among them
  int long_description = 0;  // of more than 350 characters
};

// What a register gave: whole sensors, none half-read. A plain value, for merge_register.
struct RegisterImport {
  std::vector<Sensor> sensors;  // positions in the project CRS
  // Every row that was read is a sensor, was merged into one, or was rejected.
  int read = 0;
  int merged = 0;    // further rows of a sensor; each has a diagnostic
  int rejected = 0;  // rows that could not be taken, those that the reader of the file lost included; each has one
  QualityReport quality;
  crs::TransformationRecord transformation;
  std::string source_crs;  // that positions are in; empty where none was read
};

// How a register is read; looked at only during the call.
struct RegisterOptions {
  crs::Crs project_crs;
  std::optional<crs::Crs> assumed_crs;     // --crs: where neither table nor schema states one
  std::string file_name;                   // for diagnostics
  std::string source;                      // within which ids are unique; empty: the schema's own
  std::string today_iso;                   // for "expired"; empty: nothing is
  crs::MapBounds plan_bounds;              // where the plan lies, in the project CRS; empty: nobody knows
  const Vocabulary* vocabulary = nullptr;  // whose terms values may be; null: none are known
};

// Maps rows onto sensors. A row without a readable position is left out, an unreadable value alone stays missing;
// each is a diagnostic with row and field: REG-1xx. Further rows of one id at the same place (1 cm) add purposes and
// what was left open; at another place they are sensors of their own, ID#2, ID#3.
//   const RegisterOptions options{.project_crs = crs, .file_name = "cameras.csv", .today_iso = "2026-11-27"};
//   const auto imported = import_register(tables, schema, options);
//   const MergeCounts counts = merge_register(sensors, imported->sensors);
// Cost: linear in the rows, times the rules of the schema; where one id stands at many places, quadratic in those.
// Memory: all its sensors. Works on the thread that calls it. Tables, schema and options are only needed during the
// call. Fails with REG-110 where nothing in the input could be taken, and with REG-111 as load_schemas.
base::Result<RegisterImport> import_register(std::span<const model::FeatureTable> tables, const Schema& schema,
                                             const RegisterOptions& options);

// One value that a re-import changed; empty: missing. A column that the record has no field for goes by its name.
struct FieldChange {
  base::Uuid uuid;
  std::string id;
  std::string field;
  std::string before;
  std::string after;
};

// Merges by uuid, that is by source and the source's id: what came newly, changed, is gone (kept, status removed is
// not assumed), stayed. A sensor that comes newly with an id that another source's sensor has is called "source:id",
// and so is the other.
struct MergeCounts {
  int added = 0;
  int changed = 0;
  int gone = 0;
  int unchanged = 0;
  int kept_edits = 0;  // fields that were edited since the last import and are kept
  std::vector<FieldChange> changes;
  base::Diagnostics diagnostics;  // REG-145: a field that both the register and a planner changed
};
// What was edited in the plan since the last import of a sensor stays as it is, unless overwrite_edits.
struct MergeOptions {
  bool overwrite_edits = false;
  std::string file_name;  // for diagnostics
};
MergeCounts merge_register(SensorList& into, std::vector<Sensor> from, const MergeOptions& options = {});

// Whether a sensor is in a public copy at all: in the plan, and its register says public or generalised.
bool is_published(const Sensor& sensor);
// Whether a public copy may hold this field of a sensor of that publication. Of a generalised one only a short list
// stays: nothing that tells where it is, where it looks, or what it is called.
bool may_be_public(const Field& field, Publication publication);

// A public copy: only what is published, only fields that may be public, private e-mail addresses masked. A
// generalised position is snapped to the centre of its 100 m square; its id is made of what is shown of it, so that
// it leads nowhere and hangs on no other sensor.
SensorList redacted(const SensorList& sensors);
// The same, sensor by sensor, for a reader that never holds the whole: nothing where a sensor is not published.
// Sensors come in their order: of two of which the very same is shown, the second is called ...-2.
class PublicCopy {
 public:
  std::optional<Sensor> of(const Sensor& sensor);

 private:
  std::map<std::string, int> alike_;  // records of which the same is shown, by its hash
};
// True where any sensor holds a value that redacted() would take away.
bool holds_restricted(const SensorList& sensors);

}  // namespace schouw::registers
