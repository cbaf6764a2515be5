// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "layers/stacking/limits_at.h"
#include "layers/stacking/place_rules.h"
#include "viewer/app/command.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/entry_row.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

// Rules that a place is told of in full; of more, the title alone.
constexpr std::size_t kMostRules = 3;

bool adopted(const Ui& ui) { return ui.state.policy.thresholds.adopted(); }

std::string with_norm(const Ui& ui, const std::string& key) { return adopted(ui) ? key : key + "_example"; }

// The colours of what is above the norm: those of alarm only where a council adopted it.
struct NormLook {
  drawing::Colour ink, paper, line;
};
NormLook norm_look(const Ui& ui) {
  const Palette& p = ui.palette;
  if (adopted(ui)) return {p.alarm, p.alarm_paper, p.alarm_line};
  return {p.example, p.example_paper, p.example_line};
}

std::string level_words(const Ui& ui, std::string_view level) {
  const std::string key = "stacking.level." + std::string(level);
  return ui.say(level == "exceeded" ? with_norm(ui, key) : key);
}

std::string question_of(const Ui& ui, std::string_view level) {
  if (stacking::is_above_norm(level)) return ui.say(with_norm(ui, "place.why"));
  return ui.say(level == "cannot_tell" ? "place.why_cannot_tell" : "place.why_attention");
}

// What would remain without a sensor, of what the level speaks of.
std::string without_this(const Ui& ui, const std::string& form, bool above, double remains_m2, double area_m2) {
  const std::string key = above ? with_norm(ui, "place.without" + form) : "place.without" + form + "_attention";
  return ui.say(
      {.key = key,
       .values = {{"remains", base::Sentence::Number{remains_m2, 0}}, {"area", base::Sentence::Number{area_m2, 0}}}});
}

double remains_m2(const stacking::ZoneSensor& part, bool above) {
  return above ? part.exceeded_area_without_m2 : part.area_without_m2;
}

// Without the first the least remains.
std::vector<stacking::ZoneSensor> by_weight(std::vector<stacking::ZoneSensor> sensors, bool above) {
  std::stable_sort(sensors.begin(), sensors.end(),
                   [above](const auto& a, const auto& b) { return remains_m2(a, above) < remains_m2(b, above); });
  return sensors;
}

// A coloured box around what `content` draws.
template <class Content>
void boxed(Ui& ui, Column& column, const NormLook& look, Content&& content) {
  const float padding = ui.px(13.0F);
  ui.draw()->ChannelsSplit(2);
  ui.draw()->ChannelsSetCurrent(1);
  Column inner{.x = column.x + padding, .y = column.y + padding, .width = column.width - 2.0F * padding};
  content(inner);
  const Box box{column.x, column.y, column.width, inner.y + padding - column.y};
  ui.draw()->ChannelsSetCurrent(0);
  const ImVec2 from(box.x, box.y);
  const ImVec2 to(box.right(), box.bottom());
  ui.draw()->AddRectFilled(from, to, im(look.paper), ui.px(8.0F));
  ui.draw()->AddRect(from, to, im(look.line), ui.px(8.0F), 0, ui.px(1.0F));
  ui.draw()->ChannelsMerge();
  column.y = box.bottom();
}

void answer(Ui& ui, Column& column, const std::string& question, const std::string& reason) {
  const float top = column.y;
  paragraph(ui, column, Role::small, ui.palette.ink, reason);
  ui.tell("text", question, reason, {column.x, top, column.width, column.y - top});
}

void sensors_by_controller(Ui& ui, Column& column, const stacking::Place& place) {
  const auto& sensors = ui.state.project.plan->sensors;
  const bool above = stacking::is_above_norm(place.level);
  std::map<std::string, std::vector<stacking::ZoneSensor>> groups;  // those who state none come first
  for (const auto& part : by_weight(place.sensors, above)) {
    groups[sensors[part.sensor].deployment.controller.value_or("")].push_back(part);
  }
  for (const auto& [controller, parts] : groups) {
    gap(ui, column, 8.0F);
    const std::string who = controller.empty() ? ui.say("place.no_controller") : controller;
    paragraph(ui, column, Role::small_strong, controller.empty() ? ui.palette.muted : ui.palette.ink, who);
    for (const auto& part : parts) {
      sensor_row(ui, column, part.sensor, without_this(ui, ".short", above, remains_m2(part, above), 0.0));
    }
  }
}

void place_rows(Ui& ui, Column& column, const stacking::Place& place) {
  const auto row = [&](const char* key, const std::string& value) {
    const bool missing = value.empty();
    key_value(ui, column,
              {.key = ui.say(key), .value = missing ? ui.say("panel.not_stated") : value, .missing = missing});
  };
  std::string purposes;
  for (const std::string& purpose : place.purposes) purposes += (purposes.empty() ? "" : ", ") + purpose;
  row("place.purposes", ui.texts.value(purposes));
  if (!place.neighbourhood.empty()) row("place.neighbourhood", place.neighbourhood);
  row("place.code", place.id);
}

// The rules beside the heaviest one.
void other_rules(Ui& ui, Column& column, const stacking::Place& place) {
  for (std::size_t i = 1; i < place.rules.size(); ++i) {
    const stacking::PlaceRule& rule = place.rules[i];
    gap(ui, column, 8.0F);
    const std::string title =
        ui.say(stacking::rule_name_key(ui.state.policy.thresholds, rule.rule)) + ": " + level_words(ui, rule.level);
    paragraph(ui, column, Role::small_strong, ui.palette.ink, title);
    if (i <= kMostRules) answer(ui, column, title, ui.say(rule.reason));
  }
}

// By how many rules the place is above its norm: then its area is of all of them together.
std::ptrdiff_t above_by_rules(const stacking::Place& place) {
  return std::count_if(place.rules.begin(), place.rules.end(),
                       [](const stacking::PlaceRule& rule) { return stacking::is_above_norm(rule.level); });
}

}  // namespace

std::string place_size(const Ui& ui, const stacking::Place& place) {
  const auto area = [](double area_m2) { return base::Sentence::Number{area_m2, 0}; };
  const std::string key = place.area_exceeded_m2 <= 0.0   ? "place.size_attention"
                          : place.area_attention_m2 > 0.0 ? with_norm(ui, "place.size_both")
                                                          : with_norm(ui, "place.size");
  return ui.say({.key = key,
                 .values = {{"rules", above_by_rules(place) > 1 ? " " + ui.say("place.all_rules") : std::string()},
                            {"above", area(place.area_exceeded_m2)},
                            {"attention", area(place.area_attention_m2)},
                            {"count", std::int64_t{place.max_count}}}});
}

const stacking::Place* place_of_zone(const stacking::Stacking& stacking, const stacking::Zone& zone) {
  const auto found = std::find_if(stacking.places.begin(), stacking.places.end(),
                                  [&](const stacking::Place& place) { return place.id == zone.place; });
  return found == stacking.places.end() ? nullptr : &*found;
}

void why_box(Ui& ui, Column& column, const stacking::Zone& zone, const WhyBox& options) {
  const std::string_view level = stacking::level_name(zone);
  const bool above = stacking::is_above_norm(level);
  const stacking::Place* place = ui.state.analysis ? place_of_zone(ui.state.analysis->stacking, zone) : nullptr;
  boxed(ui, column, norm_look(ui), [&](Column& inner) {
    if (place != nullptr) paragraph(ui, inner, Role::strong, ui.palette.ink, ui.say(place->name));
    const std::string question = question_of(ui, level);
    paragraph(ui, inner, place == nullptr ? Role::strong : Role::small_strong, ui.palette.ink, question);
    gap(ui, inner, 4.0F);
    answer(ui, inner, question, ui.say(zone.reason));
    gap(ui, inner, 6.0F);
    for (const auto& part : zone.sensors) {
      if (!options.sensor || part.sensor != *options.sensor) continue;
      const double area_m2 = above ? zone.exceeded_area_m2 : zone.area_m2;
      paragraph(ui, inner, Role::small_strong, ui.palette.ink,
                without_this(ui, "", above, remains_m2(part, above), area_m2));
    }
    if (!options.opens_zone) return;
    const ButtonSpec open{.id = "open-zone-" + zone.id, .label = ui.say("inspector.open_zone")};
    if (button_row(ui, inner, {open})) ui.command("select-zone id=" + app::quoted(zone.id));
  });
}

void place_content(Ui& ui, Column& column, const stacking::Place& place) {
  const NormLook look = norm_look(ui);
  const bool above = stacking::is_above_norm(place.level);
  badge_row(ui, column,
            {{level_words(ui, place.level),
              above ? BadgeLook{look.paper, look.ink} : BadgeLook{ui.palette.yellow, ui.palette.yellow_ink}}});
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say(place.name));
  paragraph(ui, column, Role::small, ui.palette.muted, place_size(ui, place));
  gap(ui, column, 12.0F);
  boxed(ui, column, look, [&](Column& inner) {
    const std::string question = question_of(ui, place.level);
    paragraph(ui, inner, Role::strong, ui.palette.ink, question);
    gap(ui, inner, 4.0F);
    answer(ui, inner, question, ui.say(place.reason));
  });
  gap(ui, column, 10.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("place.sensors"));
  sensors_by_controller(ui, column, place);
  other_rules(ui, column, place);
  gap(ui, column, 10.0F);
  place_rows(ui, column, place);
  gap(ui, column, 8.0F);
  if (button_row(ui, column, {{.id = "look-at-zone", .label = ui.say("inspector.fly")}})) {
    const auto& zones = ui.state.analysis->stacking.zones;
    ui.command("look-at-zone id=" + app::quoted(zones[place.zones.front()].id));
  }
}

void zone_content(Ui& ui, Column& column, const stacking::Zone& zone) {
  if (const auto* place = place_of_zone(ui.state.analysis->stacking, zone)) return place_content(ui, column, *place);
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say({.key = "zone.title", .values = {{"zone", zone.id}}}));
  gap(ui, column, 8.0F);
  why_box(ui, column, zone, {});
}

}  // namespace schouw::panels
