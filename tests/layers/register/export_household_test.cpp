// SPDX-License-Identifier: EUPL-1.2
// Household devices out and in again: known by nothing but an id that leads nowhere.
#include <gtest/gtest.h>

#include "example_register.h"
#include "layers/register/export_sensors.h"
#include "layers/register/read_row.h"

namespace schouw::registers {
namespace {

Sensor doorbell(const char* id) {
  Sensor sensor{.id = id, .name = id, .kind = SensorKind::camera, .sources = {{"native", id, ""}}};
  sensor.position = crs::MapPosition{85000.0, 446000.0, 0.0};
  sensor.publication.value = Publication::internal;
  sensor.model.value = "Restricted 3000";
  sensor.unknown_fields = {{"contract nr", "secret 42"}};
  return sensor;
}

TEST(ExportSensors, a_household_device_comes_back_as_one) {
  Sensor sensor = doorbell("bell");
  sensor.scope = Scope::household;
  const auto project = *crs::project_crs_from_text("EPSG:7415");
  const auto rows = export_sensors({sensor}, project, example::schema("native"), {.internal = true});
  ASSERT_TRUE(rows);
  const auto again = import_register({&rows->table, 1}, example::schema("native"), {.project_crs = project});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->sensors.front().scope, Scope::household);
}

// Out and in twice over: the same device each time, and none that is new.
TEST(ExportSensors, a_household_device_keeps_the_id_that_the_first_import_made) {
  const auto project = *crs::project_crs_from_text("EPSG:7415");
  const auto native = example::schema("native");
  Sensor bell = doorbell("bell 12");
  bell.scope = Scope::household;
  auto rows = export_sensors({bell}, project, native, {.internal = true});
  ASSERT_TRUE(rows);
  const auto first = import_register({&rows->table, 1}, native, {.project_crs = project});
  ASSERT_TRUE(first);
  const Sensor& made = first->sensors.front();
  EXPECT_EQ(made.id.rfind("household-", 0), 0U);
  EXPECT_EQ(made.uuid, base::named_uuid("household", made.id));
  for (int time = 0; time < 2; ++time) {
    rows = export_sensors({made}, project, native, {.internal = true});
    ASSERT_TRUE(rows);
    const auto again = import_register({&rows->table, 1}, native, {.project_crs = project});
    ASSERT_TRUE(again && again->sensors.size() == 1);
    EXPECT_EQ(again->sensors.front().id, made.id);
    EXPECT_EQ(again->sensors.front().uuid, made.uuid);
    EXPECT_EQ(again->sensors.front().position->east_m, made.position->east_m);
    EXPECT_TRUE(again->sensors.front().name.empty());
  }
}

// Neither of a register's own ids, nor of one that looks like ours, anything is kept.
TEST(ExportSensors, an_id_that_no_import_made_is_made_anew) {
  for (const char* id : {"Kerkstraat 12", "household-Kerkstraat 12"}) {
    Sensor bell = doorbell(id);
    bell.uuid = base::named_uuid("native", id);
    EXPECT_EQ(household(bell).id.find("Kerkstraat"), std::string::npos);
    EXPECT_EQ(household(household(bell)).id, household(bell).id);
  }
}

}  // namespace
}  // namespace schouw::registers
