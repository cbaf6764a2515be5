// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

// The strictest limit of rule (a)'s kind that a zone's own area types set below the ordinary one.
std::optional<std::string> stricter_type(const policy::ThresholdTable& table, const stacking::Zone& zone) {
  const auto ordinary = table.levels_for("default", zone.rule);
  for (const std::string& type : zone.area_types) {
    const auto own = table.levels_for(type, zone.rule);
    if (type != "default" && own && ordinary && own->exceeded_at < ordinary->exceeded_at) return type;
  }
  return std::nullopt;
}

// A place is named by a sentence of one name; where it is none, its id serves.
std::string words_of(const stacking::Place& place) {
  for (const auto& [key, value] : place.name.values) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
  }
  return place.id;
}

Finding of_place(const stacking::Place& place, const stacking::Zone& zone, std::uint32_t index,
                 const std::string& type, int limit) {
  auto details = std::make_shared<Details>();
  details->value = zone.max_count;
  details->limit = limit;
  details->unit = "count";
  details->place = place.id;
  details->values = {
      {"place", words_of(place)}, {"type", base::Sentence::Key{"area_type." + type}}, {"limit", std::int64_t{limit}}};
  details->evidence.polygons = zone.polygons;
  Finding finding = plan_finding(fail("fail"));
  finding.details = std::move(details);
  finding.zone = index;
  return finding;
}

}  // namespace

// Under principle 2.2, which names geography: places where fewer sensors are allowed than on an ordinary street.
std::vector<Finding> check_g2(const CheckContext& context) {
  const policy::ThresholdTable& table = context.plan().policy.thresholds;
  bool areas = false;
  for (std::size_t i = 0; i < context.plan().areas.size(); ++i) {
    areas = areas || context.plan().areas[i].type != "neighbourhood";
  }
  if (!areas) return {plan_finding(unknown())};
  std::vector<Finding> findings;
  for (const stacking::Place& place : context.stacking().places) {
    for (const std::uint32_t index : place.zones) {
      const stacking::Zone& zone = context.stacking().zones[index];
      if (stacking::level_name(zone) != "exceeded") continue;
      const auto type = stricter_type(table, zone);
      if (!type) continue;
      findings.push_back(of_place(place, zone, index, *type, table.levels_for(*type, zone.rule)->exceeded_at));
      break;
    }
  }
  if (findings.empty()) findings.push_back(plan_finding(pass()));
  return findings;
}

}  // namespace schouw::findings
