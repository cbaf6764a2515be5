// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/write_analysis.h"

#include <fmt/ranges.h>

#include "geo/formats/write_features_gdal.h"

namespace schouw::cli {

namespace {

model::Feature sensor_feature(const plan::Plan& plan, const coverage::Footprint& footprint) {
  const registers::Sensor& sensor = plan.sensors[footprint.sensor];
  model::Feature feature{.id = sensor.id};
  if (sensor.position) feature.geometry = model::Coordinate{sensor.position->east_m, sensor.position->north_m, {}};
  feature.fields = {{"id", sensor.id},
                    {"name", sensor.name},
                    {"kind", std::string(registers::kind_name(sensor.kind))},
                    {"visible_area_m2", footprint.visible_area_m2},
                    {"blocked_ratio", footprint.blocked_ratio},
                    {"assumed", fmt::format("{}", fmt::join(footprint.assumed, "|"))}};
  return feature;
}

model::Feature zone_feature(const plan::Plan& plan, const stacking::Zone& zone, const text::Texts& texts) {
  std::vector<std::string> ids;
  for (const stacking::ZoneSensor& part : zone.sensors) ids.push_back(plan.sensors[part.sensor].id);
  model::Feature feature{.id = zone.id, .geometry = zone.polygons};
  feature.fields = {{"id", zone.id},
                    {"rule", zone.rule},
                    {"level", std::string(zone.level == stacking::Level::exceeded ? "exceeded" : "attention")},
                    {"area_m2", zone.area_m2},
                    {"max_count", std::int64_t{zone.max_count}},
                    {"sensors", fmt::format("{}", fmt::join(ids, "|"))},
                    {"reason", texts(zone.reason)}};
  return feature;
}

}  // namespace

base::Result<base::Done> write_analysis(const std::filesystem::path& path, const plan::Plan& plan,
                                        const stacking::Analysis& analysis, const text::Texts& texts) {
  model::FeatureTable sensors{.name = "sensors", .crs = plan.project_crs};
  for (const coverage::Footprint& footprint : analysis.stacking.coverage->footprints) {
    sensors.features.push_back(sensor_feature(plan, footprint));
  }
  model::FeatureTable zones{.name = "zones", .crs = plan.project_crs};
  for (const stacking::Zone& zone : analysis.stacking.zones) {
    zones.features.push_back(zone_feature(plan, zone, texts));
  }
  const std::vector<model::FeatureTable> tables = {std::move(sensors), std::move(zones)};
  return formats::write_features(path, tables);
}

}  // namespace schouw::cli
