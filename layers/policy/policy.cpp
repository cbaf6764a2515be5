// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/policy.h"

#include <algorithm>
#include <array>

#include "geo/base/content_hash.h"
#include "layers/policy/checked_json.h"

namespace schouw::policy {

namespace {

constexpr std::array<std::pair<std::string_view, Counted>, 5> kCountedNames = {
    {{"sensors_with_personal_data", Counted::sensors_with_personal_data},
     {"sensors_at_density", Counted::sensors_at_density},
     {"controllers", Counted::controllers},
     {"purposes", Counted::purposes},
     {"combined_kinds", Counted::combined_kinds}}};

DensityTable density_table(const CheckedJson& json) {
  DensityTable table{.id = json.text("id"), .source = json.text("source")};
  for (const CheckedJson& entry : json.list("classes")) {
    DensityClass density{.id = entry.text("id"), .px_per_m = entry.number("px_per_m", 0.01, 1e5)};
    if (!table.classes.empty() && density.px_per_m <= table.classes.back().px_per_m) {
      entry.complain("px_per_m", "expected more than the class before it");
    }
    table.classes.push_back(std::move(density));
  }
  if (table.classes.empty()) json.complain("classes", "found none, expected at least one class");
  return table;
}

void read_density(const CheckedJson& json, Policy& policy) {
  const std::string in_use = json.text("in_use");
  for (const CheckedJson& entry : json.list("tables")) policy.density_tables.push_back(density_table(entry));
  const auto found = std::find_if(policy.density_tables.begin(), policy.density_tables.end(),
                                  [&](const DensityTable& table) { return table.id == in_use; });
  if (found == policy.density_tables.end()) {
    json.complain("in_use", "found '" + in_use + "', expected the id of one of the tables");
  } else {
    policy.density = *found;
  }
}

// A project that was written before these were data has none; the values of then hold.
void read_figures(const CheckedJson& json, DensityFigures& figures) {
  const CheckedJson facade = json.member("facade");
  const CheckedJson recognise = json.member("recognise");
  figures.facade_px_per_m = facade.number("px_per_m", 0.01, 1e5);
  figures.facade_m2 = facade.number("least_m2", 0.0, 1e6);
  figures.recognise_px_per_m = recognise.number("px_per_m", 0.01, 1e5);
  for (const CheckedJson& figure : {facade, recognise}) {
    if (figure.text("source").empty()) figure.complain("source", "expected where the value comes from");
  }
}

ThresholdRule threshold_rule(const CheckedJson& json) {
  ThresholdRule rule{.id = json.text("id")};
  const std::string counted = json.text("counted");
  const auto found = std::find_if(kCountedNames.begin(), kCountedNames.end(),
                                  [&](const auto& entry) { return entry.first == counted; });
  if (found == kCountedNames.end()) {
    json.complain("counted", "found '" + counted +
                                 "', expected sensors_with_personal_data, sensors_at_density, controllers, purposes "
                                 "or combined_kinds");
  } else {
    rule.counted = found->second;
  }
  rule.px_per_m = json.number_if_any("px_per_m", 0.01, 1e5);
  if (rule.counted == Counted::sensors_at_density && !rule.px_per_m) {
    json.complain("px_per_m", "found nothing, expected the density that sensors_at_density counts");
  }
  return rule;
}

Levels levels_of(const CheckedJson& json) {
  Levels levels{.attention_at = static_cast<int>(json.number("attention_at", 1, 65535)),
                .exceeded_at = static_cast<int>(json.number("exceeded_at", 1, 65535))};
  if (levels.exceeded_at < levels.attention_at) json.complain("exceeded_at", "expected at least attention_at");
  return levels;
}

void read_levels(const CheckedJson& json, ThresholdTable& table) {
  for (const auto& [area_type, rules] : json.members("levels")) {
    if (std::find(table.area_types.begin(), table.area_types.end(), area_type) == table.area_types.end()) {
      json.complain("levels", "found the area type '" + area_type + "', expected one of area_types.json");
    }
    for (const auto& [rule, levels] : rules.members()) {
      if (std::none_of(table.rules.begin(), table.rules.end(), [&id = rule](const auto& r) { return r.id == id; })) {
        rules.complain(rule, "expected the id of one of the rules");
      }
      table.levels[area_type][rule] = levels_of(levels);
    }
  }
}

void read_thresholds(const CheckedJson& json, Policy& policy) {
  ThresholdTable& table = policy.thresholds;
  table.id = json.text("id");
  table.decided_by = json.text("decided_by");
  table.decided_on = json.text("decided_on");
  table.decided_number = json.text_or("decided_number", "");
  table.source = json.text("source");
  policy.minimum_zone_m2 = json.number_if_any("minimum_zone_m2", 0.0, 1e6).value_or(policy.minimum_zone_m2);
  policy.merge_gap_m = json.number_if_any("merge_gap_m", 0.0, 100.0).value_or(policy.merge_gap_m);
  for (const CheckedJson& entry : json.list("rules")) table.rules.push_back(threshold_rule(entry));
  for (const AreaType& type : policy.area_types) table.area_types.push_back(type.id);
  read_levels(json, table);
}

// A project that was written before types said whether they name places.
bool named_before(const std::string& type) {
  return type != "default" && type != "dwelling_front" && type != "area_151c" && type != "neighbourhood";
}

void read_area_types(const CheckedJson& json, Policy& policy) {
  for (const CheckedJson& entry : json.list("area_types")) {
    AreaType type{.id = entry.text("id"), .words = entry.texts("words")};
    type.names_places = entry.yes_no_or("names_places", named_before(type.id));
    policy.area_types.push_back(std::move(type));
  }
  if (policy.area_types.empty() || policy.area_types.front().id != "default") {
    json.complain("area_types", "expected 'default' as the first type");
  }
}

KindDefault kind_default(const CheckedJson& json) {
  KindDefault kind{.kind = json.text("kind"),
                   .optical = json.yes_no("optical"),
                   .blocked_by_buildings = json.yes_no("blocked_by_buildings"),
                   .range_low_m = json.number("range_low_m", 0.0, 1e5),
                   .range_m = json.number("range_m", 0.0, 1e5),
                   .range_high_m = json.number("range_high_m", 0.0, 1e5),
                   .height_above_ground_m = json.number("height_above_ground_m", -50.0, 1000.0),
                   .hfov_deg = json.number_if_any("hfov_deg", 0.1, 360.0),
                   .vfov_deg = json.number_if_any("vfov_deg", 0.1, 360.0),
                   .tilt_deg = json.number_if_any("tilt_deg", -90.0, 90.0),
                   .pixels_w = json.number_if_any("pixels_w", 1.0, 1e6),
                   .source = json.text("source")};
  if (kind.range_low_m > kind.range_m || kind.range_m > kind.range_high_m) {
    json.complain("range_m", "expected range_low_m <= range_m <= range_high_m");
  }
  if (kind.source.empty()) json.complain("source", "expected where the values come from");
  return kind;
}

// A project that was written before these were data has none; the values of then hold.
void read_turning_head(const CheckedJson& json, TurningHead& head) {
  head.tilt_min_deg = json.number("tilt_min_deg", -90.0, 90.0);
  head.tilt_max_deg = json.number("tilt_max_deg", -90.0, 90.0);
  if (head.tilt_min_deg > head.tilt_max_deg) json.complain("tilt_max_deg", "expected at least tilt_min_deg");
  if (json.text("source").empty()) json.complain("source", "expected where the values come from");
}

// A project that was written before these rules has none.
void read_occlusion(const CheckedJson& json, Occlusion& occlusion) {
  const std::pair<const char*, bool*> rules[] = {
      {"vegetation", &occlusion.vegetation}, {"glass", &occlusion.glass}, {"furniture", &occlusion.furniture}};
  const auto stated = json.members("rules");
  for (const auto& [name, hides] : rules) {
    const CheckedJson rule = json.member("rules").member(name);
    *hides = rule.yes_no("hides");
    if (rule.text("source").empty()) rule.complain("source", "expected where the rule comes from");
  }
  for (const auto& [name, rule] : stated) {
    if (std::none_of(std::begin(rules), std::end(rules), [&id = name](const auto& r) { return id == r.first; })) {
      rule.complain("hides", "found a rule that nothing follows, expected vegetation, glass or furniture");
    }
  }
}

}  // namespace

const DensityClass* DensityTable::class_of(double px_per_m) const {
  const DensityClass* best = nullptr;
  for (const DensityClass& density : classes) {
    if (px_per_m >= density.px_per_m) best = &density;
  }
  return best;
}

std::optional<Levels> ThresholdTable::levels_for(const std::string& area_type, const std::string& rule) const {
  for (const std::string& type : {area_type, std::string("default")}) {
    const auto of_type = levels.find(type);
    if (of_type == levels.end()) continue;
    if (const auto found = of_type->second.find(rule); found != of_type->second.end()) return found->second;
  }
  return std::nullopt;
}

const KindDefault* Policy::defaults_for(std::string_view kind) const {
  const auto found = std::find_if(kind_defaults.begin(), kind_defaults.end(),
                                  [&](const KindDefault& entry) { return entry.kind == kind; });
  return found == kind_defaults.end() ? nullptr : &*found;
}

std::string Policy::version_name() const {
  if (!thresholds.adopted()) return thresholds.id + " (voorbeeld)";
  const std::string number = thresholds.decided_number.empty() ? "" : ", " + thresholds.decided_number;
  return thresholds.id + number + ", " + thresholds.decided_on;
}

const AreaType* Policy::area_type(std::string_view id) const {
  const auto found =
      std::find_if(area_types.begin(), area_types.end(), [&](const AreaType& type) { return type.id == id; });
  return found == area_types.end() ? nullptr : &*found;
}

base::Result<Policy> policy_from_json(const base::Json& text, const std::string& file_name) {
  Policy policy;
  policy.source_text = std::make_shared<const base::Json>(text);
  policy.source_hash = base::ContentHash().add(std::string_view(base::json_text(text))).value();
  base::Diagnostics complaints;
  const CheckedJson json(text, "", file_name, complaints);
  read_area_types(json.member("area_types"), policy);
  read_density(json.member("density_classes"), policy);
  read_thresholds(json.member("thresholds"), policy);
  for (const CheckedJson& entry : json.member("kind_defaults").list("kind_defaults")) {
    policy.kind_defaults.push_back(kind_default(entry));
  }
  if (text.contains("density_classes") && text["density_classes"].contains("figures")) {
    read_figures(json.member("density_classes").member("figures"), policy.figures);
  }
  if (text.contains("kind_defaults") && text["kind_defaults"].contains("turning_head")) {
    read_turning_head(json.member("kind_defaults").member("turning_head"), policy.turning_head);
  }
  if (text.contains("what_counts")) policy.what_counts = what_counts_of(json.member("what_counts"));
  if (text.contains("checks")) policy.checks = check_policy_of(json.member("checks"));
  if (text.contains("occlusion")) read_occlusion(json.member("occlusion"), policy.occlusion);
  if (!complaints.empty()) return base::Result<Policy>::failure(std::move(complaints));
  return policy;
}

}  // namespace schouw::policy
