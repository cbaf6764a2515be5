// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/edit_json.h"

#include <fmt/format.h>

#include <charconv>

#include "layers/plan/scenario.h"
#include "layers/plan/sensor_record.h"

namespace schouw::plan {

namespace {

using base::Json;
using base::number_in;
using base::text_in;

std::optional<std::uint32_t> place_in(const Json& json) {
  const auto at = number_in(json, "at");
  return at && *at >= 0 && *at < 1e9 ? std::optional(static_cast<std::uint32_t>(*at)) : std::nullopt;
}

Json polygons_json(const std::vector<model::PolygonWithHoles>& polygons) {
  Json json = Json::array();
  for (const model::PolygonWithHoles& polygon : polygons) {
    Json rings = Json::array();
    for (const model::Ring& ring : polygon.rings) {
      Json corners = Json::array();
      for (const model::Coordinate& corner : ring) corners.push_back({corner.x, corner.y});
      rings.push_back(std::move(corners));
    }
    json.push_back(std::move(rings));
  }
  return json;
}

std::optional<model::Ring> ring_from(const Json& json) {
  model::Ring ring;
  for (const Json& corner : json) {
    if (!corner.is_array() || corner.size() != 2 || !corner[0].is_number() || !corner[1].is_number()) return {};
    ring.push_back({corner[0].get<double>(), corner[1].get<double>(), std::nullopt});
  }
  return ring;
}

std::optional<std::vector<model::PolygonWithHoles>> polygons_from(const Json& json) {
  std::vector<model::PolygonWithHoles> polygons;
  for (const Json& rings : json) {
    model::PolygonWithHoles polygon;
    for (const Json& corners : rings) {
      auto ring = ring_from(corners);
      if (!ring) return std::nullopt;
      polygon.rings.push_back(*std::move(ring));
    }
    polygons.push_back(std::move(polygon));
  }
  return polygons;
}

Json area_json(const areas::Area& area) {
  Json json = {{"id", area.id}, {"name", area.name}, {"type", area.type}, {"polygons", polygons_json(area.polygons)}};
  if (area.residents) json["residents"] = *area.residents;
  if (area.street_km) json["street_km"] = *area.street_km;
  return json;
}

std::optional<areas::Area> area_from(const Json& json) {
  if (text_in(json, "id").empty()) return std::nullopt;
  auto polygons = polygons_from(base::list_in(json, "polygons"));
  if (!polygons) return std::nullopt;
  return areas::Area{.id = text_in(json, "id"),
                     .name = text_in(json, "name"),
                     .type = text_in(json, "type"),
                     .polygons = *std::move(polygons),
                     .residents = number_in(json, "residents"),
                     .street_km = number_in(json, "street_km")};
}

Json source_json(const model::Provenance& s) {
  const crs::TransformationRecord& t = s.transformation;
  Json json = {{"kind", s.kind},
               {"file", s.file},
               {"content_hash", s.content_hash},
               {"format", s.format},
               {"source_crs", s.source_crs},
               {"licence", s.licence},
               {"attribution", s.attribution},
               {"imported_at", s.imported_at},
               {"operation", t.operation},
               {"grids_missing", t.grids_missing},
               {"heights_kept", t.heights_kept},
               {"heights_missing_reason", t.heights_missing_reason},
               {"datum_choice", t.datum_choice}};
  if (t.accuracy_m) json["accuracy_m"] = *t.accuracy_m;
  return json;
}

model::Provenance source_from(const Json& json) {
  return {.kind = text_in(json, "kind"),
          .file = text_in(json, "file"),
          .content_hash = text_in(json, "content_hash"),
          .format = text_in(json, "format"),
          .source_crs = text_in(json, "source_crs"),
          .transformation = {.operation = text_in(json, "operation"),
                             .accuracy_m = number_in(json, "accuracy_m"),
                             .grids_missing = base::yes_in(json, "grids_missing"),
                             .heights_kept = base::yes_in(json, "heights_kept"),
                             .heights_missing_reason = text_in(json, "heights_missing_reason"),
                             .datum_choice = text_in(json, "datum_choice")},
          .licence = text_in(json, "licence"),
          .attribution = text_in(json, "attribution"),
          .imported_at = text_in(json, "imported_at")};
}

Json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json json = Json::object();
  for (const auto& [name, value] : pairs) json[name] = value;
  return json;
}

Json record_json(const registers::RegisterRecord& record) {
  Json json = {
      {"type", registers::record_type_name(record.type)}, {"id", record.id}, {"values", pairs_json(record.values)}};
  if (!record.unknown.empty()) json["unknown"] = pairs_json(record.unknown);
  return json;
}

std::optional<registers::RegisterRecord> record_from(const Json& json) {
  const auto type = registers::record_type_from_name(text_in(json, "type"));
  if (!type || text_in(json, "id").empty() || !json.contains("values")) return std::nullopt;
  registers::RegisterRecord record{.type = *type, .id = text_in(json, "id")};
  for (const auto& [name, value] : json["values"].items()) {
    if (!value.is_string() || !registers::set_value(record, name, value.get<std::string>())) return std::nullopt;
  }
  if (!json.contains("unknown")) return record;
  for (const auto& [name, value] : json["unknown"].items()) {
    if (value.is_string()) record.unknown.emplace_back(name, value.get<std::string>());
  }
  return record;
}

// Each edit by its word, with what it holds.
struct EditJson {
  static Json put(const char* word, const char* what, Json value, const std::optional<std::uint32_t>& at) {
    Json json = {{"edit", word}, {what, std::move(value)}};
    if (at) json["at"] = *at;
    return json;
  }
  Json operator()(const PutSensor& e) const { return put("put_sensor", "sensor", sensor_json(*e.sensor), e.at); }
  Json operator()(const RemoveSensor& e) const { return {{"edit", "remove_sensor"}, {"uuid", e.uuid.text()}}; }
  Json operator()(const PutArea& e) const { return put("put_area", "area", area_json(*e.area), e.at); }
  Json operator()(const RemoveArea& e) const { return {{"edit", "remove_area"}, {"id", e.id}}; }
  Json operator()(const PutRecord& e) const { return put("put_record", "record", record_json(e.record), e.at); }
  Json operator()(const RemoveRecord& e) const { return {{"edit", "remove_record"}, {"key", e.key}}; }
  Json operator()(const PutPolicy& e) const {
    return put("put_policy", "policy", e.policy->source_text ? *e.policy->source_text : Json(), {});
  }
  Json operator()(const PutStory& e) const { return put("put_story", "story", e.json, e.at); }
  Json operator()(const RemoveStory& e) const { return {{"edit", "remove_story"}, {"id", e.id}}; }
  Json operator()(const PutScenario& e) const {
    Json scenario = {{"name", e.scenario->name}, {"changes", changes_json(e.scenario->changes)}};
    return put("put_scenario", "scenario", std::move(scenario), e.at);
  }
  Json operator()(const RemoveScenario& e) const { return {{"edit", "remove_scenario"}, {"name", e.name}}; }
  Json operator()(const PutSources& e) const {
    Json sources = Json::array();
    for (const model::Provenance& source : e.sources) sources.push_back(source_json(source));
    return {{"edit", "put_sources"}, {"sources", std::move(sources)}};
  }
};

// A scenario holds no scenarios: its edits are of the plan.
std::optional<Edit> scenario_edit(const Json& json) {
  if (!json.contains("scenario")) return std::nullopt;
  auto changes = changes_from_json(base::list_in(json["scenario"], "changes"), "scenario", Within::scenario);
  if (!changes) return std::nullopt;
  Scenario scenario{.name = text_in(json["scenario"], "name"), .changes = *std::move(changes)};
  return PutScenario{shared(std::move(scenario)), place_in(json)};
}

std::optional<Edit> policy_edit(const Json& json) {
  if (!json.contains("policy")) return std::nullopt;
  auto policy = policy::policy_from_json(json["policy"], "policy");
  if (!policy) return std::nullopt;
  return PutPolicy{std::make_shared<const policy::Policy>(*std::move(policy))};
}

std::optional<Edit> put_edit(const std::string& word, const Json& json) {
  if (word == "put_sensor" && json.contains("sensor")) {
    auto sensor = sensor_from_json(json["sensor"]);
    if (!sensor) return std::nullopt;
    return PutSensor{std::make_shared<const registers::Sensor>(*std::move(sensor)), place_in(json)};
  }
  if (word == "put_area" && json.contains("area")) {
    auto area = area_from(json["area"]);
    if (!area) return std::nullopt;
    return PutArea{std::make_shared<const areas::Area>(*std::move(area)), place_in(json)};
  }
  if (word == "put_record" && json.contains("record")) {
    auto record = record_from(json["record"]);
    return record ? std::optional<Edit>(PutRecord{*std::move(record), place_in(json)}) : std::nullopt;
  }
  if (word == "put_policy") return policy_edit(json);
  if (word == "put_story" && !text_in(json, "story").empty()) return PutStory{text_in(json, "story"), place_in(json)};
  if (word == "put_scenario") return scenario_edit(json);
  if (word != "put_sources") return std::nullopt;
  PutSources edit;
  for (const Json& source : base::list_in(json, "sources")) edit.sources.push_back(source_from(source));
  return edit;
}

std::optional<Edit> edit_from(const Json& json, Within within) {
  if (!json.is_object()) return std::nullopt;
  const std::string word = text_in(json, "edit");
  const bool of_scenario = word == "put_scenario" || word == "remove_scenario";
  if (of_scenario && within == Within::scenario) return std::nullopt;
  if (word == "remove_sensor") {
    const auto uuid = base::uuid_from_text(text_in(json, "uuid"));
    return uuid ? std::optional<Edit>(RemoveSensor{*uuid}) : std::nullopt;
  }
  if (word == "remove_area") return RemoveArea{text_in(json, "id")};
  if (word == "remove_record") return RemoveRecord{text_in(json, "key")};
  if (word == "remove_story") return RemoveStory{text_in(json, "id")};
  if (word == "remove_scenario") return RemoveScenario{text_in(json, "name")};
  return put_edit(word, json);
}

std::optional<std::uint64_t> version_from(const std::string& text) {
  std::uint64_t version = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version, 16);
  return problem == std::errc() && end == text.data() + text.size() ? std::optional(version) : std::nullopt;
}

}  // namespace

Json changes_json(const std::vector<Change>& changes) {
  Json json = Json::array();
  for (const Change& change : changes) {
    json.push_back(std::visit(EditJson{}, change.edit));
    if (change.expected) json.back()["expected"] = fmt::format("{:016x}", *change.expected);
    if (change.made_on) json.back()["made_on"] = sensor_json(*change.made_on);
  }
  return json;
}

base::Result<std::vector<Change>> changes_from_json(const Json& json, const std::string& where, Within within) {
  std::vector<Change> changes;
  for (const Json& entry : json) {
    auto edit = edit_from(entry, within);
    if (!edit) {
      return base::Diagnostic{.code = "PLAN-123",
                              .message = fmt::format("edit {} of {} cannot be read: found {}", changes.size() + 1,
                                                     where, base::json_text(entry).substr(0, 80)),
                              .where = {.file = where},
                              .hint = "it was written by another version of Schouw, or damaged"};
    }
    changes.push_back({*std::move(edit), version_from(text_in(entry, "expected")), nullptr});
    auto made_on = entry.contains("made_on") ? sensor_from_json(entry["made_on"]) : std::nullopt;
    if (made_on) changes.back().made_on = std::make_shared<const registers::Sensor>(*std::move(made_on));
  }
  return changes;
}

}  // namespace schouw::plan
