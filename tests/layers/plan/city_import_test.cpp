// SPDX-License-Identifier: EUPL-1.2
// Cities of several files: boxes of which every corner is known.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "layers/plan/plan.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

// A box of 10 x 10 m; its roof falls from west to east by roof_fall_mm.
struct Box {
  std::string id;
  int east_mm = 0;
  int height_mm = 6000;
  int roof_fall_mm = 0;
  bool faces_backwards = false;  // the faces in another order, each begun at another corner
};

std::string faces_of(int first, bool backwards) {
  const int faces[6][4] = {{0, 3, 2, 1}, {4, 5, 6, 7}, {0, 1, 5, 4}, {1, 2, 6, 5}, {2, 3, 7, 6}, {3, 0, 4, 7}};
  std::string text;
  for (int i = 0; i < 6; ++i) {
    const auto& face = faces[backwards ? 5 - i : i];
    const int turn = backwards ? 2 : 0;
    text += fmt::format("{}[[{},{},{},{}]]", i == 0 ? "" : ",", first + face[turn], first + face[turn + 1],
                        first + face[(turn + 2) % 4], first + face[(turn + 3) % 4]);
  }
  return text;
}

std::string city(const std::vector<Box>& boxes, double east_m = 85000.0) {
  std::string objects;
  std::string vertices;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& b = boxes[i];
    const char* comma = i == 0 ? "" : ",";
    objects +=
        fmt::format(R"({}"{}":{{"type":"Building","geometry":[{{"type":"Solid","lod":"2.2","boundaries":[[{}]]}}]}})",
                    comma, b.id, faces_of(static_cast<int>(8 * i), b.faces_backwards));
    const int far = b.east_mm + 10000;
    const int low = b.height_mm - b.roof_fall_mm;
    vertices += fmt::format(
        "{0}[{1},0,0],[{2},0,0],[{2},10000,0],[{1},10000,0],[{1},0,{3}],[{2},0,{4}],"
        "[{2},10000,{4}],[{1},10000,{3}]",
        comma, b.east_mm, far, b.height_mm, low);
  }
  return fmt::format(
      R"({{"type":"CityJSON","version":"2.0","metadata":{{"referenceSystem":"EPSG:7415"}},"transform":{{"scale":[0.001,0.001,0.001],"translate":[{},447000.0,0.0]}},"CityObjects":{{{}}},"vertices":[{}]}})",
      east_m, objects, vertices);
}

class CityImport : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path project() const { return folder_ / "town.schouw.gpkg"; }
  ImportReport take(const char* name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    auto report = import_files(project(), {folder_ / name}, {.now_iso = "2026-11-22T00:00:00Z"});
    if (report) return *report;
    ImportReport failed;
    failed.rejected = -1;
    failed.diagnostics = report.diagnostics();
    return failed;
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const auto& object : held().objects) ids.push_back(object.id);
    return ids;
  }
  model::CityModel held() const {
    auto loaded = load_project(project());
    EXPECT_TRUE(loaded && loaded->city);
    return loaded && loaded->city ? *loaded->city : model::CityModel{};
  }
  double height_of(const std::string& id) const {
    for (const auto& object : held().objects) {
      if (object.id == id) return object.bounds.max.up_m;
    }
    return -1.0;
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-city-import-" + std::to_string(::getpid()));
};

void expect_counts(const ImportReport& report, const std::vector<int>& added_changed_gone_unchanged) {
  EXPECT_EQ((std::vector<int>{report.added, report.changed, report.gone, report.unchanged}),
            added_changed_gone_unchanged);
}

TEST_F(CityImport, a_building_that_its_file_drops_goes_though_another_file_stands_beside_it) {
  take("a.city.json", city({{"a1"}, {"a2", 20000}}));
  expect_counts(take("b.city.json", city({{"b1", 40000}, {"b2", 60000}})), {2, 0, 0, 0});
  EXPECT_EQ(ids(), (std::vector<std::string>{"a1", "a2", "b1", "b2"}));
  expect_counts(take("a.city.json", city({{"a1"}})), {0, 0, 1, 1});
  EXPECT_EQ(ids(), (std::vector<std::string>{"a1", "b1", "b2"}));
  expect_counts(take("b.city.json", city({{"b2", 60000}, {"b3", 80000}})), {1, 0, 1, 1});
  EXPECT_EQ(ids(), (std::vector<std::string>{"a1", "b2", "b3"}));
  EXPECT_EQ(held().triangles.size(), 36U) << "twelve for each box, none for what went";
}

TEST_F(CityImport, a_roof_that_moved_is_a_change_though_bounds_and_number_of_triangles_are_the_same) {
  // The slope to the east, and the same slope to the west: the box around it stays.
  Box east{.id = "a", .roof_fall_mm = 2000};
  take("a.city.json", city({east}));
  Box west{.id = "a", .height_mm = 4000, .roof_fall_mm = -2000};
  expect_counts(take("a.city.json", city({west})), {0, 1, 0, 0});
}

TEST_F(CityImport, another_order_of_faces_and_corners_is_no_change) {
  take("a.city.json", city({{"a"}, {"b", 20000}}));
  Box turned{.id = "a", .faces_backwards = true};
  expect_counts(take("a.city.json", city({turned, {"b", 20000}})), {0, 0, 0, 2});
  // Counted from another place, a stands where it stood and b a metre to the west.
  expect_counts(take("a.city.json", city({{"a", 1000}, {"b", 20000}}, 84999.0)), {0, 1, 0, 1});
}

TEST_F(CityImport, of_one_id_in_two_files_the_later_file_shows_until_it_drops_it) {
  take("a.city.json", city({{"x"}, {"a1", 20000}}));
  expect_counts(take("b.city.json", city({{.id = "x", .height_mm = 9000}, {"b1", 40000}})), {1, 1, 0, 0});
  EXPECT_EQ(height_of("x"), 9.0);
  expect_counts(take("a.city.json", city({{"x"}, {"a1", 20000}})), {0, 0, 0, 2});
  EXPECT_EQ(height_of("x"), 9.0) << "reading the first file again changes nothing";
  EXPECT_EQ(held().objects.size(), 3U);
  expect_counts(take("b.city.json", city({{"b1", 40000}})), {0, 1, 0, 1});
  EXPECT_EQ(height_of("x"), 6.0) << "the first file still states it";
  EXPECT_EQ(held().beneath, nullptr);
  expect_counts(take("a.city.json", city({{"a1", 20000}})), {0, 0, 1, 1});
  EXPECT_EQ(ids(), (std::vector<std::string>{"a1", "b1"}));
}

TEST_F(CityImport, a_city_thousands_of_kilometres_off_is_refused_and_nothing_of_it_is_taken) {
  take("a.city.json", city({{"a"}}));
  const auto report = take("far.city.json", city({{"far"}}, 85000.0 + 3'000'000.0));
  EXPECT_EQ(report.rejected, -1) << "taken";
  EXPECT_THAT(report.diagnostics, Contains(testing::AllOf(Field(&base::Diagnostic::code, "PLAN-113"),
                                                          Field(&base::Diagnostic::message, HasSubstr("3000 km")))));
  EXPECT_EQ(ids(), (std::vector<std::string>{"a"}));
  EXPECT_EQ(load_project(project())->plan->sources.size(), 1U);
}

TEST_F(CityImport, a_city_a_hundred_kilometres_off_keeps_every_corner_in_its_bounds) {
  take("a.city.json", city({{"a"}}));
  take("b.city.json", city({{"b"}}, 185000.0));
  const auto both = held();
  for (const auto& object : both.objects) {
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      for (const auto corner : both.triangles[t]) {
        const auto at = both.position(corner);
        EXPECT_GE(at.east_m, object.bounds.min.east_m);
        EXPECT_LE(at.east_m, object.bounds.max.east_m);
      }
    }
  }
  EXPECT_EQ(both.objects.at(1).bounds.min.east_m, 185000.0);
}

TEST_F(CityImport, after_a_store_that_is_lost_only_what_was_read_again_is_in_the_plan) {
  take("a.city.json", city({{"a"}}));
  take("b.city.json", city({{"b", 20000}}));
  fs::remove_all(tiles_folder(project()));
  const auto report = take("a.city.json", city({{"a"}}));
  EXPECT_THAT(report.diagnostics,
              Contains(testing::AllOf(Field(&base::Diagnostic::code, "PLAN-110"),
                                      Field(&base::Diagnostic::message, HasSubstr("b.city.json")))));
  const auto loaded = load_project(project());
  EXPECT_EQ(loaded->plan->sources.size(), 1U) << "what the store does not hold is no source of it";
  EXPECT_EQ(ids(), (std::vector<std::string>{"a"}));
  expect_counts(take("b.city.json", city({{"b", 20000}})), {1, 0, 0, 0});
  EXPECT_EQ(ids(), (std::vector<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace schouw::plan
