// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/append_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "geo/base/atomic_file.h"
#include "geo/base/content_hash.h"
#include "geo/base/read_file.h"

namespace schouw::base {

namespace {

constexpr std::string_view kMagic = "SCHOUWLG";
constexpr std::uint32_t kFormatVersion = 1;
constexpr std::size_t kHeader_bytes = 20;
constexpr std::size_t kRecordHead_bytes = 8;

std::string bytes_of(std::uint32_t number) {
  std::string out;
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>((number >> shift) & 0xffU);
  return out;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8U * static_cast<unsigned>(i));
  }
  return number;
}

std::string header_of(std::uint32_t content_version) {
  const std::string head = std::string(kMagic) + bytes_of(kFormatVersion) + bytes_of(content_version);
  return head + bytes_of(crc32c(head));
}

// The length is summed too, so that a run of zeros is no record.
std::uint32_t checksum_of(std::string_view length, std::string_view record) { return crc32c(record, crc32c(length)); }

Diagnostic no_log(const std::filesystem::path& path, const std::string& found) {
  return {.code = "IO-123",
          .message = "not a log of edits: found " + found + ", expected SCHOUWLG of version 1",
          .where = {.file = path.string(), .byte = 0},
          .hint = "move it away to start a new one; it is left as it is"};
}

Diagnostic cut_end(const std::filesystem::path& path, const LogContents& found, bool kept) {
  return {.code = "IO-124",
          .severity = Severity::warning,
          .message = fmt::format(
              "the last {} bytes of the log of edits are {}; the {} records before them are whole", found.lost_bytes,
              found.end == LogContents::End::damaged ? "damaged" : "an unfinished record", found.records.size()),
          .where = {.file = path.string(), .byte = static_cast<std::int64_t>(found.whole_bytes)},
          .hint = kept ? "they are kept as " + path.filename().string() + ".damaged"
                       : "nothing: a program was stopped while it wrote them"};
}

Diagnostic cannot_log(const std::filesystem::path& path, const std::string& what) {
  return {.code = "IO-125",
          .kind = DiagnosticKind::resource_limit,
          .message = what,
          .where = {.file = path.string()},
          .hint = "save now; until then this edit is lost if the program stops"};
}

// From the end of the header on.
void read_records(std::string_view bytes, LogContents& out) {
  std::size_t at = kHeader_bytes;
  while (at < bytes.size()) {
    const std::size_t left = bytes.size() - at;
    out.end = LogContents::End::cut_off;
    if (left < kRecordHead_bytes) break;
    const std::size_t length = number_at(bytes, at);
    out.end = LogContents::End::damaged;
    if (length > AppendLog::kLongestRecord_bytes) break;
    if (length > left - kRecordHead_bytes) {
      out.end = LogContents::End::cut_off;
      break;
    }
    const std::string_view record = bytes.substr(at + kRecordHead_bytes, length);
    if (checksum_of(bytes.substr(at, 4), record) != number_at(bytes, at + 4)) break;
    out.records.emplace_back(record);
    at += kRecordHead_bytes + length;
    out.end = LogContents::End::whole;
  }
  out.whole_bytes = at;
  out.lost_bytes = bytes.size() - at;
}

bool starts_as_header(std::string_view bytes) {
  const std::string_view magic = bytes.substr(0, kMagic.size());
  return magic == kMagic.substr(0, magic.size());
}

// Makes the end of the file what contents says, header included.
Result<Done> mend(const std::filesystem::path& path, const FileDescriptor& file, const LogContents& found,
                  std::uint32_t content_version) {
  const bool fresh = found.whole_bytes == 0;
  const bool cut = ::ftruncate(file.number(), static_cast<off_t>(found.whole_bytes)) == 0;
  if (!cut || (fresh && !file.write_all_at(header_of(content_version), 0)) || !file.sync()) {
    return cannot_log(path, fmt::format("cannot start the log of edits: {}", std::strerror(errno)));
  }
  if (fresh && !sync_folder(path.parent_path())) {
    return cannot_log(path, fmt::format("cannot sync the folder of the log of edits: {}", std::strerror(errno)));
  }
  return Done{};
}

// True where the damaged bytes now lie in a file of their own.
bool keep_damaged(const std::filesystem::path& path, const LogContents& found) {
  if (found.end != LogContents::End::damaged) return false;
  const auto bytes = read_file(path);
  return bytes &&
         write_file_atomically(path.string() + ".damaged", std::string_view(*bytes).substr(found.whole_bytes));
}

}  // namespace

Result<LogContents> read_log(const std::filesystem::path& path, std::uint64_t most_bytes) {
  const auto file = read_file(path, most_bytes);
  if (!file) return Result<LogContents>::failure(file.diagnostics());
  const std::string_view bytes = *file;
  if (!starts_as_header(bytes)) return no_log(path, "other content");
  LogContents out;
  if (bytes.size() < kHeader_bytes) {
    out.lost_bytes = bytes.size();
    if (!bytes.empty()) out.end = LogContents::End::cut_off;
    return out;
  }
  if (crc32c(bytes.substr(0, kHeader_bytes - 4)) != number_at(bytes, kHeader_bytes - 4)) {
    return no_log(path, "a damaged header");
  }
  if (const auto version = number_at(bytes, kMagic.size()); version != kFormatVersion) {
    return no_log(path, fmt::format("version {}", version));
  }
  out.content_version = number_at(bytes, kMagic.size() + 4);
  read_records(bytes, out);
  return out;
}

Result<AppendLog> AppendLog::open_or_create(const std::filesystem::path& path, const Options& options) {
  auto file = FileDescriptor::open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0600);
  if (!file.valid()) {
    return cannot_log(path, fmt::format("cannot open the log of edits: {}", std::strerror(errno)));
  }
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return Diagnostic{.code = "IO-126",
                      .kind = DiagnosticKind::conflict,
                      .message = "another program writes this log of edits",
                      .where = {.file = path.string()},
                      .hint = "close the other Schouw that has this project open"};
  }
  auto found = read_log(path, options.most_bytes);
  if (!found) return Result<AppendLog>::failure(std::move(found).diagnostics());
  if (found->whole_bytes != 0 && found->content_version != options.content_version) {
    return no_log(path, fmt::format("content of version {} where {} is written", found->content_version,
                                    options.content_version));
  }
  Diagnostics said;
  if (found->lost_bytes != 0) said.push_back(cut_end(path, *found, keep_damaged(path, *found)));
  if (auto mended = mend(path, file, *found, options.content_version); !mended) {
    return Result<AppendLog>::failure(std::move(mended).diagnostics());
  }
  const std::uint64_t end = found->whole_bytes == 0 ? kHeader_bytes : found->whole_bytes;
  return {AppendLog(path, std::move(file), end, options), std::move(said)};
}

Diagnostic AppendLog::failed(const char* what) {
  return cannot_log(path_, fmt::format("cannot {} the log of edits: {}; the {} bytes before it are readable", what,
                                       std::strerror(errno), end_));
}

Result<Done> AppendLog::append(std::string_view record) {
  if (lost_) return cannot_log(path_, "the log of edits could not be written to disk before and takes no more");
  if (record.size() > kLongestRecord_bytes || end_ + kRecordHead_bytes + record.size() > options_.most_bytes) {
    return cannot_log(path_, fmt::format("a record of {} bytes does not fit: at most {} bytes a record and {} a log",
                                         record.size(), kLongestRecord_bytes, options_.most_bytes));
  }
  const std::string length = bytes_of(static_cast<std::uint32_t>(record.size()));
  std::string bytes = length + bytes_of(checksum_of(length, record));
  bytes += record;
  if (!file_.write_all_at(bytes, end_)) {
    Diagnostic diagnostic = failed("add to");
    // Where even this fails the next append writes over the remains, and the reader stops before them.
    static_cast<void>(::ftruncate(file_.number(), static_cast<off_t>(end_)) == 0);
    return diagnostic;
  }
  end_ += bytes.size();
  waiting_ = true;
  return Done{};
}

Result<Done> AppendLog::sync() {
  if (!lost_ && !waiting_) return Done{};
  // The kernel forgets a failed sync: a second one would succeed without the bytes being there.
  if (lost_) return cannot_log(path_, "the log of edits could not be written to disk before");
  lost_ = !file_.sync();
  if (lost_) return failed("write to disk");
  waiting_ = false;
  synced_at_ = std::chrono::steady_clock::now();
  return Done{};
}

Result<Done> AppendLog::sync_if_due(std::chrono::steady_clock::time_point now) {
  if (!waiting_ || now - synced_at_ < std::chrono::seconds(1)) return Done{};
  return sync();
}

Result<Done> AppendLog::clear() {
  if (::ftruncate(file_.number(), kHeader_bytes) != 0) return failed("empty");
  end_ = kHeader_bytes;
  waiting_ = true;
  lost_ = false;
  return sync();
}

}  // namespace schouw::base
