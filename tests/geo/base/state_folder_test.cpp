// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/state_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <optional>

namespace schouw::base {
namespace {

class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::optional<std::string> old_;
};

class StateFolder : public ::testing::Test {
 protected:
  StateFolder() : folder_(std::filesystem::path(::testing::TempDir()) / ("state_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~StateFolder() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  static unsigned mode(const std::filesystem::path& path) {
    struct stat found = {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777U : 0U;
  }

 private:
  std::filesystem::path folder_;
};

TEST_F(StateFolder, is_made_for_its_owner_alone) {
  const Variable state("XDG_STATE_HOME", file("xdg/deep").c_str());
  const auto folder = state_folder();
  ASSERT_TRUE(folder);
  EXPECT_EQ(*folder, file("xdg/deep/schouw"));
  EXPECT_EQ(mode(*folder), 0700U);
  ::chmod(folder->c_str(), 0755);
  ASSERT_TRUE(state_folder());
  EXPECT_EQ(mode(*folder), 0700U);
}

TEST_F(StateFolder, lies_in_the_home_folder_where_nothing_absolute_is_said) {
  const Variable home("HOME", file("home").c_str());
  const Variable state("XDG_STATE_HOME", "relative/path");
  ASSERT_TRUE(state_folder());
  EXPECT_EQ(*state_folder(), file("home/.local/state/schouw"));
}

TEST_F(StateFolder, that_cannot_be_made_says_why) {
  std::ofstream(file("plain")) << "x";
  const Variable state("XDG_STATE_HOME", file("plain").c_str());
  const auto folder = state_folder();
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.diagnostics().front().code, "IO-128");
}

TEST_F(StateFolder, has_one_name_for_a_project_whichever_way_it_is_reached) {
  std::filesystem::create_directories(file("a/b"));
  std::ofstream(file("a/Town Hall.schouw.gpkg")) << "x";
  std::filesystem::create_symlink(file("a"), file("link"));
  const std::string name = state_name_of(file("a/Town Hall.schouw.gpkg"));
  EXPECT_EQ(name.substr(0, 10), "Town-Hall-");
  EXPECT_EQ(name.size(), 10U + 16U);
  EXPECT_EQ(state_name_of(file("link/b/../Town Hall.schouw.gpkg")), name);
  EXPECT_NE(state_name_of(file("a/b/Town Hall.schouw.gpkg")), name);
  EXPECT_EQ(state_name_of(file("a/\xc3\xa9/../..")).find('/'), std::string::npos);
}

}  // namespace
}  // namespace schouw::base
