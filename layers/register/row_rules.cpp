// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/row_rules.h"

#include <algorithm>
#include <array>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

// What a cell holds that is as good as empty. "onbekend" is not: nobody said no.
bool says_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kNothing = {"-",  "--",   "n.v.t.", "n.v.t", "nvt", "n/a",
                                                                "na", "null", "nil",    "none",  "nan"};
  const std::string word = lower_case(trimmed(text));
  return word.empty() || text_of_json_cell(word) == "" ||
         std::find(kNothing.begin(), kNothing.end(), word) != kNothing.end();
}

std::optional<bool> yes_or_no(std::string_view text) {
  if (const auto said = yes_no_from_text(text)) return said;
  const auto number = number_from_text(text);  // "1.0", "0,0"
  if (number == 1.0) return true;
  return number == 0.0 ? std::optional(false) : std::nullopt;
}

bool holds(const RowRule& rule, const std::string& text) {
  if (rule.stated) return !says_nothing(text);
  if (rule.yes) return !says_nothing(text) && yes_or_no(text).value_or(true);
  return std::find(rule.is.begin(), rule.is.end(), lower_case(text)) != rule.is.end();
}

}  // namespace

bool is_id(const std::string& text, const Mapping& mapping) {
  if (is_spreadsheet_error(text) || text_of_json_cell(text) == "") return false;
  const std::string word = lower_case(trimmed(text));
  const auto& words = mapping.placeholders;
  return word.empty() || number_from_text(word) || date_from_text(word) ||
         std::find(words.begin(), words.end(), word) == words.end();
}

std::optional<std::string> row_id(Row& row, const Mapping& mapping) {
  if (auto id = row.text(mapping.id_from); id && is_id(*id, mapping)) return id;
  for (const std::string& column : mapping.id_from) {
    if (auto id = row.text(column); id && is_id(*id, mapping)) return id;
  }
  const std::string& own = row.feature().id;
  if (own.empty() || !is_id(own, mapping)) return std::nullopt;
  return own;
}

const RowRule* rule_for(Row& row, const Mapping& mapping) {
  for (const RowRule& rule : mapping.rows) {
    const auto text = row.peek(rule.column);
    if (!text || text->empty() || (!rule.unless.empty() && !row.peek(rule.unless).value_or("").empty())) continue;
    if (holds(rule, *text)) return &rule;
  }
  return nullptr;
}

bool is_taken_for_yes(const Row& row, const RowRule& rule) {
  return rule.yes && !yes_or_no(row.peek(rule.column).value_or(""));
}

void take_removal(Row& row, const RowRule& rule, const std::string& today_iso, Sensor& sensor) {
  const std::string text = row.peek(rule.column).value_or("");
  auto day = date_from_text(text);
  if (const auto days = day ? std::nullopt : days_of_month_or_year(text)) day = days->last;
  if (day && !sensor.deployment.active_until) sensor.deployment.active_until = {.value = day};
  if (day && !today_iso.empty() && *day > today_iso) return;
  sensor.status = {.value = Status::removed};
}

}  // namespace schouw::registers
