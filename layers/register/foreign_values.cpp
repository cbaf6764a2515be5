// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/foreign_values.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/register/field.h"
#include "layers/register/foreign_schemas.h"

namespace schouw::registers {

std::span<const ForeignSchema> registered_foreign_schemas() {
  static constexpr std::array<ForeignSchema, 3> kSchemas = {
      {{"sensrnet", "Devices of the Dutch sensor registry SensRNet", sensrnet_register},
       {"wecity", "WeCity's standard for publishing sensor registers", wecity_register},
       {"sensorthings", "OGC SensorThings API (18-088): things with all that belongs to them",
        sensorthings_register}}};
  return kSchemas;
}

const ForeignSchema* foreign_schema(std::string_view id) {
  const auto schemas = registered_foreign_schemas();
  const auto found =
      std::find_if(schemas.begin(), schemas.end(), [&](const auto& schema) { return schema.id == id; });
  return found == schemas.end() ? nullptr : &*found;
}

std::optional<std::string> stated(const Sensor& sensor, std::string_view field) {
  const Field* known = field_named(field);
  return known == nullptr ? std::nullopt : known->get(sensor);
}

std::optional<std::string> first_stated(const Sensor& sensor, std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields) {
    if (auto value = stated(sensor, field)) return value;
  }
  return std::nullopt;
}

void put(base::Json& json, const char* name, const std::optional<std::string>& value) {
  if (value) json[name] = *value;
}
void put(base::Json& json, const char* name, const std::optional<bool>& value) {
  if (value) json[name] = *value;
}

std::optional<bool> has_personal_data(const Sensor& sensor) {
  const auto level = stated(sensor, "personal_data");
  if (!level || *level == "unknown") return std::nullopt;
  return *level != "none" && *level != "de_identified";
}

std::optional<bool> is_active(const Sensor& sensor) {
  const auto status = stated(sensor, "status");
  if (!status) return std::nullopt;
  return *status == "active" || *status == "temporary";
}

bool is_link(std::string_view text) {
  return (text.rfind("https://", 0) == 0 || text.rfind("http://", 0) == 0) &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::vector<std::string> purpose_texts(const Sensor& sensor) {
  std::vector<std::string> texts;
  for (const Purpose& purpose : sensor.deployment.purposes) {
    const std::string& text = !purpose.purpose.empty() ? purpose.purpose : purpose.goal;
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

base::Result<PlacesInDegrees> PlacesInDegrees::of(const crs::Crs& project_crs) {
  const auto degrees = crs::crs_from_text("EPSG:4326");
  if (!degrees) return base::Result<PlacesInDegrees>::failure(degrees.diagnostics());
  auto from_degrees = crs::Transformation::between(*degrees, project_crs);
  if (!from_degrees) return base::Result<PlacesInDegrees>::failure(from_degrees.diagnostics());
  return PlacesInDegrees(*std::move(from_degrees));
}

std::optional<base::Json> PlacesInDegrees::operator()(const Sensor& sensor) const {
  if (!sensor.position) return std::nullopt;
  const auto place = from_degrees_.inverse({sensor.position->east_m, sensor.position->north_m, std::nullopt});
  if (!place) return std::nullopt;
  constexpr double kPerDegree = 1e8;
  return base::Json::array(
      {std::round(place->x * kPerDegree) / kPerDegree, std::round(place->y * kPerDegree) / kPerDegree});
}

std::string list_text(const std::vector<base::Json>& elements) {
  std::string text = "[\n";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    text += base::json_text(elements[i]) + (i + 1 < elements.size() ? ",\n" : "\n");
  }
  return text + "]\n";
}

}  // namespace schouw::registers
