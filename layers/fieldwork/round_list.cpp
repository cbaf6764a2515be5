// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/round_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/base/units.h"
#include "layers/register/mail_address.h"
#include "layers/register/value_text.h"

namespace schouw::fieldwork {

namespace {

using registers::Publication;
using registers::Sensor;
using registers::Status;

bool should_stand(const Sensor& sensor) {
  if (sensor.scope == registers::Scope::household) return false;
  const Status status = sensor.status.value_or(Status::active);
  return status != Status::proposed && status != Status::removed;
}

ListedSensor listed(const Sensor& sensor) {
  ListedSensor one{.uuid = sensor.uuid.text(),
                   .id = sensor.id,
                   .name = sensor.name == sensor.id ? std::string() : sensor.name,
                   .kind = sensor.kind,
                   .place = sensor.position,
                   .mount = sensor.mount.value_or(""),
                   .height_m = sensor.height_above_ground_m.value,
                   .azimuth_deg = sensor.azimuth_deg.value};
  registers::mask_private_addresses(one.name);
  registers::mask_private_addresses(one.mount);
  return one;
}

double distance_m(const ListedSensor& a, const ListedSensor& b) {
  return std::hypot(a.place->east_m - b.place->east_m, a.place->north_m - b.place->north_m);
}

// How far along the line on which they lie best, from west to east (of one from south to north: from the south).
std::vector<double> along_street(const std::vector<ListedSensor>& sensors) {
  double east_m = 0.0;
  double north_m = 0.0;
  for (const ListedSensor& one : sensors) {
    east_m += one.place->east_m / static_cast<double>(sensors.size());
    north_m += one.place->north_m / static_cast<double>(sensors.size());
  }
  double ee = 0.0;
  double en = 0.0;
  double nn = 0.0;
  for (const ListedSensor& one : sensors) {
    const double e = one.place->east_m - east_m;
    const double n = one.place->north_m - north_m;
    ee += e * e;
    en += e * n;
    nn += n * n;
  }
  const double axis_rad = std::atan2(2.0 * en, ee - nn) / 2.0;  // within a quarter turn of east: it runs eastwards
  std::vector<double> along;
  along.reserve(sensors.size());
  for (const ListedSensor& one : sensors) {
    along.push_back((one.place->east_m - east_m) * std::cos(axis_rad) +
                    (one.place->north_m - north_m) * std::sin(axis_rad));
  }
  return along;
}

// From one end of the street always to the nearest that was not visited yet.
void put_in_walking_order(std::vector<ListedSensor>& sensors) {
  std::sort(sensors.begin(), sensors.end(), [](const auto& a, const auto& b) { return a.uuid < b.uuid; });
  const auto placed =
      std::stable_partition(sensors.begin(), sensors.end(), [](const auto& one) { return one.place.has_value(); });
  if (placed - sensors.begin() < 2) return;
  std::vector<ListedSensor> on_map(sensors.begin(), placed);
  const std::vector<double> along = along_street(on_map);
  std::swap(on_map.front(),
            on_map[static_cast<std::size_t>(std::min_element(along.begin(), along.end()) - along.begin())]);
  for (std::size_t at = 0; at + 1 < on_map.size(); ++at) {
    const auto next = std::min_element(
        on_map.begin() + static_cast<std::ptrdiff_t>(at) + 1, on_map.end(), [&](const auto& a, const auto& b) {
          return std::pair(distance_m(on_map[at], a), a.uuid) < std::pair(distance_m(on_map[at], b), b.uuid);
        });
    std::iter_swap(on_map.begin() + static_cast<std::ptrdiff_t>(at) + 1, next);
  }
  std::move(on_map.begin(), on_map.end(), sensors.begin());
}

}  // namespace

base::Result<RoundList> round_list(const plan::Plan& plan, const ListOptions& options) {
  RoundList list{
      .round = options.round, .crs = plan.project_crs.id, .blind = options.blind, .empty_lines = options.empty_lines};
  const std::string wanted = registers::lower_case(registers::trimmed(options.street));
  // Without a street comes last; the same street in another case is the same street.
  std::map<std::pair<bool, std::string>, StreetList> streets;
  for (const Sensor& sensor : plan.sensors) {
    if (!should_stand(sensor)) continue;
    const std::string street = street_of(sensor, plan.areas);
    const std::string key = registers::lower_case(street);
    if (!wanted.empty() && key != wanted) continue;
    if (sensor.publication && *sensor.publication == Publication::secret) {
      ++list.secret;
      continue;
    }
    StreetList& of = streets.try_emplace({street.empty(), key}, StreetList{.street = street}).first->second;
    if (!options.blind) of.sensors.push_back(listed(sensor));
  }
  for (auto& [key, street] : streets) {
    put_in_walking_order(street.sensors);
    list.streets.push_back(std::move(street));
  }
  if (!list.streets.empty()) return list;
  return base::Diagnostic{
      .code = "FLD-120",
      .message = wanted.empty() ? std::string("no sensor of the plan should stand in a street")
                                : fmt::format("no sensor of the plan is in a street or area '{}'", options.street),
      .where = {.field = "street"},
      .hint = "schouw query lists sensors with their street"};
}

std::string compass_word(double azimuth_deg, const Say& say) {
  constexpr double kPart_deg = 45.0;
  const int part = static_cast<int>(std::lround(base::normalised_azimuth_deg(azimuth_deg) / kPart_deg)) % 8;
  return say({fmt::format("compass.{}", part), {}});
}

}  // namespace schouw::fieldwork
