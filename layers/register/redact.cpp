// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/read_row.h"

namespace schouw::registers {

namespace {

// What would tell where a sensor looks, or let its place be worked out, once its position is generalised.
constexpr std::array<std::string_view, 31> kOfThePlace = {"position_quality",
                                                          "position_accuracy_m",
                                                          "street",
                                                          "sign_place",
                                                          "designated_area",
                                                          "height_above_ground_m",
                                                          "height_nap_m",
                                                          "mount",
                                                          "azimuth_deg",
                                                          "tilt_deg",
                                                          "roll_deg",
                                                          "hfov_deg",
                                                          "vfov_deg",
                                                          "lens",
                                                          "range_max_m",
                                                          "range_basis",
                                                          "range_min_m",
                                                          "pixels_w",
                                                          "pixels_h",
                                                          "sensor_width_mm",
                                                          "sensor_height_mm",
                                                          "focal_length_min_mm",
                                                          "focal_length_max_mm",
                                                          "imagers",
                                                          "ptz_pan_from_deg",
                                                          "ptz_pan_to_deg",
                                                          "ptz_tilt_min_deg",
                                                          "ptz_tilt_max_deg",
                                                          "hfov_min_deg",
                                                          "observed_area",
                                                          "mobility_region"};

bool is_published(const Sensor& sensor) {
  return sensor.scope == Scope::in_plan && sensor.publication &&
         (*sensor.publication == Publication::published || *sensor.publication == Publication::generalised);
}

// Copies what the allow-list names into an empty record: what is not copied cannot slip through.
Sensor public_record(const Sensor& sensor, std::size_t generalised_before) {
  const bool generalised = *sensor.publication == Publication::generalised;
  Sensor out;
  for (const Field& field : registered_fields()) {
    const bool hidden =
        field.publicity != Publicity::open ||
        (generalised && std::find(kOfThePlace.begin(), kOfThePlace.end(), field.name) != kOfThePlace.end());
    if (hidden) {
      if (field.clear != nullptr) field.clear(out, MissingReason::withheld);
      continue;
    }
    if (field.missing != nullptr) field.clear(out, field.missing(sensor));
    if (const auto value = field.get(sensor)) field.set(out, *value);
    if (field.set_basis != nullptr) field.set_basis(out, field.basis(sensor));
  }
  if (sensor.position) out.position = generalised ? centre_of_square(*sensor.position) : *sensor.position;
  out.position_generalised = generalised;
  if (!generalised) {
    out.sources = sensor.sources;
    out.uuid = sensor.uuid;
  } else if (!sensor.sources.empty() && sensor.sources.front().system != "native") {
    // The id in a foreign, perhaps open register leads straight to the exact place.
    out.id = fmt::format("generalised-{}", generalised_before + 1);
    out.name = out.name == sensor.id || out.name.find(sensor.id) != std::string::npos ? out.id : out.name;
  }
  // So would its UUID, which is made of that id.
  if (generalised) out.uuid = base::named_uuid("public", out.id);
  return out;
}

}  // namespace

std::optional<Sensor> PublicCopy::of(const Sensor& sensor) {
  if (!is_published(sensor)) return std::nullopt;
  Sensor out = public_record(sensor, generalised_);
  generalised_ += static_cast<std::size_t>(out.position_generalised);
  return out;
}

SensorList redacted(const SensorList& sensors) {
  SensorList out;
  PublicCopy copy;
  for (const Sensor& sensor : sensors) {
    if (auto record = copy.of(sensor)) out.push_back(*std::move(record));
  }
  return out;
}

bool holds_restricted(const SensorList& sensors) {
  const SensorList open = redacted(sensors);
  if (open.size() != sensors.size()) return true;
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    const Sensor& held = sensors[i];
    if (!held.unknown_fields.empty() || !held.foreign_record.empty() || held.position != open[i].position ||
        held.sources != open[i].sources) {
      return true;
    }
    for (const Field& field : registered_fields()) {
      if (field.get(held) != field.get(open[i])) return true;
    }
  }
  return false;
}

}  // namespace schouw::registers
