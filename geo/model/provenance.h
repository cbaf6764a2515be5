// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/crs/project_crs.h"

namespace schouw::model {

// Where something in a project came from and how it got there.
struct Provenance {
  std::string kind;          // "city", "terrain", "register", "areas", "base_map"
  std::string file;          // name only, never a path of someone's machine
  std::string content_hash;  // 16 hexadecimal digits
  std::string format;        // "CityJSON 2.0"
  std::string source_crs;    // id or name
  crs::TransformationRecord transformation;
  std::string licence;
  std::string attribution;
  std::string imported_at;  // ISO 8601, UTC
  bool operator==(const Provenance&) const = default;
};

}  // namespace schouw::model
