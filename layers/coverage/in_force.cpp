// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <cctype>
#include <sstream>

#include "layers/coverage/observer/view.h"

namespace schouw::coverage {

namespace {

constexpr int kDays = 7;
constexpr int kHours = 24;

std::optional<int> day_number(std::string text) {
  constexpr std::array<std::string_view, kDays> kEnglish = {"mo", "tu", "we", "th", "fr", "sa", "su"};
  constexpr std::array<std::string_view, kDays> kDutch = {"ma", "di", "wo", "do", "vr", "za", "zo"};
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (int day = 0; day < kDays; ++day) {
    const auto i = static_cast<std::size_t>(day);
    if (text == kEnglish[i] || text == kDutch[i]) return day;
  }
  return std::nullopt;
}

struct Span {
  int from = 0;
  int to = 0;
};

std::optional<Span> days_of(const std::string& text) {
  const auto dash = text.find('-');
  const auto from = day_number(text.substr(0, dash));
  const auto to = dash == std::string::npos ? from : day_number(text.substr(dash + 1));
  if (!from || !to) return std::nullopt;
  return Span{*from, *to};
}

// Minutes after midnight.
std::optional<int> clock(const std::string& text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return std::nullopt;
  }
  const int past_hour = std::stoi(text.substr(3));
  const int minutes = std::stoi(text.substr(0, 2)) * 60 + past_hour;
  if (past_hour > 59 || minutes > kHours * 60) return std::nullopt;
  return minutes;
}

// An hour counts where any part of it lies within the span.
bool hour_in(const Span& minutes, int hour) { return hour * 60 < minutes.to && (hour + 1) * 60 > minutes.from; }

// "mo-fr 08:00-18:00"; hours left out: the whole day.
std::optional<bool> rule_holds(const std::string& rule, int hour_of_week) {
  std::istringstream words(rule);
  std::string days_text, hours_text, more;
  words >> days_text >> hours_text;
  if (words >> more) return std::nullopt;
  const auto days = days_of(days_text);
  if (!days) return std::nullopt;
  Span minutes{0, kHours * 60};
  if (!hours_text.empty()) {
    const auto dash = hours_text.find('-');
    if (dash == std::string::npos) return std::nullopt;
    const auto from = clock(hours_text.substr(0, dash));
    const auto to = clock(hours_text.substr(dash + 1));
    if (!from || !to) return std::nullopt;
    minutes = {*from, *to <= *from ? *to + kHours * 60 : *to};
  }
  const int hour = hour_of_week % kHours;
  for (int day = days->from;; day = (day + 1) % kDays) {
    const int today = hour_of_week / kHours;
    if (day == today && hour_in(minutes, hour)) return true;
    if ((day + 1) % kDays == today && hour_in(minutes, hour + kHours)) return true;
    if (day == days->to) break;
  }
  return false;
}

}  // namespace

std::optional<bool> schedule_holds(const std::string& schedule, int hour_of_week) {
  std::istringstream rules(schedule);
  bool read = false;
  bool holds = false;
  for (std::string rule; std::getline(rules, rule, ';');) {
    if (rule.find_first_not_of(" \t") == std::string::npos) continue;
    const auto answer = rule_holds(rule, hour_of_week);
    if (!answer) return std::nullopt;
    read = true;
    holds = holds || *answer;
  }
  if (!read) return std::nullopt;
  return holds;
}

bool counts_at(const registers::Sensor& sensor, const CoverageOptions& options) {
  if (!registers::counts(sensor)) return false;
  const registers::Deployment& deployment = sensor.deployment;
  if (!options.date_iso.empty()) {
    // ISO dates sort as text; a longer moment is cut to its date.
    if (deployment.active_from && deployment.active_from->substr(0, 10) > options.date_iso) return false;
    if (deployment.active_until && deployment.active_until->substr(0, 10) < options.date_iso) return false;
  }
  if (options.hour_of_week && deployment.schedule) {
    return schedule_holds(*deployment.schedule, *options.hour_of_week).value_or(true);
  }
  return true;
}

}  // namespace schouw::coverage
