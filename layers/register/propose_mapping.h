// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "geo/model/feature.h"
#include "layers/register/import_register.h"

namespace schouw::registers {

// What a proposal takes from outside: how registers call their columns (data/proposal/column_words.json) and the
// schemas that are known, whose words for kinds and the like are met elsewhere too.
struct ProposalWords {
  base::Json column_words;
  std::vector<Schema> schemas;
};

// A mapping for a register that fits no schema, for a person to correct and give to import --mapping: its columns by
// their names, coordinates by their values too, each word of a choice beside the record's own. What is not understood
// stands under "unmapped" with some of its values; import keeps those columns as confidential.
//   const auto proposal = propose_mapping(*tables, words, "cameras.csv");
//   const auto schema = schema_from_json(proposal->mapping, "cameras.json");
// Cost: linear in the cells of the table with the most rows, of which it looks at 10,000. Fails with REG-146 where no
// table has rows.
struct MappingProposal {
  base::Json mapping;
  int mapped = 0;
  std::vector<std::string> unmapped;
  bool has_position = false;  // geometry, or columns that hold coordinates
};
base::Result<MappingProposal> propose_mapping(std::span<const model::FeatureTable> tables, const ProposalWords& words,
                                              const std::string& file_name);

}  // namespace schouw::registers
