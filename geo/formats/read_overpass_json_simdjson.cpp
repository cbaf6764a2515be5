// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "geo/formats/json_values_simdjson.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using simdjson::dom::element;

// The middle of places that come one by one.
struct Middle {
  model::Coordinate least{.x = 1.0};
  model::Coordinate most{.x = -1.0};

  void add(element holder) {
    model::Coordinate at;
    if (!holder.is_object() || holder["lon"].get(at.x) != simdjson::SUCCESS ||
        holder["lat"].get(at.y) != simdjson::SUCCESS) {
      return;
    }
    if (least.x > most.x) least = most = at;
    least = {.x = std::min(least.x, at.x), .y = std::min(least.y, at.y)};
    most = {.x = std::max(most.x, at.x), .y = std::max(most.y, at.y)};
  }
  void add_all(element places) {
    simdjson::dom::array list;
    if (places.get(list) != simdjson::SUCCESS) return;
    for (const element place : list) add(place);
  }
  std::optional<model::Coordinate> place() const {
    if (least.x > most.x || !std::isfinite(most.x - least.x) || !std::isfinite(most.y - least.y)) return std::nullopt;
    return model::Coordinate{.x = (least.x + most.x) / 2.0, .y = (least.y + most.y) / 2.0};
  }
};

// The corners of "bounds", as two places.
void add_bounds(element bounds, Middle& middle) {
  model::Coordinate south_west;
  model::Coordinate north_east;
  const bool whole = bounds["minlon"].get(south_west.x) == simdjson::SUCCESS &&
                     bounds["minlat"].get(south_west.y) == simdjson::SUCCESS &&
                     bounds["maxlon"].get(north_east.x) == simdjson::SUCCESS &&
                     bounds["maxlat"].get(north_east.y) == simdjson::SUCCESS;
  if (!whole || south_west.x > north_east.x) return;
  middle.least = south_west;
  middle.most = north_east;
}

// The nodes and ways of a file by their ids: a way may only name its nodes ("out body; >; out skel").
struct OsmIndex {
  std::unordered_map<std::int64_t, element> nodes, ways;

  explicit OsmIndex(simdjson::dom::array elements) {
    for (const element one : elements) {
      std::string_view type;
      std::int64_t id = 0;
      if (!one.is_object() || one["type"].get(type) != simdjson::SUCCESS || one["id"].get(id) != simdjson::SUCCESS) {
        continue;
      }
      if (type == "node") nodes.emplace(id, one);
      if (type == "way") ways.emplace(id, one);
    }
  }

  void add_way(element way, Middle& middle) const {
    simdjson::dom::array ids;
    if (way["nodes"].get(ids) != simdjson::SUCCESS || ids.size() < 2) return;
    for (const element id : ids) {
      std::int64_t number = 0;
      const auto node = id.get(number) == simdjson::SUCCESS ? nodes.find(number) : nodes.end();
      if (node != nodes.end()) middle.add(node->second);
    }
  }

  // A member that tells its place, or is told of elsewhere in the file.
  void add_member(element member, Middle& middle) const {
    if (!member.is_object()) return;
    element geometry;
    middle.add(member);
    if (member["geometry"].get(geometry) == simdjson::SUCCESS) middle.add_all(geometry);
    std::string_view type;
    std::int64_t ref = 0;
    if (member["type"].get(type) != simdjson::SUCCESS || member["ref"].get(ref) != simdjson::SUCCESS) return;
    if (const auto node = nodes.find(ref); type == "node" && node != nodes.end()) middle.add(node->second);
    if (const auto way = ways.find(ref); type == "way" && way != ways.end()) add_way(way->second, middle);
  }
};

// Of a node itself; of a way or relation its centre (Overpass "out center"), else the middle of its bounds ("out
// bb"), of its corners or of its members ("out geom"): a device stands in the middle of its outline.
std::optional<model::Coordinate> place_of(element source, const OsmIndex& index) {
  Middle middle;
  element held;
  if (source["center"].get(held) == simdjson::SUCCESS) middle.add(held);
  if (!middle.place()) middle.add(source);
  if (!middle.place() && source["bounds"].get(held) == simdjson::SUCCESS) add_bounds(held, middle);
  if (!middle.place() && source["geometry"].get(held) == simdjson::SUCCESS) middle.add_all(held);
  if (!middle.place()) index.add_way(source, middle);
  simdjson::dom::array members;
  if (!middle.place() && source["members"].get(members) == simdjson::SUCCESS) {
    for (const element member : members) index.add_member(member, middle);
  }
  return middle.place();
}

class OverpassTable {
 public:
  explicit OverpassTable(const std::filesystem::path& path) : path_(path), problems_(path), fields_(table_) {
    table_.name = path.stem().string();
  }

  base::Result<std::vector<model::FeatureTable>> read(element root) {
    simdjson::dom::array elements;
    if (root.get(elements) != simdjson::SUCCESS && root["elements"].get(elements) != simdjson::SUCCESS) {
      return base::Diagnostic{.code = "IO-106",
                              .message = "no list of elements, expected {\"elements\": [...]} as Overpass gives it",
                              .where = {.file = path_.string(), .field = "elements"},
                              .hint = "ask Overpass for [out:json]"};
    }
    auto crs = crs::crs_from_text("EPSG:4326");
    if (!crs) return base::Result<std::vector<model::FeatureTable>>::failure(crs.diagnostics());
    table_.crs = *crs;
    const OsmIndex index(elements);
    for (const element source : elements) take(source, index);
    base::Diagnostics diagnostics = problems_.take();
    // Overpass writes "runtime error: ..." here when it stopped before the end.
    std::string_view remark;
    if (root.is_object() && root["remark"].get(remark) == simdjson::SUCCESS) {
      diagnostics.push_back({.code = "IO-122",
                             .severity = base::Severity::warning,
                             .message = fmt::format("the server remarks: {}", remark),
                             .where = {.file = path_.string(), .field = "remark"},
                             .hint = "the file may be incomplete; ask again with a longer timeout"});
    }
    return {{std::move(table_)}, std::move(diagnostics)};
  }

 private:
  void take(element source, const OsmIndex& index) {
    model::Feature feature;
    feature.row = ++row_;
    if (!source.is_object()) return problems_.left_out(table_, row_, {}, "found a value, expected an element");
    std::string_view type;
    element id;
    if (source["type"].get(type) == simdjson::SUCCESS && source["id"].get(id) == simdjson::SUCCESS) {
      feature.id = fmt::format("{}/{}", type, id_from_json(id));
    }
    // Nodes without tags are corners of ways and no things of their own.
    simdjson::dom::object tags;
    if (source["tags"].get(tags) != simdjson::SUCCESS) return;
    const auto at = place_of(source, index);
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
