// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/sensor_record.h"

#include <gtest/gtest.h>

#include <random>

#include "layers/register/field.h"

namespace schouw::plan {
namespace {

// Texts that JSON must escape, among plain ones.
std::string any_text(std::mt19937_64& random) {
  static const std::vector<std::string> kTexts = {"",         "plain",  "\"quoted\"", "back\\slash",
                                                  "a|b",      " edge ", "\n\t\x01",   "caf\xc3\xa9",
                                                  "\xff\xfe", "\x7f",   "</script>",  "|"};
  return kTexts[random() % kTexts.size()];
}

// sensor_json makes the JSON of a record as a value; record_text writes it.
TEST(SensorRecord, is_written_as_json_writes_it) {
  std::mt19937_64 random(20261127);
  const auto fields = registers::registered_fields();
  for (int i = 0; i < 2000; ++i) {
    registers::Sensor sensor{.id = "c"};
    for (std::uint64_t n = random() % 3; n > 0; --n) {
      sensor.sources.push_back({any_text(random), any_text(random), any_text(random)});
    }
    for (std::uint64_t n = random() % 3; n > 0; --n) {
      sensor.deployment.purposes.push_back({any_text(random), random() % 3 == 0 ? any_text(random) : "", ""});
    }
    for (std::uint64_t n = random() % 3; n > 0; --n) {
      sensor.unknown_fields.emplace_back(any_text(random), any_text(random));
    }
    for (std::uint64_t n = random() % 5; n > 0; --n) {
      const registers::Field& field = fields[random() % fields.size()];
      if (field.missing == nullptr) continue;
      field.clear(sensor, static_cast<registers::MissingReason>(random() % 5));
      if (field.set_basis != nullptr) field.set_basis(sensor, static_cast<registers::Basis>(random() % 5));
    }
    if (random() % 2 == 0) sensor.imported = "id:00ff " + any_text(random);
    ASSERT_EQ(record_text(sensor), sensor_json(sensor)["record"].get<std::string>());
  }
}

TEST(SensorRecord, of_a_sensor_with_nothing_beside_its_columns_is_an_empty_object) {
  EXPECT_EQ(record_text(registers::Sensor{.id = "c"}), "{}");
}

}  // namespace
}  // namespace schouw::plan
