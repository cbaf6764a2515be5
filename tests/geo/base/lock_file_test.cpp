// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/lock_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "geo/base/json.h"

namespace schouw::base {
namespace {

class LockFiles : public ::testing::Test {
 protected:
  LockFiles() : folder_(std::filesystem::path(::testing::TempDir()) / ("lock_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~LockFiles() override {
    ::chmod(folder_.c_str(), 0700);
    std::filesystem::remove_all(folder_);
  }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }
  void age(double seconds) const {
    struct timespec then = {::time(nullptr) - static_cast<time_t>(seconds), 0};
    const struct timespec times[2] = {then, then};
    ASSERT_EQ(::utimensat(AT_FDCWD, file("town.lock").c_str(), times, 0), 0);
  }
  // Changes what the lock of this process says.
  void rewrite(const std::function<void(Json&)>& change) const {
    Json json = *read_json_file(file("town.lock"));
    change(json);
    std::ofstream(file("town.lock")) << json.dump();
  }

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

// Runs in a process of its own and gives its exit status, 128 and more where a signal ended it.
int in_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(LockFiles, say_who_holds_them_and_go_when_released) {
  {
    const auto lock = LockFile::take(file("town"));
    ASSERT_TRUE(lock) << describe(lock.diagnostics().front());
    const auto holder = LockFile::holder(file("town"));
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->pid, ::getpid());
    EXPECT_TRUE(holder->here);
    EXPECT_FALSE(holder->stale());
    EXPECT_LT(holder->silent_s, 30.0);
    const auto second = LockFile::take(file("town"));
    EXPECT_EQ(code_of(second), "IO-130");
    EXPECT_NE(second.diagnostics().front().message.find(std::to_string(::getpid())), std::string::npos);
    EXPECT_EQ(files(), 1U);
  }
  EXPECT_EQ(files(), 0U);
  EXPECT_FALSE(LockFile::holder(file("town")));
}

TEST_F(LockFiles, of_a_process_that_was_killed_are_stale_at_once) {
  const int status = in_child([&] {
    const auto lock = LockFile::take(file("town"));
    if (lock) ::raise(SIGKILL);
    return 1;
  });
  ASSERT_EQ(status, 128 + SIGKILL);
  ASSERT_EQ(files(), 1U);
  EXPECT_TRUE(LockFile::holder(file("town"))->process_gone);
  EXPECT_TRUE(LockFile::take(file("town")));
  EXPECT_EQ(files(), 0U);
}

TEST_F(LockFiles, of_a_number_that_was_given_out_again_are_stale_at_once) {
  auto lock = LockFile::take(file("town"));
  rewrite([](Json& json) { json["process_start"] = json["process_start"].get<std::int64_t>() - 1; });
  EXPECT_TRUE(LockFile::holder(file("town"))->process_gone);
  rewrite([](Json& json) { json["process_start"] = json["process_start"].get<std::int64_t>() + 1; });
  EXPECT_FALSE(LockFile::holder(file("town"))->process_gone);
  rewrite([](Json& json) { json["boot"] = "00000000-0000-0000-0000-000000000000"; });
  EXPECT_TRUE(LockFile::holder(file("town"))->process_gone) << "the machine was started again";
}

TEST_F(LockFiles, of_another_machine_are_stale_after_a_minute_of_silence) {
  auto lock = LockFile::take(file("town"));
  rewrite([](Json& json) {
    json["host"] = "elsewhere";
    json["pid"] = 999999999;
  });
  EXPECT_FALSE(LockFile::holder(file("town"))->process_gone);
  age(55);
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "IO-130");
  age(65);
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "ok");
}

TEST_F(LockFiles, stay_while_their_heart_beats_and_tell_their_owner_when_it_was_too_late) {
  auto lock = LockFile::take(file("town"));
  age(65);
  ASSERT_TRUE(lock->heartbeat());
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "IO-130");
  age(65);
  {
    auto other = LockFile::take(file("town"));
    ASSERT_TRUE(other);
    EXPECT_EQ(code_of(lock->heartbeat()), "IO-132");
    EXPECT_FALSE(lock->ours());
    { const auto released = std::move(*lock); }
    EXPECT_TRUE(other->ours()) << "whoever lost it does not remove it";
    EXPECT_TRUE(other->heartbeat());
  }
  EXPECT_EQ(files(), 0U);
}

TEST_F(LockFiles, can_be_taken_over_by_a_person_who_knows) {
  auto lock = LockFile::take(file("town"));
  auto other = LockFile::take_over(file("town"));
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->ours());
  EXPECT_EQ(code_of(lock->heartbeat()), "IO-132");
  EXPECT_EQ(files(), 1U);
}

TEST_F(LockFiles, that_say_nothing_are_held_for_a_minute) {
  std::ofstream(file("town.lock")).flush();
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "IO-130");
  std::ofstream(file("town.lock")) << std::string(1 << 20, '[');
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "IO-130");
  age(65);
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "ok");
}

TEST_F(LockFiles, are_not_followed_where_they_are_links) {
  std::ofstream(file("precious")) << "precious";
  std::filesystem::create_symlink(file("precious"), file("town.lock"));
  EXPECT_EQ(code_of(LockFile::take(file("town"))), "IO-133");
  EXPECT_EQ(std::filesystem::file_size(file("precious")), 8U);
}

TEST_F(LockFiles, in_a_folder_that_is_read_only_say_so) {
  ::chmod(file(".").c_str(), 0555);
  const int status = in_child([&] {
    if (::geteuid() == 0 && ::seteuid(65534) != 0) return 2;  // permissions do not bind root
    return code_of(LockFile::take(file("town"))) == "IO-131" ? 0 : 1;
  });
  EXPECT_EQ(status, 0);
}

TEST_F(LockFiles, in_a_folder_that_is_missing_say_so) {
  EXPECT_EQ(code_of(LockFile::take(file("no/town"))), "IO-133");
}

// Every process waits for the same moment, tries once, and holds what it got until all have tried.
int count_of_winners(const std::filesystem::path& path, int processes) {
  int start[2];
  int end[2];
  if (::pipe(start) != 0 || ::pipe(end) != 0) return -1;
  std::vector<pid_t> children;
  for (int i = 0; i < processes; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      char byte = 0;
      ::close(start[1]);
      ::close(end[1]);
      static_cast<void>(::read(start[0], &byte, 1) == 0);
      const auto lock = LockFile::take(path);
      const int outcome = lock ? 0 : code_of(lock) == "IO-130" ? 1 : 2;
      static_cast<void>(::read(end[0], &byte, 1) == 0);
      ::_exit(lock && !lock->ours() ? 3 : outcome);
    }
    children.push_back(child);
  }
  ::close(start[0]);
  ::close(end[0]);
  ::close(start[1]);
  ::usleep(300'000);
  ::close(end[1]);
  int winners = 0;
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) <= 1) << WEXITSTATUS(status);
    winners += WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 1 : 0;
  }
  return winners;
}

TEST_F(LockFiles, that_many_race_for_have_one_winner) {
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(count_of_winners(file("free" + std::to_string(round)), 16), 1);
    in_child([&] {
      const auto lock = LockFile::take(file("town"));
      ::raise(SIGKILL);
      return 0;
    });
    EXPECT_EQ(count_of_winners(file("town"), 16), 1) << "a stale one";
    std::filesystem::remove(file("town.lock"));  // the winner ended by _exit
  }
}

}  // namespace
}  // namespace schouw::base
