// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "layers/findings/finding.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

// A plan made by hand with its analysis: four sensors with long Dutch names, one zone, two findings. Everything said
// in it is invented.
namespace schouw::example {

template <class T>
registers::Stated<T> stated(T value) {
  return {.value = std::move(value)};
}

inline registers::Sensor camera(const std::string& id, const std::string& name, double east_m, double north_m) {
  registers::Sensor sensor;
  sensor.id = id;
  sensor.name = name;
  sensor.kind = registers::SensorKind::camera;
  sensor.status = stated(registers::Status::active);
  sensor.position = crs::MapPosition{east_m, north_m, 0.0};
  sensor.height_above_ground_m = stated(5.5);
  sensor.data.personal_data = stated(registers::PersonalData::identifiable);
  sensor.data.retention = stated(std::string("P28D"));
  sensor.deployment.purposes = {{.purpose = "openbare orde", .goal = "Openbare orde op uitgaansavonden"}};
  sensor.deployment.legal_reference = stated(std::string("art. 151c Gemeentewet"));
  sensor.deployment.decision_reference = stated(std::string("besluit van de burgemeester, maart 2023"));
  sensor.deployment.controller = stated(std::string("politie (Wpg)"));
  sensor.deployment.active_from = stated(std::string("2023-03-01"));
  sensor.deployment.active_until = stated(std::string("2026-09-01"));
  sensor.deployment.schedule = stated(std::string("th-sa 20:00-04:00"));
  return sensor;
}

inline std::shared_ptr<plan::Plan> example_plan() {
  auto plan = std::make_shared<plan::Plan>();
  plan->revision = 7;
  plan->title = "Sensor- en cameraplan \u00b7 Binnenstad \u00b7 concept 2027";
  plan->sensors = {camera("hofplein-noord", "Camera Hofplein noord", 84970.0, 447520.0),
                   camera("hofplein-zuid", "Camera Hofplein zuid", 85000.0, 447480.0),
                   camera("station", "Verkeersonderzoekskentekenherkenningscamera Stationsstraat", 85040.0, 447500.0),
                   camera("weer", "Weerstation dak stadhuis", 84950.0, 447540.0)};
  plan->sensors.change(2).kind = registers::SensorKind::anpr;
  plan->sensors.change(2).deployment.schedule = {};
  plan->sensors.change(3).kind = registers::SensorKind::weather;
  plan->sensors.change(3).data.personal_data = stated(registers::PersonalData::none);
  plan->sensors.change(3).deployment = {};
  plan->policy.density = {
      .id = "EN 62676-4:2015",
      .classes = {{"detect", 25.0}, {"observe", 62.5}, {"recognise", 125.0}, {"identify", 250.0}}};
  plan->policy.thresholds.id = "voorbeeld";
  plan->policy.thresholds.decided_by = "voorbeeld, niet vastgesteld";
  plan->policy.thresholds.rules = {{.id = "a"}, {.id = "b", .px_per_m = 125.0}};
  plan->policy.thresholds.area_types = {"default"};
  plan->policy.thresholds.levels["default"] = {{"a", {.attention_at = 3, .exceeded_at = 4}},
                                               {"b", {.attention_at = 3, .exceeded_at = 4}}};
  plan->sources = {{.kind = "city", .file = "stad.city.json", .licence = "CC BY 4.0", .attribution = "3DBAG, BGT"},
                   {.kind = "terrain", .file = "ahn.tif", .licence = "CC0", .attribution = "AHN4"}};
  return plan;
}

inline coverage::Footprint footprint(std::uint32_t sensor, double area_m2) {
  coverage::Footprint print;
  print.sensor = sensor;
  print.visible_area_m2 = area_m2;
  print.blocked_ratio = 0.31;
  print.area_by_class_m2 = {area_m2 * 0.9, area_m2 * 0.47, area_m2 * 0.22, area_m2 * 0.05};
  print.view.azimuth = base::Angle::from_degrees(214.0);
  print.view.hfov = base::Angle::from_degrees(78.0);
  print.view.range_max_m = 60.0;
  print.view.lens = {84970.0, 447520.0, 6.1};
  print.assumed = {"range_max_m", "hfov_deg"};
  return print;
}

inline std::shared_ptr<const stacking::Analysis> example_analysis() {
  auto analysis = std::make_shared<stacking::Analysis>();
  analysis->plan_revision = 7;
  auto coverage = std::make_shared<coverage::CoverageResult>();
  coverage->footprints = {footprint(0, 1368.0), footprint(1, 902.0), footprint(2, 2210.0)};
  coverage->unknown = {
      {.sensor = 3, .reason = {.code = "COV-103", .message = "no defaults", .where = {.feature = "weer"}}}};
  auto& stacking = analysis->stacking;
  stacking.coverage = coverage;
  stacking.covered_area_m2 = 3104.0;
  stacking.max_count = 4;
  stacking.area_by_count_m2 = {{1, 1924.0}, {2, 460.0}, {3, 0.0}, {4, 720.0}};
  stacking.completeness = {.total = 120, .counted = 38, .with_coverage = 34, .coverage_unknown = 4};
  stacking::Zone zone{.id = "Z1", .rule = "a", .level = stacking::Level::exceeded, .area_m2 = 720.0, .max_count = 4};
  zone.exceeded_area_m2 = 720.0;
  zone.exceeded_at = 4;
  zone.agreement = stacking::Agreement::agrees;
  zone.place = "hofplein";
  zone.sensors = {{0, 210.0, 210.0}, {1, 265.0, 265.0}, {2, 318.0, 318.0}};
  zone.purposes = {"openbare orde", "verkeer"};
  zone.controllers = {"politie (Wpg)", "gemeente"};
  zone.area_types = {"nightlife"};
  zone.centroid = {84990.0, 447500.0, 0.5};
  zone.polygons = {{{{{84970.0, 447480.0}, {85010.0, 447480.0}, {85010.0, 447520.0}, {84970.0, 447520.0}}}}};
  zone.reason = {.key = "story.stacking.exceeded.text",
                 .values = {{"max", std::int64_t{4}}, {"attention", std::int64_t{2}}}};
  stacking.zones = {zone};
  stacking.optical.covered_area_m2 = 2870.0;
  stacking::Place place{.id = "hofplein", .name = {"place.name.area", {{"name", std::string("Hofplein")}}}};
  place.level = "exceeded";
  place.area = "hofplein";
  place.zones = {0};
  place.rules = {
      {.rule = "a", .level = "exceeded", .area_exceeded_m2 = 720.0, .max_count = 4, .reason = zone.reason}};
  place.area_exceeded_m2 = 720.0;
  place.max_count = 4;
  place.sensors = zone.sensors;
  place.controllers = zone.controllers;
  place.purposes = zone.purposes;
  place.centroid = zone.centroid;
  place.reason = zone.reason;
  stacking.places = {place};
  return analysis;
}

inline std::shared_ptr<const std::vector<findings::Finding>> example_findings() {
  auto list = std::make_shared<std::vector<findings::Finding>>();
  auto details = std::make_shared<findings::Details>();
  details->sentence = {.key = "inspector.expired", .values = {{"date", base::Sentence::Date{"2026-09-01"}}}};
  list->push_back({.rule = "P3.4",
                   .said = "passed",
                   .sensor = 0,
                   .verdict = findings::Verdict::fail,
                   .informed = true,
                   .details = details});
  list->push_back({.rule = "P3.7a", .said = "missing", .sensor = 0, .verdict = findings::Verdict::cannot_tell});
  return list;
}

}  // namespace schouw::example
