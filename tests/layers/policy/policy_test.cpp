// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/policy.h"

#include <gtest/gtest.h>

namespace schouw::policy {
namespace {

const char* const kFolder = SCHOUW_SOURCE_DIR "/data/policy";

// EN 62676-4:2015 and :2025 as domain.md 2 lists them.
TEST(ShippedPolicy, holds_both_tables_of_density_classes) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy) << policy.diagnostics().front().message;
  const auto numbers = [](const DensityTable& table) {
    std::vector<double> out;
    for (const auto& c : table.classes) out.push_back(c.px_per_m);
    return out;
  };
  ASSERT_EQ(policy->density_tables.size(), 2U);
  EXPECT_EQ(numbers(policy->density), (std::vector<double>{12.5, 25, 62.5, 125, 250, 1000}));
  EXPECT_EQ(numbers(policy->density_tables[1]), (std::vector<double>{20, 40, 80, 125, 250, 500, 1500}));
}

TEST(ShippedPolicy, names_the_class_that_a_density_reaches) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->density.class_of(12.4), nullptr);
  EXPECT_EQ(policy->density.class_of(125.0)->id, "recognise");
  EXPECT_EQ(policy->density.class_of(5000.0)->id, "inspect");
}

TEST(ShippedPolicy, says_that_no_council_adopted_its_example_thresholds) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->thresholds.decided_by, "voorbeeld, niet vastgesteld");
  EXPECT_TRUE(policy->thresholds.decided_on.empty());
  EXPECT_EQ(policy->thresholds.rules.size(), 5U);
  EXPECT_EQ(policy->thresholds.area_types.front(), "default");
}

TEST(ShippedPolicy, falls_back_on_the_default_levels) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->thresholds.levels_for("playground", "a")->exceeded_at, 2);
  EXPECT_EQ(policy->thresholds.levels_for("playground", "d")->exceeded_at,
            policy->thresholds.levels_for("default", "d")->exceeded_at);
  EXPECT_FALSE(policy->thresholds.levels_for("default", "z"));
}

// The kinds of interface.md, "Native register".
TEST(ShippedPolicy, has_defaults_with_a_source_for_every_kind) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  for (const char* kind :
       {"camera", "anpr", "thermal", "optical_counter", "lidar", "radar", "wifi", "microphone", "sound_level",
        "air_quality", "weather", "water", "traffic_loop", "parking", "beacon", "light", "other"}) {
    const KindDefault* defaults = policy->defaults_for(kind);
    ASSERT_NE(defaults, nullptr) << kind;
    EXPECT_FALSE(defaults->source.empty());
    EXPECT_EQ(defaults->optical, defaults->hfov_deg.has_value()) << kind;
  }
}

TEST(ShippedPolicy, lets_nothing_that_moves_or_sheds_its_leaves_hide_a_place) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  EXPECT_FALSE(policy->occlusion.vegetation);
  EXPECT_FALSE(policy->occlusion.glass);
  EXPECT_FALSE(policy->occlusion.furniture);
}

TEST(Policy, takes_what_a_council_decides_hides_a_place) {
  auto text = *load_policy(kFolder)->source_text;
  text["occlusion"]["rules"]["vegetation"]["hides"] = true;
  const auto policy = policy_from_json(text, "policy");
  ASSERT_TRUE(policy);
  EXPECT_TRUE(policy->occlusion.vegetation);
  EXPECT_FALSE(policy->occlusion.glass);
}

TEST(Policy, of_an_older_project_has_no_rules_on_what_hides) {
  auto text = *load_policy(kFolder)->source_text;
  text.erase("occlusion");
  const auto policy = policy_from_json(text, "policy");
  ASSERT_TRUE(policy);
  EXPECT_FALSE(policy->occlusion.vegetation);
}

// domain.md 3: addresses with 1 m2 of facade at 62.5 px/m; recognise of EN 62676-4:2015.
TEST(ShippedPolicy, says_from_which_density_walls_count_and_people_are_recognised) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  EXPECT_TRUE((*policy->source_text)["density_classes"].contains("figures"));
  EXPECT_EQ(policy->figures.facade_px_per_m, 62.5);
  EXPECT_EQ(policy->figures.facade_m2, 1.0);
  EXPECT_EQ(policy->figures.recognise_px_per_m, 125.0);
}

TEST(Policy, takes_the_densities_that_a_council_decides) {
  auto text = *load_policy(kFolder)->source_text;
  text["density_classes"]["figures"]["facade"]["px_per_m"] = 40;
  text["density_classes"]["figures"]["recognise"]["px_per_m"] = 100;
  const auto policy = policy_from_json(text, "policy");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->figures.facade_px_per_m, 40.0);
  EXPECT_EQ(policy->figures.recognise_px_per_m, 100.0);
  text["density_classes"]["figures"]["facade"].erase("least_m2");
  EXPECT_FALSE(policy_from_json(text, "policy"));
  text["density_classes"].erase("figures");
  ASSERT_TRUE(policy_from_json(text, "policy")) << "an older project has none";
}

TEST(Policy, complains_of_a_rule_on_hiding_that_nothing_follows) {
  auto text = *load_policy(kFolder)->source_text;
  text["occlusion"]["rules"]["fog"] = {{"hides", true}};
  text["occlusion"]["rules"]["glass"].erase("hides");
  const auto policy = policy_from_json(text, "policy");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.diagnostics().size(), 2U);
}

TEST(Policy, names_the_file_and_the_key_of_every_fault) {
  auto text = *load_policy(kFolder)->source_text;
  text["thresholds"]["levels"]["default"]["a"]["exceeded_at"] = 1;
  text["density_classes"]["in_use"] = "EN 1";
  text["kind_defaults"]["kind_defaults"][0].erase("range_m");
  const auto policy = policy_from_json(text, "policy");
  ASSERT_FALSE(policy);
  std::vector<std::string> fields;
  for (const auto& d : policy.diagnostics()) {
    EXPECT_EQ(d.code, "POL-101");
    EXPECT_EQ(d.where.file, "policy");
    fields.push_back(d.where.field);
  }
  EXPECT_NE(std::find(fields.begin(), fields.end(), "thresholds.levels.default.a.exceeded_at"), fields.end());
  EXPECT_NE(std::find(fields.begin(), fields.end(), "density_classes.in_use"), fields.end());
  EXPECT_NE(std::find(fields.begin(), fields.end(), "kind_defaults.kind_defaults[0].range_m"), fields.end());
}

TEST(PolicyWith, a_part_by_itself_is_known_by_what_it_holds_whatever_its_file_is_called) {
  const auto held = load_policy(kFolder);
  ASSERT_TRUE(held);
  for (const char* part :
       {"density_classes", "thresholds", "area_types", "kind_defaults", "what_counts", "checks", "occlusion"}) {
    const auto json = base::read_json_file(std::filesystem::path(kFolder) / (std::string(part) + ".json"));
    ASSERT_TRUE(json);
    const auto again = policy_with(*held, *json, "anders.json");
    ASSERT_TRUE(again) << part << ": " << again.diagnostics().front().message;
    EXPECT_EQ(again->source_hash, held->source_hash) << part;
  }
  base::Json thresholds = (*held->source_text)["thresholds"];
  thresholds["minimum_zone_m2"] = 9.0;
  EXPECT_EQ(policy_with(*held, {{"thresholds", thresholds}}, "p.json")->minimum_zone_m2, 9.0);
}

TEST(PolicyWith, a_member_that_is_no_part_is_refused_and_the_file_is_named) {
  const auto held = load_policy(kFolder);
  ASSERT_TRUE(held);
  for (const base::Json& wrong :
       {base::Json{{"treshholds", base::Json::object()}}, base::Json::array(), base::Json(3), base::Json::object()}) {
    const auto refused = policy_with(*held, wrong, "p.json");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.diagnostics().front().code, "POL-102");
    EXPECT_EQ(refused.diagnostics().front().where.file, "p.json");
  }
}

}  // namespace
}  // namespace schouw::policy
