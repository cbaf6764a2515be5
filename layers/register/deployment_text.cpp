// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/deployment_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/base/units.h"
#include "layers/register/stated_list.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

constexpr std::array<std::string_view, 10> kMembers = {"from",     "until",
                                                       "place",    "east",
                                                       "north",    "azimuth_deg",
                                                       "tilt_deg", "height_above_ground_m",
                                                       "purpose",  "decision_reference"};
constexpr StatedListShape kShape = {
    .code = "REG-141",
    .field = "deployments",
    .example = R"([{"from": "2026-05-01", "until": "2026-05-03", "place": "...", "east": 84971, "north": 446812}])",
    .members = kMembers};

struct NumberMember {
  const char* name;
  double least;
  double most;
};
constexpr std::array kNumbers = {NumberMember{"east", -1e8, 1e8}, NumberMember{"north", -1e8, 1e8},
                                 NumberMember{"azimuth_deg", -360.0, 360.0}, NumberMember{"tilt_deg", -90.0, 90.0},
                                 NumberMember{"height_above_ground_m", -50.0, 1000.0}};

const NumberMember* number_member(const std::string& name) {
  const auto found =
      std::find_if(kNumbers.begin(), kNumbers.end(), [&](const NumberMember& member) { return name == member.name; });
  return found == kNumbers.end() ? nullptr : &*found;
}

std::string wrong_type(const Json& record) {
  for (const auto& [name, value] : record.items()) {
    const NumberMember* number = number_member(name);
    if (number == nullptr && !value.is_string())
      return fmt::format("'{}' is {}, expected a text", name, value.dump());
    if (number == nullptr) continue;
    const double stated = value.is_number() ? value.get<double>() : number->most + 1.0;
    if (stated < number->least || stated > number->most) {
      return fmt::format("'{}' is {}, expected a number from {} to {}", name, value.dump(), number->least,
                         number->most);
    }
  }
  return {};
}

// False where it is stated and no day.
bool read_day(const Json& record, const char* name, std::string& day) {
  const std::string text = base::text_in(record, name);
  if (text.empty()) return true;
  const auto read = date_from_text(text);
  day = read.value_or("");
  return read.has_value();
}

std::string read_deployment(const Json& record, StatedDeployment& stay) {
  if (std::string wrong = wrong_type(record); !wrong.empty()) return wrong;
  if (!read_day(record, "from", stay.from) || !read_day(record, "until", stay.until)) {
    return "expected days as yyyy-mm-dd";
  }
  if (stay.from.empty()) return "expected 'from', the first day";
  if (!stay.until.empty() && stay.until < stay.from) return "'until' is before 'from'";
  const auto east = base::number_in(record, "east");
  const auto north = base::number_in(record, "north");
  if (east.has_value() != north.has_value()) return "expected both east and north, or none of them";
  if (east) stay.position = crs::MapPosition{*east, *north, 0.0};
  stay.place = base::text_in(record, "place");
  stay.azimuth_deg = base::number_in(record, "azimuth_deg");
  stay.tilt_deg = base::number_in(record, "tilt_deg");
  stay.height_above_ground_m = base::number_in(record, "height_above_ground_m");
  stay.purpose = base::text_in(record, "purpose");
  stay.decision_reference = base::text_in(record, "decision_reference");
  return {};
}

void state(Stated<double>& field, const std::optional<double>& value) {
  if (value) field = {.value = value, .basis = Basis::declared};
}

}  // namespace

base::Result<std::vector<StatedDeployment>> deployments_from_text(std::string_view text) {
  using Read = base::Result<std::vector<StatedDeployment>>;
  std::vector<StatedDeployment> stays;
  const auto read = read_stated_list(text, kShape, [&](const Json& record) {
    StatedDeployment stay;
    std::string wrong = read_deployment(record, stay);
    if (wrong.empty()) stays.push_back(std::move(stay));
    return wrong;
  });
  if (!read) return Read::failure(read.diagnostics());
  std::stable_sort(stays.begin(), stays.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  for (std::size_t i = 1; i < stays.size(); ++i) {
    const StatedDeployment& before = stays[i - 1];
    // A unit may leave one place and reach the next on the same day.
    if (!before.until.empty() && before.until <= stays[i].from) continue;
    return base::Diagnostic{.code = kShape.code,
                            .message = fmt::format("'deployments' cannot be read: the one from {} begins before the "
                                                   "one from {} ended",
                                                   stays[i].from, before.from),
                            .where = {.field = kShape.field},
                            .hint = "a device is at one place at a time; give each its last day"};
  }
  return stays;
}

std::optional<Sensor> deployed_on(const Sensor& sensor, std::string_view day_iso) {
  if (!sensor.deployment.deployments) return sensor;
  const auto stays = deployments_from_text(*sensor.deployment.deployments);
  if (!stays) return sensor;
  const auto of_day = std::find_if(stays->rbegin(), stays->rend(), [&](const StatedDeployment& stay) {
    return stay.from <= day_iso && (stay.until.empty() || stay.until >= day_iso);
  });
  if (of_day == stays->rend()) return std::nullopt;
  Sensor deployed = sensor;
  if (of_day->position) deployed.position = of_day->position;
  if (of_day->azimuth_deg) state(deployed.azimuth_deg, base::normalised_azimuth_deg(*of_day->azimuth_deg));
  state(deployed.tilt_deg, of_day->tilt_deg);
  // A height above NAP is that of the place where it was measured.
  if (of_day->height_above_ground_m) deployed.height_nap_m = {};
  state(deployed.height_above_ground_m, of_day->height_above_ground_m);
  if (!of_day->purpose.empty()) deployed.deployment.purposes = {{of_day->purpose, "", ""}};
  if (!of_day->decision_reference.empty()) {
    deployed.deployment.decision_reference = {.value = of_day->decision_reference};
  }
  return deployed;
}

}  // namespace schouw::registers
