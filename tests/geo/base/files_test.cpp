// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "geo/base/atomic_file.h"
#include "geo/base/json.h"
#include "geo/base/read_file.h"

namespace schouw::base {
namespace {

class Files : public ::testing::Test {
 protected:
  Files() : folder_(std::filesystem::path(::testing::TempDir()) / ("files_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Files() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const char* name) const { return folder_ / name; }

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

TEST_F(Files, are_read_back_as_they_were_written) {
  const std::string bytes("a\0b\r\n\xff", 6);
  ASSERT_TRUE(write_file_atomically(file("a.bin"), bytes));
  EXPECT_EQ(*read_file(file("a.bin")), bytes);
  ASSERT_TRUE(write_file_atomically(file("a.bin"), ""));
  EXPECT_EQ(*read_file(file("a.bin")), "");
}

TEST_F(Files, that_cannot_be_read_say_why) {
  EXPECT_EQ(code_of(read_file(file("missing"))), "IO-101");
  EXPECT_EQ(code_of(read_file(file("."))), "IO-102");
  EXPECT_EQ(code_of(read_file("/dev/zero")), "IO-102");
  ASSERT_TRUE(write_file_atomically(file("ten"), "0123456789"));
  EXPECT_EQ(code_of(read_file(file("ten"), 9)), "IO-104");
  EXPECT_EQ(code_of(read_file(file("ten"), 10)), "ok");
}

TEST_F(Files, that_cannot_be_written_leave_nothing_behind) {
  EXPECT_EQ(code_of(write_file_atomically(file("no/folder"), "x")), "IO-105");
  std::filesystem::create_directory(file("taken"));
  EXPECT_EQ(code_of(write_file_atomically(file("taken"), "x")), "IO-105");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file(".")), {}), 1);
}

TEST_F(Files, of_broken_json_name_the_byte) {
  std::ofstream(file("a.json")) << R"({"a": 1, "b": })";
  const auto json = read_json_file(file("a.json"));
  ASSERT_FALSE(json);
  EXPECT_EQ(json.diagnostics().front().code, "IO-110");
  EXPECT_EQ(json.diagnostics().front().where.byte, 15);  // the closing brace, counted by hand, as nlohmann counts
}

TEST(Json, keeps_keys_in_the_order_of_the_file) {
  EXPECT_EQ(parse_json(R"({"z":1,"a":2})", "x")->dump(), R"({"z":1,"a":2})");
}

TEST(WriteFile, a_device_is_written_as_it_stands_and_stays_a_device) {
  EXPECT_TRUE(write_file_atomically("/dev/null", "x"));
  EXPECT_EQ(code_of(write_file_atomically("/dev/full", "x")), "IO-105") << "full(4): every write fails with ENOSPC";
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace schouw::base
