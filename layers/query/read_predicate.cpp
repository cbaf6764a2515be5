// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "geo/base/uuid.h"
#include "layers/query/fold_case.h"
#include "layers/query/nearest_names.h"
#include "layers/query/predicate.h"
#include "layers/register/field_rules.h"
#include "layers/register/value_text.h"

namespace schouw::query {

namespace {

constexpr std::array<std::pair<std::string_view, Operator>, 11> kOperators = {{{"=", Operator::equal},
                                                                               {"!=", Operator::not_equal},
                                                                               {"<", Operator::less},
                                                                               {"<=", Operator::less_or_equal},
                                                                               {">", Operator::greater},
                                                                               {">=", Operator::greater_or_equal},
                                                                               {"in", Operator::one_of},
                                                                               {"contains", Operator::contains},
                                                                               {"starts", Operator::starts_with},
                                                                               {"missing", Operator::missing},
                                                                               {"stated", Operator::stated}}};

bool is_order(Operator op) { return op >= Operator::less && op <= Operator::greater_or_equal; }
bool is_part_of_text(Operator op) { return op == Operator::contains || op == Operator::starts_with; }
bool asks_order(Form form) { return form == Form::number || form == Form::date || form == Form::duration; }
bool is_text(Form form) { return form == Form::text || form == Form::several_texts || form == Form::duration; }

// What a field takes, for a person.
std::string operators_of(Form form) {
  if (form == Form::duration) return "=, !=, <, <=, >, >=, in, contains, starts with, is missing or is stated";
  if (is_text(form)) return "=, !=, in, contains, starts with, is missing or is stated";
  if (asks_order(form)) return "=, !=, <, <=, >, >=, in, is missing or is stated";
  return "=, !=, in, is missing or is stated";
}

std::string unfit_message(const AskableField& asked, Operator op, std::string_view written) {
  const auto name = asked.field.name;
  if (is_order(op)) {
    return fmt::format("{} has no order, found {}, expected {}", name, written, operators_of(asked.form));
  }
  return fmt::format("{} is no text, found {}, expected {}", name,
                     op == Operator::contains ? "contains" : "starts with", operators_of(asked.form));
}

Mistake no_such_field(const Token& field) {
  const std::string near = did_you_mean(field.text, names_of_fields());
  return {.code = "QRY-102",
          .at = field.at,
          .message = fmt::format("no field is called '{}', expected a field of the register, or uuid, source, east, "
                                 "north, counts or scope",
                                 field.text),
          .hint = near.empty() ? "docs/query.md tells what can be asked" : near};
}

std::string expected_of(const AskableField& asked) {
  if (asked.form == Form::duration) return "a duration as P28D, P4W, P6M, P1Y or PT48H, none, or a quoted text";
  if (asked.field.name == "uuid") return "a uuid of 36 characters";
  if (asked.form == Form::text && asked.field.fault == nullptr) return "a text";
  return registers::expected_text(asked.field);
}

std::string hint_of(const AskableField& asked, const Token& value) {
  if (asked.form == Form::choice) {
    std::string near = did_you_mean(value.text, choices_of(asked.field));
    if (!near.empty()) return near;
  }
  if (value.text.empty()) return fmt::format("{} is missing asks for what is not stated", asked.field.name);
  if (asked.form == Form::number && !asked.field.unit.empty()) {
    return fmt::format("a number stands alone or with a unit of the kind of {}", asked.field.unit);
  }
  return "docs/query.md tells what each kind of field takes";
}

Mistake cannot_be(const AskableField& asked, const Token& value) {
  return {.code = "QRY-103",
          .at = value.at,
          .message = fmt::format("{} cannot be '{}', expected {}", asked.field.name, value.text, expected_of(asked)),
          .hint = hint_of(asked, value)};
}

// Every number has its place in an order; equal to a field is only what the field can hold, and as it holds it.
std::optional<Constant> number_constant(const registers::Field& field, Operator op, std::string_view text) {
  const auto quantity = registers::quantity_from_text(text, field.unit);
  if (!quantity) return std::nullopt;
  double value = quantity->value;
  if (!is_order(op) && field.set != nullptr) {
    registers::Sensor sensor;
    if (!field.set(sensor, registers::canonical_number(value))) return std::nullopt;
    value = registers::number_from_text(field.get(sensor).value_or("")).value_or(value);
  }
  return Constant{.text = registers::canonical_number(value), .number = value};
}

std::optional<Constant> choice_constant(const registers::Field& field, std::string_view text) {
  const std::string word = registers::lower_case(text);
  const auto choices = choices_of(field);
  if (std::find(choices.begin(), choices.end(), word) == choices.end()) return std::nullopt;
  return Constant{.text = word};
}

// A bare word that is no duration is a slip (28D); a quoted text is what somebody wrote into the register.
std::optional<Constant> duration_constant(Operator op, const Token& value) {
  const auto duration = retention_from_text(value.text);
  if (!duration && (is_order(op) || !value.quoted)) return std::nullopt;
  Constant constant{.text = value.text, .duration = duration};
  if (!duration) return constant;
  if (!duration_from_text(value.text)) return Constant{.text = "none", .duration = duration};
  for (char& c : constant.text) c = c == ',' ? '.' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return constant;
}

std::optional<Constant> text_constant(const registers::Field& field, Operator op, std::string_view text) {
  if (registers::trimmed(text).empty()) return std::nullopt;
  if (is_part_of_text(op)) return Constant{.text = std::string(text), .folded = fold_case(text)};
  if (field.name != "uuid") return Constant{.text = std::string(text)};
  const auto uuid = base::uuid_from_text(text);
  return uuid ? std::optional(Constant{.text = uuid->text()}) : std::nullopt;
}

std::optional<Constant> constant_of(const AskableField& asked, Operator op, const Token& value) {
  if (registers::trimmed(value.text).empty()) return std::nullopt;
  switch (asked.form) {
    case Form::number: return number_constant(asked.field, op, value.text);
    case Form::choice: return choice_constant(asked.field, value.text);
    case Form::yes_no: {
      const auto yes = registers::yes_no_from_text(value.text);
      return yes ? std::optional(Constant{.text = *yes ? "true" : "false"}) : std::nullopt;
    }
    case Form::date: {
      const auto date = registers::date_from_text(value.text);
      return date ? std::optional(Constant{.text = *date}) : std::nullopt;
    }
    case Form::duration:
      if (!is_part_of_text(op)) return duration_constant(op, value);
      break;
    case Form::text:
    case Form::several_texts: break;
  }
  return text_constant(asked.field, op, value.text);
}

}  // namespace

base::Result<Predicate> predicate_of(const Syntax& syntax, std::string_view expression) {
  Predicate predicate{.asked = field_asked(syntax.field.text)};
  if (predicate.asked == nullptr) return at_place(expression, no_such_field(syntax.field));
  const auto known = std::find_if(kOperators.begin(), kOperators.end(),
                                  [&](const auto& one) { return one.first == syntax.op.text; });
  predicate.op = known->second;
  const Form form = predicate.asked->form;
  if ((is_order(predicate.op) && !asks_order(form)) || (is_part_of_text(predicate.op) && !is_text(form))) {
    return at_place(expression, {.code = "QRY-104",
                                 .at = syntax.op.at,
                                 .message = unfit_message(*predicate.asked, predicate.op, syntax.op.text),
                                 .hint = "docs/query.md tells which operator goes with which kind of field"});
  }
  for (const Token& value : syntax.values) {
    auto constant = constant_of(*predicate.asked, predicate.op, value);
    if (!constant) return at_place(expression, cannot_be(*predicate.asked, value));
    predicate.constants.push_back(*std::move(constant));
  }
  return predicate;
}

}  // namespace schouw::query
