// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

namespace schouw::stacking {
namespace {

std::filesystem::path shared_data() {
  const char* chosen = std::getenv("SCHOUW_SHARED");
  return std::filesystem::path(chosen != nullptr ? chosen : SCHOUW_SOURCE_DIR "/../shared") / "data";
}

// Delft campus: 432 buildings of the 3DBAG, 51 cameras of OpenStreetMap, eight of them household devices.
TEST(DelftCampus, is_analysed_whole_and_adds_up) {
  const auto folder = shared_data() / "delft-campus";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared data is not here: " << folder;
  const auto project_file = std::filesystem::path(::testing::TempDir()) / "delft-stacking.schouw.gpkg";
  std::filesystem::remove(project_file);
  std::filesystem::remove_all(plan::tiles_folder(project_file));
  const auto imported = plan::import_files(
      project_file, {folder / "tudelft_3dbag_5910_all_lods.city.json", folder / "overpass_surveillance_2025.json"},
      {.now_iso = "2026-11-21T12:00:00Z"});
  ASSERT_TRUE(imported) << base::describe(imported.diagnostics().front());
  const auto project = plan::load_project(project_file);
  ASSERT_TRUE(project);
  const auto occlusion = coverage::make_occlusion_model(*project, {.cell_m = 0.5});
  ASSERT_TRUE(occlusion);
  const auto one = analyse(*project, **occlusion, {.threads = 1}, {0.0, 1.7});
  const auto four = analyse(*project, **occlusion, {.threads = 4}, {0.0, 1.7});
  ASSERT_TRUE(one && four);
  const Stacking& s = one->stacking;
  EXPECT_EQ(s.counts.values(), four->stacking.counts.values());
  EXPECT_EQ(s.completeness.with_coverage + s.completeness.coverage_unknown, s.completeness.counted);
  double sum_m2 = 0.0;
  for (const auto& f : s.coverage->footprints) sum_m2 += f.visible_area_m2;
  double by_count_m2 = 0.0;
  for (const auto& [count, area_m2] : s.area_by_count_m2) by_count_m2 += count * area_m2;
  EXPECT_NEAR(sum_m2, by_count_m2, 1e-6 * sum_m2);
  std::cout << s.completeness.total << " sensors, " << s.completeness.household << " household, "
            << s.completeness.with_coverage << " with coverage, " << s.completeness.coverage_unknown << " unknown, "
            << s.covered_area_m2 << " m2 covered, most " << s.max_count << ", " << s.zones.size()
            << " zones; coverage " << four->elapsed_ms.coverage << " ms, stacking " << four->elapsed_ms.stacking
            << " ms, zones " << four->elapsed_ms.zones << " ms\n";
  std::filesystem::remove(project_file);
  std::filesystem::remove_all(plan::tiles_folder(project_file));
}

}  // namespace
}  // namespace schouw::stacking
