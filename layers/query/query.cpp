// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/query.h"

#include <algorithm>
#include <optional>

#include "layers/query/predicate.h"
#include "layers/query/syntax.h"

namespace schouw::query {

// A tree: its leaves are predicates.
struct Condition {
  Syntax::Kind kind = Syntax::Kind::predicate;
  std::vector<Condition> parts;
  Predicate predicate;
  bool operator==(const Condition&) const = default;
};

namespace {

using Kind = Syntax::Kind;

base::Result<Condition> condition_of(const Syntax& syntax, std::string_view expression) {
  Condition condition{.kind = syntax.kind};
  if (syntax.kind == Kind::predicate) {
    auto predicate = predicate_of(syntax, expression);
    if (!predicate) return base::Result<Condition>::failure(predicate.diagnostics());
    condition.predicate = *std::move(predicate);
  }
  for (const Syntax& part : syntax.parts) {
    auto read = condition_of(part, expression);
    if (!read) return read;
    condition.parts.push_back(*std::move(read));
  }
  return condition;
}

Truth truth_of(const Condition& condition, const registers::Sensor& sensor) {
  if (condition.kind == Kind::predicate) return holds(condition.predicate, sensor);
  if (condition.kind == Kind::negation) return opposite(truth_of(condition.parts.front(), sensor));
  const bool all = condition.kind == Kind::all_of;
  const Truth decided = all ? Truth::no : Truth::yes;
  Truth truth = opposite(decided);
  for (const Condition& part : condition.parts) {
    truth = all ? both(truth, truth_of(part, sensor)) : either(truth, truth_of(part, sensor));
    if (truth == decided) break;
  }
  return truth;
}

// What binds less than its surroundings stands in parentheses.
std::string text_within(const Condition& condition, Kind around);

std::string text_of(const Condition& condition) {
  if (condition.kind == Kind::predicate) return query::text_of(condition.predicate);
  if (condition.kind == Kind::negation) return "not " + text_within(condition.parts.front(), Kind::negation);
  std::string text;
  for (const Condition& part : condition.parts) {
    if (!text.empty()) text += condition.kind == Kind::all_of ? " and " : " or ";
    text += text_within(part, condition.kind);
  }
  return text;
}

std::string text_within(const Condition& condition, Kind around) {
  // The kinds are declared from the one that binds least.
  return condition.kind < around ? "(" + text_of(condition) + ")" : text_of(condition);
}

}  // namespace

base::Result<Query> Query::parse(std::string_view text) {
  const auto syntax = syntax_of(text);
  if (!syntax) return base::Result<Query>::failure(syntax.diagnostics());
  auto condition = condition_of(*syntax, text);
  if (!condition) return base::Result<Query>::failure(condition.diagnostics());
  Query query(std::make_shared<const Condition>(*std::move(condition)));
  // What is kept must be taken again.
  if (query.text().size() > kLongest_bytes) return at_place(text, too_long(query.text().size()));
  return query;
}

Truth Query::matches(const registers::Sensor& sensor) const { return truth_of(*condition_, sensor); }

std::string Query::text() const { return text_of(*condition_); }

bool Query::operator==(const Query& other) const { return *condition_ == *other.condition_; }

Matches matches_in(const registers::SensorList& sensors, const Query& query) {
  Matches matches;
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    const Truth truth = query.matches(sensors[i]);
    if (truth == Truth::yes) matches.sensors.push_back(static_cast<std::uint32_t>(i));
    if (truth == Truth::unknown) ++matches.unknown;
  }
  return matches;
}

std::string marked(std::string_view expression, std::int64_t column) {
  constexpr std::int64_t kAround = 60;
  const std::int64_t first = std::max<std::int64_t>(1, column - kAround);
  const std::string_view cut = first > 1 ? "… " : "";
  std::string line(cut);
  std::int64_t character = 0;
  for (const char c : expression) {
    if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80) ++character;
    if (character > column + kAround) {
      line += " …";
      break;
    }
    if (character < first) continue;
    line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  const std::int64_t before = column - first + (cut.empty() ? 0 : 2);
  return line + "\n" + std::string(static_cast<std::size_t>(std::max<std::int64_t>(0, before)), ' ') + "^";
}

}  // namespace schouw::query
