// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/parts.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

// Parts of an analysis against the whole, bit for bit.
namespace schouw::coverage {
namespace {

namespace fs = std::filesystem;

class Parts : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<registers::Sensor> sensors;
    for (int i = 0; i < 23; ++i) {
      sensors.push_back(testing::camera_at("c" + std::to_string(i), (i * 37) % 200, (i * 61) % 200, i * 31.0));
    }
    sensors[4].hfov_deg = testing::stated(0.0);  // coverage unknown
    sensors[9].position.reset();
    project_ = testing::project_of(testing::random_boxes(3, 200.0), std::move(sensors));
    std::string name = (fs::temp_directory_path() / "schouw_parts_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  PartParams params() const { return {*project_.plan, options_, heights_m_}; }

  fs::path write(const Share& share) {
    const auto around = make_occlusion_model(project_, {.cell_m = 0.5, .sensors = sensors_of(*project_.plan, share)});
    std::vector<CoverageResult> results;
    for (const double height_m : heights_m_) {
      CoverageOptions options = options_;
      options.target_height_m = height_m;
      results.push_back(*compute_coverage_of(project_, **around, options, sensors_of(*project_.plan, share)));
    }
    const fs::path path = folder_ / ("part-" + std::to_string(share.index) + "-of-" + std::to_string(share.count));
    EXPECT_TRUE(write_part(path, params(), share, results));
    return path;
  }

  plan::Project project_;
  CoverageOptions options_{.cell_m = 0.5, .outlines = false};
  std::vector<double> heights_m_ = {0.0, 1.7};
  fs::path folder_;
};

TEST_F(Parts, shares_hold_every_sensor_once) {
  for (const int count : {1, 2, 5, 23, 40}) {
    std::multiset<std::uint32_t> all;
    for (int index = 1; index <= count; ++index) {
      for (const std::uint32_t sensor : sensors_of(*project_.plan, {index, count})) all.insert(sensor);
    }
    EXPECT_EQ(all.size(), 23U);
    EXPECT_EQ(std::set<std::uint32_t>(all.begin(), all.end()).size(), 23U);
  }
}

TEST_F(Parts, joined_parts_equal_the_whole_bit_for_bit) {
  const auto parts = read_parts({write({3, 3}), write({1, 3}), write({2, 3})}, params());
  ASSERT_TRUE(parts) << parts.diagnostics().front().message;
  const auto around = make_occlusion_model(project_, {.cell_m = 0.5});
  const auto bare = make_occlusion_model(project_, {.cell_m = 0.5, .memory_limit_bytes = 1.0, .or_nothing = true});
  for (const double height_m : heights_m_) {
    CoverageOptions options = options_;
    options.target_height_m = height_m;
    const auto whole = compute_coverage(project_, **around, options);
    options.traced = *parts;
    const auto joined = compute_coverage(project_, **bare, options);
    ASSERT_EQ(joined->footprints.size(), whole->footprints.size());
    EXPECT_EQ(joined->frame, whole->frame);
    EXPECT_EQ(joined->unknown.size(), whole->unknown.size());
    EXPECT_EQ(joined.diagnostics().size(), whole.diagnostics().size());
    for (std::size_t i = 0; i < whole->footprints.size(); ++i) {
      const Footprint& a = whole->footprints[i];
      const Footprint& b = joined->footprints[i];
      EXPECT_EQ(a.sensor, b.sensor);
      EXPECT_EQ(a.seen, b.seen);
      EXPECT_EQ(a.reached, b.reached);
      EXPECT_EQ(a.visible_area_m2, b.visible_area_m2);
      EXPECT_EQ(a.area_by_class_m2, b.area_by_class_m2);
      EXPECT_EQ(a.blocked_ratio, b.blocked_ratio);
      EXPECT_EQ(a.assumed, b.assumed);
    }
  }
}

TEST_F(Parts, a_part_of_another_question_or_a_missing_one_is_refused) {
  const fs::path first = write({1, 2});
  const fs::path second = write({2, 2});
  const auto missing = read_parts({first}, params());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.diagnostics().front().code, "COV-151");
  const auto twice = read_parts({first, second, first}, params());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.diagnostics().front().code, "COV-151");
  CoverageOptions other = options_;
  other.cell_m = 1.0;
  const auto others = read_parts({first, second}, {*project_.plan, other, heights_m_});
  ASSERT_FALSE(others);
  EXPECT_EQ(others.diagnostics().front().code, "COV-150");
  EXPECT_NE(others.diagnostics().front().message.find("cell_m 0.5, expected 1.0"), std::string::npos);
}

TEST_F(Parts, every_damaged_byte_is_noticed) {
  const fs::path path = write({1, 1});
  std::ifstream in(path, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  ASSERT_GT(whole.size(), 1000U);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 97) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    std::ofstream(path, std::ios::binary) << damaged;
    const auto read = read_parts({path}, params());
    ASSERT_FALSE(read) << "byte " << at;
    EXPECT_EQ(read.diagnostics().front().code, "COV-150");
    EXPECT_EQ(read.diagnostics().front().hint.find("delete"), std::string::npos) << "it may be any file of theirs";
    std::ofstream(path, std::ios::binary) << whole.substr(0, at);
    EXPECT_FALSE(read_parts({path}, params())) << "cut at " << at;
  }
}

}  // namespace
}  // namespace schouw::coverage
