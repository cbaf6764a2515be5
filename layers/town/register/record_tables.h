// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

namespace schouw::town {

// A table of records beside the sensors: what it is called, and its whole text as CSV. The words are the fields of
// layers/register; "geen" is a source that says that there is none.
struct RecordTable {
  const char* file;
  std::string_view csv;
};
std::span<const RecordTable> record_tables();

// What the sensors of a programme name: the dossier that accounts for them, the systems that they feed, and the year
// from which its decision lets them start (0: the register does not tell).
struct Accounts {
  std::string_view programme, dossier, systems;
  int first_year = 0;
};
Accounts accounts_of(std::string_view programme);

}  // namespace schouw::town
