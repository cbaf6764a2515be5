// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/panels/ui.h"

namespace schouw::panels {

struct TextInput {
  std::string id;
  std::string name;  // for machines
  bool alarming = false;
};
enum class Typed { nothing, changed, entered, left };

// One line of text that is typed, as wide as the column. It takes the keyboard when it first shows. entered: Enter
// was pressed; left: Escape.
Typed text_input(Ui& ui, Column& column, const TextInput& input, std::string& text);

}  // namespace schouw::panels
