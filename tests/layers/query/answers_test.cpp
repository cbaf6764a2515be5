// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <array>

#include "query_example.h"

namespace schouw::query {
namespace {

using example::answer;
using example::sensor;

constexpr Truth kNo = Truth::no;
constexpr Truth kUnknown = Truth::unknown;
constexpr Truth kYes = Truth::yes;

// Kleene, Introduction to Metamathematics, § 64: the tables of the strong connectives, rows and columns no, unknown,
// yes.
TEST(Answers, and_or_and_not_follow_the_strong_tables_of_kleene) {
  const std::array<std::array<Truth, 3>, 3> both_of = {
      {{kNo, kNo, kNo}, {kNo, kUnknown, kUnknown}, {kNo, kUnknown, kYes}}};
  const std::array<std::array<Truth, 3>, 3> either_of = {
      {{kNo, kUnknown, kYes}, {kUnknown, kUnknown, kYes}, {kYes, kYes, kYes}}};
  const auto one = sensor({});
  const std::array<std::string, 3> words = {"kind = wifi", "owner = x", "kind = camera"};
  for (std::size_t a = 0; a < 3; ++a) {
    EXPECT_EQ(answer("not " + words[a], one), (std::array{kYes, kUnknown, kNo})[a]) << words[a];
    for (std::size_t b = 0; b < 3; ++b) {
      EXPECT_EQ(answer(words[a] + " and " + words[b], one), both_of[a][b]) << words[a] << " and " << words[b];
      EXPECT_EQ(answer(words[a] + " or " + words[b], one), either_of[a][b]) << words[a] << " or " << words[b];
    }
  }
}

TEST(Answers, of_a_value_that_is_missing_are_unknown_but_for_whether_it_is) {
  const auto one = sensor({});
  for (const char* text : {"owner = x", "owner != x", "not owner = x", "owner in (x, y)", "owner contains x",
                           "range_max_m > 3", "retention != P1D", "active_until < 2026-01-01", "sign_present = no",
                           "status = active", "east > 0", "source = osm", "purpose != x"}) {
    EXPECT_EQ(answer(text, one), kUnknown) << text;
  }
  EXPECT_EQ(answer("owner is missing", one), kYes);
  EXPECT_EQ(answer("owner is stated", one), kNo);
  EXPECT_EQ(answer("name is stated", one), kYes);
}

TEST(Answers, unknown_as_a_word_of_the_register_is_a_value_as_any_other) {
  const auto one = sensor({{"personal_data", "unknown"}});
  EXPECT_EQ(answer("personal_data = unknown", one), kYes);
  EXPECT_EQ(answer("personal_data is stated", one), kYes);
  EXPECT_EQ(answer("personal_data = biometric", one), kNo);
}

TEST(Answers, numbers_compare_by_value) {
  const auto one = sensor({{"range_max_m", "40"}, {"sensor_width_mm", "5.37"}});
  EXPECT_EQ(answer("range_max_m = 40.0 m", one), kYes);
  EXPECT_EQ(answer("range_max_m = 4000 cm", one), kYes);
  EXPECT_EQ(answer("range_max_m > 40", one), kNo);
  EXPECT_EQ(answer("range_max_m >= 40", one), kYes);
  EXPECT_EQ(answer("range_max_m < 100", one), kYes) << "as texts 40 comes behind 100";
  EXPECT_EQ(answer("range_max_m != 40", one), kNo);
  EXPECT_EQ(answer("range_max_m in (39, 40)", one), kYes);
  EXPECT_EQ(answer("sensor_width_mm = 5,37 mm", one), kYes);
}

TEST(Answers, dates_compare_by_day) {
  const auto one = sensor({{"active_until", "2026-11-05"}});
  EXPECT_EQ(answer("active_until = 5-11-2026", one), kYes);
  EXPECT_EQ(answer("active_until < 2026-11-06", one), kYes);
  EXPECT_EQ(answer("active_until <= 2026-11-04", one), kNo);
  EXPECT_EQ(answer("active_until > 31-12-2025", one), kYes);
}

// Days by hand: a month has 28 to 31, a year 365 or 366.
TEST(Answers, durations_compare_where_the_calendar_leaves_no_doubt) {
  const auto kept_for = [](const char* text) { return sensor({{"retention", text}}); };
  EXPECT_EQ(answer("retention <= P1M", kept_for("P28D")), kYes);
  EXPECT_EQ(answer("retention < P1M", kept_for("P28D")), kUnknown) << "not in February";
  EXPECT_EQ(answer("retention < P32D", kept_for("P1M")), kYes);
  EXPECT_EQ(answer("retention = P30D", kept_for("P1M")), kUnknown);
  EXPECT_EQ(answer("retention > P30D", kept_for("P1M")), kUnknown);
  EXPECT_EQ(answer("retention != P32D", kept_for("P1M")), kYes);
  EXPECT_EQ(answer("retention = P4W", kept_for("P28D")), kYes);
  EXPECT_EQ(answer("retention = PT48H", kept_for("P2D")), kYes);
  EXPECT_EQ(answer("retention = P12M", kept_for("P1Y")), kYes);
  EXPECT_EQ(answer("retention > P12M", kept_for("P1Y1D")), kYes) << "both begin on the same day";
  EXPECT_EQ(answer("retention in (P30D, P1M)", kept_for("P1M")), kYes);
}

TEST(Answers, what_is_not_kept_is_kept_for_no_time_at_all) {
  for (const char* word : {"none", "None", " NONE "}) {
    const auto one = sensor({{"retention", word}});
    EXPECT_EQ(answer("retention > P28D", one), kNo) << word;
    EXPECT_EQ(answer("retention <= P28D", one), kYes) << word;
    EXPECT_EQ(answer("retention > P0D", one), kNo) << word;
    EXPECT_EQ(answer("retention = none", one), kYes) << word;
    EXPECT_EQ(answer("retention = 'none'", one), kYes) << word;
    EXPECT_EQ(answer("retention != P1D", one), kYes) << word;
  }
  EXPECT_EQ(answer("retention > none", sensor({{"retention", "PT1H"}})), kYes);
  EXPECT_EQ(answer("retention = none", sensor({{"retention", "P0D"}})), kYes);
  EXPECT_EQ(answer("retention = none", sensor({{"retention", "unlimited"}})), kUnknown);
  for (const char* question : {"retention > P28D", "retention <= P28D", "retention = none"}) {
    auto one = sensor({});
    one.data.retention.value = "unknown";  // as another program may write it
    EXPECT_EQ(answer(question, one), kUnknown) << question;
  }
}

TEST(Answers, a_retention_that_is_no_duration_is_known_only_as_the_text_that_it_is) {
  const auto one = sensor({{"retention", "vier weken"}});
  EXPECT_EQ(answer("retention > P28D", one), kUnknown);
  EXPECT_EQ(answer("retention = P28D", one), kUnknown);
  EXPECT_EQ(answer("retention = 'vier weken'", one), kYes);
  EXPECT_EQ(answer("retention contains WEKEN", one), kYes);
  EXPECT_EQ(answer("retention = 'none'", sensor({{"retention", "P28D"}})), kNo);
}

TEST(Answers, texts_are_equal_letter_for_letter_and_contained_in_any_case) {
  const auto one = sensor({{"owner", "Gemeente \xc3\x89\xc3\xa9nveld"}});  // Eenveld with accents, capital and small
  EXPECT_EQ(answer("owner = 'gemeente \xc3\x89\xc3\xa9nveld'", one), kNo);
  EXPECT_EQ(answer("owner = 'Gemeente \xc3\x89\xc3\xa9nveld'", one), kYes);
  EXPECT_EQ(answer("owner contains '\xc3\xa9\xc3\x89N'", one), kYes);
  EXPECT_EQ(answer("owner starts with gem", one), kYes);
  EXPECT_EQ(answer("owner starts with eente", one), kNo);
  EXPECT_EQ(answer("name contains '\xc5\xb9\xc4\x86'", sensor({{"name", "\xc5\xba\xc4\x87"}})), kYes)
      << "Polish Z and C with acute";
}

TEST(Answers, of_several_values_one_is_enough) {
  const auto one = sensor({{"purpose", "Verkeer|Openbare orde"}, {"goal", "|tellen"}, {"systems", "vms|anpr"}});
  EXPECT_EQ(answer("purpose = Verkeer", one), kYes);
  EXPECT_EQ(answer("purpose = 'Openbare orde'", one), kYes);
  EXPECT_EQ(answer("purpose starts with openbaar", one), kNo);
  EXPECT_EQ(answer("purpose starts with openbare", one), kYes);
  EXPECT_EQ(answer("purpose != Verkeer", one), kYes) << "Openbare orde is another";
  EXPECT_EQ(answer("not purpose = Verkeer", one), kNo);
  EXPECT_EQ(answer("purpose = 'Verkeer|Openbare orde'", one), kNo);
  EXPECT_EQ(answer("systems = anpr", one), kYes);
  EXPECT_EQ(answer("goal != tellen", one), kNo) << "the first purpose has no goal: that is no value";
}

TEST(Answers, what_is_no_field_of_the_register_can_be_asked_too) {
  auto one = sensor({{"status", "removed"}});
  one.uuid = base::named_uuid("osm", "node/7");
  one.sources = {{.system = "osm", .id = "node/7"}, {.system = "amsterdam", .id = "12"}};
  one.position = crs::MapPosition{84971.25, 446812.0, 0.0};
  EXPECT_EQ(answer("uuid = " + one.uuid.text(), one), kYes);
  EXPECT_EQ(answer("source = osm and source = amsterdam", one), kYes);
  EXPECT_EQ(answer("east >= 84971.25 and east < 84.98 km and north > 446812", one), kNo);
  EXPECT_EQ(answer("east >= 84971.25 and east < 84.98 km and north <= 446812", one), kYes);
  EXPECT_EQ(answer("counts = no and scope = in_plan", one), kYes) << "domain.md 3: removed never counts";
  EXPECT_EQ(answer("counts = yes", sensor({})), kYes) << "a missing status counts";
}

TEST(Answers, in_a_list_count_what_matches_and_what_cannot_be_told) {
  registers::SensorList list;
  for (const char* retention : {"P7D", "P28D", "P1M", "", "P90D", "onbekend"}) {
    auto one = sensor({});
    one.id = "cam-" + std::to_string(list.size());
    one.data.retention.value = std::string(retention).empty() ? std::nullopt : std::optional<std::string>(retention);
    list.push_back(one);
  }
  const Matches matches = matches_in(list, example::query("retention > P4W"));
  EXPECT_EQ(matches.sensors, std::vector<std::uint32_t>{4});
  EXPECT_EQ(matches.unknown, 3U) << "P1M may be 28 days; one is missing, one is no duration";
}

}  // namespace
}  // namespace schouw::query
