// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/panels/ui.h"

namespace schouw::panels {

// A line that opens something underneath: its name, and at the right what holds now.
struct Fold {
  std::string id;
  std::string name;
  std::string value;
  bool open = false;
};
// True where it was pressed.
bool fold_row(Ui& ui, Column& column, const Fold& fold);

}  // namespace schouw::panels
