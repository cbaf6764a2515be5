// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/predicate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/query/fold_case.h"
#include "layers/register/value_text.h"

namespace schouw::query {

namespace {

// How a value lies to a constant: below 0 before it, above 0 behind it, between both ends where nobody knows.
struct Apart {
  double least = 0.0;
  double most = 0.0;
};

Truth truth_by(Operator op, const Apart& apart) {
  const auto known = [](bool yes, bool no) { return yes ? Truth::yes : no ? Truth::no : Truth::unknown; };
  switch (op) {
    case Operator::less: return known(apart.most < 0, apart.least >= 0);
    case Operator::less_or_equal: return known(apart.most <= 0, apart.least > 0);
    case Operator::greater: return known(apart.least > 0, apart.most <= 0);
    case Operator::greater_or_equal: return known(apart.least >= 0, apart.most < 0);
    case Operator::not_equal: return opposite(truth_by(Operator::equal, apart));
    default: return known(apart.least == 0 && apart.most == 0, apart.least > 0 || apart.most < 0);
  }
}

Apart exactly(double apart) { return {.least = apart, .most = apart}; }

// Of a register that wrote "4 weken" nobody knows how it compares with P28D; with the text "4 weken" it is equal.
Truth compare_durations(Operator op, std::string_view value, const Constant& constant) {
  if (!constant.duration) return truth_by(op, exactly(value == constant.text ? 0 : 1));
  const auto duration = retention_from_text(registers::trimmed(value));
  if (!duration) return Truth::unknown;
  const Longer longer = longer_by(*duration, *constant.duration);
  return truth_by(op, {.least = longer.shortest_s, .most = longer.longest_s});
}

Truth compare(const Predicate& predicate, Operator op, std::string_view value, const Constant& constant) {
  switch (predicate.asked->form) {
    case Form::number: {
      const auto number = registers::number_from_text(value);
      return number ? truth_by(op, exactly(*number - constant.number)) : Truth::unknown;
    }
    case Form::date: return truth_by(op, exactly(value.compare(constant.text)));  // ISO: the order of letters
    case Form::duration: return compare_durations(op, value, constant);
    default: return truth_by(op, exactly(value == constant.text ? 0 : 1));
  }
}

Truth holds_of(const Predicate& predicate, std::string_view value) {
  switch (predicate.op) {
    case Operator::one_of: {
      Truth any = Truth::no;
      for (const Constant& constant : predicate.constants) {
        any = either(any, compare(predicate, Operator::equal, value, constant));
      }
      return any;
    }
    case Operator::contains:
      return truth_of(fold_case(value).find(predicate.constants.front().folded) != std::string::npos);
    case Operator::starts_with: return truth_of(fold_case(value).starts_with(predicate.constants.front().folded));
    default: return compare(predicate, predicate.op, value, predicate.constants.front());
  }
}

Truth holds_of_any(const Predicate& predicate, std::string_view joined) {
  Truth any = Truth::no;
  while (!joined.empty() && any != Truth::yes) {
    const std::size_t bar = std::min(joined.find('|'), joined.size());
    const std::string_view value = joined.substr(0, bar);
    if (!value.empty()) any = either(any, holds_of(predicate, value));
    joined.remove_prefix(std::min(bar + 1, joined.size()));
  }
  return any;
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string text_of(const Predicate& predicate, const Constant& constant) {
  switch (predicate.asked->form) {
    case Form::yes_no: return constant.text == "true" ? "yes" : "no";
    case Form::number:
    case Form::date:
    case Form::choice: return constant.text;
    case Form::duration: return constant.duration ? constant.text : quoted(constant.text);
    default: return quoted(constant.text);
  }
}

constexpr std::array<std::string_view, 11> kWords = {
    "=", "!=", "<", "<=", ">", ">=", "in", "contains", "starts with", "is missing", "is stated"};

}  // namespace

Truth holds(const Predicate& predicate, const registers::Sensor& sensor) {
  const auto value = predicate.asked->field.get(sensor);
  if (predicate.op == Operator::missing) return truth_of(!value);
  if (predicate.op == Operator::stated) return truth_of(value.has_value());
  if (!value) return Truth::unknown;
  return predicate.asked->form == Form::several_texts ? holds_of_any(predicate, *value) : holds_of(predicate, *value);
}

std::string text_of(const Predicate& predicate) {
  std::string text =
      fmt::format("{} {}", predicate.asked->field.name, kWords[static_cast<std::size_t>(predicate.op)]);
  if (predicate.constants.empty()) return text;
  std::string values;
  for (const Constant& constant : predicate.constants) {
    values += (values.empty() ? "" : ", ") + text_of(predicate, constant);
  }
  return text + (predicate.op == Operator::one_of ? " (" + values + ")" : " " + values);
}

}  // namespace schouw::query
