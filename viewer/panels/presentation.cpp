// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/mode_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/card.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                   ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus;

constexpr float kFoot = 0.965F;  // where the source line ends, of the height

struct Words {
  std::string kicker;
  std::string title;
  std::string text;
  std::string source;
  std::vector<std::pair<std::string, std::string>> figures;
};

Words words_of(const Ui& ui, const app::StoryState& story) {
  const auto& step = story.story.steps[static_cast<std::size_t>(story.step)];
  Words words{.kicker = ui.say({.key = "present.kicker",
                                .values = {{"step", std::int64_t{story.step + 1}},
                                           {"steps", static_cast<std::int64_t>(story.story.steps.size())},
                                           {"question", ui.say(step.kicker)}}}),
              .title = ui.say(step.title),
              .text = ui.say(step.text),
              .source = ui.say(step.source)};
  if (!ui.state.public_only) {
    words.kicker = ui.say("present.internal") + " · " + words.kicker;
    words.source = ui.say("present.internal.source") + " " + words.source;
  }
  for (const auto& figure : step.figures) words.figures.emplace_back(ui.say(figure.value), ui.say(figure.label));
  return words;
}

struct Layout {
  float width = 0.0F;  // of the white ground
  float text_width = 0.0F;
  Role title = Role::title;
  float gap = 0.0F;
  float height = 0.0F;  // that the words take
  float source_height = 0.0F;
};

float figure_width(const Ui& ui, const Words& words, float text_width) {
  return words.figures.size() < 2 ? text_width : (text_width - ui.px(30.0F)) / 2.0F;
}

float figures_height(const Ui& ui, const Words& words, const Layout& layout) {
  if (words.figures.empty()) return 0.0F;
  const float each = figure_width(ui, words, layout.text_width);
  float highest = 0.0F;
  for (const auto& [value, label] : words.figures) {
    highest = std::max(highest, text_height_px(ui, Role::big, value, each) +
                                    text_height_px(ui, Role::small, label, each) + ui.px(6.0F));
  }
  return 1.6F * layout.gap + highest;
}

Layout measured(const Ui& ui, const Words& words, float share, Role title) {
  const float margin = ui.screen.height * 0.07F;
  Layout layout{.width = ui.screen.width * share, .title = title, .gap = ui.screen.height * 0.025F};
  layout.text_width = layout.width - margin - ui.screen.height * 0.03F;
  layout.height = text_height_px(ui, Role::strong, words.kicker, layout.text_width) + layout.gap * 0.6F +
                  text_height_px(ui, title, words.title, layout.text_width) + layout.gap +
                  text_height_px(ui, Role::body, words.text, layout.text_width) + figures_height(ui, words, layout);
  layout.source_height = text_height_px(ui, Role::small, words.source, layout.text_width);
  return layout;
}

// The text never gets smaller than it may: where the words are many, the ground grows wider.
Layout fitting_layout(const Ui& ui, const Words& words, float room) {
  for (const Role title : {Role::title, Role::strong}) {
    for (const float share : {0.44F, 0.48F, 0.53F, 0.58F, 0.64F}) {
      const Layout layout = measured(ui, words, share, title);
      if (layout.height + layout.source_height <= room) return layout;
    }
  }
  return measured(ui, words, 0.7F, Role::strong);
}

void white_ground(const Ui& ui, float width) {
  ImDrawList* draw = ImGui::GetBackgroundDrawList();
  const auto solid = im(ui.palette.paper.with_alpha(ui.state.theme == app::Theme::contrast ? 255 : 246));
  const auto clear = im(ui.palette.paper.with_alpha(0));
  const float fade = ui.screen.width * 0.07F;
  draw->AddRectFilled(ImVec2(0.0F, 0.0F), ImVec2(width, ui.screen.height), solid);
  draw->AddRectFilledMultiColor(ImVec2(width, 0.0F), ImVec2(width + fade, ui.screen.height), solid, clear, clear,
                                solid);
}

void figures(Ui& ui, Column& column, const Words& words, const story::Step& step) {
  if (words.figures.empty()) return;
  const float each = figure_width(ui, words, column.width);
  float bottom = column.y;
  for (std::size_t i = 0; i < words.figures.size(); ++i) {
    Column part{.x = column.x + static_cast<float>(i) * (each + ui.px(30.0F)), .y = column.y, .width = each};
    const auto& [value, label] = words.figures[i];
    paragraph(ui, part, Role::big, step.figures[i].alarming ? ui.palette.alarm : ui.palette.ink, value);
    gap(ui, part, 6.0F);
    paragraph(ui, part, Role::small, ui.palette.muted, label);
    ui.tell("text", label, value, {part.x, column.y, each, part.y - column.y});
    bottom = std::max(bottom, part.y);
  }
  column.y = bottom;
}

void dots(Ui& ui, const app::StoryState& story) {
  const int count = static_cast<int>(story.story.steps.size());
  const float size = ui.screen.height * 0.013F;
  const float step = size * 1.9F;
  float x = ui.screen.width - ui.screen.height * 0.06F - step * static_cast<float>(count) - size * 1.4F;
  const float y = ui.screen.height * 0.945F;
  for (int i = 0; i < count; ++i) {
    const bool here = i == story.step;
    const float width = here ? size * 2.4F : size;
    const Box box{x, y - size / 2.0F, width, size};
    if (press(ui, {.id = fmt::format("dot-{}", i), .name = fmt::format("{}", i + 1), .value = here ? "on" : "off"},
              {box.x - size * 0.4F, box.y - size, box.width + size * 0.8F, 3.0F * size}, size)
            .clicked) {
      ui.command(fmt::format("go-to-step n={}", i + 1));
    }
    ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()),
                             im(here ? ui.palette.accent : ui.palette.line), size / 2.0F);
    x += width + size * 0.9F;
  }
}

void show_step_words(Ui& ui, const app::StoryState& story, const Words& words, const Layout& layout) {
  const float margin = ui.screen.height * 0.07F;
  const float foot = ui.screen.height * kFoot;
  Column column{.x = margin, .y = margin, .width = layout.text_width};
  const auto& step = story.story.steps[static_cast<std::size_t>(story.step)];
  paragraph(ui, column, Role::strong, ui.palette.muted, words.kicker);
  column.y += layout.gap * 0.6F;
  ui.tell("heading", words.title, words.kicker, {column.x, column.y, column.width, 1.0F});
  paragraph(ui, column, layout.title, ui.palette.ink, words.title);
  column.y += layout.gap;
  ui.tell("text", words.text, "", {column.x, column.y, column.width, 1.0F});
  paragraph(ui, column, Role::body, ui.palette.ink, words.text);
  column.y += 1.6F * layout.gap;
  figures(ui, column, words, step);
  Column source{.x = margin, .y = foot - layout.source_height, .width = layout.text_width};
  ui.tell("text", words.source, "", {source.x, source.y, source.width, layout.source_height});
  paragraph(ui, source, Role::small, ui.palette.muted, words.source);
}

void begin_bare(const char* name, const Box& box) {
  ImGui::SetNextWindowPos(ImVec2(box.x, box.y));
  ImGui::SetNextWindowSize(ImVec2(box.width, box.height));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::Begin(name, nullptr, kBare);
  ImGui::PopStyleVar();
}

void show_blank(Ui& ui) {
  begin_bare("blank", ui.screen);
  ui.draw()->AddRectFilled(ImVec2(0.0F, 0.0F), ImVec2(ui.screen.width, ui.screen.height), im(ui.palette.paper));
  ui.tell("image", "blank", "on", ui.screen);
  ImGui::End();
}

// The windows cover the words and the dots alone: the city beside them can be touched for a live question.
void show_step(Ui& ui, const app::StoryState& story) {
  const Words words = words_of(ui, story);
  const float height = ui.screen.height;
  const Layout layout = fitting_layout(ui, words, height * (kFoot - 0.07F - 0.025F));
  white_ground(ui, layout.width);
  begin_bare("step", {0.0F, 0.0F, layout.width, height});
  show_step_words(ui, story, words, layout);
  ImGui::End();
  begin_bare("dots", {layout.width, height * 0.925F, ui.screen.width - layout.width, height * 0.04F});
  dots(ui, story);
  ImGui::End();
  ui.frame.insets.inset_left_px = static_cast<int>(layout.width);
}

void show_way_back(Ui& ui) {
  const float margin = ui.screen.height * 0.04F;
  const CardPlace place{.id = "way-back",
                        .name = ui.say("present.away"),
                        .x = margin,
                        .y = margin,
                        .width = ui.screen.width * 0.36F,
                        .padding = 22.0F,
                        .radius = 14.0F};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("present.away"));
  if (ui.state.spot) {
    const auto count = ui.state.spot->sightings.size();
    paragraph(ui, column, Role::body, ui.palette.ink,
              ui.say({.key = count == 0 ? "spot.none" : "spot.count",
                      .values = {{"count", static_cast<std::int64_t>(count)}}}));
  }
  gap(ui, column, 10.0F);
  if (button_row(ui, column, {{.id = "return", .label = ui.say("present.return"), .look = ButtonLook::primary}})) {
    ui.command("return-to-story");
  }
  end_card(ui, place, column);
}

void show_list_of_steps(Ui& ui, const app::StoryState& story) {
  const float width = ui.screen.width * 0.6F;
  const CardPlace place{.id = "steps",
                        .name = ui.say("command.choose-step"),
                        .x = (ui.screen.width - width) / 2.0F,
                        .y = ui.screen.height * 0.1F,
                        .width = width,
                        .max_height = ui.screen.height * 0.8F,
                        .padding = 30.0F,
                        .radius = 14.0F};
  Column column = begin_card(ui, place);
  for (std::size_t i = 0; i < story.story.steps.size(); ++i) {
    const std::string title = fmt::format("{}  {}", i + 1, ui.say(story.story.steps[i].title));
    const float height = text_height_px(ui, Role::strong, title, column.width) + ui.px(14.0F);
    const Box box{column.x - ui.px(10.0F), column.y, column.width + ui.px(20.0F), height};
    const Press pressed = press(ui, {.id = fmt::format("step-{}", i), .name = title}, box, ui.px(8.0F));
    if (pressed.hovered || static_cast<int>(i) == story.step) {
      ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.hover),
                               ui.px(8.0F));
    }
    Column words{.x = column.x, .y = column.y + ui.px(7.0F), .width = column.width};
    paragraph(ui, words, Role::strong, ui.palette.ink, title);
    column.y += height;
    if (pressed.clicked) ui.command(fmt::format("go-to-step n={}", i + 1));
  }
  end_card(ui, place, column);
}

// Over every slide, blank ones too, so that nobody takes a picture of it for something public.
void show_internal_banner(Ui& ui) {
  const std::string words = ui.say("present.internal.banner");
  const float width = ui.screen.width * 0.32F;
  const CardPlace place{.id = "internal",
                        .name = words,
                        .x = ui.screen.width - width - ui.screen.height * 0.03F,
                        .y = ui.screen.height * 0.03F,
                        .width = width,
                        .padding = 16.0F,
                        .radius = 10.0F};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::strong, ui.palette.alarm, words);
  end_card(ui, place, column);
}

void show_waiting(Ui& ui) {
  const float margin = ui.screen.height * 0.07F;
  const CardPlace place{.id = "waiting",
                        .name = ui.say("present.waiting"),
                        .x = margin,
                        .y = margin,
                        .width = ui.screen.width * 0.4F,
                        .padding = 26.0F,
                        .radius = 14.0F};
  Column column = begin_card(ui, place);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("present.waiting"));
  end_card(ui, place, column);
}

}  // namespace

void show_presentation(Ui& ui) {
  const auto& story = ui.state.story;
  if (!story || story->story.steps.empty()) {
    show_waiting(ui);
  } else if (story->away) {
    show_way_back(ui);
  } else if (story->blank) {
    show_blank(ui);
  } else {
    show_step(ui, *story);
    if (story->choosing) show_list_of_steps(ui, *story);
  }
  if (!ui.state.public_only) show_internal_banner(ui);
}

}  // namespace schouw::panels
