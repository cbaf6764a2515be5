// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "geo/base/uuid.h"
#include "layers/register/foreign_schemas.h"
#include "layers/register/foreign_values.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

// Source of names, lists of words and lengths: the device and observation goal of SensRNet's registry node
// (github.com/kadaster-labs/sensrnet-registry-backend, device.schema.ts, observation-goal.schema.ts, theme.body.ts,
// category.model.ts) and the sensor types of its front end.
constexpr std::size_t kLongest_characters = 255;
constexpr std::array<std::string_view, 20> kThemes = {"Energy",
                                                      "Agriculture",
                                                      "Transport",
                                                      "Waste",
                                                      "SoilAndUnderground",
                                                      "Sound",
                                                      "EnvironmentalChange",
                                                      "Air",
                                                      "NatureAndLandscape",
                                                      "Water",
                                                      "Safety",
                                                      "SpatialPlanning",
                                                      "Watermanagement",
                                                      "Aviation",
                                                      "PublicTransport",
                                                      "RailAndRoadTraffic",
                                                      "Shipping",
                                                      "Construction",
                                                      "Housing",
                                                      "Health"};

std::string_view category_of(SensorKind kind) {
  switch (kind) {
    case SensorKind::camera:
    case SensorKind::anpr:
    case SensorKind::thermal: return "Camera";
    case SensorKind::beacon: return "Beacon";
    default: return "Sensor";
  }
}

// A kind that the published list has no word for goes by ours; the registry takes any.
std::string_view type_of(SensorKind kind) {
  switch (kind) {
    case SensorKind::camera:
    case SensorKind::thermal: return "SecurityCamera";
    case SensorKind::optical_counter: return "PedometerCounters";
    case SensorKind::radar: return "RadarDetector";
    case SensorKind::microphone:
    case SensorKind::sound_level: return "MicrophoneOrSoundMeter";
    case SensorKind::air_quality: return "FineDustSensor";
    case SensorKind::weather: return "WeatherStation";
    case SensorKind::water: return "WaterLevelMeter";
    case SensorKind::traffic_loop: return "DetectionLoop";
    case SensorKind::beacon: return "NavigationBeacon";
    case SensorKind::light: return "LightCell";
    default: return kind_name(kind);
  }
}

class DeviceWriter {
 public:
  DeviceWriter(const Sensor& sensor, Json place, int& shortened)
      : sensor_(sensor), place_(std::move(place)), shortened_(shortened) {}

  Json device() {
    Json device = {{"_id", sensor_.uuid.text()}, {"name", cut(name())}};
    put(device, "description", cut(first_stated(sensor_, {"description_nl", "description_en"})));
    device["category"] = category_of(sensor_.kind);
    if (const auto details = place_details(); !details.empty()) device["locationDetails"] = details;
    device["location"] = {{"type", "Point"}, {"coordinates", place_}};
    device["sensors"] = Json::array({sensor()});
    device["datastreams"] = Json::array({stream()});
    return device;
  }

 private:
  std::string name() const { return sensor_.name.empty() ? sensor_.id : sensor_.name; }
  std::string id_of(const std::string& part) const { return base::named_uuid(sensor_.uuid.text(), part).text(); }

  // The registry refuses longer texts. Cut between characters of UTF-8, and said so.
  std::optional<std::string> cut(std::optional<std::string> text) {
    if (!text) return text;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text->size(); ++i) {
      const bool begins = (static_cast<unsigned char>((*text)[i]) & 0xc0U) != 0x80U;
      if (begins && ++characters > kLongest_characters) {
        std::size_t end = i;  // one character goes for the ellipsis
        while (end > 0 && (static_cast<unsigned char>((*text)[--end]) & 0xc0U) == 0x80U) continue;
        ++shortened_;
        return text->substr(0, end) + "\xe2\x80\xa6";
      }
    }
    return text;
  }
  std::string cut(const std::string& text) { return *cut(std::optional<std::string>(text)); }

  Json place_details() {
    Json details = Json::object();
    put(details, "name", cut(stated(sensor_, "mount_object")));
    put(details, "description", stated(sensor_, "mount"));
    return details;
  }

  Json sensor() {
    Json sensor = {{"_id", id_of("sensor")}, {"name", cut(name())}};
    sensor["description"] = cut(first_stated(sensor_, {"observed_data", "description_nl"}).value_or(name()));
    sensor["type"] = type_of(sensor_.kind);
    put(sensor, "supplier", cut(stated(sensor_, "supplier")));
    return sensor;
  }

  Json stream() {
    Json stream = {{"_id", id_of("datastream")}, {"sensorId", id_of("sensor")}, {"name", name()}};
    put(stream, "description", first_stated(sensor_, {"observed_data", "processing"}));
    if (const Json themes = this->themes(); !themes.empty()) stream["theme"] = themes;
    put(stream, "isActive", is_active(sensor_));
    put(stream, "containsPersonalInfoData", has_personal_data(sensor_));
    if (const auto link = stated(sensor_, "privacy_statement_url"); link && is_link(*link)) {
      stream["documentation"] = *link;
    }
    add_goals(stream);
    return stream;
  }

  Json themes() const {
    Json themes = Json::array();
    for (const Purpose& purpose : sensor_.deployment.purposes) {
      const auto* known = std::find_if(kThemes.begin(), kThemes.end(), [&](std::string_view theme) {
        return lower_case(theme) == lower_case(purpose.theme);
      });
      if (known != kThemes.end() && std::find(themes.begin(), themes.end(), Json(*known)) == themes.end()) {
        themes.push_back(*known);
      }
    }
    return themes;
  }

  // The registry keeps goals beside devices; a file of devices has them within.
  void add_goals(Json& stream) const {
    const auto reference = stated(sensor_, "legal_reference");
    for (std::size_t i = 0; i < sensor_.deployment.purposes.size(); ++i) {
      const Purpose& purpose = sensor_.deployment.purposes[i];
      const std::string& name = !purpose.purpose.empty() ? purpose.purpose : purpose.goal;
      if (name.empty()) continue;
      Json goal = {{"_id", id_of("goal " + std::to_string(i + 1))}, {"name", name}};
      if (!purpose.goal.empty()) goal["description"] = purpose.goal;
      put(goal, "legalGround", first_stated(sensor_, {"legal_basis", "legal_ground"}));
      if (reference && is_link(*reference)) goal["legalGroundLink"] = *reference;
      stream["observationGoalIds"].push_back(goal["_id"]);
      stream["observationGoals"].push_back(std::move(goal));
    }
  }

  const Sensor& sensor_;
  Json place_;
  int& shortened_;
};

}  // namespace

base::Result<ForeignRegister> sensrnet_register(const SensorList& sensors, const crs::Crs& project_crs) {
  const auto places = PlacesInDegrees::of(project_crs);
  if (!places) return base::Result<ForeignRegister>::failure(places.diagnostics());
  ForeignRegister out;
  std::vector<Json> devices;
  for (const Sensor& sensor : sensors) {
    const auto place = (*places)(sensor);
    if (!place) {
      ++out.without_place;
      continue;
    }
    devices.push_back(DeviceWriter(sensor, *place, out.shortened).device());
  }
  out.rows = static_cast<int>(devices.size());
  out.text = list_text(devices);
  return out;
}

}  // namespace schouw::registers
