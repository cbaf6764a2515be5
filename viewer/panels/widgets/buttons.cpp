// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

struct ButtonColours {
  drawing::Colour paper;
  drawing::Colour ink;
  drawing::Colour line;
};

ButtonColours colours_of(const Ui& ui, const ButtonSpec& spec, const Press& pressed) {
  const Palette& p = ui.palette;
  if (!spec.enabled) return {p.track, p.muted, p.track};
  if (spec.look == ButtonLook::primary) return {p.accent, p.accent_ink, p.accent};
  const auto paper = pressed.hovered || pressed.held ? p.hover : p.paper;
  return {paper, spec.look == ButtonLook::quiet ? p.accent : p.ink, spec.look == ButtonLook::quiet ? paper : p.line};
}

}  // namespace

float button_width_px(const Ui& ui, const ButtonSpec& spec) {
  return text_width_px(ui, spec.role, spec.label) + 2.0F * ui.px(ui.touch ? 24.0F : 13.0F);
}

float button_height_px(const Ui& ui, const ButtonSpec& spec) {
  return std::max(ui.px(ui.touch ? 76.0F : 32.0F), ui.fonts.line_px(spec.role) + ui.px(12.0F));
}

bool button_at(Ui& ui, const ButtonSpec& spec, float x, float y) {
  const Box box{x, y, button_width_px(ui, spec), button_height_px(ui, spec)};
  const float radius = ui.px(ui.touch ? 12.0F : 7.0F);
  const Press pressed = press(ui, {.id = spec.id, .name = spec.label, .enabled = spec.enabled}, box, radius);
  const auto colours = colours_of(ui, spec, pressed);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  ui.draw()->AddRectFilled(from, to, im(colours.paper), radius);
  if (spec.look == ButtonLook::primary && pressed.hovered) {
    ui.draw()->AddRectFilled(from, to, im(ui.palette.accent_ink.with_alpha(28)), radius);
  }
  if (spec.look == ButtonLook::outlined) {
    ui.draw()->AddRect(from, to, im(ui.touch ? ui.palette.ink : colours.line), radius, 0,
                       ui.px(ui.touch ? 2.5F : 1.0F));
  }
  text_at(ui, box.x + ui.px(ui.touch ? 24.0F : 13.0F), box.y + (box.height - ui.fonts.line_px(spec.role)) / 2.0F,
          spec.role, colours.ink, spec.label);
  return pressed.clicked;
}

std::optional<std::size_t> button_row(Ui& ui, Column& column, const std::vector<ButtonSpec>& specs, bool last_right) {
  std::optional<std::size_t> chosen;
  const float between = ui.px(ui.touch ? 20.0F : 8.0F);
  const float right = column.x + column.width;
  float x = column.x;
  float height = 0.0F;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const float width = button_width_px(ui, specs[i]);
    if (x > column.x && x + width > right) {
      x = column.x;
      column.y += height + between;
    }
    if (last_right && i + 1 == specs.size()) x = std::max(x, right - width);
    if (button_at(ui, specs[i], x, column.y)) chosen = i;
    x += width + between;
    height = button_height_px(ui, specs[i]);
  }
  column.y += height;
  return chosen;
}

float chip_width_px(const Ui& ui, std::string_view text) {
  return text_width_px(ui, Role::small_strong, text) + ui.px(42.0F);
}

bool chip_at(Ui& ui, const std::string& id, float x, float y, std::string_view text) {
  const Box box{x, y, chip_width_px(ui, text), ui.px(28.0F)};
  const Press pressed = press(ui, {.id = id, .name = std::string(text), .value = "remove"}, box, box.height / 2.0F);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  ui.draw()->AddRectFilled(from, to, im(pressed.hovered ? ui.palette.hover : ui.palette.paper), box.height / 2.0F);
  ui.draw()->AddRect(from, to, im(ui.palette.line), box.height / 2.0F, 0, ui.px(1.0F));
  text_at(ui, box.x + ui.px(13.0F), box.y + (box.height - ui.fonts.line_px(Role::small_strong)) / 2.0F,
          Role::small_strong, ui.palette.ink, text);
  const float size = ui.px(7.0F);
  draw_sign(ui, Sign::cross, {box.right() - ui.px(13.0F) - size, box.y + (box.height - size) / 2.0F, size, size},
            ui.palette.muted, ui.px(1.5F));
  return pressed.clicked;
}

void draw_sign(const Ui& ui, Sign sign, const Box& b, drawing::Colour colour, float thickness_px) {
  const auto at = [&](float x, float y) { return ImVec2(b.x + x * b.width, b.y + y * b.height); };
  const auto line = [&](std::initializer_list<ImVec2> points) {
    for (const auto& point : points) ui.draw()->PathLineTo(point);
    ui.draw()->PathStroke(im(colour), 0, thickness_px);
  };
  switch (sign) {
    case Sign::check: line({at(0.0F, 0.55F), at(0.36F, 0.9F), at(1.0F, 0.15F)}); break;
    case Sign::cross:
      line({at(0.0F, 0.0F), at(1.0F, 1.0F)});
      line({at(0.0F, 1.0F), at(1.0F, 0.0F)});
      break;
    case Sign::plus: line({at(0.5F, 0.0F), at(0.5F, 1.0F)}); [[fallthrough]];
    case Sign::minus: line({at(0.0F, 0.5F), at(1.0F, 0.5F)}); break;
    case Sign::chevron: line({at(0.25F, 0.0F), at(0.8F, 0.5F), at(0.25F, 1.0F)}); break;
    case Sign::up: line({at(0.0F, 0.7F), at(0.5F, 0.2F), at(1.0F, 0.7F)}); break;
    case Sign::down: line({at(0.0F, 0.3F), at(0.5F, 0.8F), at(1.0F, 0.3F)}); break;
  }
}

// NOLINTNEXTLINE(readability-function-size): an id, a sign, a name and a place, as every call reads them
bool sign_button_at(Ui& ui, const std::string& id, Sign sign, const std::string& name, const Box& box, bool enabled) {
  const float radius = ui.px(6.0F);
  const Press pressed = press(ui, {.id = id, .name = name, .enabled = enabled}, box, radius);
  if (pressed.hovered || pressed.held) {
    ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.hover), radius);
  }
  const float size = ui.px(9.0F);
  draw_sign(ui, sign, {box.x + (box.width - size) / 2.0F, box.y + (box.height - size) / 2.0F, size, size},
            enabled ? ui.palette.ink : ui.palette.line, ui.px(1.6F));
  return pressed.clicked;
}

}  // namespace schouw::panels
