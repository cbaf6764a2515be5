// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/capability.h"

#include <gtest/gtest.h>

namespace schouw::registers {
namespace {

RegisterSays said(Capability capability, const std::string& observed_data) {
  Sensor sensor{.id = "c", .kind = SensorKind::camera};
  sensor.data.observed_data.value = observed_data;
  return register_word(sensor, capability).says;
}

TEST(RegisterWord, of_sound_is_read_with_what_denies_it) {
  using enum RegisterSays;
  const std::pair<const char*, RegisterSays> cases[] = {
      {"beeld en geluid", yes},
      {"beelden, geen geluid", no},
      {"geen beeld en geluid", no},
      {"geen gezichten, wel geluid", yes},
      {"video", nothing},
      {"Audio: nee", no},
      {"audio off", no},
      {"geluid wordt niet opgenomen", no},
      {"microfoon uitgeschakeld", no},
      {"Microfoons aan", yes},
      {"video without sound", no},
      {"zonder geluid; bij een oproep geluid", yes},
      {"", nothing},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(said(Capability::record_sound, text), expected) << text;
}

TEST(RegisterWord, of_recognising_and_following_is_read_in_both_languages) {
  EXPECT_EQ(said(Capability::recognise_faces, "gezichtsherkenning staat uit"), RegisterSays::no);
  EXPECT_EQ(said(Capability::recognise_faces, "no facial recognition"), RegisterSays::no);
  EXPECT_EQ(said(Capability::recognise_faces, "facial recognition of visitors"), RegisterSays::yes);
  EXPECT_EQ(said(Capability::recognise_faces, "gezichten"), RegisterSays::nothing);
  EXPECT_EQ(said(Capability::recognise_plates, "kentekens"), RegisterSays::yes);
  EXPECT_EQ(said(Capability::detect_persons, "telt voorbijgangers"), RegisterSays::yes);
  EXPECT_EQ(said(Capability::detect_persons, "beelden van personen"), RegisterSays::nothing);
  EXPECT_EQ(said(Capability::track, "volgt niemand"), RegisterSays::yes) << "words are words: people read the value";
  EXPECT_EQ(said(Capability::track, "auto-tracking off"), RegisterSays::no);
}

TEST(RegisterWord, is_also_the_kind_and_the_level_of_personal_data) {
  Sensor sensor{.id = "c", .kind = SensorKind::anpr};
  EXPECT_EQ(register_word(sensor, Capability::recognise_plates).field, "kind");
  sensor.kind = SensorKind::camera;
  sensor.data.personal_data.value = PersonalData::biometric;
  EXPECT_EQ(register_word(sensor, Capability::recognise_faces).says, RegisterSays::yes);
  sensor.data.personal_data.value = PersonalData::none;
  const RegisterWord word = register_word(sensor, Capability::recognise_faces);
  EXPECT_EQ(word.says, RegisterSays::no);
  EXPECT_EQ(word.field, "personal_data");
  EXPECT_EQ(register_word(sensor, Capability::record_sound).says, RegisterSays::nothing);
}

TEST(DatasheetView, lists_what_a_device_could_do_and_when_its_support_ended) {
  RegisterRecord model{.type = RecordType::model, .id = "Q-600"};
  set_value(model, "microphone", "ja");
  set_value(model, "autotracking", "nee");
  set_value(model, "end_of_support", "2026-11-27");
  set_value(model, "pixels_w", "1920");
  Sensor sensor{.id = "c", .kind = SensorKind::camera};
  const DatasheetView on_the_day = datasheet_view(sensor, model, "2026-11-27");
  ASSERT_EQ(on_the_day.could.size(), 1U) << "what it cannot, and what nobody says of it, is not listed";
  EXPECT_EQ(on_the_day.could.front().capability, Capability::record_sound);
  EXPECT_FALSE(on_the_day.support_ended);
  EXPECT_TRUE(datasheet_view(sensor, model, "2026-11-28").support_ended);
  EXPECT_TRUE(on_the_day.differences.empty());
  sensor.pixels_w.value = 1280.0;
  EXPECT_EQ(datasheet_view(sensor, model, "2026-11-27").differences.front().field, "pixels_w");
}

}  // namespace
}  // namespace schouw::registers
