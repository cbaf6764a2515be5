// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/run_beside.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace schouw::base {
namespace {

TEST(RunBeside, calls_one_here_and_the_other_on_a_thread_of_its_own) {
  std::thread::id here, beside;
  run_beside([&] { here = std::this_thread::get_id(); }, [&] { beside = std::this_thread::get_id(); });
  EXPECT_EQ(here, std::this_thread::get_id());
  EXPECT_NE(beside, here);
  EXPECT_NE(beside, std::thread::id());
}

TEST(RunBeside, gives_on_what_either_throws_when_both_are_done) {
  bool done = false;
  EXPECT_THROW(run_beside([] { throw std::runtime_error("here"); }, [&] { done = true; }), std::runtime_error);
  EXPECT_TRUE(done);
  done = false;
  EXPECT_THROW(run_beside([&] { done = true; }, [] { throw std::logic_error("beside"); }), std::logic_error);
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace schouw::base
