// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/panels/ui.h"

namespace schouw::panels {

// Something in a list that can be opened: its name, what belongs to it underneath, and a sign that it opens.
struct EntryRow {
  std::string id;
  std::string name;
  std::string underneath;
};
// True where it was pressed.
bool entry_row(Ui& ui, Column& column, const EntryRow& row);

}  // namespace schouw::panels
