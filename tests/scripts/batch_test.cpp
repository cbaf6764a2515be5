// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "run_schouw.h"

// An analysis in parts, as a scheduler would split it, against the whole.
namespace schouw::scripts {
namespace {

base::Json without_times(base::Json answer) {
  answer.erase("elapsed_ms");
  return answer;
}

TEST(Batch, merged_parts_print_what_the_whole_prints) {
  const Folder folder;
  const std::string project = folder / "square.schouw.gpkg";
  ASSERT_EQ(run_schouw({"import", project, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json",
                        SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson"})
                .exit_code,
            0);
  std::vector<std::string> merge = {"analyse", project, "--json", "--merge"};
  for (const std::string tiles : {"1/3", "2/3", "3/3"}) {
    const std::string part = folder / ("part-" + tiles.substr(0, 1));
    const Answer answer = run_schouw({"analyse", project, "--tiles", tiles, "--out", part, "--json"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
    EXPECT_EQ(answer.json()["part"], part);
    merge.push_back(part);
  }
  const Answer whole = run_schouw({"analyse", project, "--json"});
  const Answer merged = run_schouw(merge);
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_GT(whole.json()["covered_area_m2"].get<double>(), 0.0);
  EXPECT_EQ(without_times(merged.json()), without_times(whole.json()));
}

TEST(Batch, tiles_that_make_no_sense_are_a_usage_error) {
  const Folder folder;
  for (const std::string tiles : {"0/3", "4/3", "a/b", "1", "1/3x"}) {
    const Answer answer = run_schouw({"analyse", folder / "p.schouw.gpkg", "--tiles", tiles, "--out", folder / "x"});
    EXPECT_EQ(answer.exit_code, 2) << tiles;
    EXPECT_TRUE(answer.mentions("CLI-101")) << answer.err;
  }
  EXPECT_EQ(run_schouw({"analyse", folder / "p.schouw.gpkg", "--tiles", "1/2"}).exit_code, 2) << "no --out";
}

}  // namespace
}  // namespace schouw::scripts
