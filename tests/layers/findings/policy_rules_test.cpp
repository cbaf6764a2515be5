// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "tests/layers/findings/check_case.h"

// The municipality's own norm on hand-made records.
namespace schouw::findings {
namespace {

using registers::MissingReason;
using registers::RecordType;
using schouw::testing::stated;

TEST(RuleG2, needs_areas_that_are_more_than_neighbourhoods) {
  Case c;
  EXPECT_EQ(c.told("G2"), "cannot_tell missing");
  c.plan.areas.push_back({.id = "school", .type = "playground"});
  EXPECT_EQ(c.told("G2"), "pass pass");
  c.plan.policy.thresholds.levels["playground"]["a"] = {1, 2};
  c.analysis.stacking.zones = {{.id = "Z1",
                                .rule = "a",
                                .level = stacking::Level::exceeded,
                                .agreement = stacking::Agreement::agrees,
                                .max_count = 2,
                                .exceeded_at = 2,
                                .area_types = {"playground"}}};
  c.analysis.stacking.places = {{.id = "school", .level = "exceeded", .zones = {0}}};
  EXPECT_EQ(c.told("G2"), "fail fail");
  EXPECT_EQ(details_of(c.only("G2")).limit, 2.0);
}

TEST(RuleG3, gives_figures_and_no_verdict) {
  Case c;
  EXPECT_EQ(c.told("G3"), "cannot_tell no_areas");
  c.plan.areas.push_back({.id = "b", .type = "neighbourhood"});
  EXPECT_EQ(c.told("G3"), "cannot_tell missing");
  c.plan.areas.change(0).residents = 1200.0;
  EXPECT_EQ(c.told("G3"), "cannot_tell figures");
}

// Two views of ten rows: sixty columns, and as many shifted by some.
Case two_views(unsigned shift) {
  Case c(2);
  auto coverage = std::make_shared<coverage::CoverageResult>();
  coverage->frame = {.cell_m = 1.0, .columns = 64, .rows = 10};
  const std::uint64_t sixty = 0x0FFF'FFFF'FFFF'FFFFULL;
  for (const std::uint32_t i : {0U, 1U}) {
    coverage::Footprint view{.sensor = i};
    view.seen = {.words = 1, .rows = 10, .bits = std::vector<std::uint64_t>(10, i == 0 ? sixty : sixty << shift)};
    coverage->footprints.push_back(view);
    c.plan.sensors.change(i).deployment.purposes = {{.purpose = "toezicht"}};
  }
  c.analysis.stacking.coverage = coverage;
  return c;
}

TEST(RuleG4, finds_two_sensors_of_one_goal_that_share_nine_tenths_of_their_view) {
  EXPECT_EQ(two_views(3).told("G4"), "fail fail") << "57 of 63 columns are in both, 0.905";
  EXPECT_EQ(two_views(3).only("G4").sensor, 1U);
  EXPECT_EQ(two_views(4).told("G4"), "pass pass") << "56 of 64, 0.875";
  Case other = two_views(0);
  other.plan.sensors.change(1).deployment.purposes = {{.purpose = "verkeer"}};
  EXPECT_EQ(other.told("G4"), "pass pass");
  EXPECT_EQ(Case().told("G4"), "cannot_tell missing");
}

TEST(RuleG5, asks_nothing_without_a_by_law) {
  Case c;
  EXPECT_EQ(c.told("G5"), "cannot_tell no_bylaw");
  c.with(RecordType::plan_fact, "plan", {{"bylaw_notification_url", "https://voorbeeld.example/apv"}});
  c.sensor().deployment.owner = stated<std::string>("winkel");
  EXPECT_EQ(c.told("G5"), "cannot_tell missing");
  EXPECT_EQ(c.dossier({{"notification_date", "2025-01-01"}}).told("G5"), "pass pass");
}

TEST(RuleG6, reads_the_days_that_the_municipality_decided) {
  Case c;
  EXPECT_EQ(c.told("G6"), "cannot_tell no_norm");
  c.plan.policy.checks.own_retention_days["camera"] = 14;
  EXPECT_EQ(c.told("G6"), "cannot_tell missing");
  c.sensor().data.retention = stated<std::string>("P14D");
  EXPECT_EQ(c.told("G6"), "pass within");
  c.sensor().data.retention = stated<std::string>("P15D");
  EXPECT_EQ(c.told("G6"), "fail fail");
}

TEST(RuleG7, a_record_is_confirmed_within_the_period) {
  Case c;
  EXPECT_EQ(c.told("G7"), "cannot_tell missing");
  c.sensor().deployment.confirmed_on = stated<std::string>("2025-11-21");
  EXPECT_EQ(c.told("G7"), "pass confirmed") << "365 days ago";
  c.sensor().deployment.confirmed_on = stated<std::string>("2025-11-20");
  EXPECT_EQ(c.told("G7"), "fail fail");
}

}  // namespace
}  // namespace schouw::findings
