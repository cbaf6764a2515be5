// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/document.h"

#include <gtest/gtest.h>

#include "layers/plan/edit_json.h"
#include "layers/plan/scenario.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw::plan {
namespace {

using example::camera;
using example::plan_of_cameras;
using example::tilted;

Step step_of(std::vector<Change> changes) {
  return {.what = {"edit.move_sensor", {{"sensor", std::string("x")}}},
          .who = "planner",
          .when_iso = "2026-11-26T10:00:00Z",
          .changes = std::move(changes),
          .inverse = {}};
}

Document document_of(int cameras) { return opened(std::make_shared<const Plan>(plan_of_cameras(cameras))); }

// The plan with a scenario that was made by editing in it.
Plan with_scenario(const Plan& plan, const std::string& name, Change change) {
  Document document = opened(std::make_shared<const Plan>(plan));
  EXPECT_TRUE(
      take(document, step_of({expecting(plan, PutScenario{shared(Scenario{.name = name, .changes = {}}), {}})})));
  document.scenario = name;
  EXPECT_TRUE(take(document, step_of({std::move(change)})));
  return *document.plan;
}

TEST(Document, an_edit_shares_every_other_record_with_the_plan_before_it) {
  const Plan before = plan_of_cameras(1000);
  const auto after = apply_changes(before, std::vector<Change>{tilted(before, 500, 33.0)});
  ASSERT_TRUE(after);
  int copied = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    copied += static_cast<int>(before.sensors.record(i) != after->plan->sensors.record(i));
  }
  EXPECT_EQ(copied, 1);
  EXPECT_EQ(*before.sensors[499].tilt_deg, 10.0) << "the plan before is frozen";
  EXPECT_NE(before.revision, after->plan->revision);
}

TEST(Document, an_edit_made_on_what_is_no_longer_there_is_a_conflict_and_changes_nothing) {
  const Plan before = plan_of_cameras(3);
  const Change mine = tilted(before, 2, 20.0);
  const auto theirs = apply_changes(before, std::vector<Change>{tilted(before, 2, 30.0)});
  ASSERT_TRUE(theirs);
  const auto late = apply_changes(*theirs->plan, std::vector<Change>{tilted(before, 1, 15.0), mine});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.diagnostics().front().code, "PLAN-121");
  EXPECT_EQ(late.diagnostics().front().kind, base::DiagnosticKind::conflict);
  EXPECT_EQ(late.diagnostics().front().where.feature, "sensor cam-2");
  EXPECT_EQ(*theirs->plan->sensors[0].tilt_deg, 10.0) << "all of a step or nothing of it";
}

TEST(Document, what_is_not_there_cannot_be_removed) {
  const Plan plan = plan_of_cameras(1);
  const auto gone = apply_changes(plan, std::vector<Change>{{RemoveSensor{camera(9).uuid}, {}}});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.diagnostics().front().code, "PLAN-122");
}

TEST(Document, a_new_step_ends_what_could_be_redone) {
  Document document = document_of(2);
  ASSERT_TRUE(take(document, step_of({tilted(*document.plan, 1, 20.0)})));
  ASSERT_TRUE(undo(document));
  EXPECT_TRUE(document.can_redo());
  ASSERT_TRUE(take(document, step_of({tilted(*document.plan, 2, 25.0)})));
  EXPECT_FALSE(document.can_redo());
  const auto again = redo(document);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.diagnostics().front().code, "PLAN-125");
}

TEST(Document, a_step_that_changes_nothing_is_no_step) {
  Document document = document_of(2);
  ASSERT_TRUE(take(document, step_of({tilted(*document.plan, 1, 10.0)})));
  EXPECT_TRUE(document.steps.empty());
  EXPECT_FALSE(document.unsaved());
}

TEST(Document, edits_written_as_json_and_read_again_make_the_same_plan) {
  const Plan before = plan_of_cameras(4);
  registers::Sensor odd = camera(2);
  odd.unknown_fields = {{"contract", "=1+1"}};
  odd.azimuth_deg = {.value = 12.3456789012345, .basis = registers::Basis::measured};
  odd.height_nap_m.missing = registers::MissingReason::placeholder;
  odd.position = crs::MapPosition{121687.123456789, 487484.987654321, 0.0};
  areas::Area area = before.areas[0];
  area.residents = 12.0;
  Scenario scenario{.name = "minder", .changes = {tilted(before, 1, 45.0)}};
  std::vector<Change> changes = {put_sensor(before, odd), remove_sensor(before, camera(3).uuid),
                                 expecting(before, PutArea{std::make_shared<const areas::Area>(area), {}}),
                                 expecting(before, RemoveStory{"first"}),
                                 expecting(before, PutScenario{shared(scenario), {}})};
  const auto read = changes_from_json(changes_json(changes), "test");
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  const auto written_plan = apply_changes(before, changes);
  const auto read_plan = apply_changes(before, *read);
  ASSERT_TRUE(written_plan && read_plan);
  EXPECT_EQ(read_plan->plan->sensors, written_plan->plan->sensors);
  EXPECT_EQ(read_plan->plan->revision, written_plan->plan->revision);
  ASSERT_EQ(read_plan->plan->scenarios.size(), 1U);
  EXPECT_TRUE(*read_plan->plan->scenarios[0] == scenario);
}

TEST(Document, an_edit_that_cannot_be_read_is_named_and_none_is_taken) {
  base::Json json = changes_json({tilted(plan_of_cameras(1), 1, 20.0)});
  json.push_back({{"edit", "gossip"}});
  const auto read = changes_from_json(json, "journal");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.diagnostics().front().code, "PLAN-123");
  EXPECT_NE(read.diagnostics().front().message.find("edit 2"), std::string::npos);
}

TEST(Document, an_edit_with_a_value_of_the_wrong_type_is_named_not_thrown) {
  const base::Json good = changes_json({tilted(plan_of_cameras(1), 1, 20.0)});
  for (const char* member : {"edit", "sensor", "uuid"}) {
    for (const base::Json& wrong : {base::Json(7), base::Json(nullptr), base::Json::array({1}), base::Json("\xff")}) {
      base::Json json = good;
      if (!json[0].contains(member)) continue;
      json[0][member] = wrong;
      const auto read = changes_from_json(json, "journal");
      ASSERT_FALSE(read) << member;
      EXPECT_EQ(read.diagnostics().front().code, "PLAN-123") << member;
    }
  }
}

TEST(Scenario, edits_go_into_it_while_it_is_used_and_the_plan_stays) {
  Document document = document_of(3);
  const auto plan = document.plan;
  auto made = shared(Scenario{.name = "minder", .changes = {}});
  ASSERT_TRUE(take(document, step_of({expecting(*document.plan, PutScenario{made, {}})})));
  document.scenario = "minder";
  ASSERT_TRUE(take(document, step_of({remove_sensor(*document.plan, camera(2).uuid)})));
  ASSERT_TRUE(take(document, step_of({put_sensor(*document.plan, camera(9))})));
  EXPECT_EQ(document.plan->sensors, plan->sensors) << "the plan itself has all three, and no more";
  const auto shown = shown_plan(document);
  ASSERT_TRUE(shown);
  ASSERT_EQ((*shown)->sensors.size(), 3U);
  EXPECT_EQ((*shown)->sensors[2].id, "cam-9");
  EXPECT_EQ((*shown)->sensors.find(camera(2).uuid), nullptr);
}

TEST(Scenario, follows_what_it_does_not_change_and_says_where_the_plan_went_another_way) {
  const Plan cameras = plan_of_cameras(3);
  const Plan plan = with_scenario(cameras, "steiler", tilted(cameras, 1, 45.0));
  const auto other = apply_changes(plan, std::vector<Change>{tilted(plan, 2, 20.0)});
  ASSERT_TRUE(other);
  const auto shown = plan_in_scenario(*other->plan, "steiler");
  ASSERT_TRUE(shown);
  EXPECT_TRUE(shown.diagnostics().empty());
  EXPECT_EQ(*(*shown)->sensors[0].tilt_deg, 45.0);
  EXPECT_EQ(*(*shown)->sensors[1].tilt_deg, 20.0) << "an edit of the plan shows in the scenario";
  const auto same = apply_changes(plan, std::vector<Change>{tilted(plan, 1, 20.0)});
  const auto conflict = plan_in_scenario(*same->plan, "steiler");
  ASSERT_TRUE(conflict) << "what is proposed can be looked at";
  EXPECT_EQ(*(*conflict)->sensors[0].tilt_deg, 45.0);
  ASSERT_EQ(conflict.diagnostics().size(), 1U);
  EXPECT_EQ(conflict.diagnostics().front().code, "PLAN-121");
  EXPECT_EQ(conflict.diagnostics().front().severity, base::Severity::warning);
  EXPECT_NE(conflict.diagnostics().front().message.find("tilt_deg"), std::string::npos);
  const auto taken = changes_of_acceptance(*same->plan, "steiler", "raadsbesluit 12");
  ASSERT_FALSE(taken) << "but not adopted unseen";
  EXPECT_EQ(taken.diagnostics().front().code, "PLAN-121");
  EXPECT_EQ(plan_in_scenario(plan, "anders").diagnostics().front().code, "PLAN-124");
}

TEST(Scenario, changes_of_other_fields_of_one_sensor_show_together_and_are_adopted_together) {
  const Plan cameras = plan_of_cameras(2);
  const Plan plan = with_scenario(cameras, "steiler", tilted(cameras, 1, 45.0));
  registers::Sensor renamed = camera(1);
  renamed.name = "Markt noord";
  const auto other = apply_changes(plan, std::vector<Change>{put_sensor(plan, renamed)});
  ASSERT_TRUE(other);
  const auto shown = plan_in_scenario(*other->plan, "steiler");
  ASSERT_TRUE(shown);
  EXPECT_TRUE(shown.diagnostics().empty());
  EXPECT_EQ((*shown)->sensors[0].name, "Markt noord");
  EXPECT_EQ(*(*shown)->sensors[0].tilt_deg, 45.0);
  const auto changes = changes_of_acceptance(*other->plan, "steiler", "raadsbesluit 12");
  ASSERT_TRUE(changes);
  const auto accepted = apply_changes(*other->plan, *changes);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->plan->sensors[0].name, "Markt noord");
  EXPECT_EQ(*accepted->plan->sensors[0].tilt_deg, 45.0);
}

TEST(Scenario, what_goes_anyway_goes_also_where_the_plan_changed_it) {
  const Plan cameras = plan_of_cameras(2);
  const Plan plan = with_scenario(cameras, "minder", remove_sensor(cameras, camera(2).uuid));
  const auto other = apply_changes(plan, std::vector<Change>{tilted(plan, 2, 20.0)});
  ASSERT_TRUE(other);
  const auto shown = plan_in_scenario(*other->plan, "minder");
  ASSERT_TRUE(shown);
  EXPECT_EQ((*shown)->sensors.size(), 1U);
  EXPECT_EQ(shown.diagnostics().size(), 1U) << "a person may want to know";
  const auto changes = changes_of_acceptance(*other->plan, "minder", "raadsbesluit 12");
  ASSERT_TRUE(changes);
  const auto accepted = apply_changes(*other->plan, *changes);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->plan->sensors.size(), 1U);
}

TEST(Scenario, what_is_replayed_goes_where_it_went_whatever_is_in_use_now) {
  Document first = document_of(3);
  ASSERT_TRUE(take(first, step_of({expecting(*first.plan, PutScenario{shared(Scenario{.name = "x"}), {}})})));
  Document second = opened(first.plan);
  ASSERT_TRUE(take(first, step_of({tilted(*first.plan, 1, 20.0)})));
  second.scenario = "x";
  ASSERT_TRUE(replay(second, {first.happened.back()}));
  EXPECT_EQ(*second.plan->sensors[0].tilt_deg, 20.0);
  EXPECT_TRUE(second.plan->scenarios[0]->changes.empty());
  EXPECT_EQ(second.scenario, "x");
}

TEST(Scenario, acceptance_can_be_undone_and_redone) {
  Document document = document_of(2);
  ASSERT_TRUE(
      take(document, step_of({expecting(*document.plan, PutScenario{shared(Scenario{.name = "minder"}), {}})})));
  document.scenario = "minder";
  ASSERT_TRUE(take(document, step_of({remove_sensor(*document.plan, camera(2).uuid)})));
  document.scenario.clear();
  const auto changes = changes_of_acceptance(*document.plan, "minder", "raadsbesluit 12");
  ASSERT_TRUE(changes);
  ASSERT_TRUE(take(document, step_of(*changes)));
  const auto adopted = document.plan;
  EXPECT_EQ(adopted->sensors.size(), 1U);
  ASSERT_TRUE(undo(document));
  EXPECT_EQ(document.plan->sensors.size(), 2U);
  EXPECT_EQ(document.plan->scenarios.size(), 1U);
  ASSERT_TRUE(redo(document));
  EXPECT_EQ(document.plan->revision, adopted->revision);
}

TEST(Scenario, acceptance_notes_the_decision_and_approves_what_was_proposed) {
  Plan plan = plan_of_cameras(2);
  registers::Sensor proposed = camera(7);
  proposed.status.value = registers::Status::proposed;
  plan.scenarios.push_back(shared(
      Scenario{.name = "erbij", .changes = {put_sensor(plan, proposed), remove_sensor(plan, camera(1).uuid)}}));
  const auto changes = changes_of_acceptance(plan, "erbij", "raadsbesluit 12");
  ASSERT_TRUE(changes);
  const auto accepted = apply_changes(plan, *changes);
  ASSERT_TRUE(accepted) << accepted.diagnostics().front().message;
  const registers::Sensor* added = accepted->plan->sensors.find(camera(7).uuid);
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(*added->status, registers::Status::approved);
  EXPECT_EQ(*added->deployment.decision_reference, "raadsbesluit 12");
  EXPECT_EQ(accepted->plan->sensors.find(camera(1).uuid), nullptr);
  EXPECT_TRUE(accepted->plan->scenarios.empty());
  EXPECT_FALSE(accepted->plan->sensors.find(camera(2).uuid)->deployment.decision_reference) << "it did not change";
}

TEST(Scenario, names_that_mean_something_else_are_refused) {
  for (const char* name : {"", " ", "current", "proposed", "none", "a+b", "a,b"}) {
    EXPECT_NE(fault_of_scenario_name(name), "") << name;
  }
  EXPECT_EQ(fault_of_scenario_name("minder camera's"), "");
}

}  // namespace
}  // namespace schouw::plan
