// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "geo/formats/coordinate_extent.h"
#include "geo/formats/geojson_geometry_simdjson.h"
#include "geo/formats/json_values_simdjson.h"
#include "geo/formats/ogr_conversion.h"
#include "geo/formats/osm_properties_simdjson.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using simdjson::dom::element;

// The crs member of GeoJSON 2008; a null one says that the CRS is not known.
std::optional<crs::Crs> stated_crs(element root, const std::string& file, base::Diagnostics& diagnostics) {
  element member;
  if (root["crs"].get(member) != simdjson::SUCCESS || member.is_null()) return std::nullopt;
  std::string_view name;
  if (member["properties"]["name"].get(name) != simdjson::SUCCESS) name = "a crs member without a name";
  auto crs = crs::crs_from_text(name);
  if (crs) return *crs;
  for (base::Diagnostic problem : crs.diagnostics()) {
    problem.severity = base::Severity::warning;
    problem.where.file = file;
    problem.hint = "state the CRS with --crs";
    diagnostics.push_back(std::move(problem));
  }
  return std::nullopt;
}

class GeojsonTable {
 public:
  explicit GeojsonTable(const std::filesystem::path& path) : path_(path), problems_(path), fields_(table_) {}

  base::Result<FeatureTables> read(element root, const base::Progress& progress) {
    base::Diagnostics diagnostics;
    std::string_view name;
    const bool named = root.is_object() && root["name"].get(name) == simdjson::SUCCESS && !name.empty();
    table_.name = named ? name : path_.stem().string();
    table_.crs = stated_crs(root, path_.string(), diagnostics);
    simdjson::dom::array features;
    if (root.get(features) != simdjson::SUCCESS && root["features"].get(features) != simdjson::SUCCESS) {
      take(root);
    } else {
      for (const element feature : features) {
        if (progress.cancel.cancelled()) return interrupted(path_);
        take(feature);
        if (table_.features.size() > kMostFeatures || vertices_ > kMostVertices) {
          return over_limit(path_, fmt::format("{} features, {} vertices", table_.features.size(), vertices_));
        }
      }
    }
    take_for_granted(root);
    base::append(diagnostics, problems_.take());
    return {{std::move(table_)}, std::move(diagnostics)};
  }

 private:
  // RFC 7946 means WGS 84 where no member says otherwise. Metres that nobody named are not taken for degrees.
  void take_for_granted(element root) {
    element member;
    if (root["crs"].get(member) == simdjson::SUCCESS || !can_be_degrees()) return;
    const auto degrees = crs::crs_from_text("EPSG:4326");
    if (!degrees) return;
    table_.crs = *degrees;
    table_.crs_is_the_usual = true;
  }

  bool can_be_degrees() const {
    const CoordinateExtent extent = extent_of(table_);
    return extent.empty() || extent.within(kDegrees);
  }

  void take(element source) {
    model::Feature feature;
    feature.row = ++row_;
    element id;
    if (source["id"].get(id) == simdjson::SUCCESS) feature.id = id_from_json(id);
    std::string_view type;
    if (source["type"].get(type) != simdjson::SUCCESS || type != "Feature") {
      return problems_.left_out(table_, row_, feature.id,
                                fmt::format("found type \"{}\", expected \"Feature\"", type));
    }
    element geometry;
    if (source["geometry"].get(geometry) == simdjson::SUCCESS) {
      auto read = geometry_of(geometry);
      if (!read) return problems_.left_out(table_, row_, feature.id, "its geometry is not as RFC 7946 says");
      vertices_ += vertex_count(*read);
      feature.geometry = *std::move(read);
    }
    simdjson::dom::object properties;
    if (source["properties"].get(properties) == simdjson::SUCCESS) {
      auto osm = osm_properties(feature.id, properties);
      const bool is_osm = !osm.id.empty();
      if (is_osm) feature.id = std::move(osm.id);
      fields_.add(osm.fields, feature, is_osm ? &is_osm_metadata : nullptr);
    }
    table_.features.push_back(std::move(feature));
  }

  const std::filesystem::path& path_;
  RowProblems problems_;
  model::FeatureTable table_;
  FieldCollector fields_;
  std::int64_t row_ = 0;
  std::size_t vertices_ = 0;
};

}  // namespace

base::Result<FeatureTables> read_geojson(const std::filesystem::path& path, const base::Progress& progress) {
  auto document = parse_json_file(path, JsonForm::one_value_or_lines);
  if (!document) return base::Result<FeatureTables>::failure(document.diagnostics());
  return GeojsonTable(path).read((*document)->root, progress);
}

}  // namespace schouw::formats
