// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/json_outline.h"

#include <algorithm>

namespace schouw::formats {

namespace {

class OutlineReader {
 public:
  explicit OutlineReader(std::string_view head) : head_(head) {}

  JsonOutline read() {
    JsonOutline outline;
    skip_blanks();
    if (taken('[')) outline.list = true;
    skip_blanks();
    if (!taken('{')) return outline;
    outline.object = true;
    for (skip_blanks(); at_ < head_.size() && head_[at_] == '"'; skip_blanks()) {
      std::string name = take_text();
      skip_blanks();
      if (!taken(':')) break;
      skip_blanks();
      outline.members.emplace_back(std::move(name), take_value());
      skip_blanks();
      if (!taken(',')) break;
    }
    return outline;
  }

 private:
  void skip_blanks() { at_ = std::min(head_.find_first_not_of(" \t\r\n", at_), head_.size()); }
  bool taken(char c) {
    const bool is = at_ < head_.size() && head_[at_] == c;
    at_ += is ? 1 : 0;
    return is;
  }

  std::string take_text() {
    std::string text;
    for (++at_; at_ < head_.size() && head_[at_] != '"'; ++at_) {
      if (head_[at_] == '\\' && at_ + 1 < head_.size()) text += head_[at_++];
      text += head_[at_];
    }
    taken('"');
    return text;
  }

  // A list or an object is passed over.
  std::string take_value() {
    if (at_ >= head_.size()) return {};
    if (head_[at_] == '"') return take_text();
    if (head_[at_] != '[' && head_[at_] != '{') {
      at_ = std::min(head_.find_first_of(",}", at_), head_.size());
      return {};
    }
    std::string kind(1, head_[at_]);
    int depth = 0;
    do {
      const char c = head_[at_];
      if (c == '"') {
        take_text();
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : 0;
      depth -= c == ']' || c == '}' ? 1 : 0;
      ++at_;
    } while (depth > 0 && at_ < head_.size());
    return kind;
  }

  std::string_view head_;
  std::size_t at_ = 0;
};

}  // namespace

const std::string* JsonOutline::find(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

bool JsonOutline::says(std::string_view name, std::string_view value) const {
  const std::string* found = find(name);
  return found != nullptr && *found == value;
}

JsonOutline json_outline(std::string_view head) { return OutlineReader(head).read(); }

}  // namespace schouw::formats
