// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/widgets/entry_row.h"

#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

bool entry_row(Ui& ui, Column& column, const EntryRow& row) {
  const float inner = column.width - ui.px(18.0F);
  const float height = text_height_px(ui, Role::small_strong, row.name, inner) +
                       text_height_px(ui, Role::small, row.underneath, inner) + ui.px(8.0F);
  const Box box{column.x - ui.px(6.0F), column.y, column.width + ui.px(12.0F), height};
  const Press pressed = press(ui, {.id = row.id, .name = row.name, .value = row.underneath}, box, ui.px(6.0F));
  if (pressed.hovered) {
    ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.hover),
                             ui.px(6.0F));
  }
  Column words{.x = column.x, .y = column.y + ui.px(4.0F), .width = inner};
  paragraph(ui, words, Role::small_strong, ui.palette.ink, row.name);
  paragraph(ui, words, Role::small, ui.palette.muted, row.underneath);
  const float sign = ui.px(9.0F);
  draw_sign(ui, Sign::chevron, {column.x + column.width - sign, column.y + (height - sign) / 2.0F, sign, sign},
            ui.palette.muted, ui.px(1.5F));
  column.y += height;
  return pressed.clicked;
}

}  // namespace schouw::panels
