// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "layers/plan/scenario.h"

namespace schouw::coverage {

namespace {

using registers::Sensor;
using registers::Status;

std::optional<Scenario::Basis> basis_from(std::string_view word) {
  if (word == "current") return Scenario::Basis::current;
  if (word == "proposed") return Scenario::Basis::proposed;
  if (word == "none") return Scenario::Basis::none;
  return std::nullopt;
}

base::Diagnostic unreadable(std::string_view text, std::string_view part) {
  return {.code = "COV-140",
          .message = fmt::format("scenario '{}' cannot be read: found '{}', expected current, proposed or none, then "
                                 "+ID or -ID separated by commas",
                                 text, part),
          .where = {.field = "scenario"},
          .hint = "write it as current+cam-12,-cam-3"};
}

bool counts_by(const Sensor& sensor, Scenario::Basis basis) {
  if (basis == Scenario::Basis::none) return false;
  if (registers::counts(sensor)) return true;
  const Status status = sensor.status.value_or(Status::active);
  return basis == Scenario::Basis::proposed && (status == Status::proposed || status == Status::approved);
}

bool holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::optional<base::Diagnostic> unknown_id(const plan::Plan& plan, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const bool known =
        std::any_of(plan.sensors.begin(), plan.sensors.end(), [&](const Sensor& s) { return s.id == id; });
    if (known) continue;
    return base::Diagnostic{
        .code = "COV-141",
        .message = fmt::format("the scenario names sensor '{}', expected an id of the register", id),
        .where = {.feature = id, .field = "scenario"},
        .hint = "ids are those that `schouw analyse --json` lists"};
  }
  return std::nullopt;
}

// The kept scenario whose name the text begins with, up to a sign or its end; the longest of them.
std::string_view kept_name(const plan::Plan& plan, std::string_view text) {
  std::string_view longest;
  for (const auto& scenario : plan.scenarios) {
    const std::string& name = scenario->name;
    const bool begins = text.substr(0, name.size()) == name;
    const bool ends = begins && (text.size() == name.size() || text[name.size()] == '+' || text[name.size()] == '-');
    if (ends && name.size() > longest.size()) longest = name;
  }
  return longest;
}

// The sensors of a plan in the order of others, and then its own; what it lacks is in it as removed.
registers::SensorList in_order_of(const registers::SensorList& order, const registers::SensorList& own) {
  registers::SensorList sensors;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (const auto held = own.index_of(order[i].uuid)) {
      sensors.push_back(own.record(*held));
    } else {
      Sensor gone = order[i];
      gone.status.value = Status::removed;
      sensors.push_back(std::move(gone));
    }
  }
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!order.index_of(own[i].uuid)) sensors.push_back(own.record(i));
  }
  return sensors;
}

}  // namespace

base::Result<Scenario> read_scenario(std::string_view text) {
  const std::size_t sign = text.find_first_of("+-");
  const std::string_view word = text.substr(0, sign);
  const auto basis = basis_from(word);
  if (!basis) return unreadable(text, word);
  Scenario scenario{.basis = *basis};
  std::string_view rest = sign == std::string_view::npos ? std::string_view() : text.substr(sign);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    if (part.size() < 2 || (part[0] != '+' && part[0] != '-')) return unreadable(text, part);
    (part[0] == '+' ? scenario.with : scenario.without).emplace_back(part.substr(1));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return scenario;
}

base::Result<plan::Plan> in_scenario(const plan::Plan& plan, const Scenario& scenario) {
  for (const auto* ids : {&scenario.with, &scenario.without}) {
    if (auto unknown = unknown_id(plan, *ids)) return *std::move(unknown);
  }
  plan::Plan changed = plan;
  for (std::uint32_t i = 0; i < plan.sensors.size(); ++i) {
    const Sensor& sensor = plan.sensors[i];
    const bool counted = registers::counts(sensor);
    const bool wanted =
        (counts_by(sensor, scenario.basis) || holds(scenario.with, sensor.id)) && !holds(scenario.without, sensor.id);
    if (wanted != counted) changed.sensors.change(i).status.value = wanted ? Status::active : Status::removed;
  }
  changed.revision = plan::revision_of(changed);
  return changed;
}

base::Result<plan::Plan> plan_asked_for(const plan::Plan& plan, std::string_view text) {
  using Outcome = base::Result<plan::Plan>;
  const std::string_view name = kept_name(plan, text);
  if (name.empty()) {
    const auto scenario = read_scenario(text);
    return scenario ? in_scenario(plan, *scenario) : Outcome::failure(scenario.diagnostics());
  }
  const auto kept = plan::plan_in_scenario(plan, name);
  if (!kept) return Outcome::failure(kept.diagnostics());
  const auto scenario = read_scenario("current" + std::string(text.substr(name.size())));
  if (!scenario) return Outcome::failure(scenario.diagnostics());
  auto asked = in_scenario(**kept, *scenario);
  if (!asked) return asked;
  return {*std::move(asked), kept.diagnostics()};
}

void align(plan::Plan& before, plan::Plan& after) {
  after.sensors = in_order_of(before.sensors, after.sensors);
  before.sensors = in_order_of(after.sensors, before.sensors);
  after.revision = plan::revision_of(after);
  before.revision = plan::revision_of(before);
}

}  // namespace schouw::coverage
