// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "layers/plan/plan.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;

TEST(ImportOfAWrongRegister, tells_of_the_first_rows_and_counts_the_others) {
  ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
  const fs::path folder = fs::path(testing::TempDir()) / ("schouw-wrong-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  constexpr int kRows = 100'050;
  {
    std::ofstream out(folder / "register.csv");
    out << "id,kind,x,y\n";
    for (int i = 0; i < kRows; ++i)
      out << "S-" << i << ",," << 84000 + i % 300 * 2 << ',' << 447000 + i / 300 << '\n';
  }
  const auto report =
      import_files(folder / "a.schouw.gpkg", {folder / "register.csv"}, {.now_iso = "2026-11-27T00:00:00Z"});
  fs::remove_all(folder);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, kRows);
  const auto told = [&](std::string_view code) {
    return std::count_if(report->diagnostics.begin(), report->diagnostics.end(),
                         [&](const base::Diagnostic& one) { return one.code == code; });
  };
  EXPECT_EQ(told("REG-107"), 100'000);
  ASSERT_EQ(told("REG-148"), 1);
  const auto rest = std::find_if(report->diagnostics.begin(), report->diagnostics.end(),
                                 [](const base::Diagnostic& one) { return one.code == "REG-148"; });
  EXPECT_EQ(rest->message, "50 more rows than the 100000 that are told of say REG-107");
}

}  // namespace
}  // namespace schouw::plan
