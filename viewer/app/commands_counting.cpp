// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/legends.h"

namespace schouw::app {

namespace {

using stacking::CountFilter;

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  if (text == "any" || text.empty()) return parts;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t bar = std::min(text.find('|', from), text.size());
    if (bar > from) parts.push_back(text.substr(from, bar - from));
    from = bar + 1;
  }
  return parts;
}

// The names that a list of values has, or the first that is none.
template <class Value, class FromName>
base::Result<std::vector<Value>> named(const std::string& text, const char* field, FromName from_name) {
  std::vector<Value> values;
  for (const std::string& part : parts_of(text)) {
    const auto value = from_name(part);
    if (!value) {
      return nothing_called("count-only", field, part, fmt::format("a {} as in the register", field));
    }
    values.push_back(*value);
  }
  return values;
}

base::Result<std::vector<std::string>> in_register(const std::string& text, const char* field,
                                                   const std::set<std::string>& known) {
  return named<std::string>(text, field, [&](const std::string& part) {
    return known.contains(part) ? std::optional(part) : std::nullopt;
  });
}

base::Result<std::optional<double>> density_called(const AppState& state, const std::string& text) {
  if (text == "any" || text.empty()) return std::optional<double>();
  for (const auto& known : state.policy.density.classes) {
    if (known.id == text) return std::optional(known.px_per_m);
  }
  double px_per_m = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), px_per_m);
  if (problem == std::errc() && end == text.data() + text.size() && px_per_m > 0.0) return std::optional(px_per_m);
  return nothing_called("count-only", "density", text, "a density class or pixels per metre");
}

// Takes the value of a result over, or keeps what went wrong.
template <class T>
void adopt(base::Result<T> made, T& into, base::Diagnostics& wrong) {
  if (!made) {
    base::append(wrong, made.diagnostics());
    return;
  }
  into = *std::move(made);
}

base::Diagnostics read_who(const AppState& state, const Arguments& arguments, CountFilter& filter) {
  base::Diagnostics wrong;
  const auto& sensors = state.project.plan->sensors;
  if (const auto* kinds = text_in(arguments, "kind")) {
    adopt(named<registers::SensorKind>(*kinds, "kind", registers::kind_from_name), filter.kinds, wrong);
  }
  if (const auto* purposes = text_in(arguments, "purpose")) {
    std::set<std::string> known;
    for (const auto& sensor : sensors) {
      for (auto& purpose : stacking::purposes_of(sensor)) known.insert(std::move(purpose));
    }
    adopt(in_register(*purposes, "purpose", known), filter.purposes, wrong);
  }
  if (const auto* controllers = text_in(arguments, "controller")) {
    std::set<std::string> known;
    for (const auto& sensor : sensors) known.insert(sensor.deployment.controller.value_or(""));
    known.erase("");
    adopt(in_register(*controllers, "controller", known), filter.controllers, wrong);
  }
  if (const auto* personal = text_in(arguments, "personal")) {
    adopt(named<registers::PersonalData>(*personal, "personal data", registers::personal_data_from_name),
          filter.personal_data, wrong);
  }
  return wrong;
}

base::Diagnostics read_when(const AppState& state, const Arguments& arguments, CountFilter& filter) {
  base::Diagnostics wrong;
  if (const auto* density = text_in(arguments, "density")) {
    adopt(density_called(state, *density), filter.min_density_px_per_m, wrong);
  }
  if (const auto* date = text_in(arguments, "date")) filter.date_iso = *date == "any" ? "" : *date;
  const auto day = number_in(arguments, "day");
  const auto hour = number_in(arguments, "hour");
  if (day || hour) {
    filter.hour_of_week = static_cast<int>(day.value_or(0.0)) * 24 + static_cast<int>(hour.value_or(0.0));
  }
  return wrong;
}

base::Result<base::Done> count_only(AppState& state, const Arguments& arguments, const CommandContext&) {
  CountFilter filter = state.filter;
  base::Diagnostics wrong = read_who(state, arguments, filter);
  base::append(wrong, read_when(state, arguments, filter));
  if (!wrong.empty()) return base::Result<base::Done>::failure(std::move(wrong));
  state.filter = std::move(filter);
  state.difference.reset();
  update_legends(state);
  return base::Done{};
}

base::Result<base::Done> count_all(AppState& state, const Arguments&, const CommandContext&) {
  state.filter = {};
  update_legends(state);
  return base::Done{};
}

base::Result<base::Done> show_difference(AppState& state, const Arguments& arguments, const CommandContext&) {
  const std::string* with = text_in(arguments, "with");
  const bool off = with == nullptr ? state.difference != nullptr : *with == "nothing";
  if (off) {
    state.difference.reset();
    update_legends(state);
    return base::Done{};
  }
  auto made = with != nullptr && *with == "tried" ? difference_with_tried(state) : difference_with_proposed(state);
  if (!made) return base::Result<base::Done>::failure(std::move(made).diagnostics());
  state.difference = std::make_shared<const CountDifference>(*std::move(made));
  update_legends(state);
  return base::Done{};
}

}  // namespace

std::vector<Command> counting_commands() {
  return {
      {"count-only",
       "Counts only some sensors on the map; several values with | between them, any for all",
       Needs::plan,
       {text_parameter("kind", "camera, anpr, ...", Names::kind), text_parameter("purpose", "as in the register"),
        text_parameter("controller", "as in the register"),
        text_parameter("personal", "none, de_identified, pseudonymous, identifiable, biometric, unknown"),
        text_parameter("density", "a density class, or pixels per metre"),
        text_parameter("date", "year-month-day, or any"), integer_parameter("day", "0 is Monday").within(0, 6),
        integer_parameter("hour", "of the day").within(0, 23)},
       {},
       count_only},
      {"count-all", "Counts all sensors on the map again", Needs::nothing, {}, {}, count_all},
      {"show-difference",
       "Shows what the proposed sensors, or those that are tried, change on the map",
       Needs::sight,
       {choice_parameter("with", "proposed|tried|nothing", "switches proposed where left out")},
       {},
       show_difference},
  };
}

}  // namespace schouw::app
