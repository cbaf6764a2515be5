// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/analysis_output.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/register/datasheet.h"
#include "layers/register/observes.h"
#include "viewer/cli/library_versions.h"

namespace schouw::cli {

namespace {

template <class T>
base::Json value_or_null(const std::optional<T>& value) {
  return value ? base::Json(*value) : base::Json(nullptr);
}

base::Json text_or_null(const registers::Stated<std::string>& text) {
  return text ? base::Json(*text) : base::Json(nullptr);
}

// Fields that a datasheet filled; an empty list where none did.
std::vector<std::string> from_datasheet(const registers::Sensor& sensor, const registers::ModelCatalogue& models) {
  const auto filled = registers::with_datasheet(sensor, models);
  return filled ? filled->fields : std::vector<std::string>();
}

base::Json footprint_json(const plan::Plan& plan, const coverage::Footprint& footprint,
                          const registers::ModelCatalogue& models) {
  const registers::Sensor& sensor = plan.sensors[footprint.sensor];
  base::Json by_class = base::Json::object();
  const auto& classes = plan.policy.density.classes;
  for (std::size_t i = 0; i < classes.size() && i < footprint.area_by_class_m2.size(); ++i) {
    by_class[classes[i].id] = footprint.area_by_class_m2[i];
  }
  base::Json json{{"id", sensor.id},
                  {"uuid", sensor.uuid.text()},
                  {"name", sensor.name},
                  {"shape", coverage::shape_name(footprint.view.shape)},
                  {"views", 1 + footprint.further_views.size()},
                  {"visible_area_m2", footprint.visible_area_m2},
                  {"blocked_ratio", footprint.blocked_ratio},
                  {"area_by_class_m2", by_class},
                  {"assumed", footprint.assumed}};
  if (!models.empty()) json["datasheet"] = from_datasheet(sensor, models);
  return json;
}

base::Json shares_json(const plan::Plan& plan, const std::vector<stacking::ZoneSensor>& parts) {
  base::Json sensors = base::Json::array();
  for (const stacking::ZoneSensor& part : parts) {
    const registers::Sensor& sensor = plan.sensors[part.sensor];
    sensors.push_back({{"id", sensor.id},
                       {"uuid", sensor.uuid.text()},
                       {"area_without_m2", part.area_without_m2},
                       {"area_exceeded_without_m2", part.exceeded_area_without_m2}});
  }
  return sensors;
}

base::Json zone_json(const plan::Plan& plan, const stacking::Zone& zone, const text::Texts& texts) {
  const bool above = zone.level == stacking::Level::exceeded;
  return {{"id", zone.id},
          {"rule", zone.rule},
          {"level", stacking::level_name(zone)},
          {"adopted", plan.policy.thresholds.adopted()},
          {"place", zone.place.empty() ? base::Json(nullptr) : base::Json(zone.place)},
          {"area_m2", zone.area_m2},
          {"area_exceeded_m2", above ? zone.exceeded_area_m2 : 0.0},
          {"max_count", zone.max_count},
          {"sensors", shares_json(plan, zone.sensors)},
          {"purposes", zone.purposes},
          {"controllers", zone.controllers},
          {"area_types", zone.area_types},
          {"reason", texts(zone.reason)},
          {"centroid", {zone.centroid.east_m, zone.centroid.north_m}}};
}

base::Json place_json(const plan::Plan& plan, const stacking::Stacking& stacking, const stacking::Place& place,
                      const text::Texts& texts) {
  base::Json zones = base::Json::array();
  for (const std::uint32_t zone : place.zones) zones.push_back(stacking.zones[zone].id);
  base::Json rules = base::Json::array();
  for (const stacking::PlaceRule& rule : place.rules) {
    rules.push_back({{"rule", rule.rule},
                     {"level", rule.level},
                     {"area_exceeded_m2", rule.area_exceeded_m2},
                     {"max_count", rule.max_count},
                     {"reason", texts(rule.reason)}});
  }
  return {{"id", place.id},
          {"name", texts(place.name)},
          {"level", place.level},
          {"adopted", plan.policy.thresholds.adopted()},
          {"neighbourhood", place.neighbourhood.empty() ? base::Json(nullptr) : base::Json(place.neighbourhood)},
          {"zones", zones},
          {"area_exceeded_m2", place.area_exceeded_m2},
          {"area_attention_m2", place.area_attention_m2},
          {"max_count", place.max_count},
          {"rules", rules},
          {"sensors", shares_json(plan, place.sensors)},
          {"purposes", place.purposes},
          {"controllers", place.controllers},
          {"reason", texts(place.reason)},
          {"centroid", {place.centroid.east_m, place.centroid.north_m}}};
}

base::Json by_count_json(const std::vector<std::pair<int, double>>& area_by_count_m2) {
  base::Json by_count = base::Json::object();
  for (const auto& [count, area_m2] : area_by_count_m2) by_count[std::to_string(count)] = area_m2;
  return by_count;
}

base::Json figures_json(const stacking::StackFigures& figures) {
  return {{"sensors",
           {{"total", figures.total},
            {"with_coverage", figures.with_coverage},
            {"coverage_unknown", figures.coverage_unknown}}},
          {"covered_area_m2", figures.covered_area_m2},
          {"overlap_factor", figures.overlap_factor},
          {"max_count", figures.max_count},
          {"area_by_count_m2", by_count_json(figures.area_by_count_m2)}};
}

base::Json filter_json(const stacking::CountFilter& filter) {
  base::Json json = base::Json::object();
  const auto words = [](const auto& values, const auto& name) {
    base::Json list = base::Json::array();
    for (const auto value : values) list.push_back(std::string(name(value)));
    return list;
  };
  if (!filter.kinds.empty()) json["kinds"] = words(filter.kinds, registers::kind_name);
  if (!filter.purposes.empty()) json["purposes"] = filter.purposes;
  if (!filter.controllers.empty()) json["controllers"] = filter.controllers;
  if (!filter.personal_data.empty())
    json["personal_data"] = words(filter.personal_data, registers::personal_data_name);
  if (filter.min_density_px_per_m) json["min_density_px_per_m"] = *filter.min_density_px_per_m;
  return json;
}

base::Json unknown_json(const plan::Plan& plan, const coverage::CoverageResult& coverage) {
  base::Json list = base::Json::array();
  for (const coverage::CoverageUnknown& unknown : coverage.unknown) {
    const registers::Sensor& sensor = plan.sensors[unknown.sensor];
    list.push_back({{"id", sensor.id},
                    {"uuid", sensor.uuid.text()},
                    {"code", unknown.reason.code},
                    {"reason", unknown.reason.message}});
  }
  return list;
}

base::Json completeness_json(const stacking::Completeness& complete) {
  return {{"total", complete.total},
          {"counted", complete.counted},
          {"with_coverage", complete.with_coverage},
          {"coverage_unknown", complete.coverage_unknown},
          {"household", complete.household}};
}

base::Json audit_json(const coverage::Audit& audit) {
  base::Json strata = base::Json::array();
  for (const coverage::AuditStratum& s : audit.strata) {
    strata.push_back({{"id", s.id},
                      {"rays", s.rays},
                      {"missing", s.missing},
                      {"extra", s.extra},
                      {"ratio", s.ratio},
                      {"low", s.low},
                      {"high", s.high}});
  }
  return {{"rays", audit.rays},
          {"seed", audit.seed},
          {"disagreement_ratio", audit.disagreement_ratio},
          {"strata", strata}};
}

base::Json elapsed_json(const stacking::ElapsedMs& elapsed) {
  return {{"load", elapsed.load},
          {"coverage", elapsed.coverage},
          {"stacking", elapsed.stacking},
          {"zones", elapsed.zones}};
}

template <class Text>
base::Json text_or_none(const Text& text) {
  return text.empty() ? base::Json(nullptr) : base::Json(text);
}

base::Json finding_json(const plan::Plan& plan, const stacking::Analysis& analysis, const findings::Finding& finding,
                        const text::Texts& texts) {
  const findings::Details& details = findings::details_of(finding);
  return {{"rule", finding.rule},
          {"sensor", finding.sensor ? base::Json(plan.sensors[*finding.sensor].id) : base::Json(nullptr)},
          {"zone", finding.zone ? base::Json(analysis.stacking.zones[*finding.zone].id) : base::Json(nullptr)},
          {"place", text_or_none(details.place)},
          {"adopted", finding.adopted},
          {"family", findings::family_name(finding.family)},
          {"verdict", findings::verdict_name(finding.verdict)},
          {"severity", finding.severity},
          {"value", value_or_null(details.value)},
          {"limit", value_or_null(details.limit)},
          {"unit", details.unit},
          {"message", texts(findings::message_of(finding, plan))},
          {"citation", texts(findings::citation_of(finding))},
          {"who_can_act", findings::actor_name(finding.who_can_act)},
          {"ask_first", texts(findings::first_question_of(finding))},
          {"needs_lawyer", finding.needs_lawyer}};
}

}  // namespace

std::vector<std::string> purpose_names(const registers::Sensor& sensor) {
  std::vector<std::string> names;
  for (const registers::Purpose& purpose : registers::all_purposes_of(sensor)) {
    const std::string& name = !purpose.purpose.empty() ? purpose.purpose : purpose.goal;
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

base::Json analysis_json(const plan::Plan& plan, const stacking::Analysis& analysis, const text::Texts& texts) {
  const stacking::Stacking& stacking = analysis.stacking;
  base::Json at_least = base::Json::object();
  for (const int count : {2, 3, 4}) at_least[std::to_string(count)] = area_at_least_m2(stacking, count);
  base::Json per_sensor = base::Json::array();
  const registers::ModelCatalogue models(plan.records);
  for (const auto& footprint : stacking.coverage->footprints) {
    per_sensor.push_back(footprint_json(plan, footprint, models));
  }
  base::Json zones = base::Json::array();
  for (const auto& zone : stacking.zones) zones.push_back(zone_json(plan, zone, texts));
  base::Json places = base::Json::array();
  for (const auto& place : stacking.places) places.push_back(place_json(plan, stacking, place, texts));
  return {{"cell_size_m", analysis.options.cell_m},
          {"turning", coverage::turning_name(analysis.options.turning)},
          {"target_heights_m", analysis.target_heights_m},
          {"sensors",
           {{"total", stacking.completeness.total},
            {"with_coverage", stacking.completeness.with_coverage},
            {"coverage_unknown", stacking.completeness.coverage_unknown}}},
          {"filter", filter_json(stacking.filter)},
          {"covered_area_m2", stacking.covered_area_m2},
          {"overlap_factor", stacking.overlap_factor},
          {"max_count", stacking.max_count},
          {"area_by_count_m2", by_count_json(stacking.area_by_count_m2)},
          {"area_at_least_m2", at_least},
          {"observing", figures_json(stacking.observing)},
          {"optical", figures_json(stacking.optical)},
          {"per_sensor", per_sensor},
          {"coverage_unknown", unknown_json(plan, *stacking.coverage)},
          {"zones", zones},
          {"places", places},
          {"audit", audit_json(analysis.audit)},
          {"completeness", completeness_json(stacking.completeness)},
          {"elapsed_ms", elapsed_json(analysis.elapsed_ms)},
          {"versions", library_versions()}};
}

base::Json sighting_json(const plan::Plan& plan, const coverage::Sighting& sighting) {
  const registers::Sensor& sensor = plan.sensors[sighting.sensor];
  const auto* density_class =
      sighting.density_px_per_m ? plan.policy.density.class_of(*sighting.density_px_per_m) : nullptr;
  return {{"id", sensor.id},
          {"uuid", sensor.uuid.text()},
          {"name", sensor.name},
          {"kind", registers::kind_name(sensor.kind)},
          {"distance_m", sighting.distance_m},
          {"density_px_per_m", value_or_null(sighting.density_px_per_m)},
          {"density_class", density_class != nullptr ? base::Json(density_class->id) : base::Json(nullptr)},
          {"purposes", purpose_names(sensor)},
          {"controller", text_or_null(sensor.deployment.controller)},
          {"personal_data", registers::personal_data_name(registers::personal_data_of(sensor))}};
}

base::Json spot_json(const plan::Plan& plan, const coverage::SpotAnswer& spot) {
  base::Json sensors = base::Json::array();
  base::Json observing = base::Json::array();
  base::Json optical = base::Json::array();
  for (const coverage::Sighting& sighting : spot.sightings) {
    const registers::Sensor& sensor = plan.sensors[sighting.sensor];
    sensors.push_back(sighting_json(plan, sighting));
    if (registers::observes_persons(sensor, plan.policy.what_counts)) observing.push_back(sensors.back());
    if (registers::is_optical(sensor, plan.policy)) optical.push_back(sensors.back());
  }
  base::Json masked = base::Json::array();
  for (const std::uint32_t index : spot.masked) masked.push_back(plan.sensors[index].id);
  base::Json unknown = base::Json::array();
  for (const std::uint32_t index : spot.coverage_unknown_nearby) unknown.push_back(plan.sensors[index].id);
  return {{"position", {spot.position.east_m, spot.position.north_m, spot.position.up_m}},
          {"ground_assumed", spot.ground_assumed},
          {"sensors", sensors},
          {"observing", {{"sensors", observing}}},
          {"optical", {{"sensors", optical}}},
          {"masked", masked},
          {"coverage_unknown_nearby", unknown}};
}

base::Json findings_json(const plan::Plan& plan, const stacking::Analysis& analysis,
                         const std::vector<findings::Finding>& findings, const text::Texts& texts) {
  base::Json list = base::Json::array();
  std::array<int, 4> counts{};
  for (const findings::Finding& finding : findings) {
    list.push_back(finding_json(plan, analysis, finding, texts));
    ++counts[static_cast<std::size_t>(finding.verdict)];
  }
  const findings::ChecksDone checks = findings::checks_done(findings);
  return {
      {"findings", list},
      {"counts", {{"pass", counts[0]}, {"fail", counts[1]}, {"cannot_tell", counts[2]}, {"not_asked", counts[3]}}},
      {"checks", {{"done", checks.done}, {"of", checks.of}}}};
}

base::Json quality_json(const registers::QualityReport& quality) {
  base::Json fill_rate = base::Json::object();
  for (const auto& [field, ratio] : quality.fill_rate) fill_rate[field] = ratio;
  return {{"fill_rate", fill_rate},
          {"placeholders", quality.placeholders},
          {"contradictions", quality.contradictions},
          {"expired", quality.expired},
          {"duplicates", quality.duplicates},
          {"masked_addresses", quality.masked_addresses},
          {"without_place", quality.without_place},
          {"unconfirmed", quality.unconfirmed},
          {"long_description", quality.long_description}};
}

base::Json import_json(const plan::ImportReport& report) {
  base::Json answer = {{"read", report.read},        {"added", report.added},         {"changed", report.changed},
                       {"gone", report.gone},        {"unchanged", report.unchanged}, {"merged", report.merged},
                       {"rejected", report.rejected}};
  answer["quality"] = quality_json(report.quality.value_or(registers::QualityReport{}));
  answer["kept_edits"] = report.kept_edits;
  answer["changes"] = base::Json::array();
  for (const registers::FieldChange& change : report.changes) {
    answer["changes"].push_back({{"uuid", change.uuid.text()},
                                 {"id", change.id},
                                 {"field", change.field},
                                 {"old", change.before},
                                 {"new", change.after}});
  }
  answer["diagnostics"] = base::to_json(report.diagnostics);
  return answer;
}

}  // namespace schouw::cli
