// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/uuid.h"
#include "layers/register/field.h"
#include "layers/register/foreign_schemas.h"
#include "layers/register/foreign_values.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

// Source: OGC 18-088, SensorThings API part 1, version 1.1, tables 5 to 21. The answer to
// Things?$expand=Locations,Datastreams($expand=Sensor,ObservedProperty), which clients read.
constexpr const char* kGeoJson = "application/geo+json";
constexpr const char* kObservation = "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Observation";
// No vocabulary is stated by a register: OGC's own word for that.
constexpr const char* kUnknownDefinition = "http://www.opengis.net/def/nil/OGC/0/unknown";

std::string name_of(const Sensor& sensor) { return sensor.name.empty() ? sensor.id : sensor.name; }

std::string id_of(const Sensor& sensor, const char* part) {
  return base::named_uuid(sensor.uuid.text(), part).text();
}

std::string description_of(const Sensor& sensor) {
  return first_stated(sensor, {"description_nl", "description_en"}).value_or(name_of(sensor));
}

// Every field under its native name, so that nothing gets lost.
Json properties_of(const Sensor& sensor) {
  Json properties = Json::object();
  for (const Field& field : registered_fields()) {
    const auto text = field.get(sensor);
    if (!text) continue;
    const std::string name(field.name);
    const auto number = field.type == FieldType::number ? number_from_text(*text) : std::nullopt;
    if (number) {
      properties[name] = *number;
    } else if (field.type == FieldType::yes_no) {
      properties[name] = *text == "true";
    } else {
      properties[name] = *text;
    }
  }
  return properties;
}

Json location_of(const Sensor& sensor, const Json& place) {
  return {{"@iot.id", id_of(sensor, "location")},
          {"name", name_of(sensor)},
          {"description", stated(sensor, "mount").value_or(name_of(sensor))},
          {"encodingType", kGeoJson},
          {"location", {{"type", "Point"}, {"coordinates", place}}}};
}

Json stream_of(const Sensor& sensor) {
  const std::string kind(kind_name(sensor.kind));
  const std::string observed = stated(sensor, "observed_data").value_or(kind);
  const Json none = {{"name", nullptr}, {"symbol", nullptr}, {"definition", nullptr}};
  const std::string documented = stated(sensor, "privacy_statement_url").value_or("");
  return {{"@iot.id", id_of(sensor, "datastream")},
          {"name", name_of(sensor)},
          {"description", observed},
          {"observationType", kObservation},
          {"unitOfMeasurement", none},
          {"Sensor",
           {{"@iot.id", id_of(sensor, "sensor")},
            {"name", name_of(sensor)},
            {"description", description_of(sensor)},
            {"encodingType", "text/html"},
            {"metadata", documented}}},
          {"ObservedProperty",
           {{"@iot.id", kind}, {"name", kind}, {"definition", kUnknownDefinition}, {"description", kind}}}};
}

Json thing_of(const Sensor& sensor, const std::optional<Json>& place) {
  Json thing = {
      {"@iot.id", sensor.uuid.text()},       {"name", name_of(sensor)},    {"description", description_of(sensor)},
      {"properties", properties_of(sensor)}, {"Locations", Json::array()}, {"Datastreams", Json::array()}};
  if (place) thing["Locations"].push_back(location_of(sensor, *place));
  thing["Datastreams"].push_back(stream_of(sensor));
  return thing;
}

}  // namespace

base::Result<ForeignRegister> sensorthings_register(const SensorList& sensors, const crs::Crs& project_crs) {
  const auto places = PlacesInDegrees::of(project_crs);
  if (!places) return base::Result<ForeignRegister>::failure(places.diagnostics());
  ForeignRegister out;
  std::vector<Json> things;
  things.reserve(sensors.size());
  for (const Sensor& sensor : sensors) things.push_back(thing_of(sensor, (*places)(sensor)));
  out.rows = static_cast<int>(things.size());
  out.text = "{\"@iot.count\":" + std::to_string(things.size()) + ",\"value\":" + list_text(things);
  out.text.back() = '}';
  out.text += '\n';
  return out;
}

}  // namespace schouw::registers
