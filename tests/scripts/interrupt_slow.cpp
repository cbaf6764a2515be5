// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "geo/base/read_file.h"
#include "run_schouw.h"

// Ctrl+C at any moment of a long command: it ends with 130 and leaves everything as it was, or it had ended already.
namespace schouw::scripts {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kInterrupted = 130;

struct Ended {
  int exit_code = -1;  // 128 + the signal, where one ended it
  double after_ms = 0.0;
  std::string out;
  std::string err;
};

// The program started at once, without a shell between, and interrupted after so many milliseconds (below 0: not).
Ended run_interrupted(const std::vector<std::string>& arguments, double after_ms) {
  const Folder folder;
  const std::string out = folder / "out";
  const std::string err = folder / "err";
  std::vector<std::string> words = {SCHOUW_BINARY_DIR "/schouw"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    unsetenv("DISPLAY");
    const bool ready = freopen(out.c_str(), "w", stdout) != nullptr && freopen(err.c_str(), "w", stderr) != nullptr;
    if (ready) execv(list[0], list.data());
    _exit(126);
  }
  int status = 0;
  if (after_ms >= 0.0) {
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(after_ms));
    kill(child, SIGINT);
  }
  waitpid(child, &status, 0);
  const std::chrono::duration<double, std::milli> took = Clock::now() - start;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), took.count(),
          base::read_file(out) ? *base::read_file(out) : "", base::read_file(err) ? *base::read_file(err) : ""};
}

std::string bytes_of(const std::string& path) {
  auto bytes = base::read_file(path);
  return bytes ? *std::move(bytes) : std::string();
}

// A town of some 200 buildings and 60 sensors in a project, made once.
class Interrupt : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder;
    ASSERT_EQ(run_schouw({"generate-city", "--buildings", "200", "--sensors", "60", "--seed", "1", "--out",
                          *folder_ / "town"})
                  .exit_code,
              0);
    ASSERT_EQ(run_schouw({"import", project(), *folder_ / "town/town.city.jsonl", *folder_ / "town/terrain.tif",
                          *folder_ / "town/areas.geojson", *folder_ / "town/register.geojson"})
                  .exit_code,
              0);
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }
  static std::string project() { return *folder_ / "town.schouw.gpkg"; }
  static std::string town(const std::string& name) { return *folder_ / ("town/" + name); }

  // Interrupts over the whole time that the command takes. `left`: names in the output folder that may be there when
  // it was interrupted.
  static void expect_clean(const std::vector<std::string>& arguments, const std::string& output,
                           const std::vector<std::string>& left) {
    const std::string before = bytes_of(project());
    const Ended whole = run_interrupted(arguments, -1.0);
    ASSERT_TRUE(whole.exit_code == 0 || whole.exit_code == 6) << whole.err;
    int interrupted = 0;
    constexpr int kMoments = 8;
    double least_ms = whole.after_ms;  // of the runs that came to their end: a machine is not always as fast
    for (int i = 1; i <= kMoments || (interrupted == 0 && i <= 5 * kMoments); ++i) {
      if (!output.empty()) std::filesystem::remove_all(output);
      const double moment_ms = least_ms * ((i - 1) % kMoments + 1) / (kMoments + 1);
      const Ended ended = run_interrupted(arguments, moment_ms);
      if (ended.exit_code != kInterrupted) least_ms = std::min(least_ms, ended.after_ms);
      ASSERT_TRUE(ended.exit_code == kInterrupted || ended.exit_code == whole.exit_code)
          << ended.exit_code << " after " << moment_ms << " ms: " << ended.err;
      if (ended.exit_code != kInterrupted) continue;
      ++interrupted;
      EXPECT_EQ(ended.out.find("\"zones\""), std::string::npos) << "a verdict was printed";
      EXPECT_EQ(bytes_of(project()), before);
      if (output.empty()) continue;
      std::error_code none;
      if (std::filesystem::is_directory(output, none)) {
        EXPECT_TRUE(std::filesystem::is_empty(output)) << "a file was left";
      } else {
        EXPECT_EQ(std::filesystem::exists(output), false);
      }
    }
    EXPECT_GT(interrupted, 0) << "no moment met the command at work";
    EXPECT_EQ(folder_->names(), left);
  }

  static std::vector<std::string> names() { return folder_->names(); }

 private:
  static inline Folder* folder_ = nullptr;
};

TEST_F(Interrupt, of_analyse_prints_no_verdict_and_writes_no_file) {
  const Folder out;
  expect_clean({"analyse", project(), "--cell", "0.25", "--json", "--out", out / "a.gpkg"}, out / "a.gpkg", names());
  EXPECT_LE(out.names().size(), 1U);
}

TEST_F(Interrupt, of_compare_prints_nothing) {
  expect_clean({"compare", project(), "current", "none", "--cell", "0.5", "--json"}, "", names());
}

TEST_F(Interrupt, of_exposure_writes_no_file) {
  const Folder out;
  expect_clean({"exposure", project(), "--json", "--out", out / "e.gpkg"}, out / "e.gpkg", names());
}

TEST_F(Interrupt, of_check_prints_nothing) { expect_clean({"check", project(), "--json"}, "", names()); }

TEST_F(Interrupt, of_at_prints_nothing) { expect_clean({"at", project(), "85000", "447000", "--json"}, "", names()); }

TEST_F(Interrupt, of_info_prints_nothing) {
  expect_clean({"info", town("town.city.jsonl"), town("terrain.tif"), project(), "--json"}, "", names());
}

TEST_F(Interrupt, of_generate_city_keeps_no_file) {
  const Folder out;
  expect_clean({"generate-city", "--buildings", "3000", "--sensors", "100", "--seed", "2", "--out", out / "made"},
               out / "made", names());
}

TEST_F(Interrupt, of_snapshot_writes_no_picture) {
  const Folder out;
  expect_clean({"snapshot", project(), "--size", "320x200", "--out", out / "p.png"}, out / "p.png", names());
  EXPECT_LE(out.names().size(), 1U);
}

TEST_F(Interrupt, of_import_leaves_no_project_and_no_tiles) {
  const Folder out;
  const std::vector<std::string> arguments = {"import", out / "new.schouw.gpkg", town("town.city.jsonl"),
                                              town("terrain.tif"), town("register.geojson")};
  const Ended whole = run_interrupted(arguments, -1.0);
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  int interrupted = 0;
  double least_ms = whole.after_ms;
  for (int i = 1; i <= 10 || (interrupted == 0 && i <= 50); ++i) {
    for (const std::string& name : out.names()) std::filesystem::remove_all(out / name);
    const Ended ended = run_interrupted(arguments, least_ms * ((i - 1) % 10 + 1) / 11.0);
    if (ended.exit_code == 0) least_ms = std::min(least_ms, ended.after_ms);
    ASSERT_TRUE(ended.exit_code == kInterrupted || ended.exit_code == 0) << ended.exit_code << ended.err;
    if (ended.exit_code != kInterrupted) continue;
    ++interrupted;
    EXPECT_EQ(std::filesystem::exists(out / "new.schouw.gpkg"), false);
    EXPECT_TRUE(out.names().empty()) << out.names().front();
  }
  EXPECT_GT(interrupted, 0);
}

}  // namespace
}  // namespace schouw::scripts
