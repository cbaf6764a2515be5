// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>

#include "geo/base/append_log.h"
#include "geo/base/lock_file.h"
#include "tests/faults/fault_folder.h"

namespace schouw::faults {
namespace {

const std::string kDriver = SCHOUW_DISK_DRIVER;
const std::string kNew = "new bytes new bytes new bytes ";

TEST(Faults, leave_the_old_file_or_the_new_one_when_a_file_is_replaced) {
  const FaultFolder folder;
  const int calls = sweep({.command = {kDriver, "replace", folder.file("a").string()},
                           .folder = folder.path(),
                           .prepare =
                               [&] {
                                 folder.clear();
                                 folder.write("a", "old");
                                 folder.write("a.bak", "older");
                               },
                           .check =
                               [&](const Fault& fault) {
                                 const std::string bytes = folder.bytes("a");
                                 EXPECT_TRUE(bytes == "old" || bytes == kNew) << bytes;
                                 if (!fault.killed) {
                                   EXPECT_EQ(bytes == kNew, fault.exit_status == 0);
                                 }
                                 if (fault.kind == "short") {
                                   EXPECT_EQ(bytes, kNew);
                                 }
                                 const std::string backup = folder.bytes("a.bak");
                                 EXPECT_TRUE(backup == "older" || backup == "old") << backup;
                                 if (bytes == kNew) {
                                   EXPECT_EQ(backup, "old");
                                 }
                                 expect_only_documented(folder, fault, "a");
                               }});
  EXPECT_GE(calls, 9) << "open, three writes, sync, link, two renames, sync of the folder";
}

TEST(Faults, find_the_bytes_on_disk_before_their_name_and_the_name_before_success) {
  const FaultFolder folder;
  const auto calls = calls_of({.command = {kDriver, "replace", folder.file("a").string()},
                               .folder = folder.path(),
                               .prepare = [&] { folder.write("a", "old"); },
                               .check = nullptr});
  const auto place = [&](const std::string& start) {
    return std::find_if(calls.begin(), calls.end(), [&](const std::string& c) { return c.rfind(start, 0) == 0; });
  };
  const auto synced = place("fsync " + folder.file("a.part").string());
  const auto kept = place("rename " + folder.file("a.bak").string());
  const auto renamed = std::find(calls.begin(), calls.end(), "rename " + folder.file("a").string());
  ASSERT_NE(renamed, calls.end());
  EXPECT_LT(synced, renamed);
  EXPECT_LT(kept, renamed);
  EXPECT_EQ(calls.back(), "fsync " + folder.path().string()) << "the folder comes last";
}

// Records of which the write had begun before the fault, by the calls of a run without one. The first is the header.
std::size_t begun_before(const std::vector<std::string>& calls, int at) {
  const auto writes = std::count_if(calls.begin(), calls.begin() + (at - 1),
                                    [](const std::string& call) { return call.rfind("pwrite", 0) == 0; });
  return static_cast<std::size_t>(std::max<long>(writes - 1, 0));
}

TEST(Faults, lose_no_record_that_the_log_took_before_it_was_killed) {
  const FaultFolder folder;
  Sweep log{.command = {kDriver, "log", folder.file("log").string()},
            .folder = folder.path(),
            .prepare = [&] { folder.clear(); },
            .check = nullptr};
  const auto calls = calls_of(log);
  log.check = [&](const Fault& fault) {
    if (!std::filesystem::exists(folder.file("log"))) return;
    const auto found = base::read_log(folder.file("log"));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->end, base::LogContents::End::whole);
    if (fault.killed) {
      EXPECT_EQ(found->records.size(), begun_before(calls, fault.at));
    }
    if (fault.exit_status == 0) {
      EXPECT_EQ(found->records.size(), 6U);
    }
    for (std::size_t i = 0; i < found->records.size() && (fault.killed || fault.exit_status == 0); ++i) {
      EXPECT_EQ(found->records[i], "record " + std::to_string(i));
    }
    for (const std::string& record : found->records) EXPECT_EQ(record.rfind("record ", 0), 0U) << record;
    EXPECT_TRUE(folder.others({"log"}).empty());
    auto again = base::AppendLog::open_or_create(folder.file("log"), {});
    EXPECT_TRUE(again && again->append("after"));
  };
  EXPECT_GE(sweep(log), 12) << "open, header, six records, four syncs";
}

TEST(Faults, of_a_lock_leave_none_that_stops_the_next) {
  const FaultFolder folder;
  const int calls = sweep({.command = {kDriver, "lock", folder.file("town").string()},
                           .folder = folder.path(),
                           .prepare = [&] { folder.clear(); },
                           .check =
                               [&](const Fault& fault) {
                                 if (fault.kind == "short") {
                                   EXPECT_EQ(fault.exit_status, 0);
                                 }
                                 if (!fault.killed && fault.call.rfind("unlink", 0) != 0) {
                                   EXPECT_TRUE(folder.others({}).empty()) << folder.others({}).front();
                                 }
                                 const auto next = base::LockFile::take(folder.file("town"));
                                 EXPECT_TRUE(next) << describe(next.diagnostics().front());
                               }});
  EXPECT_GE(calls, 5) << "open, write, sync, link, unlink of the claim, unlink of the lock";
}

}  // namespace
}  // namespace schouw::faults
