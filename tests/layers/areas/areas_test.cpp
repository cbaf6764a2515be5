// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/areas/draw_areas.h"
#include "layers/areas/import_areas.h"

namespace schouw::areas {
namespace {

// A square of 100 m with a hole of 20 m in its middle: 10,000 - 400 square metres.
Area square_with_hole() {
  const model::Ring outer = {{0, 0, {}}, {100, 0, {}}, {100, 100, {}}, {0, 100, {}}, {0, 0, {}}};
  const model::Ring hole = {{40, 40, {}}, {60, 40, {}}, {60, 60, {}}, {40, 60, {}}, {40, 40, {}}};
  return {.id = "a", .name = "Plein", .type = "playground", .polygons = {{{outer, hole}}}};
}

TEST(Area, contains_its_inside_but_not_its_holes) {
  const Area area = square_with_hole();
  EXPECT_TRUE(area.contains(10, 10));
  EXPECT_FALSE(area.contains(50, 50));
  EXPECT_FALSE(area.contains(-1, 50));
  EXPECT_DOUBLE_EQ(area_m2(area), 9600.0);
}

TEST(Area, label_stands_inside_even_where_the_middle_is_a_hole) {
  const auto at = label_place(square_with_hole());
  EXPECT_TRUE(square_with_hole().contains(at.east_m, at.north_m));
}

TEST(Area, outlines_follow_the_ground_every_ten_metres) {
  const AreaDrawing drawing{.ground_height_m = [](double east_m, double) { return east_m / 10.0; }};
  const auto list = draw_areas({square_with_hole()}, drawing, {});
  ASSERT_EQ(list.lines.size(), 2U);
  EXPECT_EQ(list.lines[0].positions.size(), 41U);  // 4 sides of 10 steps, and closed
  EXPECT_FLOAT_EQ(list.lines[0].positions[5].up_m, 5.25F);
  ASSERT_EQ(list.labels.size(), 1U);
  EXPECT_EQ(list.labels[0].text, "Plein");
}

TEST(Areas, merge_by_id) {
  AreaList held = {square_with_hole()};
  Area moved = square_with_hole();
  moved.name = "Groot plein";
  Area other = square_with_hole();
  other.id = "b";
  const auto counts = merge_areas(held, {moved, other, square_with_hole()});
  EXPECT_EQ(counts.added, 1);
  EXPECT_EQ(counts.changed, 2);
  EXPECT_EQ(held.size(), 2U);
}

TEST(Areas, rows_without_a_polygon_are_said_and_left_out) {
  model::FeatureTable table{.name = "buurten", .crs = *crs::crs_from_text("EPSG:28992")};
  auto in_amsterdam = square_with_hole().polygons;  // the far corner of the grid lies outside what RD covers
  for (auto& ring : in_amsterdam[0].rings) {
    for (auto& corner : ring) corner = {corner.x + 121000.0, corner.y + 487000.0, {}};
  }
  table.features.push_back({.row = 1, .geometry = in_amsterdam, .fields = {{"name", "Centrum"}}});
  table.features.push_back({.row = 2, .geometry = model::Coordinate{1, 1, {}}});
  const auto policy = policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  ASSERT_TRUE(policy);
  const auto result =
      import_areas(std::span(&table, 1), *policy,
                   {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "x.geojson"});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rejected, 1);
  ASSERT_EQ(result->areas.size(), 1U);
  EXPECT_EQ(result->areas[0].type, "neighbourhood");
  EXPECT_EQ(result->areas[0].id, "neighbourhood/Centrum");
  EXPECT_EQ(result.diagnostics().at(0).code, "AREA-101");
  EXPECT_EQ(result.diagnostics()[0].where.row, 2);
}

struct Named {
  const char* name;
  const char* type;
  const char* label;
};

TEST(Areas, a_name_is_kept_apart_from_the_type_that_it_says) {
  constexpr Named kNames[] = {
      {"Markt, plein voor betogingen", "demonstration_square", "Markt"},
      {"Markt (plein voor betogingen)", "demonstration_square", "Markt"},
      {"Het Molentje - speelplek", "playground", "Het Molentje"},
      {"Speelplek: Het Molentje", "playground", "Het Molentje"},
      {"Kerk De Ark", "place_of_worship", "Kerk De Ark"},
      {"De Ark, Kerkstraat", "place_of_worship", "De Ark, Kerkstraat"},  // where it is, not what it is
      {"Oosterstraat, direct voor de woningen (Noordkwartier)", "dwelling_front",
       "Oosterstraat, direct voor de woningen (Noordkwartier)"},
      {"Markt, plein voor betogingen", "school", "Markt, plein voor betogingen"},  // another type than its own
      {"Centrum, wijk 1", "neighbourhood", "Centrum, wijk 1"},
      {"Speelplek: ", "playground", "Speelplek: "},
  };
  const auto policy = policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  ASSERT_TRUE(policy);
  model::FeatureTable table{.name = "plekken", .crs = *crs::crs_from_text("EPSG:28992")};
  auto polygons = square_with_hole().polygons;
  for (auto& ring : polygons[0].rings) {
    for (auto& corner : ring) corner = {corner.x + 121000.0, corner.y + 487000.0, {}};
  }
  for (const Named& row : kNames) {
    table.features.push_back(
        {.geometry = polygons, .fields = {{"name", std::string(row.name)}, {"type", std::string(row.type)}}});
  }
  const auto result =
      import_areas(std::span(&table, 1), *policy,
                   {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "x.geojson"});
  ASSERT_TRUE(result);
  for (std::size_t i = 0; i < std::size(kNames); ++i) EXPECT_EQ(result->areas.at(i).name, kNames[i].label);
  // Its id comes from the name as stated, as before.
  EXPECT_EQ(result->areas[0].id, "demonstration_square/Markt, plein voor betogingen");
}

TEST(Areas, residents_are_read_and_what_cbs_does_not_tell_is_unknown) {
  // CBS writes -99997 where a figure is unknown or secret.
  model::FeatureTable table{.name = "buurten", .crs = *crs::crs_from_text("EPSG:28992")};
  const auto place = square_with_hole().polygons;
  const auto row = [&](const char* name, model::FieldValue residents) {
    table.features.push_back({.geometry = place, .fields = {{"buurtnaam", name}, {"aantalInwoners", residents}}});
    for (auto& ring : std::get<std::vector<model::PolygonWithHoles>>(table.features.back().geometry)[0].rings) {
      for (auto& corner : ring) corner = {corner.x + 121000.0, corner.y + 487000.0, {}};
    }
  };
  row("A", std::int64_t{1250});
  row("B", std::int64_t{-99997});
  row("C", std::string("980"));
  row("D", std::string("veel"));
  const auto policy = policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  const auto result = import_areas(std::span(&table, 1), *policy,
                                   {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "x.gpkg"});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->areas.size(), 4U);
  EXPECT_EQ(result->areas[0].residents, 1250.0);
  EXPECT_FALSE(result->areas[1].residents);
  EXPECT_EQ(result->areas[2].residents, 980.0);
  EXPECT_FALSE(result->areas[3].residents);
}

}  // namespace
}  // namespace schouw::areas
