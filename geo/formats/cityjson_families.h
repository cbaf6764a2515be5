// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "geo/formats/cityjson_diagnostics.h"
#include "geo/formats/cityjson_document.h"

namespace schouw::formats {

// A first-level object and everything folded into it: positions in RawDocument::objects, in file order.
struct CityFamily {
  std::size_t root = 0;
  std::vector<std::size_t> members;  // the root among them
};

// Families in the order of their roots. The links of children and of parents both count; a member of a
// CityObjectGroup stays a first-level object. An unknown parent or a ring of parents is a warning and the object
// stands by itself.
std::vector<CityFamily> find_families(const std::vector<RawObject>& objects, CityDiagnostics& diagnostics);

// What the choice of a level of detail depends on.
struct LevelParams {
  const std::vector<RawObject>& objects;
  const std::vector<std::string>& template_lods;  // of the document or of the header of its sequence
  std::string preferred;  // "2.2"; a whole level such as "2" also takes the highest "2.x"; empty: no preference
};

// The geometries to show of one family.
struct ChosenGeometries {
  struct Choice {
    std::size_t object = 0;
    std::size_t geometry = 0;
    bool operator==(const Choice&) const = default;
  };
  std::string lod;
  std::vector<Choice> choices;
};

// The level is the preferred one where the family has it; else the highest below 3, else the highest. A footprint
// (level 0) counts only where the family has nothing else. A member without that level gives its own best one, except
// a root whose parts carry the body: a wall is neither lost nor doubled.
ChosenGeometries choose_geometries(const LevelParams& params, const CityFamily& family);

// "2.2" as 2.2; an unreadable or missing level is 1, a plain body.
double lod_number(const std::string& lod);

}  // namespace schouw::formats
