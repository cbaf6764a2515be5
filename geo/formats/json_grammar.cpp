// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/json_grammar.h"

#include <array>
#include <cstdint>
#include <vector>

namespace schouw::formats {

namespace {

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Bytes of a string that need no look: printable ASCII except the quote and the backslash.
constexpr std::array<bool, 256> make_plain_table() {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = make_plain_table();

// Length of the UTF-8 sequence at the start of text, 0 where it is not one (RFC 3629 table 3-7).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first >= 0xc2 && first <= 0xdf) return tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const unsigned lowest = first == 0xe0 ? 0xa0U : 0x80U;
    const unsigned highest = first == 0xed ? 0x9fU : 0xbfU;
    return byte(1) >= lowest && byte(1) <= highest && tail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const unsigned lowest = first == 0xf0 ? 0x90U : 0x80U;
    const unsigned highest = first == 0xf4 ? 0x8fU : 0xbfU;
    return byte(1) >= lowest && byte(1) <= highest && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<JsonFault> check() {
    if (!value_with_all_inside()) return JsonFault{at_, reason_};
    skip_space();
    if (at_ != text_.size()) return JsonFault{at_, "expected the end of the text"};
    return std::nullopt;
  }

 private:
  char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool fail(std::string_view reason) {
    reason_ = at_ >= text_.size() ? "the text ends too early" : reason;
    return false;
  }

  // Containers are kept on a stack of our own: nesting in a file must not become nesting of calls.
  bool value_with_all_inside() {
    do {
      skip_space();
      const char c = here();
      if (c == '{' || c == '[') {
        if (!open(c)) return false;
        if (just_opened_) continue;
      } else if (!scalar(c)) {
        return false;
      }
      if (!close_or_go_on()) return false;
    } while (!open_.empty());
    return true;
  }

  bool open(char c) {
    if (open_.size() == kDeepestJson) return fail("nested too deep");
    ++at_;
    open_.push_back(c);
    skip_space();
    just_opened_ = here() != (c == '{' ? '}' : ']');
    return !just_opened_ || c == '[' || key();
  }

  // After a value: closes what ends here and stands before the next value, or at the end of everything.
  bool close_or_go_on() {
    while (!open_.empty()) {
      skip_space();
      const bool in_object = open_.back() == '{';
      const char c = here();
      if (c == (in_object ? '}' : ']')) {
        ++at_;
        open_.pop_back();
        continue;
      }
      if (c != ',') return fail(in_object ? "expected a comma or }" : "expected a comma or ]");
      ++at_;
      skip_space();
      return !in_object || key();
    }
    return true;
  }

  bool key() {
    if (here() != '"') return fail("expected a name between quotes");
    if (!string()) return false;
    skip_space();
    if (here() != ':') return fail("expected a colon");
    ++at_;
    return true;
  }

  bool scalar(char c) {
    if (c == '"') return string();
    if (c == '-' || is_digit(c)) return number();
    for (const std::string_view word : {"true", "false", "null"}) {
      if (text_.substr(at_, word.size()) == word) {
        at_ += word.size();
        return true;
      }
    }
    return fail("expected a value");
  }

  bool string() {
    ++at_;
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (kPlain[c]) {
        ++at_;
      } else if (c == '"') {
        ++at_;
        return true;
      } else if (c == '\\') {
        if (!escape()) return false;
      } else if (c < 0x20) {
        return fail("a control character in a string");
      } else if (const std::size_t length = c == 0x7f ? 1 : utf8_length(text_.substr(at_)); length > 0) {
        at_ += length;
      } else {
        return fail("not UTF-8");
      }
    }
    return fail("a string without end");
  }

  bool escape() {
    const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == 'u') {
      for (std::size_t i = at_ + 2; i < at_ + 6; ++i) {
        if (i >= text_.size() || !is_hex(text_[i])) return fail("a broken \\u escape");
      }
      at_ += 6;
      return true;
    }
    if (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos)
      return fail("an unknown escape");
    at_ += 2;
    return true;
  }

  bool digits() {
    if (!is_digit(here())) return fail("expected a digit");
    while (is_digit(here())) ++at_;
    return true;
  }

  bool number() {
    if (here() == '-') ++at_;
    if (here() == '0') {
      ++at_;
      if (is_digit(here())) return fail("a number with a leading zero");
    } else if (!digits()) {
      return false;
    }
    if (here() == '.') {
      ++at_;
      if (!digits()) return false;
    }
    if (here() == 'e' || here() == 'E') {
      ++at_;
      if (here() == '+' || here() == '-') ++at_;
      return digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view reason_;
  std::vector<char> open_;
  bool just_opened_ = false;
};

}  // namespace

std::optional<JsonFault> first_json_fault(std::string_view text) { return Checker(text).check(); }

std::optional<std::size_t> end_of_json_value(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth <= 1) return depth == 1 ? std::optional(i + 1) : std::nullopt;
      --depth;
    }
  }
  return std::nullopt;
}

}  // namespace schouw::formats
