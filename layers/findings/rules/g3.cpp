// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// The figures by neighbourhood that a council asked for. Numbers and no verdict: a ranking of neighbourhoods says
// more about them than about sensors.
std::vector<Finding> check_g3(const CheckContext& context) {
  std::int64_t with = 0;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < context.plan().areas.size(); ++i) {
    const areas::Area& area = context.plan().areas[i];
    if (area.type != "neighbourhood") continue;
    ++all;
    with += area.residents ? 1 : 0;
  }
  if (all == 0) return {plan_finding(unknown("no_areas"))};
  if (with == 0) return {plan_finding(unknown())};
  return {plan_finding(measured(doubtful("figures", {{"count", with}, {"of", all}}), static_cast<double>(with),
                                static_cast<double>(all), "count"))};
}

}  // namespace schouw::findings
