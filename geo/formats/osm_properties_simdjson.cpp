// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/osm_properties_simdjson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/formats/json_values_simdjson.h"

namespace schouw::formats {

namespace {

using simdjson::dom::object;

constexpr std::array<std::string_view, 3> kTypes = {"node", "way", "relation"};

bool is_osm_type(std::string_view type) { return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end(); }

bool is_osm_id(std::string_view id) {
  const std::size_t slash = id.find('/');
  return slash != std::string_view::npos && slash + 1 < id.size() && is_osm_type(id.substr(0, slash)) &&
         id.find_first_not_of("0123456789", slash + 1) == std::string_view::npos;
}

std::string text_of(object members, std::string_view name) {
  simdjson::dom::element value;
  return members[name].get(value) == simdjson::SUCCESS ? id_from_json(value) : std::string();
}

// "node/1" of a type and a number in members of these names.
std::string id_of(object members, std::string_view type_name, std::string_view id_name) {
  std::string id = text_of(members, id_name);
  if (is_osm_id(id)) return id;
  const std::string type = text_of(members, type_name);
  std::string whole = fmt::format("{}/{}", type, id);
  return is_osm_id(whole) ? whole : std::string();
}

}  // namespace

OsmProperties osm_properties(std::string_view feature_id, object properties) {
  OsmProperties osm{.id = is_osm_id(feature_id) ? std::string(feature_id) : std::string(), .fields = properties};
  object tags;
  object meta;
  if (properties["tags"].get(tags) == simdjson::SUCCESS && properties["meta"].get(meta) == simdjson::SUCCESS) {
    if (osm.id.empty()) osm.id = id_of(properties, "type", "id");
    if (!osm.id.empty()) osm.fields = tags;
    return osm;
  }
  if (osm.id.empty()) osm.id = id_of(properties, "@type", "@id");
  if (osm.id.empty() && feature_id.empty()) {
    const std::string id = text_of(properties, "id");
    if (is_osm_id(id)) osm.id = id;
  }
  return osm;
}

bool is_osm_metadata(std::string_view name) {
  constexpr std::array<std::string_view, 9> kMetadata = {"@version", "@timestamp", "@changeset", "@user",   "@uid",
                                                         "@type",    "@geometry",  "@relations", "@tainted"};
  return std::find(kMetadata.begin(), kMetadata.end(), name) != kMetadata.end();
}

}  // namespace schouw::formats
