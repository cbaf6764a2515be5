// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "layers/query/truth.h"
#include "layers/register/sensor_list.h"

namespace schouw::query {

struct Condition;

// A question about one sensor in the language of docs/query.md, over the fields of the register.
//   const auto query = Query::parse("kind = camera and retention > P28D");
//   const bool asked_for = query && query->matches(sensor) == Truth::yes;
//   const std::string kept = query->text();    // reads back as the same query
// Three-valued: a comparison with a value that is not stated is unknown, and so is P1M against P30D; only yes
// matches. Cost: parse is linear in the text, at most 64 KiB; matches makes the text of each field that it has to ask
// for, 40 to 300 ns each. Frozen: any thread asks one, copies share it; one that was moved from may only be assigned
// to. It refers to nothing but constants of the program. Failure: parse gives QRY-101 to QRY-108 as an error of usage
// with where.column, the character of the mistake, from 1.
class Query {
 public:
  static base::Result<Query> parse(std::string_view text);

  Truth matches(const registers::Sensor& sensor) const;
  // The same question in the one way in which it is kept: smallest parentheses, canonical values, no units.
  std::string text() const;
  // Whether both are the same question, part by part; not whether both have the same answers.
  bool operator==(const Query& other) const;

 private:
  explicit Query(std::shared_ptr<const Condition> condition) : condition_(std::move(condition)) {}
  std::shared_ptr<const Condition> condition_;
};

// The sensors of a list for which a query holds, in its order, and of how many that cannot be told.
struct Matches {
  std::vector<std::uint32_t> sensors;
  std::size_t unknown = 0;
};
Matches matches_in(const registers::SensorList& sensors, const Query& query);

// Two lines that show where in an expression a mistake is: the part around it, and a caret below the character of
// that column. Line breaks show as blanks.
std::string marked(std::string_view expression, std::int64_t column);

std::string pegtl_version();

}  // namespace schouw::query
