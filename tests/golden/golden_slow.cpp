// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdlib>

#include "geo/formats/write_png_gdal.h"
#include "tests/golden/compare_pictures.h"
#include "tests/scripts/run_schouw.h"

// Whole pictures of the program against pictures that a person looked at and accepted with ./dev golden. Another
// picture is one line in kPictures.
namespace schouw::golden {
namespace {

struct WholePicture {
  const char* name;
  const char* project;  // "demo" or "square"
  std::vector<std::string> arguments;
};

const std::vector<WholePicture> kPictures = {
    {"square", "square", {"--size", "900x560"}},
    {"square_planner_en", "square", {"--panels", "--lang", "en", "--size", "1200x750"}},
    {"demo_planner", "demo", {"--panels", "--size", "1280x800"}},
    {"demo_market", "demo", {"--camera", "145000,507000,2,30,35,170", "--size", "1000x640"}},
    {"demo_map", "demo", {"--map", "--size", "800x800"}},
    {"demo_presentation", "demo", {"--panels", "--mode", "presentation", "--view", "stacking", "--size", "1280x720"}},
    {"demo_kiosk", "demo", {"--panels", "--mode", "kiosk", "--size", "720x1280"}},
};

Picture read(const std::string& path) {
  const auto png = formats::read_png(path);
  return png ? Picture{png->width_px, png->height_px, png->rgb} : Picture{};
}

class GoldenPictures : public testing::Test {
 protected:
  // Both projects are made once for all pictures, on a fixed day: periods run out and pictures would change.
  static void SetUpTestSuite() {
    setenv("SOURCE_DATE_EPOCH", "1795176000", 1);  // 2026-11-20, 12:00 UTC
    folder_ = std::make_unique<scripts::Folder>();
    const scripts::Answer town = scripts::run_schouw({"generate-city", "--out", *folder_ / "town", "--json"});
    ASSERT_EQ(town.exit_code, 0) << town.err;
    std::vector<std::string> demo = {"import", *folder_ / "demo.schouw.gpkg"};
    const base::Json files = town.json();
    for (const auto& file : files["files"]) demo.push_back(file.get<std::string>());
    ASSERT_EQ(scripts::run_schouw(demo).exit_code, 0);
    const std::string square = SCHOUW_SOURCE_DIR "/tests/data/small_square/";
    ASSERT_EQ(scripts::run_schouw({"import", *folder_ / "square.schouw.gpkg", square + "square.city.json",
                                   square + "register.geojson"})
                  .exit_code,
              0);
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static std::unique_ptr<scripts::Folder> folder_;
};
std::unique_ptr<scripts::Folder> GoldenPictures::folder_;

TEST_F(GoldenPictures, each_looks_as_it_was_accepted) {
  for (const WholePicture& picture : kPictures) {
    const std::string out = *folder_ / (std::string(picture.name) + ".png");
    std::vector<std::string> arguments = {"snapshot", *folder_ / (std::string(picture.project) + ".schouw.gpkg"),
                                          "--out", out, "--quiet"};
    arguments.insert(arguments.end(), picture.arguments.begin(), picture.arguments.end());
    const scripts::Answer answer = scripts::run_schouw(arguments);
    ASSERT_EQ(answer.exit_code, 0) << picture.name << ": " << answer.err;
    EXPECT_EQ(compare_with_golden(read(out), picture.name), "");
  }
}

}  // namespace
}  // namespace schouw::golden
