// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/calendar.h"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace schouw::base {

namespace {

std::time_t now_seconds() {
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr) {
    std::int64_t seconds = 0;
    const char* end = fixed + std::strlen(fixed);
    if (std::from_chars(fixed, end, seconds).ptr == end && end != fixed) return static_cast<std::time_t>(seconds);
  }
  return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
}

std::string date_of(std::time_t seconds) {
  std::tm local{};
  localtime_r(&seconds, &local);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &local)};
}

}  // namespace

std::string now_utc_iso() {
  const std::time_t seconds = now_seconds();
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text, length};
}

std::string today_iso() { return date_of(now_seconds()); }

std::string local_date_iso(const std::string& moment_utc_iso) {
  std::tm utc{};
  const char* end = strptime(moment_utc_iso.c_str(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  if (end == nullptr || *end != '\0') return moment_utc_iso.substr(0, 10);
  return date_of(timegm(&utc));
}

}  // namespace schouw::base
