// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/json.h"
#include "geo/crs/project_crs.h"
#include "layers/register/sensor.h"

// What the writers of foreign registers share.
namespace schouw::registers {

// The value of a field by its name; nothing where it is missing or the record has no such field.
std::optional<std::string> stated(const Sensor& sensor, std::string_view field);
// The first of the fields that states something.
std::optional<std::string> first_stated(const Sensor& sensor, std::initializer_list<std::string_view> fields);

// Sets a member where there is a value.
void put(base::Json& json, const char* name, const std::optional<std::string>& value);
void put(base::Json& json, const char* name, const std::optional<bool>& value);

// Whether a sensor's data are of persons; nothing where that is not known.
std::optional<bool> has_personal_data(const Sensor& sensor);
// Whether it works; nothing where its status is not known.
std::optional<bool> is_active(const Sensor& sensor);
// "https://..." or "http://...".
bool is_link(std::string_view text);
// Each purpose in one text: what it is called, else its goal.
std::vector<std::string> purpose_texts(const Sensor& sensor);

// Longitude and latitude, to a millimetre.
class PlacesInDegrees {
 public:
  static base::Result<PlacesInDegrees> of(const crs::Crs& project_crs);
  // [longitude, latitude]; nothing without a place, or where the place has none.
  std::optional<base::Json> operator()(const Sensor& sensor) const;

 private:
  explicit PlacesInDegrees(crs::Transformation from_degrees) : from_degrees_(std::move(from_degrees)) {}
  crs::Transformation from_degrees_;
};

// "[", one element a line, "]".
std::string list_text(const std::vector<base::Json>& elements);

}  // namespace schouw::registers
