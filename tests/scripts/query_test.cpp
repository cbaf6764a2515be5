// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "run_schouw.h"

// Three cameras and one wifi counter (tests/data/small_square). The expected sensors were read off register.geojson.
namespace schouw::scripts {
namespace {

using testing::HasSubstr;
using Ids = std::set<std::string>;

class Query : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder;
    project_ = *folder_ / "square.schouw.gpkg";
    const Answer answer =
        run_schouw({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson", "--json"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  static void TearDownTestSuite() { delete folder_; }

  static base::Json answer_to(const std::string& where) {
    const Answer answer = run_schouw({"query", project_, "--where", where, "--json"});
    EXPECT_EQ(answer.exit_code, 0) << where << answer.err;
    return answer.json();
  }
  static Ids ids_in(const base::Json& answer) {
    Ids ids;
    for (const auto& sensor : answer["sensors"]) ids.insert(sensor["id"].get<std::string>());
    return ids;
  }

  static inline const Folder* folder_ = nullptr;
  static inline std::string project_;
};

TEST_F(Query, finds_the_sensors_for_which_an_expression_holds) {
  EXPECT_EQ(ids_in(answer_to("kind = camera and active_until < 1-7-2027")), (Ids{"north", "west"}));
  EXPECT_EQ(ids_in(answer_to("purpose contains orde or height_above_ground_m < 350 cm")),
            (Ids{"north", "west", "counter"}));
  EXPECT_EQ(ids_in(answer_to("mount = wall and not (purpose = Verkeer)")), (Ids{"west"}));
  EXPECT_EQ(ids_in(answer_to("east > 120025 or north < 480005")), (Ids{"east", "counter"}));
}

TEST_F(Query, tells_of_how_many_sensors_it_cannot_be_told) {
  const base::Json answer = answer_to("controller = 'Gemeente Voorbeeld' and azimuth_deg > 100");
  EXPECT_EQ(ids_in(answer), (Ids{"north", "east"}));
  EXPECT_EQ(answer["matched"], 2);
  EXPECT_EQ(answer["unknown"], 1) << "the counter states neither";
  EXPECT_EQ(answer["total"], 4);
  EXPECT_EQ(ids_in(answer_to("controller is missing")), (Ids{"counter"}));
}

TEST_F(Query, gives_each_sensor_with_all_that_is_stated_of_it) {
  const base::Json answer = answer_to("id = counter");
  ASSERT_EQ(answer["sensors"].size(), 1U);
  const base::Json& counter = answer["sensors"][0];
  EXPECT_EQ(counter["uuid"].get<std::string>().size(), 36U);
  EXPECT_EQ(counter["name"], "Teller");
  EXPECT_EQ(counter["kind"], "wifi");
  EXPECT_EQ(counter["position"], base::Json::parse("[120025.0, 480002.0]"));
  EXPECT_EQ(counter["range_max_m"], 15.0);
  EXPECT_TRUE(counter["range_max_m"].is_number());
  EXPECT_FALSE(counter.contains("controller"));
  EXPECT_EQ(ids_in(answer_to("uuid = '" + counter["uuid"].get<std::string>() + "'")), (Ids{"counter"}));
}

TEST_F(Query, without_json_a_line_a_sensor_goes_to_stdout_and_the_counts_to_stderr) {
  const Answer answer = run_schouw({"query", project_, "--where", "range_basis = declared", "--lang", "en"});
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_THAT(answer.out, HasSubstr("north  Camera noord  camera\n"));
  EXPECT_EQ(std::count(answer.out.begin(), answer.out.end(), '\n'), 3);
  EXPECT_THAT(answer.err, HasSubstr("3 of the 4 sensors match."));
  EXPECT_THAT(answer.err, HasSubstr("Of 1 sensor it cannot be told"));
}

TEST_F(Query, of_which_nothing_matches_is_no_failure) {
  const Answer answer = run_schouw({"query", project_, "--where", "kind = lidar", "--quiet"});
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_EQ(answer.out + answer.err, "");
}

TEST_F(Query, that_cannot_be_read_is_a_usage_error_with_a_caret_below_the_mistake) {
  const Answer answer = run_schouw({"query", project_, "--where", "kind = camra", "--json"});
  EXPECT_EQ(answer.exit_code, 2);
  EXPECT_THAT(answer.err, HasSubstr("kind = camra\n       ^\n"));
  const base::Json said = answer.json()["diagnostics"][0];
  EXPECT_EQ(said["code"], "QRY-103");
  EXPECT_EQ(said["where"]["column"], 8);
  EXPECT_EQ(run_schouw({"query", project_}).exit_code, 2) << "--where is required";
}

TEST_F(Query, of_a_project_that_is_not_there_is_not_found) {
  const Answer answer = run_schouw({"query", *folder_ / "absent.schouw.gpkg", "--where", "kind = camera"});
  EXPECT_EQ(answer.exit_code, 3);
  EXPECT_TRUE(answer.mentions("PLAN-101")) << answer.err;
}

TEST_F(Query, takes_no_lock_and_leaves_nothing_behind) {
  const auto before = folder_->names();
  answer_to("kind = camera");
  EXPECT_EQ(folder_->names(), before);
}

TEST(QueryOutput, shows_what_a_register_put_into_a_name_to_steer_the_terminal) {
  const Folder folder;
  const std::string register_file = folder.write("r.csv",
                                                 "id;kind;x;y;name\nA\x1b[31m;camera;84500;446500;\xe2\x80\xae"
                                                 "live\xe2\x80\xac\nB;camera;84600;446500;b\x7f\n");
  const std::string project = folder / "r.schouw.gpkg";
  ASSERT_EQ(run_schouw({"import", project, register_file}).exit_code, 0);
  const Answer words = run_schouw({"query", project, "--where", "kind = camera"});
  EXPECT_THAT(words.out, HasSubstr("A\\x1b[31m  \\u202elive\\u202c  camera\n"));
  EXPECT_THAT(words.out, HasSubstr("B  b\\x7f  camera\n"));
  EXPECT_EQ(words.out.find('\x1b'), std::string::npos);
  const Answer json = run_schouw({"query", project, "--where", "kind = camera", "--json"});
  EXPECT_EQ(json.json()["sensors"][0]["id"], "A\x1b[31m") << "as the register has it";
}

}  // namespace
}  // namespace schouw::scripts
