// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "run_schouw.h"

// data/demo/planted_faults.csv says what stands wrong in the demo's register: written with the town, and never from
// what `check` says.
namespace schouw::scripts {
namespace {

using Fault = std::pair<std::string, std::string>;  // sensor, rule

std::map<Fault, std::string> planted() {
  std::ifstream file(SCHOUW_SOURCE_DIR "/data/demo/planted_faults.csv");
  std::map<Fault, std::string> faults;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t rule = line.find(',') + 1;
    const std::size_t verdict = line.find(',', rule) + 1;
    const std::size_t why = line.find(',', verdict);
    faults[{line.substr(0, rule - 1), line.substr(rule, verdict - rule - 1)}] = line.substr(verdict, why - verdict);
  }
  return faults;
}

TEST(PlantedFaults, are_found_and_nothing_else_fails) {
  const Folder folder;
  const std::string town = folder / "town";
  const Answer made = run_schouw(
      {"generate-city", "--buildings", "900", "--sensors", "120", "--seed", "1", "--out", town, "--quiet"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  std::vector<std::string> import = {"import", folder / "demo.schouw.gpkg"};
  for (const auto& entry : std::filesystem::directory_iterator(town)) import.push_back(entry.path().string());
  std::sort(import.begin() + 2, import.end());
  ASSERT_EQ(run_schouw(import).exit_code, 0);
  const Answer checked = run_schouw({"check", folder / "demo.schouw.gpkg", "--json"});
  ASSERT_EQ(checked.exit_code, 6) << checked.err;
  std::map<Fault, std::string> found;
  const base::Json answer = checked.json();
  for (const auto& finding : answer["findings"]) {
    if (!finding["sensor"].is_string()) continue;
    found[{finding["sensor"].get<std::string>(), finding["rule"].get<std::string>()}] =
        finding["verdict"].get<std::string>();
  }
  const auto faults = planted();
  ASSERT_GT(faults.size(), 20U);
  for (const auto& [fault, verdict] : faults) {
    EXPECT_EQ(found[fault], verdict) << fault.first << " " << fault.second;
  }
  for (const auto& [fault, verdict] : found) {
    if (verdict == "fail") {
      EXPECT_TRUE(faults.contains(fault)) << fault.first << " " << fault.second;
    }
  }
}

}  // namespace
}  // namespace schouw::scripts
