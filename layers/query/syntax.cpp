// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "geo/base/utf8.h"
#include "layers/query/grammar.h"
#include "layers/query/query.h"
#include "layers/register/value_text.h"

namespace schouw::query {

namespace {

namespace g = grammar;
namespace p = tao::pegtl;
using Node = p::parse_tree::node;

template <class Rule>
using Kept = p::parse_tree::selector<
    Rule, p::parse_tree::fold_one::on<g::AnyOf, g::AllOf>,
    p::parse_tree::remove_content::on<g::Negated, g::Predicate>,
    p::parse_tree::store_content::on<g::Name, g::OrderSign, g::In, g::Contains, g::Starts, g::Missing, g::IsStated,
                                     g::SingleText, g::DoubleText, g::Bare, g::BareInList>>;

// What could stand where something else does.
constexpr const char* kOperand = "a field, not or (";
template <class Rule>
constexpr const char* kExpected = nullptr;
template <>
constexpr const char* kExpected<g::AnyOf> = kOperand;
template <>
constexpr const char* kExpected<g::AllOf> = kOperand;
template <>
constexpr const char* kExpected<g::Negation> = kOperand;
template <>
constexpr const char* kExpected<g::Operation> = "=, !=, <, <=, >, >=, in, contains, starts with or is";
template <>
constexpr const char* kExpected<g::Value> = "a value";
template <>
constexpr const char* kExpected<g::ListValue> = "a value";
template <>
constexpr const char* kExpected<g::OpenList> = "( and the values";
template <>
constexpr const char* kExpected<g::CloseList> = "a comma or )";
template <>
constexpr const char* kExpected<g::With> = "with";
template <>
constexpr const char* kExpected<g::WhatIs> = "missing or stated";
template <>
constexpr const char* kExpected<g::Close> = "and, or or )";
template <>
constexpr const char* kExpected<g::End> = "and, or or the end";
template <>
constexpr const char* kExpected<g::CloseSingle> = "'";
template <>
constexpr const char* kExpected<g::CloseDouble> = "\"";

// Named as PEGTL asks for them.
struct Expectations {
  template <class Rule>
  static constexpr const char* message = kExpected<Rule>;  // NOLINT(readability-identifier-naming)
  // Only where a rule must match: elsewhere another may.
  template <class Rule>
  static constexpr bool raise_on_failure = false;  // NOLINT(readability-identifier-naming)
};
template <class Rule>
using Control = p::must_if<Expectations, p::normal, false>::control<Rule>;

// What is known on the way, for what the parser itself does not say.
struct Progress {
  std::size_t depth = 0;
  std::size_t quote_at = 0;
  bool unclosed = false;
};

constexpr const char* kTooDeep = "too deep";

template <class Rule>
struct Action {};
struct Deeper {
  template <class Input>
  static void apply(const Input& in, Progress& progress) {
    if (++progress.depth > kDeepest) throw p::parse_error(kTooDeep, in.position());
  }
};
template <>
struct Action<g::Open> : Deeper {};
template <>
struct Action<g::Not> : Deeper {};
struct Shallower {
  static void apply0(Progress& progress) { --progress.depth; }
};
template <>
struct Action<g::Group> : Shallower {};
template <>
struct Action<g::Negated> : Shallower {};
struct QuoteBegins {
  template <class Input>
  static void apply(const Input& in, Progress& progress) {
    progress.quote_at = in.position().byte;
    progress.unclosed = true;
  }
};
template <>
struct Action<g::OpenSingle> : QuoteBegins {};
template <>
struct Action<g::OpenDouble> : QuoteBegins {};
template <>
struct Action<g::Quoted> {
  static void apply0(Progress& progress) { progress.unclosed = false; }
};

std::string without_doubled(std::string_view text, char quote) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == quote) ++i;
  }
  return out;
}

Token token_of(const Node& node) {
  Token token{.text = node.string(), .at = node.m_begin.byte};
  const bool single = node.is_type<g::SingleText>();
  if (single || node.is_type<g::DoubleText>()) {
    token.text = without_doubled(token.text, single ? '\'' : '"');
    token.quoted = true;
    --token.at;  // a text begins with its quote
  }
  return token;
}

Syntax syntax_in(const Node& node) {
  if (node.is_type<g::Predicate>()) {
    Syntax predicate{.field = token_of(*node.children[0]), .op = token_of(*node.children[1])};
    predicate.op.text = registers::lower_case(predicate.op.text);
    for (std::size_t i = 2; i < node.children.size(); ++i) predicate.values.push_back(token_of(*node.children[i]));
    return predicate;
  }
  Syntax whole{.kind = node.is_type<g::Negated>() ? Syntax::Kind::negation
                       : node.is_type<g::AnyOf>() ? Syntax::Kind::any_of
                                                  : Syntax::Kind::all_of};
  for (const auto& child : node.children) {
    Syntax part = syntax_in(*child);
    if (part.kind == whole.kind && part.kind != Syntax::Kind::negation) {
      std::move(part.parts.begin(), part.parts.end(), std::back_inserter(whole.parts));  // a or (b or c)
    } else {
      whole.parts.push_back(std::move(part));
    }
  }
  return whole;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80; }

// What stands at a byte: a word, a sign, or the end.
std::string found_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 32;
  if (at >= text.size()) return "the end";
  constexpr std::string_view kBreaks = " \t\r\n'\"(),=<>!";
  std::size_t end = std::min(text.find_first_of(kBreaks, at), std::min(text.size(), at + kMost));
  end = std::max(end, at + 1);
  while (end < text.size() && continues(text[end])) ++end;
  return fmt::format("'{}'", text.substr(at, end - at));
}

std::string hint_for(std::string_view expected, std::string_view found) {
  const std::string word = registers::lower_case(found);
  if (expected == "a value") return "put a text with blanks, commas or words of the language between quotes";
  if (expected == kExpected<g::Operation> && word == "'not'") return "write not before the field";
  if (expected == kExpected<g::WhatIs> && word == "'not'") return "is stated is the opposite of is missing";
  if (expected == kExpected<g::End> && word == "','") return "values of a list stand between ( and ) behind in";
  if (expected == kExpected<g::End> || expected == kExpected<g::Close>) {
    return "and or or joins two questions; a text with blanks stands between quotes";
  }
  return "docs/query.md tells the language with examples";
}

base::Diagnostic explain(std::string_view text, const p::parse_error& problem, const Progress& progress) {
  const std::size_t at = std::min<std::size_t>(problem.positions().front().byte, text.size());
  if (problem.message() == kTooDeep) {
    return at_place(text, {.code = "QRY-106",
                           .at = at,
                           .message = fmt::format("the filter is nested deeper than {} levels", kDeepest),
                           .hint = "leave out parentheses that change nothing"});
  }
  if (progress.unclosed) {
    return at_place(
        text, {.code = "QRY-105",
               .at = progress.quote_at,
               .message = fmt::format("a quoted text does not end, found the end, expected {}", problem.message()),
               .hint = "write a quote within a text twice"});
  }
  const std::string found = found_at(text, at);
  return at_place(
      text, {.code = "QRY-101",
             .at = at,
             .message = fmt::format("the filter cannot be read: found {}, expected {}", found, problem.message()),
             .hint = hint_for(problem.message(), found)});
}

// Line breaks and tabs are blanks here; nothing else below U+0020 can be shown.
std::size_t first_that_is_no_text(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f) return i;
  }
  if (base::is_utf8(text)) return text.size();
  for (std::size_t i = 1; i <= text.size(); ++i) {
    const bool at_end_of_character = i == text.size() || !continues(text[i]);
    if (at_end_of_character && !base::is_utf8(text.substr(0, i))) return i - 1;
  }
  return 0;
}

}  // namespace

std::string pegtl_version() { return TAO_PEGTL_VERSION; }

base::Diagnostic at_place(std::string_view expression, Mistake mistake) {
  const std::string_view before = expression.substr(0, std::min(mistake.at, expression.size()));
  const auto characters = std::count_if(before.begin(), before.end(), [](char c) { return !continues(c); });
  return {.code = std::string(mistake.code),
          .kind = base::DiagnosticKind::usage,
          .message = std::move(mistake.message),
          .where = {.column = characters + 1},
          .hint = std::move(mistake.hint)};
}

Mistake too_long(std::size_t bytes) {
  return {
      .code = "QRY-107",
      .at = kLongest_bytes,
      .message = fmt::format("the filter is {} bytes long as it is kept, expected at most {}", bytes, kLongest_bytes),
      .hint = "use in (a, b) instead of a long row of or"};
}

base::Result<Syntax> syntax_of(std::string_view text) {
  if (text.size() > kLongest_bytes) {
    return at_place(text, too_long(text.size()));
  }
  if (const std::size_t at = first_that_is_no_text(text); at < text.size()) {
    return at_place(text, {.code = "QRY-108",
                           .at = at,
                           .message = fmt::format("the filter holds a byte that is no text, found 0x{:02x}, expected "
                                                  "UTF-8 without control characters",
                                                  static_cast<unsigned char>(text[at])),
                           .hint = "type the filter again instead of copying it"});
  }
  Progress progress;
  p::memory_input<> in(text.data(), text.data() + text.size(), "");
  try {
    const auto root = p::parse_tree::parse<g::Expression, Node, Kept, Action, Control>(in, progress);
    return syntax_in(*root->children.front());
  } catch (const p::parse_error& problem) {
    return explain(text, problem, progress);
  }
}

}  // namespace schouw::query
