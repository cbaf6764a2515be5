// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "run_schouw.h"

// No command writes over a project or over what it was given to read, whatever the file is called.
namespace schouw::scripts {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Overwriting : public testing::Test {
 protected:
  void SetUp() override {
    const Answer answer =
        run_schouw({"import", project_, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json",
                    SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson"});
    ASSERT_EQ(answer.exit_code, 0) << answer.err;
    fs::copy_file(project_, other_);
    fs::create_symlink(project_, folder_ / "soft.csv");
    fs::create_hard_link(project_, folder_ / "hard.csv");
    before_ = bytes_of(project_);
  }

  void expect_refused(const std::vector<std::string>& arguments) const {
    const Answer answer = run_schouw(arguments);
    std::string line;
    for (const std::string& word : arguments) line += word + " ";
    EXPECT_EQ(answer.exit_code, 4) << line << answer.err;
    EXPECT_TRUE(answer.mentions("CLI-107")) << line << answer.err;
    EXPECT_EQ(bytes_of(project_), before_) << line;
    EXPECT_EQ(bytes_of(other_), before_) << line;
  }

  const Folder folder_;
  const std::string project_ = folder_ / "plein.schouw.gpkg";
  const std::string other_ = folder_ / "other.gpkg";  // a project under another name
  std::string before_;
};

TEST_F(Overwriting, a_project_is_refused_by_every_command_that_writes_a_file) {
  const std::string links[] = {project_, other_, folder_ / "soft.csv", folder_ / "hard.csv",
                               folder_ / "new.schouw.gpkg"};
  for (const std::string& target : links) {
    expect_refused({"publish", project_, "--out", folder_ / "p.gpkg", "--report", target});
    expect_refused({"snapshot", project_, "--out", target});
    expect_refused({"exposure", project_, "--out", target});
    expect_refused({"analyse", project_, "--out", target});
    expect_refused({"analyse", project_, "--tiles", "1/1", "--out", target});
    expect_refused({"field-round", project_, "--out", target});
    expect_refused(
        {"propose-mapping", SCHOUW_SOURCE_DIR "/tests/data/small_square/register.geojson", "--out", target});
  }
  EXPECT_FALSE(fs::exists(folder_ / "p.gpkg")) << "nothing is published where the report cannot be kept";
}

TEST_F(Overwriting, so_is_what_the_command_reads) {
  const std::string table = folder_.write("t.csv", "nr;soort;x;y\n1;camera;84500;446500\n");
  const std::string read = bytes_of(table);
  fs::create_symlink(table, folder_ / "t-link.csv");
  expect_refused({"propose-mapping", table, "--out", table});
  expect_refused({"propose-mapping", table, "--out", folder_ / "t-link.csv"});
  expect_refused({"propose-mapping", folder_ / "t-link.csv", "--out", folder_ / "./t.csv"});
  EXPECT_EQ(bytes_of(table), read);
  expect_refused({"snapshot", project_, "--script", table, "--out", table});
  EXPECT_EQ(bytes_of(table), read);

  expect_refused({"publish", project_, "--out", folder_ / "p.gpkg", "--report", folder_ / "p.gpkg"});
  expect_refused({"publish", project_, "--out", folder_ / "p.gpkg", "--since", table, "--report", table});
  EXPECT_EQ(bytes_of(table), read);
  EXPECT_FALSE(fs::exists(folder_ / "p.gpkg"));
}

TEST_F(Overwriting, so_are_the_tiles_of_city_and_terrain) {
  const std::string tiles = folder_ / "plein.schouw.tiles";
  ASSERT_TRUE(fs::is_directory(tiles));
  for (const auto& entry : fs::directory_iterator(tiles)) {
    const std::string before = bytes_of(entry.path().string());
    expect_refused({"exposure", project_, "--out", entry.path().string()});
    EXPECT_EQ(bytes_of(entry.path().string()), before);
  }
}

TEST_F(Overwriting, any_other_file_is_replaced_as_asked) {
  const std::string table = folder_.write("t.csv", "nr;soort;x;y\n1;camera;84500;446500\n");
  const std::string mapping = folder_.write("m.json", "old");
  const Answer answer = run_schouw({"propose-mapping", table, "--out", mapping});
  EXPECT_EQ(answer.exit_code, 0) << answer.err;
  EXPECT_NE(bytes_of(mapping), "old");
}

TEST_F(Overwriting, a_report_that_others_could_read_is_its_owners_alone_afterwards) {
  const std::string report = folder_.write("report.json", "old");
  fs::permissions(report, fs::perms(0644));
  const Answer answer = run_schouw({"publish", project_, "--out", folder_ / "p.gpkg", "--report", report});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  EXPECT_EQ(fs::status(report).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_NE(bytes_of(report), "old");
}

}  // namespace
}  // namespace schouw::scripts
