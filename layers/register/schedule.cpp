// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr int kDays = 7;
constexpr int kDay_min = 24 * 60;
using Days = std::bitset<kDays>;

constexpr std::array<std::string_view, kDays> kEnglish = {"monday", "tuesday",  "wednesday", "thursday",
                                                          "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, kDays> kDutch = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                                        "vrijdag", "zaterdag", "zondag"};

struct Span {
  int from_min = 0;
  int to_min = kDay_min;
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// One spelling of what registers write in several: lower case, - for from-to, comma for and, no blank beside either.
std::string plain(std::string_view text) {
  std::string words = " " + lower_case(text) + " ";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kSame = {{{"\xe2\x80\x93", "-"},
                                                                                    {"tot en met", "-"},
                                                                                    {"t/m", "-"},
                                                                                    {" tot ", "-"},
                                                                                    {" to ", "-"},
                                                                                    {" en ", ","},
                                                                                    {" and ", ","},
                                                                                    {"&", ","},
                                                                                    {" uur", " "},
                                                                                    {" van ", " "},
                                                                                    {" from ", " "},
                                                                                    {"\t", " "}}};
  for (const auto& [what, by] : kSame) replace_all(words, what, by);
  for (const std::string_view sign : {"-", ","}) {
    while (words.find(" " + std::string(sign)) != std::string::npos)
      replace_all(words, " " + std::string(sign), sign);
    while (words.find(std::string(sign) + " ") != std::string::npos)
      replace_all(words, std::string(sign) + " ", sign);
  }
  return words;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find(at, from), text.size());
    if (end > from) parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::optional<int> day_number(std::string_view word) {
  if (word.size() < 2) return std::nullopt;
  for (int day = 0; day < kDays; ++day) {
    const auto i = static_cast<std::size_t>(day);
    for (const std::string_view name : {kEnglish[i], kDutch[i]}) {
      const bool begins = name.substr(0, word.size()) == word;
      if (begins && (word.size() <= 3 || word.size() == name.size())) return day;
    }
  }
  return std::nullopt;
}

std::optional<Days> days_in(const std::string& list) {
  Days days;
  for (const std::string& part : split(list, ',')) {
    if (part == "werkdagen" || part == "weekdays" || part == "doordeweeks") {
      days |= Days(0b0011111);
    } else if (part == "weekend") {
      days |= Days(0b1100000);
    } else if (part == "dagelijks" || part == "daily") {
      days.set();
    } else {
      const std::size_t dash = part.find('-');
      const auto from = day_number(part.substr(0, dash));
      const auto to = dash == std::string::npos ? from : day_number(part.substr(dash + 1));
      if (!from || !to) return std::nullopt;
      for (int day = *from;; day = (day + 1) % kDays) {
        days.set(static_cast<std::size_t>(day));
        if (day == *to) break;
      }
    }
  }
  return days;
}

// Minutes after midnight of "8", "08:00", "8.30", "18u", "8h30".
std::optional<int> clock(std::string word) {
  for (char& c : word) {
    if (c == '.' || c == 'u' || c == 'h') c = ':';
  }
  if (!word.empty() && word.back() == ':') word.pop_back();
  const std::size_t colon = word.find(':');
  const std::string hour = word.substr(0, colon);
  const std::string minute = colon == std::string::npos ? "0" : word.substr(colon + 1);
  const auto digits = [](const std::string& text) {
    return !text.empty() && text.size() <= 2 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(hour) || !digits(minute) || std::stoi(minute) > 59) return std::nullopt;
  const int minutes = std::stoi(hour) * 60 + std::stoi(minute);
  return minutes <= kDay_min ? std::optional(minutes) : std::nullopt;
}

std::optional<std::vector<Span>> spans_in(const std::string& list) {
  std::vector<Span> spans;
  for (const std::string& part : split(list, ',')) {
    const std::size_t dash = part.find('-');
    if (dash == std::string::npos) return std::nullopt;
    const auto from = clock(part.substr(0, dash));
    const auto to = clock(part.substr(dash + 1));
    if (!from || !to) return std::nullopt;
    spans.push_back({*from, *to <= *from ? *to + kDay_min : *to});
  }
  return spans;
}

void mark(const Days& days, const std::vector<Span>& spans, WeekHours& hours) {
  for (int day = 0; day < kDays; ++day) {
    if (!days.test(static_cast<std::size_t>(day))) continue;
    for (const Span& span : spans) {
      for (int hour = span.from_min / 60; hour * 60 < span.to_min; ++hour) {
        hours.set(static_cast<std::size_t>((day * 24 + hour) % 168));
      }
    }
  }
}

base::Diagnostic unreadable(std::string_view text, std::string_view word) {
  return {.code = "REG-133",
          .message = fmt::format("the hours '{}' cannot be read: found '{}', expected days and hours", text, word),
          .where = {.field = "schedule"},
          .hint = "write them as mo-fr 08:00-18:00; sa 10:00-17:00"};
}

}  // namespace

base::Result<WeekHours> schedule_from_text(std::string_view text) {
  WeekHours hours;
  bool stated = false;
  for (const std::string& rule : split(plain(text), ';')) {
    Days days;
    std::vector<Span> spans;
    for (const std::string& word : split(rule, ' ')) {
      if (word == "24/7") {
        days.set();
      } else if (const auto more_days = days_in(word); more_days && spans.empty()) {
        days |= *more_days;
      } else if (const auto more_spans = spans_in(word)) {
        spans.insert(spans.end(), more_spans->begin(), more_spans->end());
      } else {
        return unreadable(text, word);
      }
    }
    if (days.none() && spans.empty()) continue;
    stated = true;
    mark(days.none() ? Days().set() : days, spans.empty() ? std::vector<Span>{Span{}} : spans, hours);
  }
  if (!stated) return unreadable(text, text);
  return hours;
}

}  // namespace schouw::registers
