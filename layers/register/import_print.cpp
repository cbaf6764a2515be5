// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_print.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

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

std::vector<const Field*> fields_by_name() {
  std::vector<const Field*> fields;
  for (const Field& field : registered_fields()) {
    if (field.name != "id") fields.push_back(&field);
  }
  std::sort(fields.begin(), fields.end(), [](const Field* a, const Field* b) { return a->name < b->name; });
  return fields;
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
  // By their names, as the sums of a map come.
  static const std::vector<const Field*> kSorted = fields_by_name();
  constexpr std::string_view kPosition = "position";
  std::string print;
  const auto add = [&print](std::string_view name, std::string_view text) {
    if (!print.empty()) print += ' ';
    print.append(name).append(1, ':');
    const std::uint32_t sum = base::crc32c(text);
    for (int shift = 28; shift >= 0; shift -= 4) print += "0123456789abcdef"[sum >> shift & 0xfU];
  };
  bool placed = !sensor.position;
  const auto add_place = [&] {
    placed = true;
    add(kPosition, fmt::format("{:.3f} {:.3f}", sensor.position->east_m, sensor.position->north_m));
  };
  for (const Field* field : kSorted) {
    if (!placed && kPosition < field->name) add_place();
    if (const auto text = field->get(sensor)) add(field->name, *text);
  }
  if (!placed) add_place();
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
