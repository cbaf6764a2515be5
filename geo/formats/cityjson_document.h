// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/formats/json_grammar.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

// The parts of one geometry as the file writes them; the views point into the text of the document.
struct RawGeometry {
  std::string type;
  std::string lod;  // "2.2", "1"; empty where none is stated
  std::string_view boundaries;
  std::vector<model::SurfaceKind> surface_kinds;  // semantics.surfaces
  std::string_view semantic_values;
  std::optional<std::uint64_t> template_index;  // GeometryInstance
  std::string_view matrix;
};

struct RawObject {
  std::string id;
  std::string type;
  std::string_view attributes;
  std::vector<std::string> parents;
  std::vector<std::string> children;
  std::vector<RawGeometry> geometries;
  std::string fault;  // what keeps the object from being read; empty: nothing
};

// One CityJSON or CityJSONFeature text, taken apart but with its numbers still unread.
struct RawDocument {
  std::string type;
  std::string version;
  std::string id;   // of a feature
  std::string crs;  // as the file spells it; empty: none
  bool has_objects = false;
  std::string_view transform;
  std::string_view vertices;
  std::string_view template_vertices;
  std::vector<RawGeometry> templates;
  std::vector<RawObject> objects;
};

// Room that must be readable behind every text given to CityJsonParser (its bytes do not matter).
inline constexpr std::size_t kTextPadding = 64;

// Takes documents apart. One per thread; the next parse may reuse its memory, what it returned stays valid.
class CityJsonParser {
 public:
  CityJsonParser();
  ~CityJsonParser();

  struct Outcome {
    std::optional<RawDocument> document;
    JsonFault fault;  // where there is no document
  };
  Outcome parse(std::string_view text);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace schouw::formats
