// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/file_descriptor.h"
#include "geo/base/result.h"

namespace schouw::base {

// A file that only grows: records of bytes, each with its checksum, so that what was written before a crash can be
// read after it.
//
//   auto log = AppendLog::open_or_create(path, {.content_version = 1});
//   if (!log) return Result<Done>::failure(log.diagnostics());
//   if (auto added = log->append(bytes); !added) return added;
//   return log->sync_if_due(std::chrono::steady_clock::now());  // from the idle loop
//
// Format, little-endian: "SCHOUWLG", u32 version of this format, u32 version of the content, u32 CRC-32C of those 16
// bytes; then for each record u32 length, u32 CRC-32C of the length's four bytes and the record, the record.
// A failed append takes back what it had written: the log stays readable. After a failed sync nobody knows which
// records are on disk, so append and sync fail from then on, until clear: save elsewhere first.
// A killed program loses nothing that was appended; a loss of power loses what was not synced.
// Cost: opening reads the whole file, twice its bytes in memory meanwhile; an append is linear in the record and one
// system call; a sync waits for the disk. Nothing of the records is kept. Threads: one at a time; one writer a file,
// while the object lives. Failures: IO-125 (it cannot be opened, added to or synced, or is full) and, of opening,
// IO-102 and IO-104 as read_log, IO-123 (no such log) and IO-126 (another writes it).
class AppendLog {
 public:
  static constexpr std::uint32_t kLongestRecord_bytes = 64U << 20U;
  struct Options {
    std::uint32_t content_version = 1;
    std::uint64_t most_bytes = std::uint64_t{256} << 20U;  // a longer log: append fails with IO-125, opening IO-104
  };

  // Of a log that has a damaged end, the whole records stay; the end is cut off with the warning IO-124, and kept as
  // <path>.damaged where it is more than one unfinished record.
  static Result<AppendLog> open_or_create(const std::filesystem::path& path, const Options& options);

  Result<Done> append(std::string_view record);
  Result<Done> sync();
  // Syncs where something waits and the last sync is a second or more ago.
  Result<Done> sync_if_due(std::chrono::steady_clock::time_point now);
  // Takes all records away, on disk too: what they say has been saved elsewhere.
  Result<Done> clear();

  std::uint64_t bytes() const { return end_; }

 private:
  AppendLog(std::filesystem::path path, FileDescriptor file, std::uint64_t end, const Options& options)
      : path_(std::move(path)), file_(std::move(file)), end_(end), options_(options) {}
  Diagnostic failed(const char* what);

  std::filesystem::path path_;
  FileDescriptor file_;
  std::uint64_t end_ = 0;
  Options options_;
  bool waiting_ = false;
  bool lost_ = false;  // a sync has failed
  std::chrono::steady_clock::time_point synced_at_;
};

struct LogContents {
  enum class End { whole, cut_off, damaged };

  std::uint32_t content_version = 0;
  std::vector<std::string> records;
  std::uint64_t whole_bytes = 0;  // header and whole records
  std::uint64_t lost_bytes = 0;   // after them
  End end = End::whole;           // cut_off: the last record or the header is unfinished; damaged: a checksum differs
};

// All whole records of a log, up to the first that is unfinished or damaged; never half a record. A file that was cut
// off within its header is a log without records. Fails with IO-101, IO-102, IO-104 as read_file, and with IO-123
// where it is no log, or one of a newer version.
Result<LogContents> read_log(const std::filesystem::path& path,
                             std::uint64_t most_bytes = AppendLog::Options{}.most_bytes);

}  // namespace schouw::base
