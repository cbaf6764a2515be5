// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>

#include "layers/town/files/city_file.h"
#include "layers/town/site/union_of_loops.h"

namespace schouw::town {

// A GeoJSON collection in RD New (a crs member names EPSG:28992), written feature by feature.
class GeoJsonFile {
 public:
  GeoJsonFile(const std::filesystem::path& path, std::string_view name);
  void point(std::string_view id, Spot at, const Attributes& properties);
  void polygons(std::string_view id, std::span<const Ground> grounds, const Attributes& properties);
  bool close();  // false where anything could not be written

 private:
  void feature(std::string_view id, const std::string& geometry, const Attributes& properties);
  std::ofstream out_;
  bool first_ = true;
};

}  // namespace schouw::town
