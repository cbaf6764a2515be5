// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/draw_sensors.h"

#include <array>

namespace schouw::registers {

namespace {

using drawing::Colour;

constexpr Colour kIdentifiable = drawing::colour_from_hex(0xffdd00);
constexpr Colour kDeIdentified = drawing::colour_from_hex(0x36b2e6);
constexpr Colour kNone = drawing::colour_from_hex(0xffffff);
constexpr Colour kUnknown = drawing::colour_from_hex(0xb9bec6);
constexpr Colour kInk = drawing::colour_from_hex(0x1b1f24);  // at least 7:1 on each of the four
constexpr double kHeightWhereUnknown_m = 3.0;

constexpr std::array<std::string_view, 17> kLetters = {"C", "K",  "T", "Te", "L", "R", "W",  "M", "G",
                                                       "A", "We", "H", "D",  "P", "B", "Li", "O"};

double height_above_ground_m(const Sensor& sensor, const policy::Policy* policy) {
  if (sensor.height_above_ground_m) return *sensor.height_above_ground_m;
  const auto* defaults = policy == nullptr ? nullptr : policy->defaults_for(kind_name(sensor.kind));
  return defaults == nullptr ? kHeightWhereUnknown_m : defaults->height_above_ground_m;
}

bool is_planned(const Sensor& sensor) {
  return sensor.status && (*sensor.status == Status::proposed || *sensor.status == Status::approved);
}

bool is_drawn(const Sensor& sensor) {
  const bool removed = sensor.status && *sensor.status == Status::removed;
  return sensor.position && sensor.scope == Scope::in_plan && !removed;
}

// Which pins keep their size in a crowd: those that matter most to the people who walk there.
float priority_of(const Sensor& sensor) {
  switch (personal_data_of(sensor)) {
    case PersonalData::none: return 0.0F;
    case PersonalData::unknown: return 1.0F;
    case PersonalData::de_identified: return 2.0F;
    default: return 3.0F;
  }
}

drawing::Pin pin_of(const Sensor& sensor, const SensorDrawing& drawing, const crs::SceneOrigin& origin) {
  crs::MapPosition ground = *sensor.position;
  ground.up_m = drawing.ground_height_m ? drawing.ground_height_m(ground.east_m, ground.north_m) : 0.0;
  crs::MapPosition lens = ground;
  lens.up_m =
      sensor.height_nap_m ? *sensor.height_nap_m : ground.up_m + height_above_ground_m(sensor, drawing.policy);
  return {.at = origin.to_scene(lens),
          .ground = origin.to_scene(ground),
          .letter = std::string(kind_letter(sensor.kind)),
          .fill = personal_data_colour(sensor),
          .ink = kInk,
          .dashed = is_planned(sensor),
          .faint = sensor.status && *sensor.status == Status::inactive,
          .priority = priority_of(sensor)};
}

}  // namespace

std::string_view kind_letter(SensorKind kind) { return kLetters[static_cast<std::size_t>(kind)]; }

Colour personal_data_colour(const Sensor& sensor) {
  switch (personal_data_of(sensor)) {
    case PersonalData::none: return kNone;
    case PersonalData::de_identified: return kDeIdentified;
    case PersonalData::unknown: return kUnknown;
    default: return kIdentifiable;
  }
}

drawing::DrawList draw_sensors(const SensorList& sensors, const SensorDrawing& drawing,
                               const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    const Sensor& sensor = sensors[i];
    if (!is_drawn(sensor)) continue;
    drawing::Pin pin = pin_of(sensor, drawing, origin);
    pin.faint = pin.faint || (i < drawing.filtered_out.size() && drawing.filtered_out[i]);
    pin.pick = {drawing::PickId::Kind::sensor, static_cast<std::uint32_t>(i)};
    if (drawing.labelled == i && !sensor.name.empty()) {
      list.labels.push_back({.at = pin.at, .text = sensor.name, .ink = kInk, .priority = 1000.0F, .pick = pin.pick});
    }
    list.pins.push_back(std::move(pin));
  }
  return list;
}

drawing::Legend sensors_legend() {
  using Swatch = drawing::LegendEntry::Swatch;
  const auto entry = [](Colour colour, const char* key) {
    return drawing::LegendEntry{.swatch = Swatch::pin, .colour = colour, .label = {.key = key}, .letter = "C"};
  };
  drawing::Legend legend = {entry(kIdentifiable, "legend.sensors.identifiable"),
                            entry(kDeIdentified, "legend.sensors.de_identified"), entry(kNone, "legend.sensors.none"),
                            entry(kUnknown, "legend.sensors.unknown")};
  legend.push_back(
      {.swatch = Swatch::dashed_line, .colour = kInk, .label = {.key = "legend.sensors.proposed"}, .letter = {}});
  return legend;
}

}  // namespace schouw::registers
