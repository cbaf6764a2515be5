// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/json_record_fields_simdjson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "geo/formats/geojson_geometry_simdjson.h"
#include "geo/formats/json_values_simdjson.h"

namespace schouw::formats {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kNumbered = 8;

std::string joined(const std::string& prefix, std::string_view name) {
  return prefix.empty() ? std::string(name) : fmt::format("{}.{}", prefix, name);
}

std::string_view type_of(element value) {
  std::string_view type;
  return value.is_object() && value["type"].get(type) == simdjson::SUCCESS ? type : std::string_view();
}

bool looks_like_geometry(element value) {
  constexpr std::array<std::string_view, 7> kTypes = {
      "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"};
  const auto type = type_of(value);
  if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end()) return false;
  return value[type == "GeometryCollection" ? "geometries" : "coordinates"].error() == simdjson::SUCCESS;
}

struct Found {
  std::string name;
  element geometry;
};

// What lies one step further within.
void add_within(const Found& outer, std::vector<Found>& next) {
  if (object members; outer.geometry.get(members) == simdjson::SUCCESS) {
    for (const auto [name, value] : members) {
      if (value.is_object() || value.is_array()) next.push_back({joined(outer.name, name), value});
    }
    return;
  }
  array list;
  if (outer.geometry.get(list) != simdjson::SUCCESS) return;
  std::size_t at = 0;
  for (const element value : list) {
    if (at >= kNumbered) return;
    if (value.is_object()) next.push_back({joined(outer.name, std::to_string(at)), value});
    ++at;
  }
}

// Breadth first, so that the nearest to the top is found; a point before another of the same depth.
std::optional<Found> nearest_geometry(element record) {
  constexpr std::size_t kMostLooked = 10'000;
  std::vector<Found> level = {{.name = {}, .geometry = record}};
  for (std::size_t looked = 0; !level.empty() && looked < kMostLooked; looked += level.size()) {
    std::vector<Found> next;
    std::optional<Found> found;
    for (const Found& one : level) {
      if (!looks_like_geometry(one.geometry)) {
        add_within(one, next);
      } else if (!found || (type_of(found->geometry) != "Point" && type_of(one.geometry) == "Point")) {
        found = one;
      }
    }
    if (found) return found;
    level = std::move(next);
  }
  return std::nullopt;
}

std::string own_id(element record) {
  for (const std::string_view name : {"id", "@iot.id", "@id", "_id", "uuid"}) {
    element id;
    if (record[name].get(id) == simdjson::SUCCESS) {
      if (auto text = id_from_json(id); !text.empty()) return text;
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> RecordFields::add(element record, model::Feature& feature) {
  feature.id = own_id(record);
  std::optional<std::string> fault;
  geometry_name_.clear();
  const auto found = nearest_geometry(record);
  if (found) {
    auto geometry = geometry_of(found->geometry);
    if (geometry) {
      feature.geometry = *std::move(geometry);
      geometry_name_ = found->name;
    } else {
      fault = found->name;
    }
  }
  if (found && found->name.empty() && !fault) return fault;  // the record is a geometry itself
  add_members(object(record), {}, feature);
  return fault;
}

void RecordFields::add_members(object members, const std::string& prefix, model::Feature& feature) {
  std::string_view type;
  const bool is_feature = members["type"].get(type) == simdjson::SUCCESS && type == "Feature" &&
                          members["geometry"].error() == simdjson::SUCCESS;
  for (const auto [name, value] : members) {
    if (is_feature && name == "type") continue;
    object properties;
    if (is_feature && prefix.empty() && name == "properties" && value.get(properties) == simdjson::SUCCESS) {
      add_members(properties, {}, feature);
      continue;
    }
    add_value(joined(prefix, name), value, feature);
  }
}

void RecordFields::add_value(std::string name, element value, model::Feature& feature) {
  if (over_limit_ || (!geometry_name_.empty() && name == geometry_name_)) return;
  object members;
  array list;
  if (value.get(list) == simdjson::SUCCESS) return add_list(std::move(name), list, value, feature);
  const bool nested = value.get(members) == simdjson::SUCCESS && members.size() > 0 && !looks_like_geometry(value);
  if (nested) return add_members(members, name, feature);
  add_field(std::move(name), field_from_json(value), feature);
}

void RecordFields::add_list(std::string name, array list, element whole, model::Feature& feature) {
  add_field(name, field_from_json(whole), feature);
  std::size_t at = 0;
  for (const element value : list) {
    object members;
    if (at >= kNumbered) return;
    if (value.get(members) == simdjson::SUCCESS) add_members(members, joined(name, std::to_string(at)), feature);
    ++at;
  }
}

void RecordFields::add_field(std::string name, model::FieldValue value, model::Feature& feature) {
  over_limit_ = over_limit_ || !budget_.take(value) || !budget_.take(name);
  if (over_limit_) return;
  if (known_.insert(name).second) table_.field_names.push_back(name);
  over_limit_ = table_.field_names.size() > kMostColumns;
  feature.fields.emplace_back(std::move(name), std::move(value));
}

}  // namespace schouw::formats
