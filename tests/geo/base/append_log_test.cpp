// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/append_log.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace schouw::base {
namespace {

using namespace std::chrono_literals;

class AppendLogs : public ::testing::Test {
 protected:
  AppendLogs() : folder_(std::filesystem::path(::testing::TempDir()) / ("log_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~AppendLogs() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }

  static std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::filesystem::remove(file(name));  // cutting an old one short makes some file systems write it to disk
    std::ofstream(file(name), std::ios::binary) << bytes;
  }
  std::vector<std::string> sample() const {
    auto log = AppendLog::open_or_create(file("log"), {.content_version = 7});
    for (const std::string& record : kRecords) EXPECT_TRUE(log->append(record));
    EXPECT_TRUE(log->sync());
    return kRecords;
  }
  const std::vector<std::string> kRecords = {"first", "", std::string(40, 'x'), std::string("\0\n", 2)};

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

TEST_F(AppendLogs, give_back_every_record_and_go_on_where_they_were) {
  const auto records = sample();
  {
    auto again = AppendLog::open_or_create(file("log"), {.content_version = 7});
    ASSERT_TRUE(again) << describe(again.diagnostics().front());
    EXPECT_TRUE(again.diagnostics().empty());
    ASSERT_TRUE(again->append("fifth"));
  }
  const auto contents = read_log(file("log"));
  ASSERT_TRUE(contents);
  auto expected = records;
  expected.emplace_back("fifth");
  EXPECT_EQ(contents->records, expected);
  EXPECT_EQ(contents->content_version, 7U);
  EXPECT_EQ(contents->end, LogContents::End::whole);
}

// The format by hand.
TEST_F(AppendLogs, are_laid_out_as_the_header_says) {
  sample();
  const std::string bytes = bytes_of(file("log"));
  EXPECT_EQ(bytes.substr(0, 8), "SCHOUWLG");
  EXPECT_EQ(bytes.substr(8, 8), std::string("\1\0\0\0\7\0\0\0", 8));
  EXPECT_EQ(bytes.substr(20, 4), std::string("\5\0\0\0", 4));
  EXPECT_EQ(bytes.substr(28, 5), "first");
  EXPECT_EQ(bytes.size(), 20U + 4 * 8 + 5 + 0 + 40 + 2);
}

TEST_F(AppendLogs, cut_off_at_any_byte_give_the_whole_records_before_it) {
  const auto records = sample();
  const std::string bytes = bytes_of(file("log"));
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    write("cut", bytes.substr(0, length));
    const auto contents = read_log(file("cut"));
    ASSERT_TRUE(contents) << length;
    std::size_t whole = 0;  // by hand: a record ends 8 bytes and its length after the one before
    std::size_t at = 20;
    while (whole < records.size() && at + 8 + records[whole].size() <= length) at += 8 + records[whole++].size();
    ASSERT_EQ(contents->records,
              std::vector<std::string>(records.begin(), records.begin() + static_cast<long>(whole)));
    EXPECT_EQ(contents->end == LogContents::End::whole, length == 0 || length == at) << length;
    EXPECT_EQ(contents->lost_bytes, length < 20 ? length : length - at) << length;
    auto log = AppendLog::open_or_create(file("cut"), {.content_version = 7});
    ASSERT_TRUE(log) << length;
    EXPECT_EQ(log.diagnostics().size(), contents->lost_bytes == 0 ? 0U : 1U);
    ASSERT_TRUE(log->append("after"));
    EXPECT_EQ(read_log(file("cut"))->records.size(), whole + 1);
    std::filesystem::remove(file("cut"));
  }
  EXPECT_FALSE(std::filesystem::exists(file("cut.damaged"))) << "an unfinished record is not kept";
}

TEST_F(AppendLogs, with_any_bit_flipped_give_no_record_that_was_not_written) {
  const auto records = sample();
  const std::string bytes = bytes_of(file("log"));
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    write("flipped", flipped);
    const auto contents = read_log(file("flipped"));
    if (bit < 160) {
      EXPECT_EQ(code_of(contents), "IO-123") << bit;
      continue;
    }
    ASSERT_TRUE(contents) << bit;
    EXPECT_NE(contents->end, LogContents::End::whole) << bit;
    ASSERT_LT(contents->records.size(), records.size());
    for (std::size_t i = 0; i < contents->records.size(); ++i) EXPECT_EQ(contents->records[i], records[i]) << bit;
  }
}

TEST_F(AppendLogs, take_a_run_of_zeros_for_no_record) {
  sample();
  write("zeros", bytes_of(file("log")) + std::string(4096, '\0'));
  const auto contents = read_log(file("zeros"));
  EXPECT_EQ(contents->records.size(), 4U);
  EXPECT_EQ(contents->lost_bytes, 4096U);
}

TEST_F(AppendLogs, keep_a_damaged_end_beside_them) {
  sample();
  std::string bytes = bytes_of(file("log"));
  bytes[30] ^= 1;
  write("log", bytes);
  auto log = AppendLog::open_or_create(file("log"), {.content_version = 7});
  ASSERT_TRUE(log);
  ASSERT_EQ(log.diagnostics().size(), 1U);
  EXPECT_EQ(log.diagnostics().front().code, "IO-124");
  EXPECT_EQ(bytes_of(file("log.damaged")), bytes.substr(20));
  EXPECT_TRUE(read_log(file("log"))->records.empty());
}

TEST_F(AppendLogs, refuse_what_is_none_and_leave_it_as_it_is) {
  write("text", "some other file of somebody");
  EXPECT_EQ(code_of(AppendLog::open_or_create(file("text"), {})), "IO-123");
  EXPECT_EQ(bytes_of(file("text")), "some other file of somebody");
  EXPECT_EQ(code_of(read_log(file("none"))), "IO-101");
  sample();
  EXPECT_EQ(code_of(AppendLog::open_or_create(file("log"), {.content_version = 8})), "IO-123");
  EXPECT_EQ(code_of(read_log(file("log"), 90)), "IO-104");
  write("link-target", "");
  std::filesystem::create_symlink(file("link-target"), file("link"));
  EXPECT_EQ(code_of(AppendLog::open_or_create(file("link"), {})), "IO-125");
}

TEST_F(AppendLogs, have_one_writer) {
  auto log = AppendLog::open_or_create(file("log"), {});
  ASSERT_TRUE(log);
  EXPECT_EQ(code_of(AppendLog::open_or_create(file("log"), {})), "IO-126");
  { auto gone = std::move(*log); }
  EXPECT_EQ(code_of(AppendLog::open_or_create(file("log"), {})), "ok");
}

TEST_F(AppendLogs, that_are_full_take_nothing_more_and_stay_readable) {
  auto log = AppendLog::open_or_create(file("log"), {.most_bytes = 60});
  ASSERT_TRUE(log->append("0123456789"));
  EXPECT_EQ(code_of(log->append(std::string(20, 'y'))), "IO-125");
  EXPECT_EQ(log->bytes(), 38U);
  ASSERT_TRUE(log->append("0123456789"));
  EXPECT_EQ(read_log(file("log"))->records.size(), 2U);
  ASSERT_TRUE(log->clear());
  EXPECT_TRUE(read_log(file("log"))->records.empty());
  EXPECT_EQ(std::filesystem::file_size(file("log")), 20U);
  ASSERT_TRUE(log->append("again"));
  EXPECT_EQ(read_log(file("log"))->records, std::vector<std::string>{"again"});
}

// A limit on the size of files of a process is a disk that is full, as far as write(2) goes: first short, then EFBIG.
TEST_F(AppendLogs, take_back_what_did_not_fit_on_the_disk) {
  auto log = AppendLog::open_or_create(file("log"), {});
  ASSERT_TRUE(log->append("kept"));
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit = {100, 100};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto failed = log->append(std::string(200, 'z'));
    ::_exit(!failed && failed.diagnostics().front().code == "IO-125" && log->append("too") ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(read_log(file("log"))->records, (std::vector<std::string>{"kept", "too"}));
}

}  // namespace
}  // namespace schouw::base
