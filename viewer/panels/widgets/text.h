// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/ui.h"

// Text that is never cut off: it wraps, and a word longer than its line is divided with a hyphen.
namespace schouw::panels {

float text_width_px(const Ui& ui, Role role, std::string_view text);
std::vector<std::string> wrapped_lines(const Ui& ui, Role role, std::string_view text, float width_px);
float text_height_px(const Ui& ui, Role role, std::string_view text, float width_px);

// One line, its box starting at y.
void text_at(const Ui& ui, float x, float y, Role role, drawing::Colour colour, std::string_view text);
// One line that must fit: ends in an ellipsis where it does not. Only for names that also stand in full elsewhere.
void fitted_text_at(const Ui& ui, Box box, Role role, drawing::Colour colour, std::string_view text);
// Wrapped text; moves the column down.
void paragraph(const Ui& ui, Column& column, Role role, drawing::Colour colour, std::string_view text);
void gap(const Ui& ui, Column& column, float design);

}  // namespace schouw::panels
