// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scripts/run_schouw.h"

namespace schouw::scripts {
namespace {

using testing::HasSubstr;

constexpr const char* kRegister =
    "id;kind;name;x;y;tilt_deg\n"
    "cam-1;camera;Noord;84500;446500;10\n"
    "cam-2;camera;Zuid;84510;446500;12\n"
    "wifi-1;wifi;Plein;84520;446500;\n";

class Run : public testing::Test {
 protected:
  void SetUp() override {
    project_ = folder_ / "p.schouw.gpkg";
    const auto imported = run_schouw({"import", project_, folder_.write("r.csv", kRegister)});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
  }
  Answer run(const std::string& script, bool save) const {
    std::vector<std::string> arguments = {"run", project_, "--script", folder_.write("s.txt", script)};
    if (save) arguments.push_back("--save");
    return run_schouw(arguments);
  }
  // The sensors as the saved project has them, by analysing nothing: the list of the answer.
  std::string record_of(const std::string& id) const {
    const auto found = run_schouw({"run", project_, "--script", folder_.write("q.txt", "search text=" + id)});
    return found.exit_code == 0 ? found.out : "";
  }
  Folder folder_;
  std::string project_;
};

TEST_F(Run, edits_are_kept_with_save_and_only_then) {
  const std::string script = "set-field sensor=cam-1 field=name value=\"Camera Noord\"\n";
  ASSERT_EQ(run(script, false).exit_code, 0);
  EXPECT_THAT(record_of("cam-1"), HasSubstr("cam-1  Noord "));
  const auto saved = run(script, true);
  ASSERT_EQ(saved.exit_code, 0) << saved.err;
  EXPECT_THAT(record_of("cam-1"), HasSubstr("Camera Noord"));
}

TEST_F(Run, adds_removes_undoes_and_redoes) {
  const auto done =
      run("# a comment\n"
          "add-sensor id=nieuw kind=camera east=84530 north=446510\n"
          "set-field sensor=nieuw field=purpose value=verkeer\n"
          "remove-sensor sensor=wifi-1\n"
          "undo\n"
          "undo\n"
          "redo\n",
          true);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(record_of("nieuw"), HasSubstr("nieuw"));
  EXPECT_THAT(record_of("wifi-1"), HasSubstr("Plein")) << "its removal was undone";
  EXPECT_THAT(record_of("verkeer"), HasSubstr("nieuw")) << "its purpose was undone and redone";
}

TEST_F(Run, a_mistake_on_line_seven_is_named_and_nothing_of_the_script_is_saved) {
  const auto failed =
      run("set-field sensor=cam-1 field=name value=Eerste\n\n\n\n\n\n"
          "set-field sensor=cam-1 field=tilt_deg value=95\n"
          "set-field sensor=cam-2 field=name value=Later\n",
          true);
  EXPECT_EQ(failed.exit_code, 4) << "a refused value";
  EXPECT_TRUE(failed.mentions("REG-131")) << failed.err;
  EXPECT_THAT(failed.err, HasSubstr("s.txt:7"));
  EXPECT_THAT(failed.err, HasSubstr("-90 to 90 deg"));
  EXPECT_THAT(record_of("cam-1"), HasSubstr("Noord"));
}

TEST_F(Run, exits_as_the_first_line_that_fails) {
  EXPECT_EQ(run("gossip\n", false).exit_code, 2);
  EXPECT_EQ(run("set-field sensor=cam-1\n", false).exit_code, 2);
  EXPECT_EQ(run("set-field sensor=niemand field=name value=x\n", false).exit_code, 3);
  EXPECT_EQ(run("set-field sensor=cam-1 field=colour value=red\n", false).exit_code, 4);
  EXPECT_EQ(run("add-sensor id=cam-1 kind=camera east=1 north=2\n", false).exit_code, 4);
  EXPECT_EQ(run("undo\n", false).exit_code, 4);
  EXPECT_EQ(run_schouw({"run", folder_ / "no.schouw.gpkg", "--script", folder_.write("e.txt", "")}).exit_code, 3);
}

TEST_F(Run, values_are_read_as_an_import_reads_them) {
  const auto done =
      run("set-field sensor=cam-1 field=tilt_deg value=\"12,5\"\n"
          "set-field sensor=cam-1 field=status value=actief\n"
          "set-field sensor=cam-1 field=active_until value=31-12-2027\n"
          "set-field sensor=cam-1 field=sign_present value=ja\n"
          "set-field sensor=cam-2 field=tilt_deg value=\"\"\n",
          true);
  ASSERT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(record_of("2027-12-31"), HasSubstr("cam-1"));
  EXPECT_THAT(record_of("12.5"), HasSubstr("cam-1"));
  EXPECT_EQ(run("set-field sensor=cam-1 field=active_until value=2050-01-01\n", false).exit_code, 4)
      << "a date that stands for not known is left empty";
}

TEST_F(Run, two_registers_with_one_id_do_not_collide_and_either_name_finds_its_sensor) {
  const auto second = run_schouw({"import", project_,
                                  folder_.write("other.csv",
                                                "id;kind;name;x;y\n"
                                                "cam-1;camera;Ander;84600;446600\n"),
                                  "--source", "wijk"});
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_THAT(record_of("wijk:cam-1"), HasSubstr("Ander"));
  EXPECT_THAT(record_of("native:cam-1"), HasSubstr("Noord"));
  const auto unclear = run("remove-sensor sensor=cam-1\n", false);
  EXPECT_EQ(unclear.exit_code, 3);
  EXPECT_THAT(unclear.err, HasSubstr("wijk:cam-1"));
  EXPECT_EQ(run("remove-sensor sensor=wijk:cam-1\n", false).exit_code, 0);
}

// The uuid by Python: uuid5(uuid5(UUID("5c0b3d9e-6f21-4a87-9d52-e17c40a813f6"), "native"), "cam-1").
TEST_F(Run, every_list_of_sensors_tells_who_each_is) {
  const auto at = run_schouw({"at", project_, "84500", "446490", "--json"}).json();
  bool found = false;
  for (const auto& sensor : at["sensors"]) {
    if (sensor["id"] != "cam-1") continue;
    found = true;
    EXPECT_EQ(sensor["uuid"], "8710490f-5cc4-5593-8151-e3513f30ec54");
  }
  EXPECT_TRUE(found) << at.dump();
  const auto analysis = run_schouw({"analyse", project_, "--json"}).json();
  ASSERT_FALSE(analysis["per_sensor"].empty());
  for (const auto& sensor : analysis["per_sensor"]) EXPECT_EQ(sensor["uuid"].get<std::string>().size(), 36U);
  for (const auto& zone : analysis["zones"]) {
    for (const auto& sensor : zone["sensors"]) EXPECT_EQ(sensor["uuid"].get<std::string>().size(), 36U);
  }
  EXPECT_EQ(run("set-field sensor=8710490f-5cc4-5593-8151-e3513f30ec54 field=name value=x", false).exit_code, 0);
}

TEST_F(Run, a_line_that_saves_needs_save_and_is_kept_with_the_rest) {
  const std::string script = "set-field sensor=cam-1 field=name value=Eerste\nsave\nundo\n";
  const auto refused = run(script, false);
  EXPECT_EQ(refused.exit_code, 4);
  EXPECT_TRUE(refused.mentions("CMD-109")) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("--save"));
  ASSERT_EQ(run("set-field sensor=cam-1 field=name value=Eerste\nsave\ngossip\n", true).exit_code, 2);
  EXPECT_THAT(record_of("cam-1"), HasSubstr("Noord")) << "nothing of a script that fails";
  ASSERT_EQ(run("set-field sensor=cam-1 field=name value=Eerste\nsave\n", true).exit_code, 0);
  EXPECT_THAT(record_of("cam-1"), HasSubstr("Eerste"));
}

TEST_F(Run, a_place_outside_the_area_of_the_coordinates_is_refused) {
  EXPECT_EQ(run("add-sensor id=x kind=camera east=4.36 north=52.01\n", false).exit_code, 2)
      << "degrees are no metres";
  EXPECT_EQ(run("move-sensor sensor=cam-1 east=446500 north=84500\n", false).exit_code, 2) << "the order is swapped";
  EXPECT_EQ(run("move-sensor sensor=cam-1 east=84500 north=446500\n", false).exit_code, 0);
}

TEST_F(Run, a_fault_of_a_policy_names_the_policy_and_the_line_that_asked_for_it) {
  const std::string policy = folder_.write("beleid.json", "{\"thresolds\":{}}");
  const auto failed = run("# eerst\nset-policy file=" + policy + "\n", false);
  EXPECT_EQ(failed.exit_code, 4);
  EXPECT_TRUE(failed.mentions("POL-102")) << failed.err;
  EXPECT_THAT(failed.err, HasSubstr("beleid.json"));
  EXPECT_THAT(failed.err, HasSubstr("s.txt:2"));
}

TEST_F(Run, answers_are_in_the_json) {
  const auto found =
      run_schouw({"run", project_, "--json", "--script", folder_.write("q.txt", "search text=cam-\n")}).json();
  ASSERT_EQ(found["answers"].size(), 2U);
  EXPECT_THAT(found["answers"][1].get<std::string>(), HasSubstr("cam-2"));
}

// Two sensors of the plan, in the scenario one of them and another elsewhere: one goes, one comes.
TEST_F(Run, a_scenario_is_compared_with_the_plan_by_its_name) {
  ASSERT_EQ(run("set-field sensor=cam-1 field=status value=active\n"
                "set-field sensor=cam-2 field=status value=active\n"
                "new-scenario name=plein-anders\n"
                "remove-sensor sensor=cam-2\n"
                "add-sensor id=nieuw kind=camera east=84600 north=446560\n"
                "set-field sensor=nieuw field=status value=active\n",
                true)
                .exit_code,
            0);
  const auto compared = run_schouw({"compare", project_, "current", "plein-anders", "--json"});
  ASSERT_EQ(compared.exit_code, 0) << compared.err;
  const base::Json answer = compared.json();
  std::vector<std::string> changed;
  for (const auto& sensor : answer["sensors"]) changed.push_back(sensor);
  EXPECT_THAT(changed, testing::UnorderedElementsAre("cam-2", "nieuw"));
  EXPECT_GT(answer["more_m2"].get<double>(), 1000.0);
  EXPECT_EQ(answer["more_m2"], answer["fewer_m2"]) << "the same camera on open ground elsewhere";
  const auto with = run_schouw({"compare", project_, "plein-anders", "plein-anders-nieuw", "--json"});
  ASSERT_EQ(with.exit_code, 0) << with.err;
  EXPECT_EQ(with.json()["sensors"], base::Json({"nieuw"}));
}

TEST_F(Run, a_scenario_is_made_edited_and_accepted) {
  const auto made =
      run("new-scenario name=minder\n"
          "remove-sensor sensor=cam-2\n"
          "use-scenario name=\"\"\n"
          "set-field sensor=cam-2 field=name value=\"Nog hier\"\n"
          "undo\n"
          "accept-scenario name=minder decision=\"raadsbesluit 7\"\n",
          true);
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(record_of("cam-2"), "");
  EXPECT_THAT(record_of("cam-1"), HasSubstr("Noord"));
}

}  // namespace
}  // namespace schouw::scripts
