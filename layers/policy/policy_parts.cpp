// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/policy/policy.h"

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
  if (const Part* part = part_by_content(json)) {
    text[part->name] = json;
    return policy_from_json(text, file_name);
  }
  for (const auto& [name, value] : json.items()) {
    if (name == "note") continue;
    if (part_named(name) == nullptr || !value.is_object()) {
      return no_part(file_name, name, fmt::format("the member \"{}\"", name));
    }
    text[name] = value;
  }
  if (json.empty()) return no_part(file_name, "", "nothing");
  return policy_from_json(text, file_name);
}

}  // namespace schouw::policy
