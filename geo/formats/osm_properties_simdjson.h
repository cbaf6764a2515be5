// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For the sources of this room only, because it includes simdjson.
#include <simdjson.h>

#include <string>
#include <string_view>

namespace schouw::formats {

// What the GeoJSON of programs around OpenStreetMap says beside the tags of an object. overpass-turbo and
// osmtogeojson write "@id": "node/1" and "@version" among the tags, or tags, meta and relations as objects of their
// own; osmium writes "@type": "node" and "@id": 1.
struct OsmProperties {
  std::string id;                // "node/1"; empty where the feature is no object of OpenStreetMap
  simdjson::dom::object fields;  // its tags, and in the flat forms what is told beside them
};
OsmProperties osm_properties(std::string_view feature_id, simdjson::dom::object properties);

// The version, time, author and changeset of an object, and how its geometry came about: nothing of the thing itself.
bool is_osm_metadata(std::string_view name);

}  // namespace schouw::formats
