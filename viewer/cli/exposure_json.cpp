// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/exposure_output.h"

#include <cmath>

namespace schouw::cli {

namespace {

template <class T>
base::Json value_or_null(const std::optional<T>& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

base::Json by_class(const plan::Plan& plan, const std::vector<double>& values) {
  base::Json out = base::Json::object();
  const auto& classes = plan.policy.density.classes;
  for (std::size_t i = 0; i < classes.size() && i < values.size(); ++i) out[classes[i].id] = values[i];
  return out;
}

base::Json counts_json(const exposure::FacadeCounts& counts) {
  return {{"total", counts.total}, {"before_masks", counts.before_masks}, {"after_masks", counts.after_masks}};
}

base::Json tens_json(const exposure::FacadeCounts& counts) {
  return {{"total", exposure::in_tens(counts.total)},
          {"before_masks", exposure::in_tens(counts.before_masks)},
          {"after_masks", exposure::in_tens(counts.after_masks)}};
}

base::Json area_json(const plan::Plan& plan, const exposure::FacadeArea& area) {
  return {{"seen_m2", area.seen_m2},
          {"at_limit_m2", area.at_limit_m2},
          {"by_class_m2", by_class(plan, area.by_class_m2)}};
}

base::Json building_json(const plan::Plan& plan, const exposure::BuildingFacades& building) {
  base::Json sensors = base::Json::array();
  for (const exposure::FacadeSensor& sensor : building.sensors) {
    sensors.push_back({{"id", plan.sensors[sensor.sensor].id},
                       {"uuid", plan.sensors[sensor.sensor].uuid.text()},
                       {"before_masks_m2", sensor.before_masks_m2},
                       {"after_masks_m2", sensor.after_masks_m2},
                       {"at_limit_before_masks_m2", sensor.at_limit_before_masks_m2},
                       {"at_limit_after_masks_m2", sensor.at_limit_after_masks_m2}});
  }
  return {{"id", building.id},
          {"addresses", value_or_null(building.addresses)},
          {"wall_m2", building.wall_m2},
          {"before_masks", area_json(plan, building.before_masks)},
          {"after_masks", area_json(plan, building.after_masks)},
          {"sensors", sensors}};
}

base::Json facades_json(const plan::Plan& plan, const exposure::FacadeExposure& facades) {
  base::Json buildings = base::Json::array();
  for (const exposure::BuildingFacades& building : facades.buildings) {
    buildings.push_back(building_json(plan, building));
  }
  return {{"limit_px_per_m", facades.figures.facade_px_per_m},
          {"limit_m2", facades.figures.facade_m2},
          {"buildings", counts_json(facades.building_counts)},
          {"addresses", facades.address_counts ? counts_json(*facades.address_counts) : base::Json(nullptr)},
          {"per_building", buildings}};
}

base::Json shares_json(const exposure::WalkExposure& walk, const std::vector<exposure::WalkShare>& shares) {
  base::Json out = base::Json::array();
  for (const exposure::WalkShare& share : shares) {
    out.push_back({{"name", share.name.empty() ? base::Json(nullptr) : base::Json(share.name)},
                   {"in_view_m", share.in_view_m},
                   {"in_view_s", walk.seconds(share.in_view_m)}});
  }
  return out;
}

base::Json walk_json(const plan::Plan& plan, const exposure::WalkExposure& walk) {
  base::Json sensors = base::Json::array();
  for (const exposure::WalkSensor& sensor : walk.sensors) {
    const registers::Sensor& record = plan.sensors[sensor.sensor];
    sensors.push_back({{"id", record.id},
                       {"uuid", record.uuid.text()},
                       {"name", record.name},
                       {"kind", registers::kind_name(record.kind)},
                       {"in_view_m", sensor.in_view_m},
                       {"in_view_s", walk.seconds(sensor.in_view_m)},
                       {"by_class_m", by_class(plan, sensor.by_class_m)}});
  }
  base::Json stretches = base::Json::array();
  for (const exposure::WalkStretch& stretch : walk.stretches) {
    base::Json ids = base::Json::array();
    for (const std::uint32_t sensor : stretch.sensors) ids.push_back(plan.sensors[sensor].id);
    stretches.push_back({{"from_m", stretch.from_m},
                         {"to_m", stretch.to_m},
                         {"sensors", ids},
                         {"inside_building", stretch.inside_building}});
  }
  return {{"length_m", walk.length_m},
          {"duration_s", walk.seconds(walk.length_m)},
          {"speed_m_per_s", walk.speed_m_per_s},
          {"inside_buildings_m", walk.inside_buildings_m},
          {"outside_city_m", walk.outside_city_m},
          {"in_view_m", walk.in_view_m},
          {"in_view_s", walk.seconds(walk.in_view_m)},
          {"by_class_m", by_class(plan, walk.by_class_m)},
          {"sensors", sensors},
          {"purposes", shares_json(walk, walk.purposes)},
          {"controllers", shares_json(walk, walk.controllers)},
          {"stretches", stretches}};
}

std::optional<double> in_steps_of(const std::optional<double>& value, double step) {
  if (!value) return std::nullopt;
  return std::floor(*value / step) * step;
}

// step_m2: to which areas are rounded down.
base::Json neighbourhoods_json(const plan::Plan& plan, const exposure::NeighbourhoodTable& table, double step_m2) {
  base::Json out = base::Json::array();
  for (const exposure::Neighbourhood& row : table.rows) {
    const areas::Area& area = plan.areas[row.area];
    out.push_back({{"id", area.id},
                   {"name", area.name},
                   {"covered_m2", value_or_null(in_steps_of(row.covered_m2, step_m2))},
                   {"public_space_m2", value_or_null(in_steps_of(row.public_space_m2, step_m2))},
                   {"partly_loaded", row.partly_loaded},
                   {"sensors", row.sensors},
                   {"residents", value_or_null(row.residents)},
                   {"hectares", row.hectares},
                   {"street_km", value_or_null(row.street_km)},
                   {"sensors_per_1000_residents", value_or_null(row.sensors_per_1000_residents)}});
  }
  return out;
}

}  // namespace

base::Json exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure) {
  constexpr double kExact_m2 = 1e-3;
  base::Json out = {{"facades", facades_json(plan, exposure.facades)}};
  if (exposure.walk) out["walk"] = walk_json(plan, *exposure.walk);
  out["neighbourhoods"] = neighbourhoods_json(plan, exposure.neighbourhoods, kExact_m2);
  return out;
}

base::Json public_exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure) {
  constexpr double kSquareOfTenMetres_m2 = 100.0;
  const exposure::FacadeExposure& facades = exposure.facades;
  return {{"public", true},
          {"facades",
           {{"limit_px_per_m", facades.figures.facade_px_per_m},
            {"limit_m2", facades.figures.facade_m2},
            {"rounded_down_to", 10},
            {"buildings", tens_json(facades.building_counts)},
            {"addresses", facades.address_counts ? tens_json(*facades.address_counts) : base::Json(nullptr)}}},
          {"neighbourhoods", neighbourhoods_json(plan, exposure.neighbourhoods, kSquareOfTenMetres_m2)}};
}

}  // namespace schouw::cli
