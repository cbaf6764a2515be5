// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "layers/register/import_register.h"
#include "layers/register/register_record.h"

namespace schouw::registers {

// What a table of organisations, systems, links and so on gave.
struct RecordImport {
  std::vector<RegisterRecord> records;  // each id once
  int read = 0;
  int merged = 0;    // further rows of an id, each with a diagnostic
  int rejected = 0;  // rows without an id, and those that the reader lost
};

// Whether the rows of a schema are such records, and no sensors.
bool is_of_records(const Schema& schema);

// By a schema that says "record": "system" and the like. A value that is none of its field is left out with REG-104
// and kept beside; a row without an id is REG-105, a further row of one id REG-134, values of a model that cannot
// both be true REG-170. Fails with REG-171 for
// answers of a round, which fieldwork reads, with REG-110 where nothing could be taken, and with REG-111 as
// load_schemas. Cost: linear in the rows times the fields.
base::Result<RecordImport> import_records(std::span<const model::FeatureTable> tables, const Schema& schema,
                                          const RegisterOptions& options);

// Puts them into a list by type and id; what is not in `from` stays.
MergeCounts merge_records(std::vector<RegisterRecord>& into, std::vector<RegisterRecord> from);

}  // namespace schouw::registers
