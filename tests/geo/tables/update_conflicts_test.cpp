// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "geo/tables/update_package.h"

namespace schouw::tables {
namespace {

constexpr const char* kThen = "2026-11-21T10:00:00Z";

class Conflicts : public ::testing::Test {
 protected:
  Conflicts() : folder_(std::filesystem::path(::testing::TempDir()) / ("conflicts_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Conflicts() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  void write_town() const {
    Package package{.crs = *crs::crs_from_text("EPSG:28992")};
    Table table{"sensors", "", GeometryType::point, {{"id"}}, {}};
    table.rows = {{model::Coordinate{85000, 446000, {}}, {std::string("A")}},
                  {model::Coordinate{85100, 446100, {}}, {std::string("B")}}};
    package.tables = {table};
    ASSERT_TRUE(write_package(file("town.gpkg"), package, kThen));
  }

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

std::string edit(const std::filesystem::path& path) {
  auto update = PackageUpdate::begin(path);
  if (!update) return code_of(update);
  const auto changed = update->update("sensors", 1, {.values = {{"id", std::string("edited")}}});
  if (!changed) return code_of(changed);
  return code_of(update->commit(kThen));
}

TEST_F(Conflicts, of_two_updates_at_once_the_second_is_refused_and_nothing_of_it_stays) {
  write_town();
  auto one = PackageUpdate::begin(file("town.gpkg"));
  auto two = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(one && two);
  ASSERT_TRUE(one->update("sensors", 1, {.values = {{"id", std::string("one")}}}));
  ASSERT_TRUE(two->update("sensors", 1, {.values = {{"id", std::string("two")}}}));
  EXPECT_EQ(code_of(one->commit(kThen)), "ok");
  EXPECT_EQ(code_of(two->commit(kThen)), "PLAN-108");
  EXPECT_EQ(code_of(one->commit(kThen)), "PLAN-105") << "once";
  EXPECT_EQ(read_package(file("town.gpkg"))->tables[0].rows[0].cells[0], Cell(std::string("one")));
}

// Each process begins, waits for all, and commits; the stamp and the rename are one step to the others.
int count_of_saved(const std::filesystem::path& path, int processes) {
  std::array<int, 2> gate{};
  if (::pipe(gate.data()) != 0) return -1;
  std::vector<pid_t> children;
  for (int i = 0; i < processes; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(gate[1]);
      auto update = PackageUpdate::begin(path);
      if (!update || !update->update("sensors", 1, {.values = {{"id", std::to_string(i)}}})) ::_exit(9);
      char byte = 0;
      static_cast<void>(::read(gate[0], &byte, 1) == 0);
      const std::string code = code_of(update->commit(kThen));
      ::_exit(code == "ok" ? 0 : code == "PLAN-108" ? 1 : 2);
    }
    children.push_back(child);
  }
  ::close(gate[0]);
  ::usleep(500'000);
  ::close(gate[1]);
  int saved = 0;
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << WEXITSTATUS(status);
    saved += WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 1 : 0;
  }
  return saved;
}

TEST_F(Conflicts, of_many_processes_that_save_at_one_moment_one_wins) {
  for (int round = 0; round < 3; ++round) {
    write_town();
    EXPECT_EQ(count_of_saved(file("town.gpkg"), 8), 1);
  }
}

TEST_F(Conflicts, with_damage_end_in_a_diagnostic_and_leave_the_bytes) {
  write_town();
  std::ifstream in(file("town.gpkg"), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::set<std::string> codes;
  for (std::size_t at = 100; at < whole.size(); at += 1031) {
    std::string scratched = whole;
    std::fill_n(scratched.begin() + static_cast<long>(at), std::min<std::size_t>(16, whole.size() - at), '\xff');
    std::filesystem::remove(file("scratched.gpkg"));
    std::ofstream(file("scratched.gpkg"), std::ios::binary) << scratched;
    const std::string code = edit(file("scratched.gpkg"));
    codes.insert(code);
    if (code == "ok") continue;
    std::ifstream again(file("scratched.gpkg"), std::ios::binary);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(again), {}), scratched) << at;
  }
  for (const std::string& code : codes) {
    EXPECT_TRUE(code == "ok" || code == "PLAN-103" || code == "PLAN-105" || code == "PLAN-130") << code;
  }
  EXPECT_EQ(codes.count("PLAN-103"), 1U);
}

}  // namespace
}  // namespace schouw::tables
