// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/parallel.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace schouw::base {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

TEST(Parallel, does_each_index_once_on_any_number_of_threads) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 100U}) {
    std::vector<std::atomic<int>> done(500);
    for_each_index(
        done.size(), [&](std::size_t i) { ++done[i]; }, threads);
    for (const auto& times : done) ASSERT_EQ(times, 1) << threads;
  }
}

TEST(Parallel, carries_what_a_worker_throws_to_the_caller_and_begins_nothing_new) {
  for (const unsigned threads : {1U, 2U, 8U}) {
    std::atomic<int> begun{0};
    const auto work = [&](std::size_t i) {
      ++begun;
      if (i == 10) throw std::runtime_error("the tenth");
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    };
    try {
      for_each_index(100'000, work, threads);
      ADD_FAILURE() << "nothing came out, threads " << threads;
    } catch (const std::runtime_error& problem) {
      EXPECT_STREQ(problem.what(), "the tenth");
    }
    EXPECT_LT(begun, 1'000) << "the others go on, threads " << threads;
  }
}

TEST(Parallel, carries_one_of_many_failures_and_is_usable_again) {
  const auto fail = [](std::size_t) { throw std::bad_alloc(); };
  for (int round = 0; round < 200; ++round) EXPECT_THROW(for_each_index(64, fail, 4), std::bad_alloc);
}

// 50 looks before the work and one at the end.
TEST(Parallel, stops_where_it_is_cancelled_and_says_that_it_is_cut_short) {
  for (std::int64_t look = 1; look <= 55; ++look) {
    std::atomic<std::int64_t> done{0};
    const bool whole = for_each_index(
        50, [&](std::size_t) { ++done; }, CancelToken::at_look(look), 3);
    EXPECT_EQ(whole, look > 51) << look;
    EXPECT_LT(done, look) << "nothing is begun without a look before it";
    EXPECT_TRUE(!whole || done == 50);
  }
}

TEST(Parallel, says_whole_only_where_nobody_cancelled) {
  std::atomic<int> done{0};
  EXPECT_TRUE(for_each_index(
      50, [&](std::size_t) { ++done; }, CancelToken(), 3));
  EXPECT_EQ(done, 50);
  const CancelToken cancelled;
  cancelled.cancel();
  EXPECT_FALSE(for_each_index(
      50, [&](std::size_t) { ++done; }, cancelled, 3));
  EXPECT_EQ(done, 50);
}

// How much address space this process has, in bytes (proc(5), statm).
std::size_t address_space() {
  std::size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// No room for the stack of one more thread (8 MB by default): pthread_create gives EAGAIN. Those that it still has
// stacks for are taken first, and wait.
int work_without_threads() {
  const std::size_t room = address_space() + (4U << 20U);
  const rlimit limit{room, room};
  if (setrlimit(RLIMIT_AS, &limit) != 0) return 2;
  std::atomic<bool> over{false};
  std::vector<std::jthread> waiting;
  waiting.reserve(10'000);
  try {
    while (waiting.size() < 10'000) waiting.emplace_back([&] { over.wait(false); });
    return 3;
  } catch (const std::system_error&) {
  }
  std::atomic<int> done{0};
  for_each_index(
      1'000, [&](std::size_t) { ++done; }, 8);
  over = true;
  over.notify_all();
  return done == 1'000 ? 0 : 4;
}

TEST(Parallel, does_the_work_alone_where_the_system_gives_no_thread) {
  if (kSanitized) GTEST_SKIP() << "sanitizers reserve address space of terabytes, which RLIMIT_AS refuses";
  const pid_t child = fork();
  if (child == 0) _exit(work_without_threads());
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0) << "2: no limit, 3: there are always more threads, 4: not everything was done";
}

TEST(CancelToken, cancels_itself_at_the_look_that_was_named_and_stays_so) {
  const CancelToken token = CancelToken::at_look(3);
  const CancelToken copy = token;
  EXPECT_FALSE(token.cancelled());
  EXPECT_FALSE(copy.cancelled());
  EXPECT_TRUE(token.cancelled());
  EXPECT_TRUE(copy.cancelled());
  EXPECT_FALSE(CancelToken().cancelled());
}

}  // namespace
}  // namespace schouw::base
