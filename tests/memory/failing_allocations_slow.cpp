// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "failing_new.h"

int schouw_main(int argument_count, char** arguments);

// Whatever allocation fails, a command ends with 7 and what would fit, or as if nothing had been; never by a signal,
// and with nothing half-written.
namespace schouw::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kResourceLimit = 7;

// How allocations fail in one run.
struct Plan {
  std::int64_t fail_at = 0;
  bool and_all_after = false;
  std::size_t larger_than = 0;
  std::size_t smallest = 16 * 1024;
};

struct Ended {
  int exit_code = 0;  // 128 + the signal, where one ended it
  std::int64_t made = 0;
};

// In a child, so that every run begins alike and a crash is an answer.
Ended run(std::vector<std::string> arguments, const Plan& plan, const std::string& said) {
  auto* made = static_cast<std::int64_t*>(
      mmap(nullptr, sizeof(std::int64_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  arguments.insert(arguments.begin(), "schouw");
  std::vector<char*> list;
  for (std::string& word : arguments) list.push_back(word.data());
  list.push_back(nullptr);
  std::fflush(nullptr);  // or the child says it again
  const pid_t child = fork();
  if (child == 0) {
    if (freopen(said.c_str(), "w", stdout) == nullptr || freopen(said.c_str(), "a", stderr) == nullptr) _exit(99);
    FailingNew& control = failing_new();
    control.made = 0;
    control.smallest = plan.smallest;
    control.and_all_after = plan.and_all_after;
    control.larger_than = plan.larger_than;
    control.fail_at = plan.fail_at;
    const int code = schouw_main(static_cast<int>(list.size()) - 1, list.data());
    *made = control.made;
    control.fail_at = 0;
    control.larger_than = 0;
    std::fflush(nullptr);
    _exit(code);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), *made};
  munmap(made, sizeof(std::int64_t));
  return ended;
}

class FailingAllocations : public ::testing::Test {
 protected:
  FailingAllocations() {
    std::string pattern = (fs::temp_directory_path() / "schouw-memory-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~FailingAllocations() override { fs::remove_all(folder_); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  static std::string data(const std::string& name) { return SCHOUW_SOURCE_DIR "/tests/data/small_square/" + name; }

  std::string project() {
    if (!fs::exists(file("p.schouw.gpkg"))) {
      const auto made = run({"import", file("p.schouw.gpkg"), data("square.city.json"), data("register.geojson")}, {},
                            file("said"));
      EXPECT_EQ(made.exit_code, 0);
    }
    return file("p.schouw.gpkg");
  }

  // A file of a town of some 300 buildings.
  std::string town(const std::string& name) {
    if (!fs::exists(file("town/" + name))) {
      const std::vector<std::string> make = {"generate-city", "--buildings", "300",   "--sensors", "30",
                                             "--seed",        "1",           "--out", file("town")};
      EXPECT_EQ(run(make, {}, file("said")).exit_code, 0);
    }
    return file("town/" + name);
  }

  // Fails allocations spread over the whole run, one alone and all from there on, and all over a size.
  void expect_no_crash(const std::vector<std::string>& arguments, const std::string& output = {}, int whole_code = 0,
                       std::size_t smallest = 16 * 1024) {
    const Ended whole = run(arguments, {.smallest = smallest}, file("said"));
    ASSERT_EQ(whole.exit_code, whole_code);
    ASSERT_GT(whole.made, 10);
    int limited = 0;
    const auto expect = [&](const Plan& plan) {
      if (!output.empty()) fs::remove_all(output);
      const Ended ended = run(arguments, plan, file("said"));
      EXPECT_TRUE(ended.exit_code == kResourceLimit || ended.exit_code == whole_code)
          << arguments.front() << " ended with " << ended.exit_code << " where allocation " << plan.fail_at << " of "
          << whole.made << (plan.and_all_after ? " and all after it" : "") << " failed, or all over "
          << plan.larger_than << " bytes";
      if (ended.exit_code == kResourceLimit) {
        ++limited;
        if (!output.empty()) {
          EXPECT_FALSE(fs::exists(output) && !fs::is_empty(output));
        }
      }
    };
    constexpr int kMoments = 40;
    for (int i = 0; i < kMoments; ++i) {
      // Dense at the start, where everything is set up, and then over all of it.
      const std::int64_t at = i < 10 ? 1 + i * whole.made / 2000 : 1 + (whole.made - 1) * (i - 9) / (kMoments - 9);
      expect({.fail_at = at, .smallest = smallest});
      expect({.fail_at = at, .and_all_after = true, .smallest = smallest});
    }
    for (std::size_t bytes = 16'384; bytes < 100'000'000; bytes *= 4) expect({.larger_than = bytes});
    EXPECT_GT(limited, kMoments) << "few of the failures were met";
  }

 private:
  fs::path folder_;
};

TEST_F(FailingAllocations, of_analyse_end_with_7) {
  expect_no_crash({"analyse", project(), "--json", "--out", file("a.gpkg")}, file("a.gpkg"));
}
TEST_F(FailingAllocations, of_compare_end_with_7) { expect_no_crash({"compare", project(), "current", "none"}); }
TEST_F(FailingAllocations, of_exposure_end_with_7) {
  expect_no_crash({"exposure", project(), "--out", file("e.gpkg")}, file("e.gpkg"));
}
TEST_F(FailingAllocations, of_check_end_with_7) { expect_no_crash({"check", project()}, {}, 6); }
TEST_F(FailingAllocations, of_at_end_with_7) { expect_no_crash({"at", project(), "85000", "447000"}); }
TEST_F(FailingAllocations, of_info_end_with_7) {
  expect_no_crash({"info", town("town.city.jsonl"), town("terrain.tif")});
}
TEST_F(FailingAllocations, of_import_end_with_7) {
  expect_no_crash({"import", file("n.schouw.gpkg"), town("town.city.jsonl"), town("register.geojson")},
                  file("n.schouw.gpkg"));
}
TEST_F(FailingAllocations, of_generate_city_end_with_7) {
  expect_no_crash({"generate-city", "--buildings", "60", "--sensors", "20", "--seed", "1", "--out", file("town")},
                  file("town"), 0, 1024);
}

}  // namespace
}  // namespace schouw::testing
