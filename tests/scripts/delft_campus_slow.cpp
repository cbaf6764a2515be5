// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "run_schouw.h"

// The small real run of interface.md, as written there: 432 buildings of 3DBAG and 51 cameras of OpenStreetMap.
namespace schouw::scripts {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class DelftCampus : public testing::Test {
 protected:
  void SetUp() override {
    city_ = real_file("delft-campus/tudelft_3dbag_5910_all_lods.city.json");
    cameras_ = real_file("delft-campus/overpass_surveillance_2025.json");
    if (city_.empty() || cameras_.empty()) GTEST_SKIP() << "the real data of Delft campus is not on this machine";
    project_ = folder_ / "delft.schouw.gpkg";
    ASSERT_EQ(run_schouw({"import", project_, city_}).exit_code, 0);
    import_ = run_schouw({"import", project_, cameras_, "--json"});
    ASSERT_EQ(import_.exit_code, 0) << import_.err;
  }

  const Folder folder_;
  std::string city_, cameras_, project_;
  Answer import_;
};

TEST_F(DelftCampus, info_counts_what_the_files_hold) {
  const base::Json city = run_schouw({"info", city_, "--json"}).json();
  EXPECT_EQ(city["kind"], "city");
  EXPECT_EQ(city["buildings"], 432) << "README of the data; counted with a JSON reader of another make";
  EXPECT_EQ(city["crs"], "EPSG:7415");
  EXPECT_EQ(city["lods"], base::Json::parse(R"(["0","1.2","1.3","2.2"])"));
  EXPECT_NEAR(city["bounds"]["min"][0].get<double>(), 84995.0, 5.0);
  EXPECT_NEAR(city["bounds"]["max"][1].get<double>(), 446996.0, 5.0);
  const base::Json cameras = run_schouw({"info", cameras_, "--json"}).json();
  EXPECT_EQ(cameras["kind"], "register");
  EXPECT_EQ(cameras["features"], 51) << "elements in the file";
}

TEST_F(DelftCampus, every_row_of_the_register_is_taken_or_rejected) {
  const base::Json counts = import_.json();
  EXPECT_EQ(counts["added"].get<int>() + counts["rejected"].get<int>(), 51);
  const base::Json again = run_schouw({"import", project_, cameras_, "--json"}).json();
  EXPECT_EQ(again["added"], 0);
  EXPECT_EQ(again["unchanged"], counts["added"]);
}

TEST_F(DelftCampus, analyse_keeps_its_sums) {
  const Answer answer = run_schouw({"analyse", project_, "--json"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json json = answer.json();
  double by_count_m2 = 0.0;
  double seen_times_m2 = 0.0;
  for (const auto& [count, area_m2] : json["area_by_count_m2"].items()) {
    by_count_m2 += area_m2.get<double>();
    seen_times_m2 += std::stoi(count) * area_m2.get<double>();
  }
  double per_sensor_m2 = 0.0;
  for (const auto& sensor : json["per_sensor"]) per_sensor_m2 += sensor["visible_area_m2"].get<double>();
  const double covered_m2 = json["covered_area_m2"].get<double>();
  EXPECT_GT(covered_m2, 0.0);
  EXPECT_NEAR(by_count_m2, covered_m2, 0.5);
  EXPECT_NEAR(seen_times_m2, per_sensor_m2, 0.5) << "every cell of every footprint is in exactly one count";
  EXPECT_NEAR(json["overlap_factor"].get<double>(), per_sensor_m2 / covered_m2, 1e-6);
  EXPECT_EQ(json["target_heights_m"], base::Json::parse("[0.0, 1.7]"));
}

TEST_F(DelftCampus, private_doorbells_have_no_coverage) {
  std::set<std::string> with_coverage;
  const base::Json analysis = run_schouw({"analyse", project_, "--json"}).json();
  for (const auto& sensor : analysis["per_sensor"]) {
    with_coverage.insert(sensor["id"].get<std::string>());
  }
  const base::Json elements = base::Json::parse(bytes_of(cameras_))["elements"];
  int household = 0;
  for (const auto& element : elements) {
    if (!element.contains("tags") || element["tags"].value("surveillance", "") != "private") continue;
    ++household;
    const std::string id = std::to_string(element["id"].get<std::int64_t>());
    for (const auto& seen : with_coverage)
      EXPECT_EQ(seen.find(id), std::string::npos) << id << " is a household device";
  }
  EXPECT_GT(household, 0);
}

TEST_F(DelftCampus, a_spot_in_front_of_a_camera_is_seen_by_it) {
  const base::Json analysis = run_schouw({"analyse", project_, "--json"}).json();
  ASSERT_FALSE(analysis["zones"].empty()) << "there is no zone to ask about";
  const auto& zone = analysis["zones"][0];
  const Answer answer = run_schouw({"at", project_, std::to_string(zone["centroid"][0].get<double>()),
                                    std::to_string(zone["centroid"][1].get<double>()), "--json"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  EXPECT_FALSE(answer.json()["sensors"].empty()) << "a zone exists because sensors see it";
}

TEST_F(DelftCampus, check_ends_with_6_exactly_where_something_fails) {
  const Answer answer = run_schouw({"check", project_, "--json"});
  const base::Json json = answer.json();
  ASSERT_TRUE(json.contains("counts")) << answer.err;
  EXPECT_EQ(answer.exit_code, json["counts"]["fail"].get<int>() > 0 ? 6 : 0);
  std::set<std::string> rules;
  for (const auto& finding : json["findings"]) {
    rules.insert(finding["rule"].get<std::string>());
    EXPECT_FALSE(finding["citation"].get<std::string>().empty());
    EXPECT_EQ(finding["message"].get<std::string>().find('<'), std::string::npos) << "a text key without its words";
  }
  for (const std::string rule : {"G1", "P3.4", "P3.7a"}) EXPECT_TRUE(rules.contains(rule)) << rule;
}

TEST_F(DelftCampus, the_same_picture_comes_out_twice) {
  for (const std::string name : {"one.png", "two.png"}) {
    const Answer answer = run_schouw({"snapshot", project_, "--out", folder_ / name, "--size", "800x500"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  const std::string picture = bytes_of(folder_ / "one.png");
  EXPECT_GT(picture.size(), 20'000U) << "more than an empty field";
  EXPECT_TRUE(picture == bytes_of(folder_ / "two.png"));  // EXPECT_EQ would print a difference of bytes
}

}  // namespace
}  // namespace schouw::scripts
