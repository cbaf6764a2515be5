// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/lock_content.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <random>

#include "geo/base/json.h"

namespace schouw::base {

namespace {

std::string read_up_to(const FileDescriptor& file, std::size_t most_bytes) {
  std::string bytes(most_bytes, '\0');
  const ssize_t got = ::pread(file.number(), bytes.data(), bytes.size(), 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

std::string first_line(const char* path) {
  const auto file = FileDescriptor::open(path, O_RDONLY);
  if (!file.valid()) return {};
  const std::string text = read_up_to(file, 256);
  return text.substr(0, text.find('\n'));
}

constexpr std::int64_t kEnded = -1;

// When a process began, in clock ticks since the start of the machine; 0 where there is none, kEnded of one that only
// waits to be asked after. The name of a program stands in brackets and may hold anything, so fields are counted from
// the last one. Source: proc(5), stat, field 22.
std::int64_t start_of(std::int64_t pid) {
  const auto file = FileDescriptor::open(fmt::format("/proc/{}/stat", pid), O_RDONLY);
  if (!file.valid()) return 0;
  const std::string text = read_up_to(file, 4096);
  std::size_t at = text.rfind(')');
  // A process that has ended and that nobody has asked after holds nothing any more.
  if (at != std::string::npos && at + 2 < text.size() && (text[at + 2] == 'Z' || text[at + 2] == 'X')) return kEnded;
  constexpr int kFieldsAfterName = 20;
  for (int field = 0; field < kFieldsAfterName && at != std::string::npos; ++field) at = text.find(' ', at + 1);
  if (at == std::string::npos) return 0;
  std::int64_t ticks = 0;
  std::from_chars(text.data() + at + 1, text.data() + text.size(), ticks);
  return ticks;
}

std::string host() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string user() {
  std::array<char, 16384> buffer{};
  struct passwd entry = {};
  struct passwd* found = nullptr;
  ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found);
  return found != nullptr ? found->pw_name : std::to_string(::geteuid());
}

std::string boot() { return first_line("/proc/sys/kernel/random/boot_id"); }

// Two containers may call themselves by one name; numbers of processes mean something within one of these only.
std::string process_space() {
  std::error_code problem;
  return std::filesystem::read_symlink("/proc/self/ns/pid", problem).string();
}

std::string text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

bool exists(std::int64_t pid) { return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM; }

// Only what this machine can know: its own processes, since its own start.
bool is_gone(const LockHolder& holder, const Json& json) {
  if (holder.host != host() || holder.pid <= 0) return false;
  const std::string then = text_of(json, "boot");
  const std::string now = boot();
  if (!then.empty() && !now.empty() && then != now) return true;
  if (text_of(json, "process_space") != process_space()) return false;
  if (!exists(holder.pid)) return true;
  const std::int64_t began = number_of(json, "process_start");
  const std::int64_t begins = start_of(holder.pid);
  return begins == kEnded || (began != 0 && begins != 0 && began != begins);
}

}  // namespace

std::string lock_content() {
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  Json json;
  json["program"] = "schouw";
  json["host"] = host();
  json["user"] = user();
  json["pid"] = ::getpid();
  json["process_start"] = start_of(::getpid());
  json["process_space"] = process_space();
  json["boot"] = boot();
  json["since"] = fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<LockHolder> holder_in(const FileDescriptor& file) {
  constexpr std::size_t kMost_bytes = 64 << 10;
  const auto json = parse_json(read_up_to(file, kMost_bytes), "lock");
  if (!json || !json->is_object() || text_of(*json, "host").empty()) return std::nullopt;
  LockHolder holder{.host = text_of(*json, "host"),
                    .user = text_of(*json, "user"),
                    .pid = number_of(*json, "pid"),
                    .since_iso = text_of(*json, "since")};
  holder.process_gone = is_gone(holder, *json);
  holder.here = holder.host == host() && holder.pid == ::getpid() && !holder.process_gone;
  return holder;
}

std::string unique_word() {
  std::random_device random;
  return fmt::format("{}-{:08x}{:08x}", ::getpid(), random(), random());
}

}  // namespace schouw::base
