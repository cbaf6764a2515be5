// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "run_schouw.h"

// The public copy as a person at a shell makes it, and as other programs read it.
namespace schouw::scripts {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out += static_cast<char>(c);
  ::pclose(pipe);
  return out;
}

std::string sensor(const std::string& id, const std::string& publication, double east_m, double north_m) {
  return R"({"type":"Feature","properties":{"id":")" + id + R"(","name":"Camera Oosterstraat )" + id.substr(4) +
         R"(","kind":"camera","publication":")" + publication + R"(","azimuth_deg":180,"model":"Merk X-)" + id +
         R"(","kastnummer":"kast )" + id +
         R"(","contact":"voor.de.achter@gemeente.example.nl","height_above_ground_m":4},"geometry":{"type":"Point","coordinates":[)" +
         std::to_string(east_m) + "," + std::to_string(north_m) + "]}}";
}

class Publish : public testing::Test {
 protected:
  std::string project(const std::string& name, const std::string& features) const {
    const std::string crs =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:28992"}},)";
    const std::string file = folder_.write(name + ".geojson", crs + "\"features\":[" + features + "]}");
    std::string project = folder_ / (name + ".schouw.gpkg");
    const Answer answer =
        run_schouw({"import", project, SCHOUW_SOURCE_DIR "/tests/data/small_square/square.city.json", file});
    EXPECT_EQ(answer.exit_code, 0) << answer.err;
    return project;
  }
  Answer publish(const std::string& project, const std::string& out, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"publish", project, "--out", out, "--date", "2026-12-01"});
    return run_schouw(more);
  }

  const Folder folder_;
  const std::string shown_ = sensor("CAM-0001", "public", 120025.5, 480031.5);
  const std::string coarse_ = sensor("CAM-0002", "generalised", 120027.5, 480033.5);
  const std::string secret_ = sensor("CAM-0003", "secret", 120029.5, 480035.5);
};

TEST_F(Publish, with_and_without_a_secret_sensor_the_files_are_the_same_byte_for_byte) {
  const std::string with = folder_ / "with.gpkg";
  const std::string without = folder_ / "without.gpkg";
  ASSERT_EQ(publish(project("a", secret_ + "," + shown_ + "," + coarse_), with).exit_code, 0);
  ASSERT_EQ(publish(project("b", shown_ + "," + coarse_), without).exit_code, 0);
  EXPECT_EQ(output_of("cmp '" + with + "' '" + without + "'"), "");
}

TEST_F(Publish, other_programs_read_it_without_a_warning) {
  const std::string out = folder_ / "public.gpkg";
  const Answer answer = publish(project("a", shown_ + "," + coarse_ + "," + secret_), out);
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const std::string said = output_of("ogrinfo -ro -al -so '" + out + "'");
  EXPECT_EQ(said.find("Warning"), std::string::npos) << said;
  EXPECT_EQ(said.find("ERROR"), std::string::npos) << said;
  for (const char* layer : {"sensors", "coverage_10m", "areas", "policy", "streets", "time_line", "sources"}) {
    EXPECT_NE(said.find(std::string("Layer name: ") + layer), std::string::npos) << layer;
  }
  const std::string columns = output_of("ogrinfo -ro -so '" + out + "' sensors");
  for (const char* column :
       {"model", "schedule", "privacy_masks", "ptz_presets", "mount_object", "record", "scope"}) {
    EXPECT_EQ(columns.find(std::string("\n") + column + ":"), std::string::npos) << column;
  }
  if (output_of("sqlite3 --version").find("3.") == std::string::npos) GTEST_SKIP() << "no sqlite3 here";
  const auto ask = [&](const std::string& sql) { return output_of("sqlite3 '" + out + "' \"" + sql + "\""); };
  EXPECT_EQ(ask("PRAGMA integrity_check; PRAGMA freelist_count"), "ok\n0\n");
  EXPECT_EQ(ask("SELECT publication, position_generalised, count(*) FROM sensors GROUP BY 1, 2 ORDER BY 1"),
            "generalised|1|1\npublic|0|1\n");
  EXPECT_EQ(ask("SELECT street FROM streets ORDER BY fid LIMIT 1"), "Oosterstraat\n");
  EXPECT_EQ(ask("SELECT count(*) FROM coverage_10m WHERE at_least <> 1 OR optical_at_least <> 1"), "0\n");
  EXPECT_NE(ask("SELECT count(*) FROM coverage_10m"), "0\n") << "the camera sees the square";
}

TEST_F(Publish, holds_back_what_is_restricted_and_tells_so_in_the_report_alone) {
  const std::string out = folder_ / "public.gpkg";
  const std::string report = folder_ / "report.json";
  const Answer answer =
      publish(project("a", shown_ + "," + coarse_ + "," + secret_), out, {"--json", "--report", report});
  ASSERT_EQ(answer.exit_code, 0) << answer.err;
  const base::Json redaction = answer.json()["redaction"];
  EXPECT_EQ(redaction["internal"], true);
  EXPECT_EQ(redaction["sensors"]["withheld"]["secret"], 1);
  EXPECT_EQ(redaction["sensors"]["generalised"], 1);
  EXPECT_EQ(redaction["unknown_fields"], 2) << "the box numbers of the two that are shown";
  const auto written = base::parse_json(bytes_of(report), report);
  ASSERT_TRUE(written);
  EXPECT_EQ((*written)["sensors"], redaction["sensors"]);
  EXPECT_EQ(fs::status(report).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const std::string bytes = bytes_of(out);
  EXPECT_NE(bytes.find("CAM-0001"), std::string::npos);
  for (const char* restricted : {"CAM-0002", "CAM-0003", "Merk X", "kast ", "kastnummer", "voor.de.achter",
                                 "withheld", "Oosterstraat 0002", ".geojson"}) {
    EXPECT_EQ(bytes.find(restricted), std::string::npos) << restricted;
  }
}

TEST_F(Publish, refuses_with_the_exit_codes_of_the_manual) {
  const std::string town = project("a", shown_);
  EXPECT_EQ(publish(town, town).exit_code, 4);
  EXPECT_EQ(publish(town, folder_ / "public.csv").exit_code, 2);
  EXPECT_EQ(publish(folder_ / "none.schouw.gpkg", folder_ / "public.gpkg").exit_code, 3);
  EXPECT_EQ(publish(town, folder_ / "public.gpkg", {"--since", folder_ / "none.gpkg"}).exit_code, 3);
  EXPECT_EQ(publish(town, folder_.write("notes.gpkg", "notes")).exit_code, 4);
  EXPECT_EQ(bytes_of(folder_ / "notes.gpkg"), "notes");
  EXPECT_EQ(run_schouw({"publish", town, "--out", folder_ / "public.gpkg", "--date", "1-12-2026"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder_ / "public.gpkg"));
}

TEST_F(Publish, what_is_hidden_after_a_day_is_no_more_for_the_kiosk_than_for_the_copy) {
  const std::string hidden = R"({"type":"Feature","properties":{"id":"H","name":"H","kind":"camera",)"
                             R"("publication":"public","hide_after":"2020-01-31"},"geometry":{"type":"Point",)"
                             R"("coordinates":[120025.5,480031.5]}})";
  const Answer kiosk = run_schouw({"kiosk", project("hidden", hidden)});
  EXPECT_EQ(kiosk.exit_code, 4) << kiosk.err;
  EXPECT_TRUE(kiosk.mentions("CLI-104")) << kiosk.err;
}

TEST_F(Publish, a_plan_without_public_sensors_gives_an_empty_copy_and_says_so) {
  const std::string out = folder_ / "public.gpkg";
  const Answer answer = publish(project("a", secret_), out);
  EXPECT_EQ(answer.exit_code, 0);
  EXPECT_TRUE(answer.mentions("PUB-130"));
  EXPECT_TRUE(fs::exists(out));
}

}  // namespace
}  // namespace schouw::scripts
