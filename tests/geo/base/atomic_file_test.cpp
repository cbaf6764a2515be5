// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/atomic_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "geo/base/read_file.h"

namespace schouw::base {
namespace {

class AtomicFiles : public ::testing::Test {
 protected:
  AtomicFiles() : folder_(std::filesystem::path(::testing::TempDir()) / ("atomic_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~AtomicFiles() override {
    ::chmod(folder_.c_str(), 0700);
    std::filesystem::remove_all(folder_);
  }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }
  static std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write_old(const std::string& name) const { std::ofstream(file(name)) << "old"; }
  Result<Done> replace(const std::string& name, AtomicFile::Keep keep) const {
    auto fresh = AtomicFile::beside(file(name));
    if (!fresh) return Result<Done>::failure(fresh.diagnostics());
    if (auto written = fresh->write("new"); !written) return written;
    return fresh->commit(keep);
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(AtomicFiles, show_the_old_bytes_until_they_are_committed_and_nothing_if_never) {
  write_old("a");
  {
    auto fresh = AtomicFile::beside(file("a"));
    ASSERT_TRUE(fresh);
    ASSERT_TRUE(fresh->write("new"));
    EXPECT_EQ(bytes_of(file("a")), "old");
    EXPECT_EQ(bytes_of(fresh->fresh()), "new");
  }
  EXPECT_EQ(bytes_of(file("a")), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(AtomicFiles, keep_the_old_one_as_bak_each_time) {
  ASSERT_TRUE(replace("a", AtomicFile::Keep::backup)) << "no old one to keep";
  EXPECT_EQ(files(), 1U);
  write_old("a");
  ASSERT_TRUE(replace("a", AtomicFile::Keep::backup));
  EXPECT_EQ(bytes_of(file("a")), "new");
  EXPECT_EQ(bytes_of(file("a.bak")), "old");
  ASSERT_TRUE(replace("a", AtomicFile::Keep::backup));
  EXPECT_EQ(bytes_of(file("a.bak")), "new");
  EXPECT_EQ(files(), 2U);
}

// What a program that is killed between the two renames of a commit leaves: .bak is a second name of the file.
TEST_F(AtomicFiles, keep_a_bak_where_the_last_commit_was_killed_half_way) {
  write_old("a");
  std::filesystem::create_hard_link(file("a"), file("a.bak"));
  ASSERT_TRUE(replace("a", AtomicFile::Keep::backup));
  EXPECT_EQ(bytes_of(file("a.bak")), "old");
  EXPECT_EQ(files(), 2U);
}

TEST_F(AtomicFiles, follow_a_link_and_leave_it_a_link) {
  std::filesystem::create_directory(file("there"));
  write_old("there/a");
  std::filesystem::create_symlink("there/a", file("link"));
  ASSERT_TRUE(replace("link", AtomicFile::Keep::backup));
  EXPECT_TRUE(std::filesystem::is_symlink(file("link")));
  EXPECT_EQ(bytes_of(file("there/a")), "new");
  EXPECT_EQ(bytes_of(file("there/a.bak")), "old");
}

TEST_F(AtomicFiles, have_the_permissions_of_the_old_file) {
  write_old("a");
  ASSERT_EQ(::chmod(file("a").c_str(), 0600), 0);
  ASSERT_TRUE(replace("a", AtomicFile::Keep::none));
  struct stat found = {};
  ASSERT_EQ(::stat(file("a").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(AtomicFiles, of_two_writers_in_one_process_have_a_name_each) {
  auto one = AtomicFile::beside(file("a"));
  auto two = AtomicFile::beside(file("a"));
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->fresh(), two->fresh());
  ASSERT_TRUE(one->write("one") && two->write("two") && one->commit() && two->commit());
  EXPECT_EQ(bytes_of(file("a")), "two");
  EXPECT_EQ(files(), 1U);
}

TEST_F(AtomicFiles, that_killed_programs_left_go_after_a_minute_and_no_other_file) {
  const auto age = [&](const std::string& name, long seconds) {
    std::ofstream(file(name)) << "x";
    const struct timespec times[2] = {{::time(nullptr) - seconds, 0}, {::time(nullptr) - seconds, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, file(name).c_str(), times, 0), 0);
  };
  age("a.part12", 61);
  age("a.part12-3", 61);
  age("a.part13", 30);
  age("a.part", 3600);
  age("a.partner", 3600);
  age("b.part12", 3600);
  auto held = AtomicFile::beside(file("a"));
  ASSERT_TRUE(held);
  const struct timespec old[2] = {{::time(nullptr) - 3600, 0}, {::time(nullptr) - 3600, 0}};
  ASSERT_EQ(::futimens(held->descriptor().number(), old), 0);
  remove_orphans(file("a"));
  EXPECT_FALSE(std::filesystem::exists(file("a.part12")));
  EXPECT_FALSE(std::filesystem::exists(file("a.part12-3")));
  EXPECT_TRUE(std::filesystem::exists(held->fresh())) << "a program that runs holds it";
  EXPECT_EQ(files(), 5U);
}

TEST_F(AtomicFiles, in_a_folder_that_is_read_only_say_so) {
  write_old("a");
  ::chmod(file(".").c_str(), 0555);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::seteuid(65534) != 0) ::_exit(2);  // permissions do not bind root
    const auto failed = replace("a", AtomicFile::Keep::backup);
    const bool said = !failed && failed.diagnostics().front().code == "IO-105" &&
                      failed.diagnostics().front().hint.find("permissions") != std::string::npos;
    ::_exit(said ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(bytes_of(file("a")), "old");
}

}  // namespace
}  // namespace schouw::base
