// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

constexpr float kSwatchWidth = 26.0F;
constexpr float kSwatchHeight = 16.0F;

void hatch(const Ui& ui, const Box& box, drawing::Colour colour) {
  ui.draw()->PushClipRect(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), true);
  for (float x = box.x - box.height; x < box.right(); x += ui.px(5.0F)) {
    ui.draw()->AddLine(ImVec2(x, box.bottom()), ImVec2(x + box.height, box.y), im(colour), ui.px(1.6F));
  }
  ui.draw()->PopClipRect();
}

void dashed_outline(const Ui& ui, const Box& box, drawing::Colour colour) {
  const float step = ui.px(5.0F);
  for (float x = box.x; x < box.right(); x += 2.0F * step) {
    const float end = std::min(x + step, box.right());
    ui.draw()->AddLine(ImVec2(x, box.y), ImVec2(end, box.y), im(colour), ui.px(1.5F));
    ui.draw()->AddLine(ImVec2(x, box.bottom()), ImVec2(end, box.bottom()), im(colour), ui.px(1.5F));
  }
  ui.draw()->AddLine(ImVec2(box.x, box.y), ImVec2(box.x, box.bottom()), im(colour), ui.px(1.5F));
  ui.draw()->AddLine(ImVec2(box.right(), box.y), ImVec2(box.right(), box.bottom()), im(colour), ui.px(1.5F));
}

void pin_swatch(const Ui& ui, const Box& box, const drawing::LegendEntry& entry) {
  const ImVec2 middle(box.x + box.width / 2.0F, box.y + box.height / 2.0F);
  const float radius = ui.px(9.0F);
  const drawing::Colour ink{28, 39, 51, 255};
  ui.draw()->AddCircleFilled(middle, radius, im(entry.colour), 32);
  ui.draw()->AddCircle(middle, radius, im(ink), 32, ui.px(1.5F));
  if (entry.letter.empty()) return;
  text_at(ui, middle.x - text_width_px(ui, Role::small_strong, entry.letter) / 2.0F,
          middle.y - ui.fonts.line_px(Role::small_strong) / 2.0F, Role::small_strong, ink, entry.letter);
}

void swatch(const Ui& ui, const Box& box, const drawing::LegendEntry& entry) {
  using Swatch = drawing::LegendEntry::Swatch;
  const float radius = ui.px(3.0F);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  const float middle = box.y + box.height / 2.0F;
  switch (entry.swatch) {
    case Swatch::fill:
    case Swatch::hatched_fill:
      ui.draw()->AddRectFilled(from, to, im(entry.colour.with_alpha(255)), radius);
      if (entry.swatch == Swatch::hatched_fill) hatch(ui, box, {40, 24, 10, 130});
      ui.draw()->AddRect(from, to, im({28, 39, 51, 90}), radius, 0, ui.px(1.0F));
      break;
    case Swatch::pin: pin_swatch(ui, box, entry); break;
    case Swatch::line:
      ui.draw()->AddLine(ImVec2(box.x, middle), ImVec2(box.right(), middle), im(entry.colour.with_alpha(255)),
                         ui.px(2.5F));
      break;
    case Swatch::dashed_line: dashed_outline(ui, box, entry.colour.with_alpha(255)); break;
  }
}

// A swatch that would vanish on the ground of the panel takes the colour of its text.
drawing::LegendEntry visible_on_paper(const Ui& ui, const drawing::LegendEntry& entry) {
  using Swatch = drawing::LegendEntry::Swatch;
  drawing::LegendEntry shown = entry;
  const bool stroke = entry.swatch == Swatch::line || entry.swatch == Swatch::dashed_line;
  if (ui.state.theme != app::Theme::light && stroke && contrast_ratio(entry.colour, ui.palette.paper) < 3.0) {
    shown.colour = contrast_ratio(entry.colour, {28, 39, 51, 255}) < 2.0 ? ui.palette.ink : ui.palette.accent;
  }
  return shown;
}

}  // namespace

bool check_row(Ui& ui, Column& column, const CheckRow& row) {
  const float size = ui.px(18.0F);
  const float indent = size + ui.px(11.0F);
  float amount = row.amount.empty() ? 0.0F : text_width_px(ui, Role::body, row.amount) + ui.px(10.0F);
  // Large letters in a narrow panel: what does not fit beside the name stands under it.
  const bool below = text_width_px(ui, Role::body, row.label) + amount > column.width - indent;
  if (below) amount = 0.0F;
  Column words{.x = column.x + indent, .y = column.y + ui.px(4.0F), .width = column.width - indent - amount};
  const bool amount_below = below && !row.amount.empty();
  const float height = text_height_px(ui, Role::body, row.label, words.width) + ui.px(8.0F) +
                       (amount_below ? text_height_px(ui, Role::small, row.amount, words.width) : 0.0F);
  const Box box{column.x, column.y, column.width, height};
  const Press pressed =
      press(ui, {.id = row.id, .role = "checkbox", .name = row.label, .value = row.checked ? "on" : "off"}, box,
            ui.px(6.0F));
  if (pressed.hovered) {
    ui.draw()->AddRectFilled(ImVec2(box.x - ui.px(5.0F), box.y), ImVec2(box.right() + ui.px(5.0F), box.bottom()),
                             im(ui.palette.hover), ui.px(6.0F));
  }
  const float top = column.y + ui.px(4.0F) + (ui.fonts.line_px(Role::body) - size) / 2.0F;
  const ImVec2 from(column.x, top);
  const ImVec2 to(column.x + size, top + size);
  if (row.checked) {
    ui.draw()->AddRectFilled(from, to, im(ui.palette.accent), ui.px(5.0F));
    const float sign = ui.px(8.5F);
    draw_sign(ui, Sign::check, {from.x + (size - sign) / 2.0F, from.y + (size - sign) / 2.0F, sign, sign},
              ui.palette.accent_ink, ui.px(1.8F));
  } else {
    ui.draw()->AddRect(from, to, im(ui.palette.muted), ui.px(5.0F), 0, ui.px(1.3F));
  }
  const auto ink = row.checked ? ui.palette.ink : ui.palette.muted;
  if (!row.amount.empty() && !below) {
    text_at(ui, column.x + column.width - text_width_px(ui, Role::body, row.amount), words.y, Role::body,
            ui.palette.muted, row.amount);
  }
  paragraph(ui, words, Role::body, ink, row.label);
  if (amount_below) paragraph(ui, words, Role::small, ui.palette.muted, row.amount);
  column.y += height;
  return pressed.clicked;
}

void legend_rows(const Ui& ui, Column& column, const drawing::Legend& legend, float indent) {
  for (const auto& entry : legend) {
    const float line = ui.fonts.line_px(Role::small);
    const Box mark{column.x + ui.px(indent), column.y + (line - ui.px(kSwatchHeight)) / 2.0F, ui.px(kSwatchWidth),
                   ui.px(kSwatchHeight)};
    swatch(ui, mark, visible_on_paper(ui, entry));
    Column words{.x = mark.right() + ui.px(9.0F), .y = column.y};
    words.width = column.x + column.width - words.x;
    paragraph(ui, words, Role::small, ui.palette.muted, ui.say(entry.label));
    column.y = words.y + ui.px(4.0F);
  }
}

void key_value(Ui& ui, Column& column, const KeyValue& row) {
  const float left = column.width * 0.36F;
  Column keys{.x = column.x, .y = column.y, .width = left - ui.px(8.0F)};
  Column values{.x = column.x + left, .y = column.y, .width = column.width - left};
  paragraph(ui, keys, Role::small, ui.palette.muted, row.key);
  const auto ink = row.alarming ? ui.palette.alarm : row.missing ? ui.palette.muted : ui.palette.ink;
  paragraph(ui, values, row.alarming ? Role::small_strong : Role::small, ink, row.value);
  if (!row.mark.empty()) {
    const BadgeLook look{ui.palette.track, ui.palette.ink};
    const float beside = values.x + text_width_px(ui, Role::small, row.value) + ui.px(10.0F);
    if (beside + badge_width_px(ui, row.mark) <= values.x + values.width) {
      badge_at(ui, beside, column.y - ui.px(1.0F), look, row.mark);
    } else {
      badge_at(ui, values.x, values.y + ui.px(1.0F), look, row.mark);
      values.y += ui.fonts.line_px(Role::small) + ui.px(5.0F);
    }
  }
  ui.tell("text", row.key, row.mark.empty() ? row.value : row.value + " (" + row.mark + ")",
          {column.x, column.y, column.width, std::max(keys.y, values.y) - column.y});
  column.y = std::max(keys.y, values.y) + ui.px(4.0F);
}

void bar_row(Ui& ui, Column& column, const BarRow& row) {
  const float left = column.width * 0.36F;
  const float amount = text_width_px(ui, Role::small_strong, row.amount);
  const float widest = std::max(amount, ui.px(74.0F));  // bars of one table end at one line
  const float line = ui.fonts.line_px(Role::small);
  const float thick = ui.px(7.0F);
  Column labels{.x = column.x, .y = column.y, .width = left - ui.px(8.0F)};
  paragraph(ui, labels, Role::small, ui.palette.muted, row.label);
  const Box track{column.x + left, column.y + (line - thick) / 2.0F,
                  std::max(ui.px(30.0F), column.width - left - widest - ui.px(10.0F)), thick};
  ui.draw()->AddRectFilled(ImVec2(track.x, track.y), ImVec2(track.right(), track.bottom()), im(ui.palette.track),
                           thick / 2.0F);
  const float filled = track.width * static_cast<float>(std::clamp(row.share, 0.0, 1.0));
  if (filled >= 1.0F) {
    ui.draw()->AddRectFilled(ImVec2(track.x, track.y), ImVec2(track.x + std::max(filled, thick), track.bottom()),
                             im(ui.palette.accent), thick / 2.0F);
  }
  text_at(ui, column.x + column.width - amount, column.y, Role::small_strong, ui.palette.ink, row.amount);
  ui.tell("text", row.label, row.amount, {column.x, column.y, column.width, line});
  column.y = std::max(labels.y, column.y + line) + ui.px(5.0F);
}

float badge_width_px(const Ui& ui, std::string_view text) {
  return text_width_px(ui, Role::small_strong, text) + ui.px(14.0F);
}

void badge_at(const Ui& ui, float x, float y, const BadgeLook& look, std::string_view text) {
  const float height = ui.fonts.line_px(Role::small_strong) + ui.px(2.0F);
  ui.draw()->AddRectFilled(ImVec2(x, y), ImVec2(x + badge_width_px(ui, text), y + height), im(look.paper),
                           ui.px(5.0F));
  text_at(ui, x + ui.px(7.0F), y + ui.px(1.0F), Role::small_strong, look.ink, text);
}

void badge_row(const Ui& ui, Column& column, const std::vector<std::pair<std::string, BadgeLook>>& badges) {
  if (badges.empty()) return;
  float x = column.x;
  const float line = ui.fonts.line_px(Role::small_strong) + ui.px(2.0F);
  for (const auto& [text, look] : badges) {
    const float width = badge_width_px(ui, text);
    if (x > column.x && x + width > column.x + column.width) {
      x = column.x;
      column.y += line + ui.px(5.0F);
    }
    badge_at(ui, x, column.y, look, text);
    x += width + ui.px(6.0F);
  }
  column.y += line;
}

void rule_line(const Ui& ui, Column& column) {
  ui.draw()->AddLine(ImVec2(column.x, column.y), ImVec2(column.x + column.width, column.y), im(ui.palette.track),
                     ui.px(1.0F));
}

}  // namespace schouw::panels
