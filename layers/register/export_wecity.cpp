// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "layers/register/foreign_schemas.h"
#include "layers/register/foreign_values.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

// Source: WeCity Sensorregister Publicatieschema (github.com/Algoritmeregister/sensorregistratie-monorepo,
// sensoren/wecity), whose names hold spaces and whose lists have these words.
std::string_view type_of(SensorKind kind) {
  switch (kind) {
    case SensorKind::camera:
    case SensorKind::anpr:
    case SensorKind::thermal:
    case SensorKind::optical_counter:
    case SensorKind::lidar: return "camera/optisch";
    case SensorKind::radar:
    case SensorKind::parking:
    case SensorKind::traffic_loop: return "nabijheid";
    case SensorKind::air_quality:
    case SensorKind::weather: return "klimaat";
    case SensorKind::water: return "vloeistof";
    default: return "overig";
  }
}

std::optional<std::string> theme_of(const Sensor& sensor) {
  constexpr std::array<std::string_view, 3> kThemes = {"verkeersveiligheid", "milieu", "auto"};
  for (const Purpose& purpose : sensor.deployment.purposes) {
    const std::string theme = lower_case(purpose.theme);
    if (std::find(kThemes.begin(), kThemes.end(), theme) != kThemes.end()) return theme;
  }
  return std::nullopt;
}

// dd-mm-yyyy.
std::optional<std::string> day(const std::optional<std::string>& iso) {
  if (!iso || iso->size() != 10) return std::nullopt;
  return fmt::format("{}-{}-{}", iso->substr(8), iso->substr(5, 2), iso->substr(0, 4));
}

std::optional<bool> is_mobile(const Sensor& sensor) {
  const auto mobility = stated(sensor, "mobility");
  return mobility ? std::optional(*mobility != "fixed") : std::nullopt;
}

Json registration_of(const Sensor& sensor, const std::optional<Json>& place) {
  Json out = {{"id", sensor.uuid.text()}, {"naam", sensor.name.empty() ? sensor.id : sensor.name}};
  if (const auto purposes = purpose_texts(sensor); !purposes.empty()) {
    out["doel"] = fmt::format("{}", fmt::join(purposes, "; "));
  }
  out["type"] = type_of(sensor.kind);
  put(out, "thema", theme_of(sensor));
  if (place) {
    out["latitude"] = (*place)[1];
    out["longitude"] = (*place)[0];
  }
  put(out, "geldig tot", day(stated(sensor, "active_until")));
  out["referentie"] = sensor.id;
  put(out, "verwerkt persoonsgegevens", has_personal_data(sensor));
  put(out, "mobiele sensor", is_mobile(sensor));
  put(out, "organisatie", first_stated(sensor, {"owner", "controller"}));
  put(out, "contactpersoon", stated(sensor, "responsible_officer"));
  if (const auto contact = stated(sensor, "contact"); contact && contact->find('@') != std::string::npos) {
    out["e-mail"] = *contact;
  }
  put(out, "wettelijke grondslag", first_stated(sensor, {"legal_basis", "legal_reference"}));
  put(out, "niet tonen na", day(stated(sensor, "hide_after")));
  return out;
}

}  // namespace

base::Result<ForeignRegister> wecity_register(const SensorList& sensors, const crs::Crs& project_crs) {
  const auto places = PlacesInDegrees::of(project_crs);
  if (!places) return base::Result<ForeignRegister>::failure(places.diagnostics());
  ForeignRegister out;
  std::vector<Json> registrations;
  registrations.reserve(sensors.size());
  for (const Sensor& sensor : sensors) registrations.push_back(registration_of(sensor, (*places)(sensor)));
  out.rows = static_cast<int>(registrations.size());
  out.text = list_text(registrations);
  return out;
}

}  // namespace schouw::registers
