// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"
#include "layers/findings/rules/seen_areas.h"
#include "layers/register/polygon_text.h"

namespace schouw::findings {

namespace {

Polygons polygons_of(const std::vector<registers::StatedPolygon>& stated) {
  Polygons polygons;
  for (const registers::StatedPolygon& from : stated) {
    model::PolygonWithHoles& to = polygons.emplace_back();
    for (const auto& ring : from.rings) {
      model::Ring& corners = to.rings.emplace_back();
      for (const auto& [east_m, north_m] : ring) corners.push_back({east_m, north_m, {}});
    }
  }
  return polygons;
}

// What the decision designates: what the record draws, else the areas of type area_151c that it names, else any.
Polygons designated(const Asked& asked) {
  const auto& drawn = asked.sensor.deployment.designated_area;
  if (drawn) {
    if (const auto polygons = registers::polygons_from_text(*drawn, registers::PolygonFrame::map)) {
      return polygons_of(*polygons);
    }
  }
  const std::string decision = asked.sensor.deployment.decision_reference.value_or("") + " " +
                               dossier_says(asked, "decision_number").text + " " + drawn.value_or("");
  Polygons named;
  Polygons all;
  const auto& areas = asked.context.plan().areas;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const areas::Area& area = areas[i];
    if (area.type != "area_151c") continue;
    all.insert(all.end(), area.polygons.begin(), area.polygons.end());
    const bool is_named = decision.find(area.id) != std::string::npos ||
                          (!area.name.empty() && decision.find(area.name) != std::string::npos);
    if (is_named) named.insert(named.end(), area.polygons.begin(), area.polygons.end());
  }
  return named.empty() ? all : named;
}

Outcome with_evidence(Outcome outcome, Evidence evidence) {
  auto details = outcome.details ? std::make_shared<Details>(*outcome.details) : std::make_shared<Details>();
  details->evidence = std::move(evidence);
  outcome.details = std::move(details);
  return outcome;
}

}  // namespace

// Gemeentewet 151c: the public place that the mayor designated. To the cell, and a view is assumed in part, so that
// something outside is for people to judge; nothing inside is a fact where the camera's place was surveyed.
std::optional<Outcome> check_l2(const Asked& asked) {
  const Polygons area = designated(asked);
  if (area.empty()) return unknown("no_area");
  const coverage::Footprint* seen = asked.context.footprint_of(asked.index);
  if (seen == nullptr) return unknown("no_view");
  SeenParts parts = seen_within(asked.context, *seen, area);
  const auto told = [&](Outcome outcome) {
    return with_evidence(measured(std::move(outcome), parts.outside_m2, 0.0, "m2"), std::move(parts.outside));
  };
  if (parts.within_m2 + parts.outside_m2 <= 0.0) return unknown("no_view");
  if (parts.outside_m2 <= 0.0) return told(pass());
  const Values values = {{"area", base::Sentence::Number{parts.outside_m2, 0}}};
  if (parts.within_m2 > 0.0) return told(doubtful("partly", values));
  const bool surveyed = asked.sensor.position_quality.value_or("") == "surveyed";
  return told(surveyed ? fail() : doubtful("nothing", values));
}

}  // namespace schouw::findings
