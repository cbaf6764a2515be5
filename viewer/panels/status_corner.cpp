// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "layers/story/sources.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

// Pixels that a metre takes across the picture at the point that the camera looks at.
double px_per_metre(const Ui& ui) {
  const auto& camera = ui.state.camera;
  crs::MapPosition aside = camera.target;
  aside.east_m += std::cos(camera.azimuth.radians());
  aside.north_m -= std::sin(camera.azimuth.radians());
  const auto here = drawing::project(camera, ui.state.viewport, camera.target);
  const auto there = drawing::project(camera, ui.state.viewport, aside);
  return here && there ? std::abs(there->x_px - here->x_px) : 0.0;
}

// The longest of 1, 2, 5, 10, ... metres that fits.
double round_length_m(double at_most_m) {
  const double power = std::pow(10.0, std::floor(std::log10(at_most_m)));
  for (const double step : {5.0, 2.0, 1.0}) {
    if (step * power <= at_most_m) return step * power;
  }
  return power;
}

void scale_bar(Ui& ui, Column& column) {
  const double px = px_per_metre(ui);
  if (!(px > 1e-6)) return;
  const double length_m = round_length_m(ui.px(90.0F) / px);
  const float width = static_cast<float>(length_m * px);
  const bool kilometres = length_m >= 1000.0;
  const std::string text =
      ui.texts.number(kilometres ? length_m / 1000.0 : length_m, 0) + (kilometres ? "\u00a0km" : "\u00a0m");
  const float y = column.y + ui.fonts.line_px(Role::small) / 2.0F;
  ui.draw()->AddRectFilled(ImVec2(column.x, y - ui.px(1.5F)), ImVec2(column.x + width, y + ui.px(1.5F)),
                           im(ui.palette.ink));
  text_at(ui, column.x + width + ui.px(8.0F), column.y, Role::small, ui.palette.ink, text);
  ui.tell("text", ui.say("status.scale"), text, {column.x, column.y, width, ui.fonts.line_px(Role::small)});
  column.y += ui.fonts.line_px(Role::small) + ui.px(3.0F);
}

void north_arrow(Ui& ui, float x, float y) {
  const float radius = ui.px(11.0F);
  const auto angle = static_cast<float>(-ui.state.camera.azimuth.radians());
  const ImVec2 middle(x, y);
  const auto at = [&](float turn, float reach) {
    return ImVec2(middle.x + std::sin(angle + turn) * radius * reach,
                  middle.y - std::cos(angle + turn) * radius * reach);
  };
  constexpr float kHalf = 3.14159265F;
  ui.draw()->AddCircleFilled(middle, radius + ui.px(3.0F), im(ui.palette.hover), 40);
  ui.draw()->AddTriangleFilled(at(0.0F, 1.0F), at(kHalf / 2.0F, 0.42F), at(-kHalf / 2.0F, 0.42F),
                               im(ui.palette.alarm));
  ui.draw()->AddTriangleFilled(at(kHalf, 1.0F), at(-kHalf / 2.0F, 0.42F), at(kHalf / 2.0F, 0.42F),
                               im(ui.palette.muted));
  // The letter stands outside the dial, on the side of north.
  const std::string letter = ui.say("status.north_letter");
  const ImVec2 beside = at(0.0F, 1.9F);
  text_at(ui, beside.x - text_width_px(ui, Role::small_strong, letter) / 2.0F,
          beside.y - ui.fonts.line_px(Role::small_strong) / 2.0F, Role::small_strong, ui.palette.ink, letter);
  ui.tell("image", ui.say("status.north"), ui.texts.number(ui.state.camera.azimuth.degrees(), 0),
          {x - radius, y - radius, 2.0F * radius, 2.0F * radius});
}

}  // namespace

std::string grid_coordinate(double metres) {
  const long long whole = std::llround(metres);
  const std::string digits = std::to_string(std::abs(whole));
  std::string text = whole < 0 ? "\u2212" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += "\u00a0";
    text += digits[i];
  }
  return text;
}

Box show_status_corner(Ui& ui, const PlannerLayout& layout, float bottom) {
  const CardPlace place{.id = "status",
                        .name = ui.say("status.name"),
                        .x = layout.margin,
                        .y = bottom,
                        .from_bottom = true,
                        .width = layout.left_width,
                        .max_height = ui.screen.height * 0.3F,
                        .padding = 13.0F};
  Column column = begin_card(ui, place);
  north_arrow(ui, column.x + column.width - ui.px(22.0F), column.y + ui.px(26.0F));
  const float full = column.width;
  const float top = column.y;
  column.width -= ui.px(56.0F);
  scale_bar(ui, column);
  if (ui.state.cursor) {
    const auto& at = *ui.state.cursor;
    paragraph(ui, column, Role::small, ui.palette.ink,
              ui.say({.key = "status.cursor",
                      .values = {{"east", grid_coordinate(at.east_m)},
                                 {"north", grid_coordinate(at.north_m)},
                                 {"up", base::Sentence::Number{at.up_m, 2}}}}));
  } else {
    paragraph(ui, column, Role::small, ui.palette.muted, ui.say("status.no_cursor"));
  }
  column.width = full;
  column.y = std::max(column.y, top + ui.px(56.0F));
  if (!ui.state.project.plan->sources.empty()) {
    paragraph(ui, column, Role::small, ui.palette.muted,
              ui.say(story::source_line("status.source", *ui.state.project.plan)));
  }
  return end_card(ui, place, column);
}

}  // namespace schouw::panels
