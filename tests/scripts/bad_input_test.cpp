// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "run_schouw.h"

// What the shell says and returns for input that is wrong: interface.md (exit codes), reliability.md (promises).
namespace schouw::scripts {
namespace {

constexpr int kUsage = 2;
constexpr int kNotFound = 3;
constexpr int kRefused = 4;

constexpr std::string_view kRegisterHeader = "id;name;kind;easting;northing\n";

void expect_refused(const std::string& name, std::string_view bytes, std::string_view code) {
  const Folder folder;
  const std::string file = folder.write(name, bytes);
  const Answer answer = run_schouw({"import", folder / "p.schouw.gpkg", file, "--json"});
  EXPECT_EQ(answer.exit_code, kRefused) << answer.err;
  EXPECT_TRUE(answer.mentions(code)) << answer.err;
  EXPECT_TRUE(answer.mentions(name)) << "the message names the file: " << answer.err;
  ASSERT_TRUE(answer.json().contains("diagnostics")) << answer.out;
  EXPECT_EQ(folder.names(), std::vector<std::string>{name}) << "nothing half-written stays behind";
}

TEST(BadInput, a_missing_file_is_not_found_and_makes_no_project) {
  const Folder folder;
  const Answer answer = run_schouw({"import", folder / "p.schouw.gpkg", folder / "absent.city.json", "--json"});
  EXPECT_EQ(answer.exit_code, kNotFound);
  EXPECT_TRUE(answer.mentions("IO-101"));
  EXPECT_EQ(answer.json()["diagnostics"][0]["code"], "IO-101");
  EXPECT_FALSE(answer.json()["diagnostics"][0]["where"]["file"].get<std::string>().empty());
  EXPECT_FALSE(answer.json()["diagnostics"][0]["hint"].get<std::string>().empty());
  EXPECT_TRUE(folder.names().empty());
}

TEST(BadInput, an_empty_file_is_refused) { expect_refused("empty.city.json", "", "IO-103"); }

TEST(BadInput, a_file_of_no_known_format_is_refused) {
  expect_refused("letter.docx", "PK\x03\x04 something else altogether", "IO-106");
}

TEST(BadInput, a_missing_project_is_not_found) {
  const Folder folder;
  for (const std::string command : {"analyse", "check"}) {
    const Answer answer = run_schouw({command, folder / "absent.schouw.gpkg", "--json"});
    EXPECT_EQ(answer.exit_code, kNotFound) << command;
    EXPECT_TRUE(answer.mentions("PLAN-101")) << answer.err;
  }
}

TEST(BadInput, a_word_that_is_no_option_is_a_usage_error) {
  EXPECT_EQ(run_schouw({"analyse", "p.schouw.gpkg", "--cellsize", "1"}).exit_code, kUsage);
  EXPECT_EQ(run_schouw({"analyse", "p.schouw.gpkg", "--cell", "0"}).exit_code, kUsage);
  EXPECT_EQ(run_schouw({"at", "p.schouw.gpkg", "here", "there"}).exit_code, kUsage);
}

TEST(BadInput, a_date_that_does_not_exist_is_a_usage_error) {
  EXPECT_EQ(run_schouw({"analyse", "p.schouw.gpkg", "--date", "2026-02-30"}).exit_code, kUsage);
}

TEST(BadInput, a_mangled_coordinate_rejects_its_row_and_keeps_the_others) {
  const Folder folder;
  const std::string file =
      folder.write("register.csv", std::string(kRegisterHeader) +
                                       "a;Camera A;camera;85100,5;446500\nb;Camera B;camera;461.993.881;446500\n");
  const Answer answer = run_schouw({"import", folder / "p.schouw.gpkg", file, "--as", "register", "--json"});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json json = answer.json();
  EXPECT_EQ(json["added"], 1);
  EXPECT_EQ(json["rejected"], 1);
  ASSERT_FALSE(json["diagnostics"].empty());
  EXPECT_EQ(json["diagnostics"][0]["where"]["row"], 3) << "the header is row 1";
}

TEST(BadInput, a_register_of_which_nothing_can_be_taken_is_refused) {
  const Folder folder;
  const std::string file = folder.write("register.csv", std::string(kRegisterHeader) + "b;Camera B;camera;;\n");
  const Answer answer = run_schouw({"import", folder / "p.schouw.gpkg", file, "--as", "register"});
  EXPECT_EQ(answer.exit_code, kRefused) << answer.err;
  EXPECT_EQ(folder.names(), std::vector<std::string>{"register.csv"});
}

TEST(BadInput, an_unknown_crs_is_refused_by_name) {
  const Folder folder;
  const std::string file = folder.write("register.csv", std::string(kRegisterHeader) + "a;A;camera;85100;446500\n");
  const Answer answer =
      run_schouw({"import", folder / "p.schouw.gpkg", file, "--as", "register", "--crs", "EPSG:99999"});
  EXPECT_EQ(answer.exit_code, kRefused);
  EXPECT_TRUE(answer.mentions("CRS-101")) << answer.err;
}

TEST(BadInput, a_truncated_city_is_refused_with_the_byte) {
  const Folder folder;
  const std::string file =
      folder.write("town.city.json", R"({"type":"CityJSON","version":"2.0","CityObjects":{"a":{"type":"Buil)");
  const Answer answer = run_schouw({"info", file, "--json"});
  EXPECT_EQ(answer.exit_code, kRefused);
  const base::Json diagnostics = answer.json()["diagnostics"];
  ASSERT_FALSE(diagnostics.empty());
  EXPECT_TRUE(diagnostics[0]["where"].contains("byte")) << answer.out;
}

TEST(BadInput, an_empty_standard_input_is_refused_as_an_empty_file) {
  const Answer answer = run_schouw({"info", "-", "--json"});
  EXPECT_EQ(answer.exit_code, kRefused);
  EXPECT_EQ(answer.json()["diagnostics"][0]["code"], "IO-103") << answer.out;
  EXPECT_EQ(answer.json()["file"], "-");
}

}  // namespace
}  // namespace schouw::scripts
