// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/register/register_record.h"
#include "layers/register/sensor.h"

// What datasheets state beside a register: records of the type model (docs/catalogue.md). They fill what a sensor
// leaves open about its optics, and judge nothing.
namespace schouw::registers {

// Why a sensor has a datasheet, or none.
enum class ModelMatch : std::uint8_t { found, no_model_stated, not_in_catalogue, other_supplier, several };
std::string_view model_match_name(ModelMatch match);  // as above

struct ModelFound {
  const RegisterRecord* model = nullptr;  // null: none, as `match` says
  ModelMatch match = ModelMatch::no_model_stated;
  std::vector<std::string> candidates;  // ids of those that it may be, where there are several
};

// The models of a plan, to be found by what sensors call them.
//   const ModelCatalogue catalogue(plan.records);
//   const ModelFound found = catalogue.find(sensor);
// A name is the model's id, with or without the supplier before it; case, blanks and hyphens are no difference. Where
// sensor and model both state a supplier, those must be the same as well; nothing is guessed between several. Cost:
// linear in the records once, then a look-up; it keeps pointers, so the records must outlive it, unchanged.
// Immutable: any thread. It cannot fail.
class ModelCatalogue {
 public:
  explicit ModelCatalogue(std::span<const RegisterRecord> records);
  bool empty() const { return by_name_.empty(); }
  ModelFound find(const Sensor& sensor) const;

 private:
  std::unordered_map<std::string, std::vector<const RegisterRecord*>> by_name_;
};

// Over all models of a list in its order; 0 where there is none.
std::uint64_t models_hash(std::span<const RegisterRecord> records);

// A sensor with the optics that its record leaves open, as the datasheet states them: Basis::datasheet.
struct FilledSensor {
  Sensor sensor;
  std::vector<std::string> fields;  // what was filled
};

// Nothing where the datasheet adds nothing. A stated value is never touched, whatever its basis. One that the source
// withholds or says not to have stays missing: the datasheet is no way around it. Values that belong together are
// filled together or not at all: those of the wide end (hfov_deg, vfov_deg, focal_length_min_mm), of the tele end
// (hfov_min_deg, focal_length_max_mm), of the imager and of the picture. Where the record states one of them and the
// datasheet does not state the same, the device may be set or fitted otherwise, and the rest of the datasheet's would
// not go with it. A lens of another sort than the datasheet's: nothing of its optics. Cost: a copy of the sensor
// where something is filled.
std::optional<FilledSensor> with_datasheet(const Sensor& sensor, const RegisterRecord& model);
std::optional<FilledSensor> with_datasheet(const Sensor& sensor, const ModelCatalogue& catalogue);

// A value of the datasheet that the record states otherwise; of optics alone.
struct DatasheetDifference {
  std::string field;
  std::string stated;
  std::string datasheet;
};
std::vector<DatasheetDifference> differences_with_datasheet(const Sensor& sensor, const RegisterRecord& model);

// Two values of a model that cannot both be true, such as a shortest focal length above the longest.
struct ModelContradiction {
  std::string_view low;
  std::string_view high;
};
std::vector<ModelContradiction> contradictions_in(const RegisterRecord& model);

// "Q 6135-le" as "q6135le": without blanks and hyphens, in lower case.
std::string folded_name(std::string_view name);

}  // namespace schouw::registers
