// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "layers/register/draw_sensors.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"

namespace schouw::registers {
namespace {

Sensor camera() {
  Sensor sensor{.id = "c1", .name = "Markt", .kind = SensorKind::camera, .sources = {{"native", "c1", ""}}};
  sensor.position = crs::MapPosition{121687.0, 487484.0, 0.0};
  sensor.publication.value = Publication::published;
  sensor.azimuth_deg.value = 90.0;
  sensor.model.value = "Restricted 3000";
  sensor.deployment.schedule.value = "mo-fr 08:00-18:00";
  sensor.unknown_fields = {{"contract", "secret 42"}};
  return sensor;
}

std::string all_text(const SensorList& sensors) {
  std::ostringstream out;
  for (const Sensor& sensor : sensors) {
    for (const Field& field : registered_fields()) out << field.get(sensor).value_or("") << '\n';
    for (const auto& [name, value] : sensor.unknown_fields) out << name << value;
    for (const auto& source : sensor.sources) out << source.id;
  }
  return out.str();
}

TEST(Redaction, keeps_only_what_the_allow_list_names) {
  const SensorList open = redacted({camera()});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_DOUBLE_EQ(*open[0].azimuth_deg, 90.0);
  const std::string text = all_text(open);
  for (const char* restricted : {"Restricted", "08:00", "secret", "contract"}) {
    EXPECT_EQ(text.find(restricted), std::string::npos) << restricted;
  }
  EXPECT_TRUE(holds_restricted({camera()}));
  EXPECT_FALSE(holds_restricted(open));
  EXPECT_EQ(redacted(open), open);
}

TEST(Redaction, snaps_a_generalised_position_and_takes_its_direction) {
  Sensor sensor = camera();
  sensor.publication.value = Publication::generalised;
  const SensorList open = redacted({sensor});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_DOUBLE_EQ(open[0].position->east_m, 121650.0);
  EXPECT_DOUBLE_EQ(open[0].position->north_m, 487450.0);
  EXPECT_FALSE(open[0].azimuth_deg);
  EXPECT_TRUE(open[0].position_generalised);
  EXPECT_EQ(redacted(open), open);
}

TEST(Redaction, calls_a_generalised_sensor_after_what_is_shown_of_it) {
  Sensor sensor = camera();
  sensor.publication.value = Publication::generalised;
  sensor.id = sensor.sources[0].id = "CAM-0001";
  sensor.description_nl.value = "Hangt naast de voordeur van nummer 6.";
  sensor.deployment.decision_reference.value = "besluit over CAM-0001";
  const Sensor open = redacted({sensor})[0];
  EXPECT_EQ(open.id.rfind("generalised-", 0), 0U);
  EXPECT_EQ(open.name, open.id);
  EXPECT_FALSE(open.description_nl);
  EXPECT_FALSE(open.deployment.decision_reference) << "it holds the id";
  EXPECT_TRUE(open.sources.empty());

  Sensor same = sensor;  // by all that is shown
  same.uuid = {};
  same.id = same.sources[0].id = "CAM-0777";
  same.name = "Opvanghuis";
  same.deployment.decision_reference.value = {};
  same.deployment.decision_reference.missing = MissingReason::withheld;
  same.position = crs::MapPosition{121601.0, 487499.0, 0.0};
  EXPECT_EQ(redacted({same})[0], open);
  EXPECT_EQ(redacted({sensor, same})[1].id, open.id + "-2");

  Sensor other = same;
  other.uuid = {};
  other.id = other.sources[0].id = "CAM-0888";
  other.deployment.owner.value = "Waterschap";
  EXPECT_EQ(redacted({other, sensor})[1], open) << "whatever stands before it";
  EXPECT_NE(redacted({other})[0].id, open.id);
}

TEST(Redaction, keeps_of_a_generalised_sensor_only_what_is_on_the_list) {
  for (const char* field : {"street", "designated_area", "sign_place", "position_accuracy_m", "mount", "azimuth_deg",
                            "observed_area", "systems", "description_nl", "hfov_deg", "model", "deployments"}) {
    EXPECT_FALSE(may_be_public(*field_named(field), Publication::generalised)) << field;
  }
  for (const char* field : {"kind", "owner", "goal", "retention", "contact"}) {
    EXPECT_TRUE(may_be_public(*field_named(field), Publication::generalised)) << field;
    EXPECT_FALSE(may_be_public(*field_named(field), Publication::internal)) << field;
  }
}

TEST(Redaction, masks_private_addresses_in_every_text) {
  Sensor sensor = camera();
  sensor.description_nl.value = "Vragen? Mail naam.de.achter@gmail.com of camera@gemeente.example.nl.";
  const Sensor open = redacted({sensor})[0];
  EXPECT_EQ(open.description_nl.value_or(""), "Vragen? Mail ***@gmail.com of camera@gemeente.example.nl.");
  EXPECT_TRUE(holds_restricted({sensor}));
}

TEST(Redaction, leaves_out_internal_secret_unstated_and_household) {
  SensorList sensors(std::vector<Sensor>(4, camera()));
  sensors.change(0).publication.value = Publication::internal;
  sensors.change(1).publication.value = Publication::secret;
  sensors.change(2).publication = {};
  sensors.change(3).scope = Scope::household;
  EXPECT_TRUE(redacted(sensors).empty());
}

TEST(Redaction, is_the_same_with_and_without_a_withheld_sensor) {
  Sensor secret = camera();
  secret.publication.value = Publication::secret;
  EXPECT_EQ(redacted({secret, camera()}), redacted({camera()}));
}

TEST(Merge, counts_added_changed_gone_and_unchanged) {
  Sensor second = camera();
  second.id = second.sources[0].id = "c2";
  SensorList held = {camera(), second};
  Sensor changed = camera();
  changed.name = "Markt noord";
  Sensor third = camera();
  third.id = third.sources[0].id = "c3";
  const MergeCounts counts = merge_register(held, {changed, third});
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.changed, 1);
  EXPECT_EQ(counts.gone, 1);
  EXPECT_EQ(counts.unchanged, 0);
  EXPECT_EQ(held.size(), 3U);
  EXPECT_EQ(held[0].name, "Markt noord");
}

// interface.md names each of these properties; those of turning heads, masks and areas are ours (domain.md 1).
TEST(Fields, cover_every_native_property) {
  constexpr const char* kNames =
      "id name kind status publication mobility position_quality height_above_ground_m height_nap_m mount "
      "mount_object "
      "azimuth_deg tilt_deg roll_deg hfov_deg vfov_deg lens range_max_m range_basis range_min_m pixels_w pixels_h "
      "sensor_width_mm sensor_height_mm focal_length_min_mm focal_length_max_mm active_from active_until review_by "
      "schedule purpose theme goal legal_basis processing_regime legal_ground legal_reference decision_reference "
      "personal_data observed_data processing self_learning retention owner controller operator responsible_officer "
      "contact supplier model data_rights privacy_statement_url dpia_status dpia_url dpia_date weighing "
      "algorithm_register_id sign_present description_nl description_en "
      "camera_type imagers ptz_pan_from_deg ptz_pan_to_deg ptz_tilt_min_deg ptz_tilt_max_deg hfov_min_deg "
      "ptz_presets "
      "privacy_masks privacy_masks_image observed_area mobility_region "
      "publication_reason position_accuracy_m street hide_after deployments legal_url designated_area storage access "
      "recipients data_streams systems dossier decision_maker confirmed_on confirmed_by firmware contract "
      "processing_register_url sign_place sign_date";
  std::istringstream names{kNames};
  std::size_t count = 0;
  for (std::string name; names >> name; ++count) EXPECT_NE(field_named(name), nullptr) << name;
  EXPECT_EQ(registered_fields().size(), count);
}

TEST(Fields, refuse_what_is_no_value_and_leave_the_sensor_alone) {
  Sensor sensor;
  EXPECT_FALSE(field_named("hfov_deg")->set(sensor, "400"));
  EXPECT_FALSE(field_named("active_from")->set(sensor, "2026-02-30"));
  EXPECT_FALSE(field_named("status")->set(sensor, "sleeping"));
  EXPECT_EQ(sensor, Sensor{});
  EXPECT_TRUE(field_named("self_learning")->set(sensor, "nee"));
  EXPECT_EQ(field_named("self_learning")->get(sensor), "false");
}

TEST(Counting, follows_who_counts_of_the_domain) {
  Sensor sensor;
  EXPECT_TRUE(counts(sensor)) << "a missing status counts";
  EXPECT_TRUE(counts_as_personal(sensor)) << "doubt means personal data";
  sensor.status.value = Status::proposed;
  EXPECT_FALSE(counts(sensor));
  sensor.data.personal_data.value = PersonalData::de_identified;
  EXPECT_FALSE(counts_as_personal(sensor));
}

TEST(Pins, have_a_letter_of_their_own_per_kind_and_the_colours_of_dtpr) {
  std::vector<std::string_view> letters;
  for (int kind = 0; kind <= static_cast<int>(SensorKind::other); ++kind) {
    letters.push_back(kind_letter(static_cast<SensorKind>(kind)));
  }
  std::sort(letters.begin(), letters.end());
  EXPECT_EQ(std::adjacent_find(letters.begin(), letters.end()), letters.end());
  Sensor sensor = camera();
  sensor.data.personal_data.value = PersonalData::identifiable;
  EXPECT_EQ(personal_data_colour(sensor), (drawing::Colour{0xff, 0xdd, 0x00, 255}));
  sensor.data.personal_data.value = PersonalData::de_identified;
  EXPECT_EQ(personal_data_colour(sensor), (drawing::Colour{0x36, 0xb2, 0xe6, 255}));
}

TEST(Pins, are_dashed_for_proposed_and_absent_for_removed_and_household) {
  SensorList sensors(std::vector<Sensor>(4, camera()));
  sensors.change(0).status.value = Status::proposed;
  sensors.change(1).status.value = Status::removed;
  sensors.change(2).scope = Scope::household;
  sensors.change(3).height_nap_m.value = 12.0;
  const auto list = draw_sensors(sensors, {}, {.at = {121687.0, 487484.0, 0.0}});
  ASSERT_EQ(list.pins.size(), 2U);
  EXPECT_TRUE(list.pins[0].dashed);
  EXPECT_EQ(list.pins[1].pick.index, 3U);
  EXPECT_FLOAT_EQ(list.pins[1].at.up_m, 12.0F);
}

}  // namespace
}  // namespace schouw::registers
