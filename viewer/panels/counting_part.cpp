// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "layers/stacking/count_filter.h"
#include "viewer/app/command.h"
#include "viewer/app/session.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/fold_row.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"

namespace schouw::panels {

namespace {

// One answer to a question, as a command names it and as a person reads it.
struct Choice {
  std::string value;
  std::string label;
  std::int64_t sensors = 0;  // in the register; 0: not told
  bool chosen = false;
};

struct Question {
  const char* parameter;  // of count-only, and of the text key
  bool one_only = false;  // another choice takes the place of the first
  std::vector<Choice> choices;
};

using Tally = std::map<std::string, std::int64_t>;

template <class ValuesOf>
Tally tally(const Ui& ui, ValuesOf values_of) {
  Tally counted;
  for (const auto& sensor : ui.state.project.plan->sensors) {
    if (!registers::counts(sensor)) continue;
    for (const std::string& value : values_of(sensor)) ++counted[value];
  }
  counted.erase("");
  return counted;
}

template <class LabelOf, class IsChosen>
std::vector<Choice> choices_of(const Tally& counted, LabelOf label_of, IsChosen is_chosen) {
  std::vector<Choice> choices;
  for (const auto& [value, sensors] : counted) choices.push_back({value, label_of(value), sensors, is_chosen(value)});
  std::stable_sort(choices.begin(), choices.end(),
                   [](const Choice& a, const Choice& b) { return a.sensors > b.sensors; });
  return choices;
}

bool holds(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string as_written(const std::string& value) { return value; }

Question kinds(const Ui& ui) {
  const auto& filter = ui.state.filter.kinds;
  return {"kind", false,
          choices_of(
              tally(ui, [](const auto& sensor) { return std::vector{std::string(kind_name(sensor.kind))}; }),
              [&](const std::string& value) { return ui.say("sensor.kind." + value); },
              [&](const std::string& value) {
                return std::any_of(filter.begin(), filter.end(), [&](auto kind) { return kind_name(kind) == value; });
              })};
}

Question purposes(const Ui& ui) {
  return {"purpose", false,
          choices_of(
              tally(ui, [](const auto& sensor) { return stacking::purposes_of(sensor); }),
              [&](const std::string& value) { return ui.texts.value(value); },
              [&](const std::string& value) { return holds(ui.state.filter.purposes, value); })};
}

Question controllers(const Ui& ui) {
  return {
      "controller", false,
      choices_of(tally(ui, [](const auto& sensor) { return std::vector{sensor.deployment.controller.value_or("")}; }),
                 as_written, [&](const std::string& value) { return holds(ui.state.filter.controllers, value); })};
}

Question personal_data(const Ui& ui) {
  using registers::PersonalData;
  const auto& filter = ui.state.filter.personal_data;
  const auto level = [](const registers::Sensor& sensor) {
    return std::vector{std::string(personal_data_name(personal_data_of(sensor)))};
  };
  return {"personal", false,
          choices_of(
              tally(ui, level), [&](const std::string& value) { return ui.say("sensor.personal." + value); },
              [&](const std::string& value) {
                return std::any_of(filter.begin(), filter.end(),
                                   [&](auto data) { return personal_data_name(data) == value; });
              })};
}

std::string density_label(const Ui& ui, const policy::DensityClass& density) {
  const std::string key = "density." + density.id;
  return ui.say(
      {.key = "counting.density.class", .values = {{"class", ui.texts.has(key) ? ui.say(key) : density.id}}});
}

Question densities(const Ui& ui) {
  Question question{"density", true, {}};
  const auto& least = ui.state.filter.min_density_px_per_m;
  for (const auto& density : ui.state.policy.density.classes) {
    question.choices.push_back({density.id, density_label(ui, density), 0, least && *least == density.px_per_m});
  }
  return question;
}

std::vector<std::string> chosen_labels(const Question& question) {
  std::vector<std::string> labels;
  for (const Choice& choice : question.choices) {
    if (choice.chosen) labels.push_back(choice.label);
  }
  return labels;
}

// The command that switches one choice of a question.
std::string switched(const Question& question, std::size_t at) {
  std::string values;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const bool chosen = i == at ? !question.choices[i].chosen : question.choices[i].chosen && !question.one_only;
    if (chosen) values += (values.empty() ? "" : "|") + question.choices[i].value;
  }
  return fmt::format("count-only {}={}", question.parameter, app::quoted(values.empty() ? "any" : values));
}

void question_rows(Ui& ui, Column& column, const Question& question, PlannerMemory& memory) {
  if (question.choices.empty()) return;
  const std::string id = std::string("count-") + question.parameter;
  const bool open = memory.counting_question == question.parameter;
  const auto chosen = chosen_labels(question);
  std::string value = ui.say(question.one_only ? "counting.density.any" : "counting.any");
  if (chosen.size() == 1) value = chosen.front();
  if (chosen.size() > 1) {
    value = ui.say({.key = "counting.some", .values = {{"count", static_cast<std::int64_t>(chosen.size())}}});
  }
  if (fold_row(ui, column, {id, ui.say(std::string("counting.") + question.parameter), value, open})) {
    memory.counting_question = open ? "" : question.parameter;
  }
  if (!open) return;
  Column inner{.x = column.x + ui.px(8.0F), .y = column.y, .width = column.width - ui.px(8.0F)};
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const Choice& choice = question.choices[i];
    const std::string amount = choice.sensors > 0 ? ui.texts.number(static_cast<double>(choice.sensors), 0) : "";
    if (check_row(ui, inner, {fmt::format("{}-{}", id, i), choice.label, amount, choice.chosen})) {
      ui.command(switched(question, i));
    }
  }
  column.y = inner.y + ui.px(4.0F);
}

std::string area(const Ui& ui, double area_m2) { return ui.texts.number(area_m2, 0); }

// What is counted, and what that comes to.
void filter_figures(Ui& ui, Column& column, const std::vector<Question>& questions) {
  std::string what;
  for (const Question& question : questions) {
    for (const std::string& label : chosen_labels(question)) what += (what.empty() ? "" : ", ") + label;
  }
  const std::string& date = ui.state.filter.date_iso;
  if (!date.empty()) what += (what.empty() ? "" : ", ") + ui.texts.short_date(date);
  if (const auto& hour = ui.state.filter.hour_of_week) {
    what += (what.empty() ? "" : ", ") + ui.say(fmt::format("weekday.short.{}", *hour / 24)) +
            fmt::format(" {:02}:00", *hour % 24);
  }
  const std::string said = ui.say({.key = "counting.only", .values = {{"what", what}}});
  const float top = column.y;
  paragraph(ui, column, Role::small_strong, ui.palette.accent, said);
  const auto& filtered = ui.state.filtered;
  std::string figures;
  if (filtered && filtered->max_count == 0) figures = ui.say("counting.nothing");
  if (filtered && filtered->max_count > 0) {
    double twice_m2 = 0.0;
    for (const auto& [count, area_m2] : filtered->area_by_count_m2) twice_m2 += count >= 2 ? area_m2 : 0.0;
    figures = ui.say({.key = "counting.figures",
                      .values = {{"once", area(ui, filtered->covered_area_m2)},
                                 {"twice", area(ui, twice_m2)},
                                 {"most", std::int64_t{filtered->max_count}}}});
  }
  if (!figures.empty()) paragraph(ui, column, Role::small, ui.palette.ink, figures);
  ui.tell("status", said, figures, {column.x, top, column.width, column.y - top});
  gap(ui, column, 5.0F);
  if (button_row(ui, column, {{.id = "count-all", .label = ui.say("counting.reset")}})) ui.command("count-all");
}

void difference_figures(Ui& ui, Column& column) {
  const auto& difference = *ui.state.difference;
  const bool proposed = difference.with == app::ComparedWith::proposed;
  const std::string title = ui.say({.key = proposed ? "difference.title.proposed" : "difference.title.tried",
                                    .values = {{"count", std::int64_t{difference.sensors}}}});
  const float top = column.y;
  paragraph(ui, column, Role::small_strong, ui.palette.accent, title);
  std::string all;
  const auto line = [&](const char* key, double area_m2, double newly_m2) {
    const std::string said =
        ui.say({.key = key, .values = {{"area", area(ui, area_m2)}, {"newly", area(ui, newly_m2)}}});
    paragraph(ui, column, Role::small, ui.palette.ink, said);
    all += (all.empty() ? "" : " ") + said;
  };
  if (difference.more_m2 > 0.0) line("difference.more", difference.more_m2, difference.newly_m2);
  if (difference.fewer_m2 > 0.0) line("difference.fewer", difference.fewer_m2, difference.no_longer_m2);
  if (all.empty()) line("difference.same", 0.0, 0.0);
  ui.tell("status", title, all, {column.x, top, column.width, column.y - top});
}

bool any_proposed(const Ui& ui) {
  const auto& sensors = ui.state.project.plan->sensors;
  return std::any_of(sensors.begin(), sensors.end(), [](const registers::Sensor& sensor) {
    return sensor.status &&
           (*sensor.status == registers::Status::proposed || *sensor.status == registers::Status::approved);
  });
}

void difference_buttons(Ui& ui, Column& column) {
  if (!ui.state.analysis) return;
  std::vector<ButtonSpec> specs;
  std::vector<std::string> commands;
  const auto offer = [&](const char* id, const char* key, const char* with) {
    specs.push_back({.id = id, .label = ui.say(key)});
    commands.push_back(std::string("show-difference with=") + with);
  };
  if (ui.state.difference) offer("difference-stop", "difference.stop", "nothing");
  if (!ui.state.difference && any_proposed(ui)) offer("difference-proposed", "difference.proposed", "proposed");
  if (!ui.state.difference && app::changed_figures(ui.state) && app::saved_outcome(ui.state)) {
    offer("difference-tried", "difference.tried", "tried");
  }
  if (specs.empty()) return;
  gap(ui, column, 4.0F);
  if (const auto chosen = button_row(ui, column, specs)) ui.command(commands[*chosen]);
}

}  // namespace

void counting_part(Ui& ui, Column& column, PlannerMemory& memory) {
  Column inner{.x = column.x + ui.px(29.0F), .y = column.y + ui.px(3.0F), .width = column.width - ui.px(29.0F)};
  const std::vector<Question> questions = {kinds(ui), purposes(ui), controllers(ui), personal_data(ui),
                                           densities(ui)};
  if (ui.state.difference) {
    difference_figures(ui, inner);
  } else if (!ui.state.filter.empty()) {
    filter_figures(ui, inner, questions);
  }
  const std::string now = ui.state.filter.empty() ? ui.say("counting.any") : "";
  if (fold_row(ui, inner, {"counting", ui.say("counting.title"), now, memory.counting_open})) {
    memory.counting_open = !memory.counting_open;
  }
  if (memory.counting_open) {
    for (const Question& question : questions) question_rows(ui, inner, question, memory);
  }
  difference_buttons(ui, inner);
  column.y = inner.y;
}

}  // namespace schouw::panels
