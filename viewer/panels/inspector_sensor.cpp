// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/base/calendar.h"
#include "layers/register/datasheet.h"
#include "layers/register/field.h"
#include "viewer/app/command.h"
#include "viewer/app/session.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

using registers::PersonalData;

const coverage::CoverageUnknown* unknown_of(const Ui& ui, std::uint32_t sensor) {
  if (!ui.state.analysis || !ui.state.analysis->stacking.coverage) return nullptr;
  for (const auto& unknown : ui.state.analysis->stacking.coverage->unknown) {
    if (unknown.sensor == sensor) return &unknown;
  }
  return nullptr;
}

std::vector<const findings::Finding*> findings_of(const Ui& ui, std::uint32_t sensor, findings::Verdict verdict) {
  std::vector<const findings::Finding*> found;
  if (!ui.state.findings) return found;
  for (const auto& finding : *ui.state.findings) {
    if (finding.sensor == sensor && finding.verdict == verdict) found.push_back(&finding);
  }
  return found;
}

BadgeLook personal_look(const Ui& ui, PersonalData level) {
  switch (level) {
    case PersonalData::identifiable:
    case PersonalData::biometric: return {ui.palette.yellow, ui.palette.yellow_ink};
    case PersonalData::de_identified:
    case PersonalData::pseudonymous: return {ui.palette.blue, ui.palette.blue_ink};
    case PersonalData::none:
    case PersonalData::unknown: break;
  }
  return {ui.palette.track, ui.palette.ink};
}

void badges(Ui& ui, Column& column, const registers::Sensor& sensor, std::size_t fails) {
  const PersonalData level = registers::personal_data_of(sensor);
  std::vector<std::pair<std::string, BadgeLook>> row = {
      {ui.say(fmt::format("sensor.personal.{}", personal_data_name(level))), personal_look(ui, level)}};
  const std::uint32_t index = ui.state.selected.index;
  if (app::is_tried_off(ui.state, index)) {
    row.push_back({ui.say("tried.badge_off"), {ui.palette.track, ui.palette.ink}});
  } else if (app::is_changed(ui.state, index)) {
    row.push_back({ui.say("tried.badge"), {ui.palette.track, ui.palette.accent}});
  }
  if (fails > 0) {
    row.push_back({ui.say({.key = "inspector.findings", .values = {{"count", static_cast<std::int64_t>(fails)}}}),
                   {ui.palette.alarm_paper, ui.palette.alarm}});
  }
  column.width -= ui.px(26.0F);
  badge_row(ui, column, row);
  column.width += ui.px(26.0F);
}

std::string subtitle(const Ui& ui, const registers::Sensor& sensor) {
  std::string text = ui.say(fmt::format("sensor.kind.{}", kind_name(sensor.kind)));
  if (sensor.status) text += " \u00b7 " + ui.say(fmt::format("sensor.status.{}", status_name(*sensor.status)));
  if (sensor.deployment.active_from) {
    text += " \u00b7 " + ui.say({.key = "inspector.since",
                                 .values = {{"date", base::Sentence::Date{*sensor.deployment.active_from}}}});
  }
  return text;
}

void stated_row(Ui& ui, Column& column, const char* key, const std::string& value, bool alarming = false) {
  key_value(ui, column,
            {.key = ui.say(key),
             .value = value.empty() ? ui.say("panel.not_stated") : value,
             .alarming = alarming,
             .missing = value.empty()});
}

std::string purposes_of(const registers::Sensor& sensor) {
  std::string all;
  for (const auto& purpose : registers::all_purposes_of(sensor)) {
    const auto& words = purpose.goal.empty() ? purpose.purpose : purpose.goal;
    if (!words.empty()) all += (all.empty() ? "" : "; ") + words;
  }
  return all;
}

// "P28D" and the like in words; anything else stays as the register wrote it.
std::string retention_of(const Ui& ui, const std::string& iso) {
  if (iso.size() < 3 || iso.front() != 'P') return iso;
  int count = 0;
  const auto [end, problem] = std::from_chars(iso.data() + 1, iso.data() + iso.size() - 1, count);
  const std::string key = std::string("panel.period.") + iso.back();
  if (problem != std::errc() || end != iso.data() + iso.size() - 1 || !ui.texts.has(key)) return iso;
  return ui.say({.key = key, .values = {{"count", std::int64_t{count}}}});
}

void end_date_row(Ui& ui, Column& column, const registers::Sensor& sensor) {
  const std::string until = sensor.deployment.active_until.value_or("");
  const std::string today = ui.state.today_iso.empty() ? base::today_iso() : ui.state.today_iso;
  const bool expired = !until.empty() && until < today;
  base::Sentence words{.key = expired ? "inspector.expired" : "inspector.until",
                       .values = {{"date", base::Sentence::Date{until}}}};
  stated_row(ui, column, "inspector.end", until.empty() ? "" : ui.say(words), expired);
}

void responsibility(Ui& ui, Column& column, const registers::Sensor& sensor) {
  const auto& deployment = sensor.deployment;
  stated_row(ui, column, "inspector.purpose", ui.texts.value(purposes_of(sensor)));
  stated_row(ui, column, "inspector.legal_basis",
             deployment.legal_reference.value_or(deployment.legal_basis.value_or("")));
  stated_row(ui, column, "inspector.decision", deployment.decision_reference.value_or(""));
  stated_row(ui, column, "inspector.controller", deployment.controller.value_or(""));
  stated_row(ui, column, "inspector.officer", deployment.responsible_officer.value_or(""));
  stated_row(ui, column, "inspector.retention", retention_of(ui, sensor.data.retention.value_or("")));
  end_date_row(ui, column, sensor);
}

bool assumed(const coverage::Footprint& footprint, std::string_view field) {
  const auto is = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), field) != names.end();
  };
  return is(footprint.assumed) || is(footprint.view.assumed);
}

// Where a value that was computed with comes from, in words; empty where the record declares it.
std::string mark_of(const Ui& ui, const registers::Sensor& sensor, const coverage::Footprint& footprint,
                    std::string_view name) {
  if (assumed(footprint, name)) return ui.say("panel.assumed");
  const registers::Field* field = registers::field_named(name);
  const bool of_datasheet = field != nullptr && field->basis != nullptr && field->get(sensor) &&
                            field->basis(sensor) == registers::Basis::datasheet;
  return of_datasheet ? ui.say("basis.datasheet") : std::string();
}

// A head that turns: how far round, how far down, how far in.
void turning_rows(Ui& ui, Column& column, const registers::Sensor& sensor, const coverage::Footprint& footprint) {
  const auto& view = footprint.view;
  const auto row = [&](const char* key, std::string value, bool is_assumed) {
    key_value(ui, column,
              {.key = ui.say(key), .value = std::move(value), .mark = is_assumed ? ui.say("panel.assumed") : ""});
  };
  const auto between = [&](const char* key, double from_deg, double to_deg) {
    return ui.say(
        {.key = key,
         .values = {{"from", base::Sentence::Number{from_deg, 0}}, {"to", base::Sentence::Number{to_deg, 0}}}});
  };
  const bool round = view.hfov.degrees() >= 360.0 - 1e-6;
  row("inspector.turns",
      round ? ui.say("inspector.turns_all_round")
            : between("inspector.turns_between",
                      base::normalised_azimuth_deg((view.azimuth - view.hfov * 0.5).degrees()),
                      base::normalised_azimuth_deg((view.azimuth + view.hfov * 0.5).degrees())),
      assumed(footprint, "ptz_pan_from_deg"));
  row("inspector.tilts", between("inspector.tilts_between", view.upper_tilt.degrees(), view.lower_tilt.degrees()),
      assumed(footprint, "ptz_tilt_min_deg") || assumed(footprint, "ptz_tilt_max_deg"));
  if (assumed(footprint, "hfov_min_deg")) {
    row("inspector.zoomed", ui.say("inspector.zoom_unknown"), true);
  } else if (sensor.hfov_min_deg) {
    key_value(ui, column,
              {.key = ui.say("inspector.zoomed"),
               .value = ui.texts.number(*sensor.hfov_min_deg, 1) + "\u00b0",
               .mark = mark_of(ui, sensor, footprint, "hfov_min_deg")});
  }
}

// What no row above shows.
void also_assumed(Ui& ui, Column& column, const coverage::Footprint& footprint) {
  base::Sentence::List names;
  for (const char* field :
       {"position", "tilt_deg", "vfov_deg", "pixels_w", "ptz_presets", "ground", "surroundings"}) {
    if (!assumed(footprint, field)) continue;
    names.items.push_back(ui.say(fmt::format("assumed.{}", field)));
  }
  if (names.items.empty()) return;
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = "inspector.also_assumed", .values = {{"names", names}}}));
}

void geometry(Ui& ui, Column& column, const registers::Sensor& sensor, const coverage::Footprint& footprint) {
  const auto& view = footprint.view;
  const auto row = [&](const char* key, const char* field, const char* unit, double value, int decimals) {
    key_value(ui, column,
              {.key = ui.say(key),
               .value = ui.texts.number(value, decimals) + unit,
               .mark = mark_of(ui, sensor, footprint, field)});
  };
  if (sensor.height_nap_m) {
    row("inspector.height_nap", "height_nap_m", "\u00a0m", view.lens.up_m, 1);
  } else if (sensor.height_above_ground_m) {
    row("inspector.height", "height_above_ground_m", "\u00a0m", *sensor.height_above_ground_m, 1);
  } else {
    row("inspector.height_nap", "height_above_ground_m", "\u00a0m", view.lens.up_m, 1);
  }
  if (view.shape == coverage::ViewShape::swept) {
    turning_rows(ui, column, sensor, footprint);
  } else if (view.shape == coverage::ViewShape::area) {
    const bool region = assumed(footprint, "position");
    stated_row(ui, column, "inspector.area", ui.say(region ? "inspector.area_region" : "inspector.area_declared"));
    return also_assumed(ui, column, footprint);
  } else if (view.shape != coverage::ViewShape::disc) {
    row("inspector.azimuth", "azimuth_deg", "\u00b0", base::normalised_azimuth_deg(view.azimuth.degrees()), 0);
    row("inspector.hfov", "hfov_deg", "\u00b0", view.hfov.degrees(), 0);
  }
  row("inspector.range", "range_max_m", "\u00a0m", view.range_max_m, 0);
  if (!view.masks.empty()) row("inspector.masks", "", "", static_cast<double>(view.masks.size()), 0);
  also_assumed(ui, column, footprint);
}

void what_it_sees(Ui& ui, Column& column, const coverage::Footprint& footprint) {
  gap(ui, column, 10.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("inspector.sees"));
  gap(ui, column, 6.0F);
  const double widest = std::max(1.0, footprint.visible_area_m2);
  const auto area = [&](double area_m2) { return ui.texts.number(area_m2, 0) + "\u00a0m\u00b2"; };
  const auto& classes = ui.state.policy.density.classes;
  const bool counts_pixels = footprint.view.focal_px.has_value();
  for (std::size_t i = std::min(classes.size(), footprint.area_by_class_m2.size()); i-- > 0;) {
    const double density = classes[i].px_per_m;
    const double area_m2 = footprint.area_by_class_m2[i];
    if (!counts_pixels || density > 250.0 || density < 25.0) continue;
    const int decimals = density == static_cast<int>(density) ? 0 : 1;
    bar_row(ui, column,
            {.label = "\u2265 " + ui.texts.number(density, decimals) + "\u00a0px/m",
             .amount = area(area_m2),
             .share = area_m2 / widest});
  }
  bar_row(ui, column,
          {.label = ui.say("inspector.all_seen"),
           .amount = area(footprint.visible_area_m2),
           .share = footprint.visible_area_m2 / widest});
  key_value(
      ui, column,
      {.key = ui.say("inspector.blocked"), .value = ui.texts.number(footprint.blocked_ratio * 100.0, 0) + "\u00a0%"});
}

void finding_rows(Ui& ui, Column& column, const std::vector<const findings::Finding*>& list, bool fails) {
  for (const auto* finding : list) {
    const float indent = ui.px(18.0F);
    const float line = ui.fonts.line_px(Role::small);
    const ImVec2 middle(column.x + ui.px(5.0F), column.y + line / 2.0F);
    if (fails) {
      ui.draw()->AddCircleFilled(middle, ui.px(4.0F), im(ui.palette.alarm));
    } else {
      ui.draw()->AddCircle(middle, ui.px(4.0F), im(ui.palette.muted), 0, ui.px(1.5F));
    }
    Column words{.x = column.x + indent, .y = column.y, .width = column.width - indent};
    const std::string message = ui.say(findings::message_of(*finding, *ui.state.project.plan));
    paragraph(ui, words, Role::small, ui.palette.ink, message);
    paragraph(ui, words, Role::small, ui.palette.muted, ui.say(findings::citation_of(*finding)));
    if (finding->needs_lawyer) paragraph(ui, words, Role::small, ui.palette.muted, ui.say("check.lawyer"));
    ui.tell("text", std::string(finding->rule), message, {column.x, column.y, column.width, words.y - column.y});
    column.y = words.y + ui.px(5.0F);
  }
}

// Of what cannot be told yet, the heaviest few in words and how many more there are: a sensor without a file has
// forty.
constexpr std::size_t kMostUnknown = 5;

void findings_part(Ui& ui, Column& column, std::uint32_t index) {
  const auto fails = findings_of(ui, index, findings::Verdict::fail);
  auto unknown = findings_of(ui, index, findings::Verdict::cannot_tell);
  if (fails.empty() && unknown.empty()) return;
  std::stable_sort(unknown.begin(), unknown.end(), [](const auto* a, const auto* b) {
    return std::pair(a->informed, a->severity) > std::pair(b->informed, b->severity);
  });
  const std::size_t more = unknown.size() - std::min(unknown.size(), kMostUnknown);
  unknown.resize(unknown.size() - more);
  gap(ui, column, 10.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("inspector.checks"));
  gap(ui, column, 6.0F);
  finding_rows(ui, column, fails, true);
  finding_rows(ui, column, unknown, false);
  if (more == 0) return;
  paragraph(ui, column, Role::small, ui.palette.muted,
            ui.say({.key = "check.more_unknown", .values = {{"count", static_cast<std::int64_t>(more)}}}));
}

const stacking::Zone* worst_zone_with(const Ui& ui, std::uint32_t sensor) {
  if (!ui.state.analysis) return nullptr;
  const stacking::Zone* worst = nullptr;
  for (const auto& zone : ui.state.analysis->stacking.zones) {
    const bool member = std::any_of(zone.sensors.begin(), zone.sensors.end(),
                                    [&](const auto& other) { return other.sensor == sensor; });
    if (!member || zone.level != stacking::Level::exceeded) continue;
    if (worst == nullptr || zone.area_m2 > worst->area_m2) worst = &zone;
  }
  return worst;
}

void buttons(Ui& ui, Column& column, const registers::Sensor& sensor, const stacking::Zone* zone) {
  std::vector<ButtonSpec> specs = {{.id = "look-at-sensor", .label = ui.say("inspector.fly")}};
  std::vector<std::string> commands = {"look-at-sensor id=" + sensor.uuid.text()};
  if (zone != nullptr) {
    specs.push_back({.id = "open-zone", .label = ui.say("inspector.open_zone")});
    commands.push_back("select-zone id=" + app::quoted(zone->id));
  }
  specs.push_back({.id = "remove-sensor", .label = ui.say("inspector.remove"), .look = ButtonLook::quiet});
  commands.push_back("remove-sensor sensor=" + sensor.uuid.text());
  if (const auto chosen = button_row(ui, column, specs)) ui.command(commands[*chosen]);
}

// Trying the sensor elsewhere, in another direction, or not at all.
void try_part(Ui& ui, Column& column, const registers::Sensor& sensor, std::uint32_t index) {
  if (!ui.state.analysis || !sensor.position) return;
  gap(ui, column, 10.0F);
  if (ui.state.draft.hand && ui.state.draft.hand->sensor == sensor.uuid) {
    paragraph(ui, column, Role::small, ui.palette.ink, ui.say("tried.how"));
    gap(ui, column, 6.0F);
    const auto chosen = button_row(ui, column,
                                   {{.id = "edit-end", .label = ui.say("tried.done"), .look = ButtonLook::primary},
                                    {.id = "edit-cancel", .label = ui.say("tried.cancel")}});
    if (chosen) ui.command(*chosen == 0 ? "edit-sensor-end" : "edit-sensor-cancel");
    return;
  }
  const bool off = app::is_tried_off(ui.state, index);
  std::vector<ButtonSpec> specs = {{.id = "edit-start", .label = ui.say("tried.start"), .enabled = !off}};
  const bool counts = off || registers::counts(sensor);
  if (counts) specs.push_back({.id = "try-without", .label = ui.say(off ? "tried.with" : "tried.without")});
  const auto chosen = button_row(ui, column, specs);
  if (!chosen) return;
  const std::string id = " id=" + sensor.uuid.text();
  ui.command(*chosen == 0 ? "edit-sensor-start" + id : "try-without" + id + " without=" + (off ? "no" : "yes"));
}

}  // namespace

void sensor_content(Ui& ui, Column& column, std::uint32_t index, PlannerMemory& memory) {
  const auto plan = ui.state.project.plan;
  const auto& sensor = plan->sensors[index];
  badges(ui, column, sensor, findings_of(ui, index, findings::Verdict::fail).size());
  gap(ui, column, 8.0F);
  paragraph(ui, column, Role::title, ui.palette.ink, sensor.name.empty() ? sensor.id : sensor.name);
  gap(ui, column, 2.0F);
  paragraph(ui, column, Role::small, ui.palette.muted, subtitle(ui, sensor));
  try_part(ui, column, sensor, index);
  gap(ui, column, 12.0F);
  responsibility(ui, column, sensor);
  if (const auto* footprint = app::footprint_of(ui.state, index)) {
    const auto filled =
        sensor.model ? registers::with_datasheet(sensor, registers::ModelCatalogue(plan->records)) : std::nullopt;
    geometry(ui, column, filled ? filled->sensor : sensor, *footprint);
    what_it_sees(ui, column, *footprint);
  } else if (const auto* unknown = unknown_of(ui, index)) {
    key_value(ui, column,
              {.key = ui.say("inspector.sees"),
               .value = ui.say("inspector.coverage_unknown") + " (" + unknown->reason.code + ")",
               .missing = true});
  }
  const auto* zone = worst_zone_with(ui, index);
  if (zone != nullptr) {
    gap(ui, column, 12.0F);
    why_box(ui, column, *zone, {.sensor = index});
  }
  findings_part(ui, column, index);
  datasheet_part(ui, column, sensor);
  fields_part(ui, column, sensor, memory);
  gap(ui, column, 12.0F);
  buttons(ui, column, sensor, zone);
}

}  // namespace schouw::panels
