// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layers/drawing/legend.h"
#include "viewer/panels/ui.h"

namespace schouw::panels {

enum class ButtonLook { primary, outlined, quiet };

struct ButtonSpec {
  std::string id;
  std::string label;
  ButtonLook look = ButtonLook::outlined;
  Role role = Role::small_strong;
  bool enabled = true;
};
float button_width_px(const Ui& ui, const ButtonSpec& spec);
float button_height_px(const Ui& ui, const ButtonSpec& spec);
bool button_at(Ui& ui, const ButtonSpec& spec, float x, float y);
// Several side by side; those that do not fit go to a next row. last_right: the last one stands at the right edge.
// The index of the one that was pressed.
std::optional<std::size_t> button_row(Ui& ui, Column& column, const std::vector<ButtonSpec>& specs,
                                      bool last_right = false);

// A rounded mark with a word: "2 bevindingen". Gives its width.
struct BadgeLook {
  drawing::Colour paper;
  drawing::Colour ink;
};
float badge_width_px(const Ui& ui, std::string_view text);
void badge_at(const Ui& ui, float x, float y, const BadgeLook& look, std::string_view text);
void badge_row(const Ui& ui, Column& column, const std::vector<std::pair<std::string, BadgeLook>>& badges);

// A filter that is on, with a cross to take it away. True where it was pressed.
float chip_width_px(const Ui& ui, std::string_view text);
bool chip_at(Ui& ui, const std::string& id, float x, float y, std::string_view text);

// Small round or square parts with a sign drawn in lines.
enum class Sign { check, cross, plus, minus, chevron, up, down };
void draw_sign(const Ui& ui, Sign sign, const Box& box, drawing::Colour colour, float thickness_px);
bool sign_button_at(Ui& ui, const std::string& id, Sign sign, const std::string& name, const Box& box,
                    bool enabled = true);

// A box with a check, a word, and a number at the right.
struct CheckRow {
  std::string id;
  std::string label;
  std::string amount;
  bool checked = false;
};
bool check_row(Ui& ui, Column& column, const CheckRow& row);

void legend_rows(const Ui& ui, Column& column, const drawing::Legend& legend, float indent);

// A label at the left, its value at the right, both wrapped; mark stands small behind the value.
struct KeyValue {
  std::string key;
  std::string value;
  std::string mark;  // "aangenomen"
  bool alarming = false;
  bool missing = false;
};
void key_value(Ui& ui, Column& column, const KeyValue& row);

// A label, a bar and the amount: what a sensor sees, by density.
struct BarRow {
  std::string label;
  std::string amount;
  double share = 0.0;  // of the longest bar
};
void bar_row(Ui& ui, Column& column, const BarRow& row);

void rule_line(const Ui& ui, Column& column);

}  // namespace schouw::panels
