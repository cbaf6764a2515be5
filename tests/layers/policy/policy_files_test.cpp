// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "geo/base/read_file.h"
#include "layers/policy/policy.h"
#include "layers/policy/policy_keys.h"

// What a person may give as a policy, and what is said of a mistake in it.
namespace schouw::policy {
namespace {

namespace fs = std::filesystem;

const char* const kFolder = SCHOUW_SOURCE_DIR "/data/policy";
constexpr const char* kParts[] = {"area_types", "checks",     "density_classes", "kind_defaults",
                                  "occlusion",  "thresholds", "what_counts"};

std::string text_of(const std::string& part) {
  return *base::read_file(fs::path(kFolder) / (part + ".json"), 1 << 20);
}

// The first complaint about a shipped part in which one text was put for another.
base::Diagnostic complaint_of(const std::string& part, const std::string& from, const std::string& to) {
  const auto held = load_policy(kFolder);
  std::string text = text_of(part);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const fs::path file = fs::path(testing::TempDir()) / (part + "-wrong.json");
  std::ofstream(file, std::ios::binary) << text;
  const auto policy = policy_with_file(*held, file);
  EXPECT_FALSE(policy) << part << ": " << to;
  return policy ? base::Diagnostic() : policy.diagnostics().front();
}

// As an editor counts lines.
std::int64_t line_with(const std::string& part, const std::string& words) {
  const std::string text = text_of(part);
  return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(words)), '\n');
}

TEST(PolicyFile, a_key_that_nothing_reads_is_refused_with_file_key_and_line) {
  const auto complaint =
      complaint_of("checks", "\"interval_months\": 12", "\"interval_months\": 12, \"intervall\": 6");
  EXPECT_EQ(complaint.code, "POL-103");
  EXPECT_EQ(complaint.where.file, "checks-wrong.json");
  EXPECT_EQ(complaint.where.field, "checks.review.intervall");
  EXPECT_EQ(complaint.where.line, line_with("checks", "\"interval_months\""));
  for (const char* part : kParts) {
    const auto top = complaint_of(part, "{", "{ \"onbekend\": 1,");
    EXPECT_EQ(top.code, "POL-103") << part;
    EXPECT_EQ(top.where.line, 1) << part;
  }
}

TEST(PolicyFile, thresholds_that_cross_are_refused_with_their_line) {
  const auto complaint = complaint_of("thresholds", "\"attention_at\": 3, \"exceeded_at\": 5",
                                      "\"attention_at\": 6, \"exceeded_at\": 5");
  EXPECT_EQ(complaint.code, "POL-101");
  EXPECT_EQ(complaint.where.field, "thresholds.levels.default.a.exceeded_at");
  EXPECT_EQ(complaint.where.line, line_with("thresholds", "\"attention_at\": 3, \"exceeded_at\": 5"));
}

TEST(PolicyFile, density_classes_out_of_order_are_refused_with_their_line) {
  const auto complaint = complaint_of("density_classes", "\"px_per_m\": 25 }", "\"px_per_m\": 12 }");
  EXPECT_EQ(complaint.code, "POL-101");
  EXPECT_EQ(complaint.where.line, line_with("density_classes", "\"px_per_m\": 25 }"));
}

TEST(PolicyFile, checks_that_cannot_be_are_refused) {
  EXPECT_EQ(complaint_of("checks", "\"start\": \"\"", "\"start\": \"2026-02-30\"").where.field, "checks.term.start");
  EXPECT_EQ(complaint_of("checks", "\"tier\": \"high\"", "\"tier\": \"hoog\"").code, "POL-101");
  EXPECT_EQ(complaint_of("checks", "\"days\": {}", "\"days\": {\"koffie\": 3}").code, "POL-101");
  EXPECT_EQ(complaint_of("checks", "\"kinds\": [],", "\"kinds\": [\"koffie\"],").code, "POL-101");
  EXPECT_EQ(complaint_of("checks", "\"kind\": \"anpr\"", "\"kind\": \"camera\"").code, "POL-101");
  EXPECT_EQ(complaint_of("checks", "\"days\": 28", "\"days\": 28.5").code, "POL-101");
}

// domain of the tiers: council.md 2; four weeks: article 151c of the Gemeentewet.
TEST(CheckPolicy, ships_tiers_and_limits) {
  const auto policy = load_policy(kFolder);
  ASSERT_TRUE(policy);
  const CheckPolicy& checks = policy->checks;
  EXPECT_EQ(checks.kinds.size(), 17U);
  for (const char* kind : {"camera", "anpr", "thermal", "microphone", "wifi", "other", "a kind of later"}) {
    EXPECT_EQ(checks.tier_of(kind), RiskTier::high) << kind;
  }
  for (const char* kind : {"water", "weather", "air_quality", "traffic_loop", "parking", "light"}) {
    EXPECT_EQ(checks.tier_of(kind), RiskTier::low) << kind;
  }
  EXPECT_EQ(checks.retention_151c_days, 28);
  EXPECT_TRUE(checks.term_start.empty());
  EXPECT_TRUE(checks.is_on("P3.2"));
  EXPECT_FALSE(checks.own_retention("camera", "identifiable"));
}

TEST(CheckPolicy, of_a_municipality_holds_and_changes_the_limits_hash_alone) {
  const auto held = load_policy(kFolder);
  base::Json checks = (*held->source_text)["checks"];
  checks["switches"]["P3.2"] = false;
  checks["own_retention"]["days"] = {{"camera", 7}, {"identifiable", 14}};
  const auto own = policy_with(*held, checks, "checks.json");
  ASSERT_TRUE(own) << own.diagnostics().front().message;
  EXPECT_FALSE(own->checks.is_on("P3.2"));
  EXPECT_EQ(own->checks.own_retention("camera", "identifiable"), 7);
  EXPECT_EQ(own->checks.own_retention("wifi", "identifiable"), 14);
  EXPECT_NE(limits_hash(*own), limits_hash(*held));
  EXPECT_EQ(sight_hash(*own), sight_hash(*held));
}

TEST(Policy, is_named_by_the_decision_on_it) {
  auto policy = *load_policy(kFolder);
  EXPECT_EQ(policy.version_name(), "voorbeeld-2026 (voorbeeld)");
  EXPECT_FALSE(policy.thresholds.adopted());
  policy.thresholds.id = "norm-2026";
  policy.thresholds.decided_on = "2026-03-01";
  EXPECT_TRUE(policy.thresholds.adopted()) << "an older project states no number";
  EXPECT_EQ(policy.version_name(), "norm-2026, 2026-03-01");
  policy.thresholds.decided_number = "R-2026-14";
  EXPECT_EQ(policy.version_name(), "norm-2026, R-2026-14, 2026-03-01");
}

TEST(Policy, that_is_older_than_a_part_takes_the_shipped_one_and_keeps_its_own) {
  const auto shipped = load_policy(kFolder);
  base::Json text = *shipped->source_text;
  text.erase("checks");
  text.erase("what_counts");
  text["thresholds"]["minimum_zone_m2"] = 9.0;
  text["thresholds"]["of_later"] = 1;  // of a project: read all the same
  const auto older = policy_from_json(text, "policy");
  ASSERT_TRUE(older);
  EXPECT_TRUE(older->checks.kinds.empty());
  const Policy whole = with_missing_parts(*older, *shipped);
  EXPECT_EQ(whole.checks.kinds.size(), 17U);
  EXPECT_EQ(whole.what_counts.kinds.size(), shipped->what_counts.kinds.size());
  EXPECT_EQ(whole.minimum_zone_m2, 9.0);
  EXPECT_EQ(with_missing_parts(whole, *shipped).source_hash, whole.source_hash);
}

const base::Json& member_of(const base::Json& schema, const char* name) {
  static const base::Json kNothing;
  const auto found = schema.find(name);
  return found == schema.end() ? kNothing : *found;
}

// The part of JSON Schema that our schemas use.
std::string fault_of(const base::Json& schema, const base::Json& value, const std::string& path) {
  if (schema.contains("enum")) {
    const auto& words = schema.at("enum");
    return std::find(words.begin(), words.end(), value) == words.end() ? path + " is none of its words" : "";
  }
  const std::string type = base::text_in(schema, "type");
  const bool fits = (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
                    (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
                    (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number());
  if (!fits) return path + " is no " + type;
  if (schema.contains("minimum") && value.get<double>() < schema.at("minimum").get<double>())
    return path + " is too low";
  if (schema.contains("maximum") && value.get<double>() > schema.at("maximum").get<double>())
    return path + " is too high";
  if (schema.contains("minLength") && value.get<std::string>().empty()) return path + " is empty";
  if (schema.contains("pattern") &&
      !std::regex_search(value.get<std::string>(), std::regex(schema.at("pattern").get<std::string>()))) {
    return path + " has another form";
  }
  for (const auto& key : member_of(schema, "required")) {
    if (!value.contains(key.get<std::string>())) return path + " lacks " + key.get<std::string>();
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (auto fault = fault_of(schema.at("items"), value[i], path + "[]"); !fault.empty()) return fault;
    }
  }
  if (!value.is_object()) return "";
  for (const auto& [key, member] : value.items()) {
    const base::Json& properties = member_of(schema, "properties");
    const base::Json& further = member_of(schema, "additionalProperties");
    const bool known = properties.contains(key);
    if (!known && further.is_boolean() && !further.get<bool>()) return path + " has the unknown key " + key;
    const base::Json& rule = known ? properties.at(key) : further;
    if (!rule.is_object()) continue;
    if (auto fault = fault_of(rule, member, path + "." + key); !fault.empty()) return fault;
  }
  return "";
}

base::Json schema_of(const std::string& part) {
  return *base::read_json_file(fs::path(SCHOUW_SOURCE_DIR "/data/schemas/policy") / (part + ".schema.json"));
}

TEST(PolicySchemas, each_part_satisfies_its_own) {
  for (const char* part : kParts) {
    base::Json json = *base::read_json_file(fs::path(kFolder) / (std::string(part) + ".json"));
    EXPECT_EQ(fault_of(schema_of(part), json, part), "");
    json["onbekend"] = 1;
    EXPECT_NE(fault_of(schema_of(part), json, part), "") << part;
  }
}

void keys_in(const base::Json& schema, const std::string& pattern, std::set<std::string>& keys) {
  if (schema.contains("items")) keys_in(schema.at("items"), pattern + "[]", keys);
  const std::string dot = pattern.empty() ? "" : ".";
  for (const auto& [key, rule] : member_of(schema, "properties").items()) {
    if (key == "note" || key == "$schema") continue;
    keys.insert(pattern + dot + key);
    keys_in(rule, pattern + dot + key, keys);
  }
  const base::Json& further = member_of(schema, "additionalProperties");
  if (!further.is_object()) return;
  keys.insert(pattern + dot + "*");
  keys_in(further, pattern + dot + "*", keys);
}

TEST(PolicySchemas, name_the_keys_that_are_read_and_no_other) {
  for (const char* part : kParts) {
    std::set<std::string> named;
    keys_in(schema_of(part), "", named);
    std::istringstream words{std::string(known_keys(part))};
    std::set<std::string> read;
    for (std::string word; words >> word;) read.insert(word);
    EXPECT_EQ(named, read) << part;
  }
}

}  // namespace
}  // namespace schouw::policy
