// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/query/askable_fields.h"
#include "layers/query/duration.h"
#include "layers/query/syntax.h"
#include "layers/query/truth.h"

namespace schouw::query {

enum class Operator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  one_of,
  contains,
  starts_with,
  missing,
  stated
};

// A value of an expression, read once for all sensors.
struct Constant {
  std::string text;    // canonical, as Field::get gives it; folded_text where case does not matter
  std::string folded;  // for contains and starts with
  double number = 0.0;
  std::optional<Duration> duration;
  bool operator==(const Constant&) const = default;
};

// One question about one field: retention > P28D.
struct Predicate {
  const AskableField* asked = nullptr;  // of askable_fields()
  Operator op = Operator::equal;
  std::vector<Constant> constants;
  bool operator==(const Predicate&) const = default;
};

// Fails with QRY-102 (no such field), QRY-103 (a value that the field cannot hold), QRY-104 (an operator that says
// nothing of such a field), each at its place in the expression.
base::Result<Predicate> predicate_of(const Syntax& syntax, std::string_view expression);

Truth holds(const Predicate& predicate, const registers::Sensor& sensor);

// As an expression that reads back as the same predicate.
std::string text_of(const Predicate& predicate);

}  // namespace schouw::query
