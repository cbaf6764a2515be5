// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "layers/register/mapping.h"
#include "layers/register/row.h"

namespace schouw::registers {

// The other tables of a file that a mapping looks values up in. Made once; holds its own texts.
class Lookups {
 public:
  Lookups(const Mapping& mapping, std::span<const model::FeatureTable> tables);

  // What the other table says for this row; nothing where it says nothing. Of two rows with one key the first counts.
  std::optional<std::string> value(const Lookup& lookup, Row& row) const;
  bool is_looked_up(const model::FeatureTable& table) const;

 private:
  std::map<std::string, std::unordered_map<std::string, std::string>> values_;  // by what lookup_name gives
  std::vector<std::string> tables_;                                             // lower case
};

}  // namespace schouw::registers
