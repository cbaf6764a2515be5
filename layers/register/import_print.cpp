// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_print.h"

#include <fmt/format.h>

#include <map>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

// Of what is stated only: a field that a later version knows is not edited by that.
std::map<std::string, std::string> stated_sums(const Sensor& sensor) {
  std::map<std::string, std::string> sums;
  const auto add = [&](std::string_view name, const std::string& text) {
    sums.emplace(name, fmt::format("{:08x}", base::crc32c(text)));
  };
  for (const Field& field : registered_fields()) {
    // The id in the plan is the plan's own.
    if (field.name == "id") continue;
    if (const auto text = field.get(sensor)) add(field.name, *text);
  }
  if (sensor.position)
    add("position", fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m));
  return sums;
}

std::map<std::string, std::string> sums_of(const std::string& print) {
  std::map<std::string, std::string> sums;
  for (const std::string& entry : parts_of(print, " ")) {
    const std::size_t colon = entry.find(':');
    if (colon != std::string::npos) sums.emplace(entry.substr(0, colon), entry.substr(colon + 1));
  }
  return sums;
}

}  // namespace

std::string import_print(const Sensor& sensor) {
  std::string print;
  for (const auto& [name, sum] : stated_sums(sensor)) {
    print += fmt::format("{}{}:{}", print.empty() ? "" : " ", name, sum);
  }
  return print;
}

std::vector<std::string> edited_since_import(const Sensor& sensor) {
  std::vector<std::string> edited;
  if (sensor.imported.empty()) return edited;
  const auto now = stated_sums(sensor);
  const auto then = sums_of(sensor.imported);
  for (const auto& [name, sum] : now) {
    const auto held = then.find(name);
    if (held == then.end() || held->second != sum) edited.push_back(name);
  }
  for (const auto& [name, sum] : then) {
    if (now.count(name) == 0) edited.push_back(name);
  }
  return edited;
}

bool states_as_in(const Sensor& sensor, const std::string& field, const std::string& print) {
  const auto now = stated_sums(sensor);
  const auto then = sums_of(print);
  const auto stated = now.find(field);
  const auto held = then.find(field);
  if (stated == now.end() || held == then.end()) return (stated == now.end()) == (held == then.end());
  return stated->second == held->second;
}

}  // namespace schouw::registers
