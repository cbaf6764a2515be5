// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace schouw::query {

// A word of an expression and the byte at which it begins.
struct Token {
  std::string text;  // of a quoted text: without its quotes
  std::size_t at = 0;
  bool quoted = false;
};

// An expression as written: which words belong together, before anybody asks what they mean.
struct Syntax {
  enum class Kind : std::uint8_t { any_of, all_of, negation, predicate };
  Kind kind = Kind::predicate;
  std::vector<Syntax> parts;  // of all kinds but a predicate
  Token field;
  Token op;  // lower case: "=", "in", "contains", "starts", "missing", "stated"
  std::vector<Token> values;
};

constexpr std::size_t kDeepest = 200;           // parentheses and `not` within one another
constexpr std::size_t kLongest_bytes = 65'536;  // of an expression

// Fails with QRY-101 (what stands there and what could), QRY-105 (a quote that is not closed), QRY-106 (too deep),
// QRY-107 (too long), QRY-108 (bytes that are no text).
base::Result<Syntax> syntax_of(std::string_view text);

// An error of usage at a byte of an expression: where.column counts characters from 1.
struct Mistake {
  std::string_view code;
  std::size_t at = 0;
  std::string message;
  std::string hint;
};
Mistake too_long(std::size_t bytes);
base::Diagnostic at_place(std::string_view expression, Mistake mistake);

}  // namespace schouw::query
