// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "run_schouw.h"

// What goes out for the public, of a town: by whichever way, it is the same.
namespace schouw::scripts {
namespace {

// What sqlite3 answers, or why it does not.
std::string asked_of(const std::string& file, const std::string& sql) {
  std::string out;
  FILE* pipe = ::popen(("sqlite3 '" + file + "' \"" + sql + "\" 2>&1").c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

class PublicTown : public testing::Test {
 protected:
  void SetUp() override {
    if (asked_of(":memory:", "SELECT 1") != "1\n") GTEST_SKIP() << "no sqlite3 here";
    ASSERT_EQ(run_schouw({"generate-city", "--buildings", "300", "--sensors", "150", "--seed", "11", "--out",
                          folder_ / "town"})
                  .exit_code,
              0);
    std::vector<std::string> import = {"import", project_};
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "town")) import.push_back(entry.path());
    std::sort(import.begin() + 2, import.end());
    ASSERT_EQ(run_schouw(import).exit_code, 0);
    // Some are for nobody any more, some for no public; the rest stays as the town has it.
    const std::string script = folder_.write("edits.txt", edits());
    const Answer edited = run_schouw({"run", project_, "--script", script, "--save"});
    ASSERT_EQ(edited.exit_code, 0) << edited.err;
    const Answer answer = run_schouw({"publish", project_, "--out", copy_});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
  }
  std::string edits() const {
    std::istringstream ids(asked_of(project_, "SELECT id FROM sensors ORDER BY id"));
    std::string lines;
    int number = 0;
    for (std::string id; std::getline(ids, id); ++number) {
      const char* publication = number % 5 == 0 ? "secret" : number % 5 == 1 ? "generalised" : "public";
      lines += "set-field sensor=" + id + " field=publication value=" + publication + "\n";
      if (number % 7 == 0) lines += "set-field sensor=" + id + " field=hide_after value=2020-06-30\n";
    }
    return lines;
  }
  Answer export_as(const std::string& what, const std::string& file, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"export", project_, "--what", what, "--out", folder_ / file});
    return run_schouw(more);
  }

  const Folder folder_;
  const std::string project_ = folder_ / "town.schouw.gpkg";
  const std::string copy_ = folder_ / "copy.gpkg";
};

TEST_F(PublicTown, an_export_has_the_sensors_of_the_public_copy) {
  const Answer answer = export_as("sensors", "s.gpkg");
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const std::string sql = "SELECT id, uuid, kind, name, hide_after, purpose, owner FROM sensors ORDER BY rowid";
  const std::string shown = asked_of(copy_, sql);
  EXPECT_GT(std::count(shown.begin(), shown.end(), '\n'), 50);
  EXPECT_EQ(asked_of(folder_ / "s.gpkg", sql), shown);
}

TEST_F(PublicTown, an_export_has_the_coverage_of_the_public_copy) {
  const Answer answer = export_as("coverage", "c.gpkg");
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  std::string squares;
  int levels = 0;
  for (; levels < 4; ++levels) {
    const std::string least = std::to_string(levels + 1);
    const std::string m2 = asked_of(copy_, "SELECT count(*) * 100.0 FROM coverage_10m WHERE at_least >= " + least);
    if (m2 == "0.0\n") break;
    squares += least + "|" + m2;
  }
  EXPECT_GE(levels, 2) << "views stack somewhere in this town";
  EXPECT_EQ(asked_of(folder_ / "c.gpkg", "SELECT at_least, area_m2 FROM stacking ORDER BY 1"), squares);
}

// The square metres of public space that are seen, over all neighbourhoods.
double public_exposure_m2(const std::string& project) {
  const Answer answer = run_schouw({"exposure", project, "--public", "--json", "--quiet"});
  EXPECT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json json = answer.json();
  double seen_m2 = 0.0;
  for (const auto& neighbourhood : json["neighbourhoods"]) {
    if (neighbourhood["covered_m2"].is_number()) seen_m2 += neighbourhood["covered_m2"].get<double>();
  }
  return seen_m2;
}

TEST_F(PublicTown, exposure_for_the_public_is_without_what_is_hidden) {
  EXPECT_GT(public_exposure_m2(project_), 0.0);
  std::istringstream ids(asked_of(project_, "SELECT id FROM sensors ORDER BY id"));
  std::string lines;
  for (std::string id; std::getline(ids, id);) {
    lines += "set-field sensor=" + id + " field=hide_after value=2020-06-30\n";
  }
  ASSERT_EQ(run_schouw({"run", project_, "--script", folder_.write("hide.txt", lines), "--save"}).exit_code, 0);
  EXPECT_EQ(public_exposure_m2(project_), 0.0);
}

}  // namespace
}  // namespace schouw::scripts
