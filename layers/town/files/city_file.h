// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "layers/town/buildings/solids.h"

namespace schouw::town {

// Where the town's origin lies in RD New, in open water of the Markermeer, so that nobody takes the town for a real
// one.
inline constexpr double kOriginEast_m = 145000.0;
inline constexpr double kOriginNorth_m = 507000.0;

// Text between quotation marks, as JSON wants it.
std::string json_text(std::string_view text);

// The attributes of an object, in the order in which they were added.
class Attributes {
 public:
  Attributes& text(std::string_view name, std::string_view value);
  Attributes& number(std::string_view name, double value, int decimals);
  Attributes& whole(std::string_view name, std::int64_t value);
  Attributes& yes_no(std::string_view name, bool value);
  const std::string& members() const { return members_; }  // "key":value,...

 private:
  void key(std::string_view key);
  std::string members_;
};

// One CityJSONFeature: a first-level object and its children. Corners of one feature that fall on the same millimetre
// are one vertex.
class CityFeature {
 public:
  CityFeature(std::string id, std::string_view type, const Attributes& attributes);
  // Geometry of the first-level object, or of a child of it. A solid must be closed.
  void solid(const Shape& shape);
  void surfaces(const Shape& shape);
  void child_solid(std::string_view type, const Shape& shape);
  bool has_geometry() const { return has_geometry_; }
  std::string line();  // without the end of line

 private:
  std::uint32_t vertex(const Corner& corner);
  std::string geometry(const Shape& shape, bool closed);

  std::string id_;
  std::string type_;
  std::string attributes_;
  std::string own_geometry_;
  std::string children_;
  std::string child_ids_;
  int child_count_ = 0;
  bool has_geometry_ = false;
  std::map<std::array<std::int64_t, 3>, std::uint32_t> numbers_;
  std::vector<std::array<std::int64_t, 3>> vertices_;
};

// Writes features one by one; holds none. good() tells whether the disk took everything.
class CityFile {
 public:
  explicit CityFile(const std::filesystem::path& path);
  void add(CityFeature& feature);
  bool close();  // false where anything could not be written
  std::int64_t features() const { return features_; }

 private:
  std::ofstream out_;
  std::int64_t features_ = 0;
};

}  // namespace schouw::town
