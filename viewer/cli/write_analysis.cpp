// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/analysis_output.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "geo/formats/write_features_gdal.h"
#include "layers/register/datasheet.h"
#include "layers/stacking/area_polygons.h"

namespace schouw::cli {

namespace {

model::Feature sensor_feature(const plan::Plan& plan, const coverage::Footprint& footprint,
                              const registers::ModelCatalogue& models) {
  const registers::Sensor& sensor = plan.sensors[footprint.sensor];
  model::Feature feature{.id = sensor.id};
  if (sensor.position) feature.geometry = model::Coordinate{sensor.position->east_m, sensor.position->north_m, {}};
  feature.fields = {{"id", sensor.id},
                    {"uuid", sensor.uuid.text()},
                    {"name", sensor.name},
                    {"kind", std::string(registers::kind_name(sensor.kind))},
                    {"visible_area_m2", footprint.visible_area_m2},
                    {"blocked_ratio", footprint.blocked_ratio},
                    {"assumed", fmt::format("{}", fmt::join(footprint.assumed, "|"))}};
  if (models.empty()) return feature;
  const auto filled = registers::with_datasheet(sensor, models);
  feature.fields.emplace_back("datasheet",
                              filled ? fmt::format("{}", fmt::join(filled->fields, "|")) : std::string());
  return feature;
}

model::Feature zone_feature(const plan::Plan& plan, const stacking::Zone& zone, const text::Texts& texts) {
  std::vector<std::string> ids;
  for (const stacking::ZoneSensor& part : zone.sensors) ids.push_back(plan.sensors[part.sensor].id);
  model::Feature feature{.id = zone.id, .geometry = zone.polygons};
  feature.fields = {{"id", zone.id},
                    {"rule", zone.rule},
                    {"level", std::string(stacking::level_name(zone))},
                    {"area_m2", zone.area_m2},
                    {"max_count", std::int64_t{zone.max_count}},
                    {"sensors", fmt::format("{}", fmt::join(ids, "|"))},
                    {"reason", texts(zone.reason)}};
  return feature;
}

model::Feature coverage_feature(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                                const coverage::Footprint& footprint) {
  const registers::Sensor& sensor = plan.sensors[footprint.sensor];
  model::Feature feature{.id = sensor.id, .geometry = stacking::polygons_of(footprint.seen, coverage.frame)};
  feature.fields = {{"id", sensor.id},
                    {"uuid", sensor.uuid.text()},
                    {"name", sensor.name},
                    {"visible_area_m2", footprint.visible_area_m2}};
  const auto& classes = plan.policy.density.classes;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    feature.fields.emplace_back("area_" + classes[i].id + "_m2", footprint.area_by_class_m2[i]);
  }
  return feature;
}

// A table writes the fields that it names; all features of one here have those of the example.
void name_fields(model::FeatureTable& table, const model::Feature& example) {
  for (const auto& [name, value] : example.fields) table.field_names.push_back(name);
}
void name_fields(model::FeatureTable& table) {
  if (!table.features.empty()) name_fields(table, table.features.front());
}

}  // namespace

model::FeatureTable coverage_table(const plan::Plan& plan, const coverage::CoverageResult& coverage) {
  model::FeatureTable views{.name = "coverage", .crs = plan.project_crs};
  for (const coverage::Footprint& footprint : coverage.footprints) {
    if (footprint.seen.empty()) continue;
    views.features.push_back(coverage_feature(plan, coverage, footprint));
  }
  name_fields(views);
  return views;
}

// What people are shown of stacking (domain.md 3): where at least two, three, four sensors look.
model::FeatureTable stacking_table(const plan::Plan& plan, const stacking::Stacking& stacking) {
  constexpr int kMost = 4;
  model::FeatureTable table{.name = "stacking", .crs = plan.project_crs};
  for (int count = 1; count <= std::min(kMost, stacking.max_count); ++count) {
    double area_m2 = 0.0;
    for (const auto& [n, part_m2] : stacking.area_by_count_m2) area_m2 += n >= count ? part_m2 : 0.0;
    model::Feature& feature = table.features.emplace_back(
        model::Feature{.id = std::to_string(count), .geometry = stacking::seen_by_at_least(stacking, count)});
    feature.fields = {{"at_least", std::int64_t{count}}, {"area_m2", area_m2}};
  }
  table.field_names = {"at_least", "area_m2"};
  return table;
}

model::FeatureTable zone_table(const plan::Plan& plan, const stacking::Analysis& analysis, const text::Texts& texts) {
  model::FeatureTable zones{.name = "zones", .crs = plan.project_crs};
  for (const stacking::Zone& zone : analysis.stacking.zones) {
    zones.features.push_back(zone_feature(plan, zone, texts));
  }
  name_fields(zones, zone_feature(plan, {}, texts));  // a file without zones still says what it would tell
  return zones;
}

base::Result<base::Done> write_analysis(const std::filesystem::path& path, const plan::Plan& plan,
                                        const stacking::Analysis& analysis, const text::Texts& texts) {
  model::FeatureTable sensors{.name = "sensors", .crs = plan.project_crs};
  const registers::ModelCatalogue models(plan.records);
  for (const coverage::Footprint& footprint : analysis.stacking.coverage->footprints) {
    sensors.features.push_back(sensor_feature(plan, footprint, models));
  }
  name_fields(sensors);
  // No braced list: it copies, and where a copy finds no memory GCC 12 destroys what it did not make.
  std::vector<model::FeatureTable> tables;
  tables.reserve(4);
  tables.push_back(std::move(sensors));
  tables.push_back(coverage_table(plan, *analysis.stacking.coverage));
  tables.push_back(stacking_table(plan, analysis.stacking));
  tables.push_back(zone_table(plan, analysis, texts));
  return formats::write_features(path, tables);
}

}  // namespace schouw::cli
