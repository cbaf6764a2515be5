// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/register/deployment_text.h"
#include "layers/register/field.h"
#include "layers/register/register_record.h"
#include "layers/register/stream_text.h"

// Expected values by hand, from the headers' own words.
namespace schouw::registers {
namespace {

constexpr const char* kTwoStreams =
    R"([{"name": "video", "purpose": "openbare orde", "personal_data": "identifiable", "retention": "P28D"},
        {"name": "telling", "purpose": "drukte meten", "personal_data": "none", "retention": "P5Y"}])";

TEST(DataStreams, each_keeps_its_own_purpose_level_and_time_of_keeping) {
  const auto streams = streams_from_text(kTwoStreams);
  ASSERT_TRUE(streams) << streams.diagnostics().front().message;
  ASSERT_EQ(streams->size(), 2U);
  EXPECT_EQ((*streams)[0].retention, "P28D");
  EXPECT_EQ((*streams)[1].personal_data, PersonalData::none);
  const auto again = streams_from_text(text_of_streams(*streams));
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)[1].purpose, "drukte meten");
}

TEST(DataStreams, the_heaviest_of_them_says_what_the_sensor_records) {
  Sensor sensor{.id = "cam-1"};
  EXPECT_EQ(personal_data_of(sensor), PersonalData::unknown);
  sensor.data.personal_data.value = PersonalData::none;
  EXPECT_FALSE(counts_as_personal(sensor));
  ASSERT_TRUE(field_named("data_streams")->set(sensor, kTwoStreams));
  EXPECT_EQ(personal_data_of(sensor), PersonalData::identifiable);
  EXPECT_TRUE(counts_as_personal(sensor));
  sensor.deployment.purposes = {{"drukte meten", "", ""}};
  const auto purposes = all_purposes_of(sensor);
  ASSERT_EQ(purposes.size(), 2U) << "the one that both state stands once";
  EXPECT_EQ(purposes[1].purpose, "openbare orde");
}

TEST(DataStreams, a_stream_that_states_no_level_may_be_personal) {
  Sensor sensor{.id = "cam-1"};
  sensor.data.personal_data.value = PersonalData::none;
  ASSERT_TRUE(field_named("data_streams")->set(sensor, R"([{"name": "geluid"}])"));
  EXPECT_EQ(personal_data_of(sensor), PersonalData::unknown);
  EXPECT_TRUE(counts_as_personal(sensor)) << "doubt means personal data";
}

TEST(DataStreams, what_is_wrong_is_named_with_its_entry) {
  const std::pair<const char*, const char*> broken[] = {
      {"", "list of objects"},
      {"{}", "list of objects"},
      {"[]", "list of objects"},
      {"[1]", "entry 1: expected an object"},
      {R"([{"name": "a"}, {"purpose": "b"}])", "entry 2: expected a name"},
      {R"([{"name": "a"}, {"name": "a"}])", "entry 2: the name 'a' stands twice"},
      {R"([{"name": "a", "personal_data": "ja"}])", "'ja' is no level"},
      {R"([{"name": "a", "retentie": "P1D"}])", "found 'retentie'"},
      {R"([{"name": "a", "retention": 28}])", "'retention' is 28"}};
  for (const auto& [text, says] : broken) {
    const auto streams = streams_from_text(text);
    ASSERT_FALSE(streams) << text;
    EXPECT_EQ(streams.diagnostics().front().code, "REG-140");
    EXPECT_NE(streams.diagnostics().front().message.find(says), std::string::npos)
        << streams.diagnostics().front().message;
  }
}

constexpr const char* kTwoStays =
    R"([{"from": "2026-05-01", "until": "2026-05-03", "place": "Markt", "east": 84971, "north": 446812},
        {"from": "2026-06-10", "place": "Plein", "east": 85100, "north": 446900, "azimuth_deg": -90, "tilt_deg": 12}])";

TEST(Deployments, a_unit_that_moves_is_where_it_was_on_that_day) {
  Sensor sensor{.id = "mobiel-1", .position = crs::MapPosition{80000.0, 440000.0, 0.0}};
  ASSERT_TRUE(field_named("deployments")->set(sensor, kTwoStays));
  const auto first = deployed_on(sensor, "2026-05-02");
  ASSERT_TRUE(first);
  EXPECT_DOUBLE_EQ(first->position->east_m, 84971.0);
  EXPECT_FALSE(deployed_on(sensor, "2026-05-20")) << "in the depot, between two places";
  const auto second = deployed_on(sensor, "2027-01-01");
  ASSERT_TRUE(second) << "without a last day it is still there";
  EXPECT_DOUBLE_EQ(*second->azimuth_deg, 270.0);
  EXPECT_DOUBLE_EQ(*second->tilt_deg, 12.0);
}

TEST(Deployments, a_sensor_without_any_is_where_it_stands) {
  const Sensor sensor{.id = "cam-1", .position = crs::MapPosition{80000.0, 440000.0, 0.0}};
  EXPECT_EQ(deployed_on(sensor, "2026-05-02"), sensor);
}

TEST(Deployments, one_device_is_at_one_place_at_a_time) {
  const auto twice = deployments_from_text(
      R"([{"from": "2026-05-01", "until": "2026-05-10"}, {"from": "2026-05-09", "until": "2026-05-12"}])");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.diagnostics().front().code, "REG-141");
  EXPECT_TRUE(deployments_from_text(R"([{"from": "2026-05-01", "until": "2026-05-10"}, {"from": "2026-05-10"}])"));
  EXPECT_FALSE(deployments_from_text(R"([{"from": "2026-05-01"}, {"from": "2026-05-10"}])"))
      << "the first has not ended";
  EXPECT_FALSE(deployments_from_text(R"([{"from": "2026-02-30"}])")) << "no such day";
  EXPECT_FALSE(deployments_from_text(R"([{"from": "2026-05-02", "until": "2026-05-01"}])"));
  EXPECT_FALSE(deployments_from_text(R"([{"from": "2026-05-02", "east": 84971}])")) << "half a place";
  EXPECT_FALSE(deployments_from_text(R"([{"from": "2026-05-02", "tilt_deg": 91}])"));
}

TEST(RegisterRecord, keeps_its_values_in_the_order_of_its_fields) {
  RegisterRecord link{.type = RecordType::link, .id = "l-1"};
  EXPECT_TRUE(set_value(link, "personal_data", "identifiable"));
  EXPECT_TRUE(set_value(link, "from", "vms"));
  EXPECT_TRUE(set_value(link, "active_from", "1-2-2026"));
  EXPECT_EQ(link.values.front().first, "from");
  EXPECT_EQ(value_of(link, "active_from"), "2026-02-01");
  EXPECT_FALSE(set_value(link, "personal_data", "ja"));
  EXPECT_EQ(value_of(link, "personal_data"), "identifiable") << "what is no value changes nothing";
  EXPECT_FALSE(set_value(link, "kleur", "rood"));
  EXPECT_TRUE(set_value(link, "from", ""));
  EXPECT_EQ(value_of(link, "from"), "");
}

TEST(RegisterRecord, the_public_sees_only_what_is_declared_public) {
  RegisterRecord system{.type = RecordType::system, .id = "vms"};
  set_value(system, "name", "Cameratoezicht");
  set_value(system, "contract", "2024-117");
  system.unknown = {{"wachtwoord", "geheim"}};
  EXPECT_FALSE(public_part(system)) << "nobody said that it is public";
  set_value(system, "publication", "public");
  const auto open = public_part(system);
  ASSERT_TRUE(open);
  EXPECT_EQ(value_of(*open, "name"), "Cameratoezicht");
  EXPECT_EQ(value_of(*open, "contract"), "");
  EXPECT_TRUE(open->unknown.empty());
}

}  // namespace
}  // namespace schouw::registers
