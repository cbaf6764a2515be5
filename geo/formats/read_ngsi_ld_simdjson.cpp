// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "geo/formats/geojson_geometry_simdjson.h"
#include "geo/formats/json_values_simdjson.h"
#include "geo/formats/limits.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using simdjson::dom::element;

// "https://uri.etsi.org/ngsi-ld/default-context/cameraName" is cameraName: what stands behind the last / or #.
std::string last_segment(std::string_view name) {
  const std::size_t at = name.find_last_of("/#");
  return std::string(at == std::string_view::npos ? name : name.substr(at + 1));
}

// The units of UN/CEFACT Recommendation 20 that sensors are stated in.
std::string_view unit_of(element attribute) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kUnits = {
      {{"MTR", "m"}, {"CMT", "cm"}, {"MMT", "mm"}, {"KMT", "km"}, {"DD", "deg"}}};
  std::string_view code;
  if (attribute["unitCode"].get(code) != simdjson::SUCCESS) return {};
  for (const auto& [known, unit] : kUnits) {
    if (known == code) return unit;
  }
  return code;
}

// Dutch, else English, else the first.
element of_language(simdjson::dom::object languages, element fallback) {
  element found = fallback;
  bool any = false;
  for (const std::string_view language : {"nl", "en"}) {
    if (languages[language].get(found) == simdjson::SUCCESS) return found;
  }
  for (const auto [language, text] : languages) {
    if (!any) found = text;
    any = true;
  }
  return found;
}

// What an attribute says: the value of a property in its normalised form, the object of a relationship, one language
// of several; anything else is a value itself, as in the simplified form.
// Source: ETSI GS CIM 009 (NGSI-LD), clauses 4.5 and 5.2.
model::FieldValue value_of(element attribute) {
  if (simdjson::dom::array several; attribute.get(several) == simdjson::SUCCESS) {
    // Several properties of one name are told apart by a dataset; the one without is the default.
    for (const element one : several) {
      element dataset;
      if (one.is_object() && one["type"].error() == simdjson::SUCCESS &&
          one["datasetId"].get(dataset) != simdjson::SUCCESS) {
        return value_of(one);
      }
    }
    return field_from_json(attribute);
  }
  simdjson::dom::object object;
  if (attribute.get(object) != simdjson::SUCCESS) return field_from_json(attribute);
  simdjson::dom::object languages;
  if (object["languageMap"].get(languages) == simdjson::SUCCESS) {
    return field_from_json(of_language(languages, attribute));
  }
  for (const std::string_view member : {"value", "object", "vocab"}) {
    element held;
    if (object[member].get(held) != simdjson::SUCCESS) continue;
    const std::string_view unit = unit_of(attribute);
    if (!unit.empty() && held.is_number()) return fmt::format("{} {}", simdjson::minify(held), unit);
    return field_from_json(held);
  }
  return field_from_json(attribute);
}

bool is_of_the_entity(std::string_view name) { return name == "id" || name == "@context" || name == "location"; }

class NgsiLdTable {
 public:
  explicit NgsiLdTable(const std::filesystem::path& path) : path_(path), problems_(path) {
    table_.name = path.stem().string();
  }

  base::Result<std::vector<model::FeatureTable>> read(element root) {
    using Tables = base::Result<std::vector<model::FeatureTable>>;
    auto crs = crs::crs_from_text("EPSG:4326");
    if (!crs) return Tables::failure(crs.diagnostics());
    table_.crs = *crs;  // clause 4.7: GeoJSON
    simdjson::dom::array entities;
    if (root.get(entities) == simdjson::SUCCESS) {
      for (const element entity : entities) take(entity);
    } else {
      take(root);
    }
    if (table_.features.size() > kMostFeatures) return over_limit(path_, "too many entities");
    return {{std::move(table_)}, problems_.take()};
  }

 private:
  void take(element entity) {
    model::Feature feature;
    feature.row = ++row_;
    element id;
    if (entity.is_object() && entity["id"].get(id) == simdjson::SUCCESS) feature.id = id_from_json(id);
    if (feature.id.empty()) return problems_.left_out(table_, row_, {}, "an entity without an id");
    if (!place(entity, feature)) return problems_.left_out(table_, row_, feature.id, "its location is no geometry");
    for (const auto [name, attribute] : simdjson::dom::object(entity)) {
      if (is_of_the_entity(name)) continue;
      add(last_segment(name), name == "type" ? type_of(attribute) : value_of(attribute), feature);
    }
    table_.features.push_back(std::move(feature));
  }

  // An entity without a location has none, and its row is the register's to judge.
  static bool place(element entity, model::Feature& feature) {
    element location;
    if (entity["location"].get(location) != simdjson::SUCCESS) return true;
    if (element value; location["value"].get(value) == simdjson::SUCCESS) location = value;
    auto geometry = geometry_of(location);
    if (!geometry) return false;
    feature.geometry = *std::move(geometry);
    return true;
  }

  // One type, or the first of several.
  static model::FieldValue type_of(element type) {
    if (simdjson::dom::array several; type.get(several) == simdjson::SUCCESS && several.size() > 0) {
      return type_of(several.at(0).value_unsafe());
    }
    std::string_view text;
    return type.get(text) == simdjson::SUCCESS ? model::FieldValue(last_segment(text)) : model::FieldValue();
  }

  void add(std::string name, model::FieldValue value, model::Feature& feature) {
    if (known_.insert(name).second) table_.field_names.push_back(name);
    feature.fields.emplace_back(std::move(name), std::move(value));
  }

  const std::filesystem::path& path_;
  RowProblems problems_;
  model::FeatureTable table_;
  std::unordered_set<std::string> known_;
  std::int64_t row_ = 0;
};

}  // namespace

base::Result<std::vector<model::FeatureTable>> read_ngsi_ld(const std::filesystem::path& path) {
  auto document = parse_json_file(path);
  if (!document) return base::Result<std::vector<model::FeatureTable>>::failure(document.diagnostics());
  return NgsiLdTable(path).read((*document)->root);
}

}  // namespace schouw::formats
