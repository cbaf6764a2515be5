// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/exposure_output.h"

#include <fmt/ranges.h>

#include "geo/formats/write_features_gdal.h"

namespace schouw::cli {

namespace {

template <class T>
model::FieldValue field(const std::optional<T>& value) {
  return value ? model::FieldValue(*value) : model::FieldValue(std::monostate{});
}

std::string ids(const plan::Plan& plan, const std::vector<std::uint32_t>& sensors) {
  std::vector<std::string> names;
  names.reserve(sensors.size());
  for (const std::uint32_t sensor : sensors) names.push_back(plan.sensors[sensor].id);
  return fmt::format("{}", fmt::join(names, "|"));
}

model::Feature building_feature(const plan::Plan& plan, const exposure::BuildingFacades& building) {
  std::vector<std::uint32_t> sensors;
  for (const exposure::FacadeSensor& sensor : building.sensors) sensors.push_back(sensor.sensor);
  model::Feature feature{.id = building.id,
                         .geometry = model::Coordinate{building.middle.east_m, building.middle.north_m, {}}};
  feature.fields = {{"id", building.id},
                    {"wall_m2", building.wall_m2},
                    {"seen_before_masks_m2", building.before_masks.seen_m2},
                    {"seen_after_masks_m2", building.after_masks.seen_m2},
                    {"at_limit_before_masks_m2", building.before_masks.at_limit_m2},
                    {"at_limit_after_masks_m2", building.after_masks.at_limit_m2},
                    {"sensors", ids(plan, sensors)},
                    {"addresses", field(building.addresses)}};
  const auto& classes = plan.policy.density.classes;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    feature.fields.emplace_back(classes[c].id + "_before_masks_m2", building.before_masks.by_class_m2[c]);
    feature.fields.emplace_back(classes[c].id + "_after_masks_m2", building.after_masks.by_class_m2[c]);
  }
  return feature;
}

model::Feature stretch_feature(const plan::Plan& plan, const exposure::WalkExposure& walk,
                               const exposure::WalkStretch& stretch) {
  model::Ring line;
  for (const crs::MapPosition& p : stretch.path) line.push_back({p.east_m, p.north_m, {}});
  model::Feature feature{.geometry = std::vector<model::Ring>{std::move(line)}};
  feature.fields = {{"from_m", stretch.from_m},
                    {"to_m", stretch.to_m},
                    {"seconds", walk.seconds(stretch.to_m - stretch.from_m)},
                    {"count", static_cast<std::int64_t>(stretch.sensors.size())},
                    {"sensors", ids(plan, stretch.sensors)},
                    {"inside_building", static_cast<std::int64_t>(stretch.inside_building)}};
  return feature;
}

model::Feature neighbourhood_feature(const plan::Plan& plan, const exposure::Neighbourhood& row) {
  const areas::Area& area = plan.areas[row.area];
  model::Feature feature{.id = area.id, .geometry = area.polygons};
  feature.fields = {{"id", area.id},
                    {"name", area.name},
                    {"covered_m2", field(row.covered_m2)},
                    {"public_space_m2", field(row.public_space_m2)},
                    {"partly_loaded", static_cast<std::int64_t>(row.partly_loaded)},
                    {"sensors", row.sensors},
                    {"residents", field(row.residents)},
                    {"hectares", row.hectares},
                    {"street_km", field(row.street_km)},
                    {"sensors_per_1000_residents", field(row.sensors_per_1000_residents)}};
  return feature;
}

}  // namespace

base::Result<base::Done> write_exposure(const std::filesystem::path& path, const plan::Plan& plan,
                                        const exposure::Exposure& exposure) {
  std::vector<model::FeatureTable> tables;
  model::FeatureTable& facades = tables.emplace_back();
  facades = {.name = "facade_exposure", .crs = plan.project_crs};
  for (const auto& building : exposure.facades.buildings) {
    facades.features.push_back(building_feature(plan, building));
  }
  if (exposure.walk) {
    model::FeatureTable walk{.name = "walk", .crs = plan.project_crs};
    for (const auto& stretch : exposure.walk->stretches) {
      walk.features.push_back(stretch_feature(plan, *exposure.walk, stretch));
    }
    tables.push_back(std::move(walk));
  }
  if (!exposure.neighbourhoods.rows.empty()) {
    model::FeatureTable rows{.name = "neighbourhoods", .crs = plan.project_crs};
    for (const auto& row : exposure.neighbourhoods.rows) rows.features.push_back(neighbourhood_feature(plan, row));
    tables.push_back(std::move(rows));
  }
  return formats::write_features(path, tables);
}

}  // namespace schouw::cli
