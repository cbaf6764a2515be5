// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/fold_row.h"

#include <algorithm>

#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

bool fold_row(Ui& ui, Column& column, const Fold& fold) {
  const auto& [id, name, value, open] = fold;
  const float height = ui.px(26.0F);
  const Box box{column.x, column.y, column.width, height};
  const Press pressed = press(ui, {.id = id, .name = name, .value = value}, box, ui.px(6.0F));
  if (pressed.hovered) {
    ui.draw()->AddRectFilled(ImVec2(box.x - ui.px(5.0F), box.y), ImVec2(box.right() + ui.px(5.0F), box.bottom()),
                             im(ui.palette.hover), ui.px(6.0F));
  }
  const float sign = ui.px(9.0F);
  const float text_y = column.y + (height - ui.fonts.line_px(Role::small)) / 2.0F;
  const float name_width = text_width_px(ui, Role::small_strong, name);
  text_at(ui, column.x, text_y, Role::small_strong, ui.palette.ink, name);
  const float value_width =
      std::min(text_width_px(ui, Role::small, value), column.width - name_width - sign - ui.px(16.0F));
  fitted_text_at(ui, {box.right() - sign - ui.px(6.0F) - value_width, text_y, value_width + 1.0F, height},
                 Role::small, ui.palette.muted, value);
  draw_sign(ui, open ? Sign::up : Sign::down, {box.right() - sign, column.y + (height - sign) / 2.0F, sign, sign},
            ui.palette.muted, ui.px(1.5F));
  column.y += height;
  return pressed.clicked;
}

}  // namespace schouw::panels
