// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "layers/town/files/city_file.h"
#include "layers/town/random.h"
#include "layers/town/site/street_plan.h"

namespace schouw::town {

// Where builders put what they make: numbers buildings, stops at the number that was asked for.
class Site {
 public:
  Site(CityFile& file, std::int64_t buildings) : file_(file), wanted_(buildings) {}
  bool full() const { return built_ >= wanted_; }
  std::int64_t built() const { return built_; }

  struct Address {
    std::string_view street;
    int number = 0;  // 0: none
    std::string_view use = "woonfunctie";
    std::string_view roof = "slanted";
    int year = 1900;
    double ground_m = 0.0;
  };
  // A building; its parts, where it has any, follow with add_part before put().
  CityFeature start_building(const Address& address);
  void put(CityFeature& feature) { file_.add(feature); }
  // A building of one solid. Does nothing once full.
  void building(const Address& address, const Shape& shape);
  // Any other first-level object.
  CityFeature start(std::string_view type, std::string_view function);

 private:
  CityFile& file_;
  std::int64_t wanted_;
  std::int64_t built_ = 0;
  std::int64_t others_ = 0;
};

// A face with all that its builders need.
struct Parcel {
  const PlanFace& face;
  FaceLoops loops;
  Random random;
};

}  // namespace schouw::town
