// SPDX-License-Identifier: EUPL-1.2
#include "tests/faults/sweep.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

namespace schouw::faults {

namespace {

struct Run {
  std::string kind;
  int at = 0;
  std::filesystem::path trace;
};

int run(const Sweep& sweep, const Run& run) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::setenv("SCHOUW_FAULT_FOLDER", sweep.folder.c_str(), 1);
    ::setenv("SCHOUW_FAULT_AT", std::to_string(run.at).c_str(), 1);
    ::setenv("SCHOUW_FAULT_KIND", run.kind.c_str(), 1);
    ::setenv("SCHOUW_FAULT_TRACE", run.trace.c_str(), 1);
    const int nothing = ::open("/dev/null", O_WRONLY);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    std::vector<char*> words;
    for (const std::string& word : sweep.command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execv(words.front(), words.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

std::vector<std::string> calls_of(const Sweep& sweep) {
  const std::filesystem::path trace = sweep.folder.string() + ".trace";
  std::filesystem::remove(trace);
  sweep.prepare();
  const int status = run(sweep, {.kind = "none", .trace = trace});
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "without a fault: " << status;
  std::vector<std::string> calls;
  std::ifstream in(trace);
  for (std::string line; std::getline(in, line);) calls.push_back(line);
  std::filesystem::remove(trace);
  return calls;
}

int sweep(const Sweep& sweep) {
  const std::vector<std::string> calls = calls_of(sweep);
  for (const std::string& kind : sweep.kinds) {
    for (int at = 1; at <= static_cast<int>(calls.size()); ++at) {
      const std::string& call = calls[static_cast<std::size_t>(at - 1)];
      if (kind == "short" && call.find("write") == std::string::npos && call.find("copy") == std::string::npos)
        continue;
      sweep.prepare();
      const int status = run(sweep, {.kind = kind, .at = at, .trace = {}});
      Fault fault{.kind = kind, .at = at, .call = call};
      fault.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
      fault.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      const ::testing::ScopedTrace where(__FILE__, __LINE__, fmt::format("{} at call {}: {}", kind, at, call));
      EXPECT_TRUE(fault.killed || WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
      EXPECT_EQ(fault.killed, kind == "kill");
      sweep.check(fault);
    }
  }
  return static_cast<int>(calls.size());
}

}  // namespace schouw::faults
