// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "geo/base/read_file.h"
#include "layers/policy/policy.h"
#include "layers/policy/policy_keys.h"

namespace schouw::policy {

namespace {

// A part of the policy, and a member that no other part has.
struct Part {
  const char* name;
  const char* mark;
  base::Json::value_t mark_type;
};
constexpr std::array<Part, 7> kParts = {{{"area_types", "area_types", base::Json::value_t::array},
                                         {"checks", "risk_tiers", base::Json::value_t::object},
                                         {"density_classes", "tables", base::Json::value_t::array},
                                         {"kind_defaults", "kind_defaults", base::Json::value_t::array},
                                         {"occlusion", "rules", base::Json::value_t::object},
                                         {"thresholds", "levels", base::Json::value_t::object},
                                         {"what_counts", "kinds", base::Json::value_t::array}}};

// In the order in which a project keeps them.
constexpr std::array<const char*, 7> kLoaded = {"density_classes", "thresholds", "area_types", "kind_defaults",
                                                "what_counts",     "checks",     "occlusion"};
constexpr std::size_t kMostBytes = 1 << 24;

const Part* part_named(const std::string& name) {
  const auto found = std::find_if(kParts.begin(), kParts.end(), [&](const Part& part) { return part.name == name; });
  return found == kParts.end() ? nullptr : &*found;
}

const Part* part_by_content(const base::Json& json) {
  const auto found = std::find_if(kParts.begin(), kParts.end(), [&](const Part& part) {
    const auto mark = json.find(part.mark);
    return mark != json.end() && mark->type() == part.mark_type;
  });
  return found == kParts.end() ? nullptr : &*found;
}

base::Diagnostic no_part(const std::string& file_name, const std::string& field, const std::string& found) {
  return {.code = "POL-102",
          .message = fmt::format("the policy could not be replaced: found {}, expected area_types, checks, "
                                 "density_classes, kind_defaults, occlusion, thresholds and what_counts, or what one "
                                 "of them holds",
                                 found),
          .where = {.file = file_name, .field = field},
          .hint = "take a file of data/policy as an example"};
}

}  // namespace

base::Result<Policy> policy_with(const Policy& held, const base::Json& json, const std::string& file_name) {
  if (!json.is_object()) return no_part(file_name, "", "no object");
  base::Json text = held.source_text ? *held.source_text : base::Json::object();
  base::Diagnostics unknown;
  const auto take = [&](const std::string& part, const base::Json& value) {
    base::append(unknown, unknown_keys(part, value, file_name));
    text[part] = value;
  };
  if (const Part* part = part_by_content(json)) {
    take(part->name, json);
  } else {
    for (const auto& [name, value] : json.items()) {
      if (name == "note") continue;
      if (part_named(name) == nullptr || !value.is_object()) {
        return no_part(file_name, name, fmt::format("the member \"{}\"", name));
      }
      take(name, value);
    }
    if (json.empty()) return no_part(file_name, "", "nothing");
  }
  auto policy = policy_from_json(text, file_name);
  if (unknown.empty()) return policy;
  if (!policy) base::append(unknown, policy.diagnostics());
  return base::Result<Policy>::failure(std::move(unknown));
}

base::Result<Policy> policy_with_file(const Policy& held, const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  const auto json = base::read_json_file(file);
  if (!json) return base::Result<Policy>::failure(json.diagnostics());
  auto policy = policy_with(held, *json, name);
  const auto text = policy ? base::Result<std::string>(std::string()) : base::read_file(file, kMostBytes);
  if (policy || !text) return policy;
  base::Diagnostics complaints = policy.diagnostics();
  const Part* part = json->is_object() ? part_by_content(*json) : nullptr;
  add_lines(complaints, part == nullptr ? "" : std::string(part->name) + ".", *text);
  return base::Result<Policy>::failure(std::move(complaints));
}

base::Result<Policy> load_policy(const std::filesystem::path& folder) {
  base::Json text = base::Json::object();
  base::Diagnostics unknown;
  std::map<std::string, std::string> written;
  for (const char* part : kLoaded) {
    const std::filesystem::path file = folder / (std::string(part) + ".json");
    auto json = base::read_json_file(file);
    if (!json) return base::Result<Policy>::failure(json.diagnostics());
    base::append(unknown, unknown_keys(part, *json, file.filename().string()));
    if (auto as_it_stands = base::read_file(file, kMostBytes)) written[part] = *std::move(as_it_stands);
    text[part] = *std::move(json);
  }
  auto policy = policy_from_json(text, folder.filename().string());
  if (policy && unknown.empty()) return policy;
  if (!policy) base::append(unknown, policy.diagnostics());
  for (const auto& [part, as_it_stands] : written) add_lines(unknown, part + ".", as_it_stands);
  for (base::Diagnostic& complaint : unknown) {
    complaint.where.file = complaint.where.field.substr(0, complaint.where.field.find('.')) + ".json";
  }
  return base::Result<Policy>::failure(std::move(unknown));
}

Policy with_missing_parts(const Policy& held, const Policy& shipped) {
  if (!held.source_text || !held.source_text->is_object() || !shipped.source_text) return held;
  base::Json text = *held.source_text;
  for (const auto& [part, value] : shipped.source_text->items()) {
    if (!text.contains(part)) text[part] = value;
  }
  if (text.size() == held.source_text->size()) return held;
  auto whole = policy_from_json(text, "policy");
  return whole ? *std::move(whole) : held;
}

}  // namespace schouw::policy
