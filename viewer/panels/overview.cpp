// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <array>

#include "layers/stacking/place_rules.h"
#include "viewer/app/command.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/entry_row.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

constexpr std::size_t kMostPlaces = 6;

std::string square_metres(const Ui& ui, double area_m2) {
  return ui.say({.key = "overview.area", .values = {{"area", base::Sentence::Number{area_m2, 0}}}});
}

double area_by_two_or_more_m2(const stacking::Stacking& stacking) {
  double area_m2 = 0.0;
  for (const auto& [count, exactly_m2] : stacking.area_by_count_m2) area_m2 += count >= 2 ? exactly_m2 : 0.0;
  return area_m2;
}

void figures(Ui& ui, Column& column) {
  const stacking::Stacking& stacking = ui.state.analysis->stacking;
  const auto row = [&](const char* key, const std::string& value) {
    key_value(ui, column, {.key = ui.say(key), .value = value});
  };
  const auto whole = [&](int count) { return ui.texts.number(count, 0); };
  row("overview.registered", whole(stacking.completeness.total));
  row("overview.counted", whole(counted_now(ui)));
  if (stacking.completeness.coverage_unknown > 0) {
    row("overview.unknown", whole(stacking.completeness.coverage_unknown));
  }
  row("overview.covered", square_metres(ui, stacking.covered_area_m2));
  row("overview.in_view", square_metres(ui, stacking.optical.covered_area_m2));
  row("overview.stacked", square_metres(ui, area_by_two_or_more_m2(stacking)));
  row("overview.most", whole(stacking.max_count));
  if (const coverage::Audit& audit = ui.state.analysis->audit; audit.rays > 0) {
    row("overview.audit", ui.say({.key = "overview.audit_share",
                                  .values = {{"share", base::Sentence::Number{100.0 * audit.disagreement_ratio, 2}},
                                             {"rays", audit.rays}}}));
  }
}

void place_entry(Ui& ui, Column& column, const stacking::Place& place) {
  const EntryRow entry{.id = "overview-" + place.id, .name = ui.say(place.name), .underneath = place_size(ui, place)};
  if (!entry_row(ui, column, entry)) return;
  const std::string zone = app::quoted(ui.state.analysis->stacking.zones[place.zones.front()].id);
  ui.command("select-zone id=" + zone);
  ui.command("look-at-zone id=" + zone);
}

// Places come heaviest first: the first few of what is above the norm, and how many more there are.
void places_above_the_norm(Ui& ui, Column& column) {
  const bool adopted = ui.state.policy.thresholds.adopted();
  std::vector<const stacking::Place*> above;
  for (const stacking::Place& place : ui.state.analysis->stacking.places) {
    if (stacking::is_above_norm(place.level)) above.push_back(&place);
  }
  gap(ui, column, 12.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink,
            ui.say(adopted ? "place.list_above" : "place.list_above_example"));
  gap(ui, column, 2.0F);
  if (above.empty()) {
    paragraph(ui, column, Role::small, ui.palette.muted,
              ui.say(adopted ? "place.none_above" : "place.none_above_example"));
    return;
  }
  for (std::size_t i = 0; i < above.size() && i < kMostPlaces; ++i) place_entry(ui, column, *above[i]);
  if (above.size() <= kMostPlaces) return;
  paragraph(
      ui, column, Role::small, ui.palette.muted,
      ui.say({.key = "place.more", .values = {{"count", static_cast<std::int64_t>(above.size() - kMostPlaces)}}}));
}

// One line a family: law, principles and the municipality's own norm are three things.
void findings_summary(Ui& ui, Column& column) {
  if (!ui.state.findings) return;
  std::array<std::array<std::int64_t, 4>, 3> counts{};
  for (const findings::Finding& finding : *ui.state.findings) {
    ++counts[static_cast<std::size_t>(finding.family)][static_cast<std::size_t>(finding.verdict)];
  }
  const bool adopted = ui.state.policy.thresholds.adopted();
  gap(ui, column, 12.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("overview.findings"));
  gap(ui, column, 2.0F);
  for (const findings::Family family :
       {findings::Family::law, findings::Family::principle, findings::Family::policy}) {
    const auto& of_family = counts[static_cast<std::size_t>(family)];
    const std::string name(findings::family_name(family));
    const bool example = family == findings::Family::policy && !adopted;
    const std::int64_t fails = of_family[static_cast<std::size_t>(findings::Verdict::fail)];
    key_value(ui, column,
              {.key = ui.say("check.overview." + (example ? "example" : name)),
               .value = ui.say(
                   {.key = "check.overview.counts",
                    .values = {{"count", fails},
                               {"unknown", of_family[static_cast<std::size_t>(findings::Verdict::cannot_tell)]}}}),
               .alarming = fails > 0 && !example});
  }
  const findings::ChecksDone checks = findings::checks_done(*ui.state.findings);
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = "check.overview.done",
                    .values = {{"done", std::int64_t{checks.done}}, {"of", std::int64_t{checks.of}}}}));
}

}  // namespace

void overview_content(Ui& ui, Column& column) {
  paragraph(ui, column, Role::title, ui.palette.ink, ui.say("overview.title"));
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say("overview.at_least"));
  gap(ui, column, 10.0F);
  figures(ui, column);
  places_above_the_norm(ui, column);
  findings_summary(ui, column);
  gap(ui, column, 10.0F);
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say("overview.how"));
  gap(ui, column, 8.0F);
  if (button_row(ui, column, {{.id = "place-sensor", .label = ui.say("overview.add_sensor")}})) {
    ui.command("place-sensor");
  }
}

}  // namespace schouw::panels
