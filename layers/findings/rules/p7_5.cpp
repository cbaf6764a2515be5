// SPDX-License-Identifier: EUPL-1.2
#include <charconv>

#include "layers/findings/rules/rules.h"
#include "layers/register/schedule.h"
#include "layers/register/value_text.h"

namespace schouw::findings {

namespace {

std::optional<double> number_of(const Answer& answer) {
  return answer.there() ? registers::number_from_text(answer.text) : std::nullopt;
}

// Of what a camera sees, what is sharper than needed: from the first limit of density above the need on.
struct Sharper {
  double area_m2 = 0.0;
  bool everywhere = false;
};
std::optional<Sharper> sharper_than(const Asked& asked, double needed_px_per_m) {
  const coverage::Footprint* seen = asked.context.footprint_of(asked.index);
  if (seen == nullptr || !has_image(asked)) return std::nullopt;
  const auto& limits = asked.context.stacking().coverage->limits_px_per_m;
  const double cell_m2 = asked.context.stacking().coverage->frame.cell_area_m2();
  for (std::size_t i = 0; i < limits.size() && i < seen->reached.size(); ++i) {
    if (limits[i] <= needed_px_per_m) continue;
    const std::int64_t cells = seen->reached[i].count();
    return Sharper{static_cast<double>(cells) * cell_m2, cells > 0 && cells == seen->seen.count()};
  }
  return Sharper{};
}

std::optional<double> hours_beyond(const Asked& asked, double needed_hours) {
  const auto& schedule = asked.sensor.deployment.schedule;
  if (!schedule) return std::nullopt;
  const auto hours = registers::schedule_from_text(*schedule);
  if (!hours) return std::nullopt;
  return static_cast<double>(hours->count()) - needed_hours;
}

}  // namespace

// Principle 7.5: no more, and no stronger, than the goal needs. Near its lens every camera is sharper than far away,
// so that only one that is too sharp everywhere fails.
std::optional<Outcome> check_p7_5(const Asked& asked) {
  auto density = number_of(goal_says(asked, "needed_density_px_per_m"));
  if (!density) density = asked.context.policy().needed_px_per_m(asked.sensor);
  const auto hours = number_of(goal_says(asked, "needed_hours_per_week"));
  if (!density && !hours) return unknown();
  if (hours) {
    const auto beyond = hours_beyond(asked, *hours);
    if (beyond && *beyond > 0.0) {
      return measured(fail("hours", {{"count", static_cast<std::int64_t>(*beyond)}}), *hours + *beyond, *hours, "h");
    }
  }
  const auto sharper = density ? sharper_than(asked, *density) : std::nullopt;
  if (!sharper) return hours && !density ? pass() : doubtful("no_view");
  const Values area = {{"area", base::Sentence::Number{sharper->area_m2, 0}}};
  if (sharper->area_m2 <= 0.0) return pass();
  return measured(sharper->everywhere ? fail("fail", area) : doubtful("near", area), sharper->area_m2, 0.0, "m2");
}

}  // namespace schouw::findings
