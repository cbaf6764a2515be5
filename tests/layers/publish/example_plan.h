// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "layers/plan/plan.h"
#include "layers/publish/publish.h"

namespace schouw::publish {

inline std::string key_of(const base::Sentence& sentence) { return sentence.key; }

inline registers::Sensor sensor_of(std::string id, double east_m, double north_m,
                                   std::optional<registers::Publication> publication) {
  registers::Sensor sensor{.id = id, .name = "Camera " + id, .kind = registers::SensorKind::camera};
  sensor.sources = {{"native", std::move(id), "CC0"}};
  sensor.position = crs::MapPosition{east_m, north_m, 0.0};
  sensor.publication.value = publication;
  sensor.azimuth_deg.value = 90.0;
  return sensor;
}

inline plan::Plan plan_of(std::vector<registers::Sensor> sensors) {
  plan::Plan plan{.title = "Concept voor de wethouder"};
  plan.project_crs = *crs::project_crs_from_text("EPSG:7415");
  plan.policy = *policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  for (registers::Sensor& sensor : sensors) plan.sensors.push_back(std::move(sensor));
  plan.areas.push_back(
      {.id = "n1",
       .name = "Binnenstad",
       .type = "neighbourhood",
       .polygons = {{{{{121000, 487000, {}}, {122000, 487000, {}}, {122000, 488000, {}}, {121000, 488000, {}}}}}}});
  plan.areas.push_back(
      {.id = "p1",
       .name = "De Wip",
       .type = "playground",
       .polygons = {{{{{121680, 487460, {}}, {121740, 487460, {}}, {121740, 487510, {}}, {121680, 487510, {}}}}}}});
  plan.revision = plan::revision_of(plan);
  return plan;
}

// A folder with a project that can be published.
class Publishing : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  void save(const plan::Plan& plan, const std::string& name = "town.schouw.gpkg") const {
    std::filesystem::remove(file(name));
    const auto saved = plan::save_plan(file(name), plan);
    ASSERT_TRUE(saved) << saved.diagnostics().front().message;
  }
  PublishOptions options(const std::string& date, const std::string& out = "public.gpkg",
                         const std::string& project = "town.schouw.gpkg") const {
    return {.project = file(project), .out = file(out), .date_iso = date, .say = key_of};
  }
  std::string bytes_of(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Publishes a plan into a file of its own and gives the bytes.
  std::string published(const plan::Plan& plan, const std::string& name) const {
    save(plan, name + ".schouw.gpkg");
    const auto done = publish_project(options("2026-12-01", name + ".gpkg", name + ".schouw.gpkg"));
    EXPECT_TRUE(done) << done.diagnostics().front().message;
    return bytes_of(name + ".gpkg");
  }
  static std::string code_of(const base::Result<Published>& result) {
    return result ? "published" : result.diagnostics().front().code;
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("schouw-publish-" + std::to_string(::getpid()));
};

}  // namespace schouw::publish
