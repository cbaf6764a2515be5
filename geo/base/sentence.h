// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace schouw::base {

// A sentence for people, not yet in any language: a key of data/text/<language>/*.json and the values of its
// {names}. viewer/text turns it into Dutch or English. Headless code returns these, never ready-made prose.
struct Sentence {
  struct Number {
    double value = 0.0;
    int decimals = 0;
  };
  struct Key {  // a word that is itself translated, "kind.camera"
    std::string key;
  };
  struct List {  // joined as "a, b en c"
    std::vector<std::string> items;
  };
  struct Date {  // ISO 8601, written out in the reader's language
    std::string iso;
  };
  using Value = std::variant<std::string, std::int64_t, Number, Key, List, Date>;

  std::string key;
  std::vector<std::pair<std::string, Value>> values;
};

}  // namespace schouw::base
