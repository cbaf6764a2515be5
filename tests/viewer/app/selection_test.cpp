// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/viewer/app/analysed_state.h"
#include "tests/viewer/panels/example_state.h"
#include "viewer/app/command.h"
#include "viewer/app/kiosk_answer.h"
#include "viewer/app/object_facts.h"
#include "viewer/app/session.h"
#include "viewer/app/zones_at.h"

namespace schouw::app {
namespace {

stacking::Zone square(double west, double south, double side, stacking::Level level) {
  stacking::Zone zone{.level = level};
  zone.polygons = {
      {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}}}};
  return zone;
}

TEST(ZonesAt, are_those_around_the_place_with_the_exceeded_ones_first) {
  stacking::Stacking stacking;
  stacking.zones = {square(0.0, 0.0, 10.0, stacking::Level::attention),
                    square(4.0, 4.0, 10.0, stacking::Level::exceeded),
                    square(50.0, 50.0, 10.0, stacking::Level::exceeded)};
  EXPECT_EQ(zones_at(stacking, 5.0, 5.0), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(zones_at(stacking, 1.0, 1.0), (std::vector<std::uint32_t>{0}));
  EXPECT_TRUE(zones_at(stacking, 30.0, 30.0).empty());
}

TEST(ZonesAt, leave_out_a_place_in_a_hole) {
  stacking::Stacking stacking;
  stacking.zones = {square(0.0, 0.0, 10.0, stacking::Level::attention)};
  stacking.zones[0].polygons[0].rings.push_back({{4.0, 4.0}, {6.0, 4.0}, {6.0, 6.0}, {4.0, 6.0}});
  EXPECT_TRUE(zones_at(stacking, 5.0, 5.0).empty());
  EXPECT_EQ(zones_at(stacking, 2.0, 5.0).size(), 1U);
}

TEST(ObjectFacts, tell_year_use_and_heights_but_never_an_address) {
  model::CityObject object{.id = "pand"};
  object.bounds.include(crs::MapPosition{0.0, 0.0, 1.2});
  object.bounds.include(crs::MapPosition{8.0, 8.0, 10.7});
  object.attributes = R"({"oorspronkelijkbouwjaar": 1657, "gebruiksdoel": "woonfunctie", "straatnaam": "Markt",
                          "huisnummer": 2, "b3_dak_type": "slanted", "b3_h_maaiveld": 1.2, "rmse_lod22": 0.05})";
  std::vector<std::string> labels;
  for (const auto& fact : object_facts(object)) labels.push_back(fact.label);
  EXPECT_EQ(labels,
            (std::vector<std::string>{"object.height", "object.year", "object.use", "object.roof", "object.foot"}));
  EXPECT_EQ(std::get<std::string>(object_facts(object)[1].value.values[0].second), "1657");
}

TEST(ObjectFacts, leave_out_attributes_that_cannot_be_read) {
  EXPECT_TRUE(object_facts({.id = "pand", .attributes = "{\"oorspronkelijkbouwjaar\": "}).empty());
  EXPECT_TRUE(object_facts({.id = "pand", .attributes = "[1657]"}).empty());
}

TEST(Messages, are_warnings_and_errors_that_differ) {
  auto state = panels::example::example_state();
  const base::Diagnostic note{.code = "COV-121", .severity = base::Severity::note, .message = "a"};
  const base::Diagnostic warning{.code = "COV-120", .severity = base::Severity::warning, .message = "b"};
  add_messages(state, {note, warning, warning});
  ASSERT_EQ(state.messages.size(), 1U);
  EXPECT_EQ(state.messages.front().code, "COV-120");
  state.messages.clear();
  state.mode = Mode::kiosk;
  add_messages(state, {warning});
  EXPECT_TRUE(state.messages.empty());
}

TEST(Layers, are_all_shown_at_first_but_the_areas) {
  auto state = panels::example::example_state();
  for (const auto id : drawing::kLayerIds)
    EXPECT_EQ(state.layer(id).visible, id != drawing::LayerId::areas && id != drawing::LayerId::exposure);
}

TEST(Kiosk, answers_about_the_very_sensor_that_was_tapped) {
  auto state = panels::example::example_state();
  state.mode = Mode::kiosk;
  ASSERT_TRUE(run_command(state, "kiosk-question name=sensor", {}));
  // Nearer to the place is another one; the finger was on this pin.
  ASSERT_TRUE(run_command(state, "kiosk-tap east=85000 north=447480 sensor=hofplein-noord", {}));
  EXPECT_EQ(state.selected, (drawing::PickId{drawing::PickId::Kind::sensor, 0}));
  EXPECT_EQ(state.kiosk.screen, KioskScreen::answer);
}

std::vector<std::uint32_t> answered(AppState& state, double east_m, double north_m) {
  const std::string place = fmt::format("east={} north={}", testing::kEast_m + east_m, testing::kNorth_m + north_m);
  EXPECT_TRUE(run_command(state, "kiosk-question name=place", {}));
  EXPECT_TRUE(run_command(state, "kiosk-tap " + place, {}));
  std::vector<std::uint32_t> sensors;
  for (const auto& sighting : state.spot->sightings) sensors.push_back(sighting.sensor);
  std::sort(sensors.begin(), sensors.end());
  return sensors;
}

// Sensor 0 sees a disc of 10 m round (0.1, 0.2), sensor 1 round (10.1, 0.2): each some 78 % of the square north-east
// or north-west of it, and less than a tenth of a square beyond.
TEST(Kiosk, answers_by_the_square_so_that_taps_beside_each_other_do_not_draw_an_edge) {
  auto state = example::analysed_state();
  state.mode = Mode::kiosk;
  const auto outcome = run_analysis(analysis_request(state));
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(show_analysis(state, *outcome));
  const std::vector<std::uint32_t> both = {0, 1};
  for (const auto& [east_m, north_m] : {std::pair{0.6, 0.6}, std::pair{9.4, 9.4}, std::pair{5.0, 9.9}}) {
    EXPECT_EQ(answered(state, east_m, north_m), both) << east_m << " " << north_m;
  }
  EXPECT_EQ(answered(state, 10.05, 0.5), std::vector<std::uint32_t>{1})
      << "9.95 m from the first, in the next square";
}

TEST(Kiosk, has_no_answer_from_an_analysis_that_the_public_is_not_shown) {
  auto state = example::analysed_state();  // in fine cells
  state.mode = Mode::kiosk;
  ASSERT_TRUE(run_command(state, "kiosk-question name=place", {}));
  EXPECT_FALSE(
      run_command(state, fmt::format("kiosk-tap east={} north={}", testing::kEast_m, testing::kNorth_m), {}));
  EXPECT_FALSE(state.spot);
}

TEST(Kiosk, speaks_of_the_only_sensor_of_a_place_as_of_one) {
  auto state = panels::example::example_state();
  state.mode = Mode::kiosk;
  state.spot = panels::example::example_spot();
  state.spot->sightings.resize(1);
  EXPECT_EQ(kiosk_answer(state).sentences.front().key, "kiosk.personal.identifiable");
}

// The example's default allows three sensors with personal data; a playground one.
AppState state_at_a_playground() {
  auto state = panels::example::example_state();
  auto plan = std::make_shared<plan::Plan>(*state.project.plan);
  plan->policy.thresholds.levels["playground"]["a"] = {.attention_at = 1, .exceeded_at = 2};
  plan->areas = {
      {.id = "p",
       .type = "playground",
       .polygons = {{{{{84980, 447490, {}}, {85000, 447490, {}}, {85000, 447510, {}}, {84980, 447510, {}}}}}}}};
  state.policy = plan->policy;
  state.project.plan = plan;
  state.mode = Mode::kiosk;
  state.spot = panels::example::example_spot();
  return state;
}

TEST(Kiosk, holds_a_playground_to_the_limits_of_a_playground) {
  auto state = state_at_a_playground();
  state.analysis = nullptr;
  EXPECT_EQ(kiosk_why_answer(state).sentences.back().key, "kiosk.why.over_example")
      << "three sensors, two are one too many";
  state.spot->position.east_m = 85020.0;
  EXPECT_EQ(kiosk_why_answer(state).sentences.back().key, "kiosk.why.plan") << "outside, four would be";
}

TEST(Kiosk, says_of_a_limit_what_the_zone_of_the_place_says) {
  auto state = state_at_a_playground();
  EXPECT_EQ(kiosk_why_answer(state).sentences.back().key, "kiosk.why.over_example");
  auto analysis = std::make_shared<stacking::Analysis>(*state.analysis);
  analysis->stacking.zones[0].level = stacking::Level::attention;
  state.analysis = analysis;
  EXPECT_EQ(kiosk_why_answer(state).sentences.back().key, "kiosk.why.plan")
      << "a count that does not stand up at other ranges is no limit passed";
  state.selected = {drawing::PickId::Kind::sensor, 0};
  EXPECT_EQ(kiosk_why_answer(state).sentences.back().key, "kiosk.why.plan") << "one sensor stands under no limit";
}

TEST(Kiosk, recognises_from_the_density_that_the_policy_states) {
  auto state = state_at_a_playground();
  EXPECT_EQ(kiosk_answer(state).sentences.front().key, "kiosk.place.recognise") << "140 px/m of 125";
  state.policy.figures.recognise_px_per_m = 150.0;
  EXPECT_EQ(kiosk_answer(state).sentences.front().key, "kiosk.place.personal");
}

TEST(Kiosk, starts_its_clock_again_for_whoever_touches_it) {
  auto state = panels::example::example_state();
  state.mode = Mode::kiosk;
  state.kiosk.screen = KioskScreen::answer;
  advance(state, 70.0, 70.0);
  ASSERT_TRUE(state.kiosk.warned);
  visitor_is_there(state);
  EXPECT_FALSE(state.kiosk.warned);
  advance(state, 129.0, 59.0);
  EXPECT_FALSE(state.kiosk.warned);
  EXPECT_EQ(state.kiosk.screen, KioskScreen::answer);
}

}  // namespace
}  // namespace schouw::app
