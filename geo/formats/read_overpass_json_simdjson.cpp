// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <cmath>

#include "geo/formats/json_values_simdjson.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using simdjson::dom::element;

// Of a node itself; of a way or relation its centre (Overpass "out center"), else the middle of its bounds.
std::optional<model::Coordinate> place_of(element source) {
  model::Coordinate at;
  element holder = source;
  if (element centre; source["center"].get(centre) == simdjson::SUCCESS) holder = centre;
  bool found = holder["lon"].get(at.x) == simdjson::SUCCESS && holder["lat"].get(at.y) == simdjson::SUCCESS;
  element bounds;
  if (!found && source["bounds"].get(bounds) == simdjson::SUCCESS) {
    double west = 0.0;
    double south = 0.0;
    found = bounds["minlon"].get(west) == simdjson::SUCCESS && bounds["minlat"].get(south) == simdjson::SUCCESS &&
            bounds["maxlon"].get(at.x) == simdjson::SUCCESS && bounds["maxlat"].get(at.y) == simdjson::SUCCESS;
    at.x = (at.x + west) / 2.0;
    at.y = (at.y + south) / 2.0;
  }
  return found && std::isfinite(at.x) && std::isfinite(at.y) ? std::optional(at) : std::nullopt;
}

class OverpassTable {
 public:
  explicit OverpassTable(const std::filesystem::path& path) : path_(path), problems_(path), fields_(table_) {
    table_.name = path.stem().string();
  }

  base::Result<std::vector<model::FeatureTable>> read(element root) {
    simdjson::dom::array elements;
    if (root["elements"].get(elements) != simdjson::SUCCESS) {
      return base::Diagnostic{.code = "IO-106",
                              .message = "no list of elements, expected {\"elements\": [...]} as Overpass gives it",
                              .where = {.file = path_.string(), .field = "elements"},
                              .hint = "ask Overpass for [out:json]"};
    }
    auto crs = crs::crs_from_text("EPSG:4326");
    if (!crs) return base::Result<std::vector<model::FeatureTable>>::failure(crs.diagnostics());
    table_.crs = *crs;
    for (const element source : elements) take(source);
    base::Diagnostics diagnostics = problems_.take();
    // Overpass writes "runtime error: ..." here when it stopped before the end.
    std::string_view remark;
    if (root["remark"].get(remark) == simdjson::SUCCESS) {
      diagnostics.push_back({.code = "IO-122",
                             .severity = base::Severity::warning,
                             .message = fmt::format("the server remarks: {}", remark),
                             .where = {.file = path_.string(), .field = "remark"},
                             .hint = "the file may be incomplete; ask again with a longer timeout"});
    }
    return {{std::move(table_)}, std::move(diagnostics)};
  }

 private:
  void take(element source) {
    model::Feature feature;
    feature.row = ++row_;
    std::string_view type;
    element id;
    if (source["type"].get(type) == simdjson::SUCCESS && source["id"].get(id) == simdjson::SUCCESS) {
      feature.id = fmt::format("{}/{}", type, id_from_json(id));
    }
    // Nodes without tags are corners of ways and no things of their own.
    simdjson::dom::object tags;
    if (source["tags"].get(tags) != simdjson::SUCCESS) return;
    const auto at = place_of(source);
    if (!at) return problems_.left_out(table_, row_, feature.id, "no place; ask Overpass for \"out center\"");
    feature.geometry = *at;
    fields_.add(tags, feature);
    table_.features.push_back(std::move(feature));
  }

  const std::filesystem::path& path_;
  RowProblems problems_;
  model::FeatureTable table_;
  FieldCollector fields_;
  std::int64_t row_ = 0;
};

}  // namespace

base::Result<std::vector<model::FeatureTable>> read_overpass_json(const std::filesystem::path& path) {
  auto document = parse_json_file(path);
  if (!document) return base::Result<std::vector<model::FeatureTable>>::failure(document.diagnostics());
  return OverpassTable(path).read((*document)->root);
}

}  // namespace schouw::formats
