// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/datasheet.h"

#include <algorithm>
#include <array>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 5> kMatchNames = {"found", "no_model_stated", "not_in_catalogue",
                                                         "other_supplier", "several"};

// Fields whose values belong together: where the record states one of `with` and the datasheet does not state the
// same, none of its `fields` goes with the record.
struct OpticsGroup {
  std::array<std::string_view, 3> fields;
  std::array<std::string_view, 3> with;
};
constexpr std::array kGroups = {
    OpticsGroup{{"lens"}, {}},
    OpticsGroup{{"camera_type"}, {}},
    OpticsGroup{{"imagers"}, {}},
    OpticsGroup{{"hfov_deg", "vfov_deg", "focal_length_min_mm"}, {"hfov_deg", "vfov_deg", "focal_length_min_mm"}},
    OpticsGroup{{"hfov_min_deg", "focal_length_max_mm"},
                {"focal_length_min_mm", "hfov_min_deg", "focal_length_max_mm"}},
    OpticsGroup{{"sensor_width_mm", "sensor_height_mm"}, {"sensor_width_mm", "sensor_height_mm"}},
    OpticsGroup{{"pixels_w", "pixels_h"}, {"pixels_w", "pixels_h"}},
};

// What a datasheet says of a field; nothing where it says what cannot be.
std::optional<std::string> datasheet_value(const RegisterRecord& model, std::string_view field) {
  for (const ModelContradiction& contradiction : contradictions_in(model)) {
    if (contradiction.low == field || contradiction.high == field) return std::nullopt;
  }
  std::string value = value_of(model, field);
  return value.empty() || value == "unknown" ? std::nullopt : std::optional(std::move(value));
}

bool same_value(const Field& field, const std::string& a, const std::string& b) {
  if (field.type != FieldType::number) return a == b;
  const auto x = number_from_text(a);
  const auto y = number_from_text(b);
  return x && y && *x == *y;
}

std::optional<DatasheetDifference> difference_in(const Sensor& sensor, const RegisterRecord& model,
                                                 std::string_view name) {
  if (name.empty()) return std::nullopt;
  const Field& field = *field_named(name);
  auto stated = field.get(sensor);
  auto datasheet = datasheet_value(model, name);
  if (!stated || *stated == "unknown" || !datasheet || same_value(field, *stated, *datasheet)) return std::nullopt;
  return DatasheetDifference{std::string(name), *std::move(stated), *std::move(datasheet)};
}

// Whether the datasheet says the same of a field, where the record states it.
bool confirmed(const Sensor& record, const RegisterRecord& model, std::string_view name) {
  if (name.empty()) return true;
  const Field& field = *field_named(name);
  const auto stated = field.get(record);
  const auto datasheet = datasheet_value(model, name);
  return !stated || (datasheet && same_value(field, *stated, *datasheet));
}

// Whether a missing value may come from elsewhere: not where the source keeps it back, or says that there is none.
bool is_open(const Field& field, const Sensor& sensor) {
  if (field.get(sensor)) return false;
  const MissingReason reason = field.missing(sensor);
  return reason != MissingReason::withheld && reason != MissingReason::source_says_none;
}

// Several lenses side by side have a number; one lens has none.
bool applies(std::string_view field, const Sensor& filled) {
  return field != "imagers" || filled.lens.value_or("") == "multi_imager";
}

void fill_group(const OpticsGroup& group, const RegisterRecord& model, const Sensor& record, FilledSensor& out) {
  const bool agree = std::all_of(group.with.begin(), group.with.end(),
                                 [&](std::string_view name) { return confirmed(record, model, name); });
  if (!agree) return;
  for (const std::string_view name : group.fields) {
    if (name.empty()) continue;
    const Field& field = *field_named(name);
    const auto value = datasheet_value(model, name);
    if (!value || !is_open(field, record) || !applies(name, out.sensor) || !field.set(out.sensor, *value)) continue;
    field.set_basis(out.sensor, Basis::datasheet);
    out.fields.emplace_back(name);
  }
}

bool fills_anything(const Sensor& sensor, const RegisterRecord& model) {
  for (const OpticsGroup& group : kGroups) {
    for (const std::string_view name : group.fields) {
      if (!name.empty() && is_open(*field_named(name), sensor) && datasheet_value(model, name)) return true;
    }
  }
  return false;
}

bool is_blank_or_hyphen(std::string_view text, std::size_t& bytes) {
  // U+00A0, U+2010 to U+2015 and U+2212, as texts from word processors have them.
  for (const std::string_view one :
       {"\u00a0", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"}) {
    bytes = one.size();
    if (text.substr(0, one.size()) == one) return true;
  }
  bytes = 1;
  return text.front() == ' ' || text.front() == '-' || text.front() == '\t';
}

}  // namespace

std::string_view model_match_name(ModelMatch match) { return kMatchNames[static_cast<std::size_t>(match)]; }

std::string folded_name(std::string_view name) {
  std::string folded;
  while (!name.empty()) {
    std::size_t bytes = 1;
    if (!is_blank_or_hyphen(name, bytes)) {
      folded += name.front();
      bytes = 1;
    }
    name.remove_prefix(bytes);
  }
  return lower_case(folded);
}

ModelCatalogue::ModelCatalogue(std::span<const RegisterRecord> records) {
  for (const RegisterRecord& record : records) {
    if (record.type != RecordType::model) continue;
    const std::string name = folded_name(record.id);
    const std::string supplier = folded_name(value_of(record, "supplier"));
    if (name.empty()) continue;
    by_name_[name].push_back(&record);
    // "Axis Q6135" of a register, where the catalogue calls it "Q6135" of Axis; and the other way round.
    if (supplier.empty()) continue;
    if (name.size() > supplier.size() && name.compare(0, supplier.size(), supplier) == 0) {
      by_name_[name.substr(supplier.size())].push_back(&record);
    } else {
      by_name_[supplier + name].push_back(&record);
    }
  }
}

ModelFound ModelCatalogue::find(const Sensor& sensor) const {
  if (!sensor.model) return {};
  const auto named = by_name_.find(folded_name(*sensor.model));
  if (named == by_name_.end()) return {.match = ModelMatch::not_in_catalogue};
  const std::string supplier = folded_name(sensor.supplier.value_or(""));
  ModelFound found;
  for (const RegisterRecord* model : named->second) {
    const std::string of = folded_name(value_of(*model, "supplier"));
    if (!supplier.empty() && !of.empty() && supplier != of) continue;
    found.model = model;
    found.candidates.push_back(model->id);
  }
  if (found.candidates.size() == 1) return {.model = found.model, .match = ModelMatch::found};
  found.model = nullptr;
  found.match = found.candidates.empty() ? ModelMatch::other_supplier : ModelMatch::several;
  return found;
}

std::uint64_t models_hash(std::span<const RegisterRecord> records) {
  base::ContentHash hash;
  bool any = false;
  for (const RegisterRecord& record : records) {
    if (record.type != RecordType::model) continue;
    hash.add(content_hash(record));
    any = true;
  }
  return any ? hash.value() : 0;
}

std::optional<FilledSensor> with_datasheet(const Sensor& sensor, const RegisterRecord& model) {
  if (!fills_anything(sensor, model) || difference_in(sensor, model, "lens")) return std::nullopt;
  FilledSensor filled{.sensor = sensor};
  for (const OpticsGroup& group : kGroups) fill_group(group, model, sensor, filled);
  // A width zoomed in that is no less than the recorded width zoomed out is of another lens.
  const Sensor& all = filled.sensor;
  if (all.hfov_min_deg && all.hfov_deg && *all.hfov_min_deg > *all.hfov_deg && !sensor.hfov_min_deg) {
    filled.sensor.hfov_min_deg = sensor.hfov_min_deg;
    std::erase(filled.fields, "hfov_min_deg");
  }
  return filled.fields.empty() ? std::nullopt : std::optional(std::move(filled));
}

std::optional<FilledSensor> with_datasheet(const Sensor& sensor, const ModelCatalogue& catalogue) {
  if (catalogue.empty() || !sensor.model) return std::nullopt;
  const ModelFound found = catalogue.find(sensor);
  return found.model == nullptr ? std::nullopt : with_datasheet(sensor, *found.model);
}

std::vector<DatasheetDifference> differences_with_datasheet(const Sensor& sensor, const RegisterRecord& model) {
  std::vector<DatasheetDifference> differences;
  for (const OpticsGroup& group : kGroups) {
    for (const std::string_view name : group.fields) {
      if (auto difference = difference_in(sensor, model, name)) differences.push_back(*std::move(difference));
    }
  }
  return differences;
}

std::vector<ModelContradiction> contradictions_in(const RegisterRecord& model) {
  constexpr std::array kOrdered = {ModelContradiction{"focal_length_min_mm", "focal_length_max_mm"},
                                   ModelContradiction{"hfov_min_deg", "hfov_deg"}};
  std::vector<ModelContradiction> found;
  for (const ModelContradiction& pair : kOrdered) {
    const auto low = number_from_text(value_of(model, pair.low));
    const auto high = number_from_text(value_of(model, pair.high));
    if (low && high && *low > *high) found.push_back(pair);
  }
  return found;
}

}  // namespace schouw::registers
