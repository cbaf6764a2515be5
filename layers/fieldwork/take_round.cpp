// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/take_round.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "geo/base/units.h"

namespace schouw::fieldwork {

namespace {

using registers::Sensor;
using registers::Status;

constexpr double kSamePlace_m = 10.0;
constexpr double kHalfPoint_deg = 22.5;
constexpr const char* kSource = "field round";

std::optional<Sensor> without_what_is_gone(const Sensor& sensor, const Observation& answer) {
  if (sensor.status && *sensor.status == Status::removed) return std::nullopt;
  Sensor changed = sensor;
  changed.status = {.value = Status::removed, .basis = registers::Basis::unknown};
  registers::Stated<std::string>& until = changed.deployment.active_until;
  if (!until || *until > answer.seen_on) until = {.value = answer.seen_on};
  return changed;
}

bool differs_from(const Sensor& sensor, const Observation& answer) {
  if (!answer.azimuth_deg || !sensor.azimuth_deg) return true;
  const double apart_deg = base::normalised_azimuth_deg(*answer.azimuth_deg - *sensor.azimuth_deg);
  return std::min(apart_deg, 360.0 - apart_deg) > kHalfPoint_deg;
}

std::optional<Sensor> turned(const Sensor& sensor, const Observation& answer) {
  // A compass word is no better than half a point: what the register says within that is kept.
  if (!answer.azimuth_deg || !differs_from(sensor, answer)) return std::nullopt;
  Sensor changed = sensor;
  changed.azimuth_deg = {.value = *answer.azimuth_deg, .basis = registers::Basis::measured};
  return changed;
}

bool was_taken(const plan::Plan& plan, const Observation& answer) {
  return plan.sensors.find(base::named_uuid(kSource, answer.id)) != nullptr;
}

std::optional<Sensor> made_of(const plan::Plan& plan, const Observation& answer) {
  if (!answer.kind || !answer.place || was_taken(plan, answer)) return std::nullopt;
  const base::Uuid uuid = base::named_uuid(kSource, answer.id);
  Sensor sensor{.uuid = uuid, .id = "veld-" + uuid.text().substr(0, 8), .kind = *answer.kind};
  sensor.name = sensor.id;
  sensor.sources = {{.system = kSource, .id = answer.id}};
  sensor.position = answer.place;
  if (!answer.street.empty()) sensor.street.value = answer.street;
  if (answer.azimuth_deg) {
    sensor.azimuth_deg = {.value = *answer.azimuth_deg, .basis = registers::Basis::measured};
  }
  return sensor;
}

std::optional<Sensor> sensor_after(const plan::Plan& plan, const Observation& answer) {
  if (answer.outcome == Outcome::unregistered) return made_of(plan, answer);
  const Sensor* sensor = answer.sensor ? plan.sensors.find(*answer.sensor) : nullptr;
  if (sensor == nullptr) return std::nullopt;
  if (answer.outcome == Outcome::gone) return without_what_is_gone(*sensor, answer);
  if (answer.outcome == Outcome::turned) return turned(*sensor, answer);
  return std::nullopt;
}

bool has_near(const plan::Plan& plan, const Observation& answer) {
  if (!answer.place) return false;
  return std::any_of(plan.sensors.begin(), plan.sensors.end(), [&](const Sensor& sensor) {
    if (!sensor.position || (answer.kind && sensor.kind != *answer.kind)) return false;
    return std::hypot(sensor.position->east_m - answer.place->east_m,
                      sensor.position->north_m - answer.place->north_m) <= kSamePlace_m;
  });
}

// What of an answer is against the register; null: nothing.
const char* against(const plan::Plan& plan, const Sensor* sensor, const Observation& answer) {
  if (answer.outcome == Outcome::unregistered) {
    return was_taken(plan, answer) || has_near(plan, answer) ? nullptr : "new";
  }
  if (sensor == nullptr) return "lost";
  const bool removed = sensor->status && *sensor->status == Status::removed;
  if (was_seen(answer.outcome) && removed) return "standing";
  const bool in_use = registers::counts(*sensor);
  switch (answer.outcome) {
    case Outcome::gone: return in_use ? "gone" : nullptr;
    case Outcome::turned: return differs_from(*sensor, answer) ? "turned" : nullptr;
    case Outcome::masked: return in_use ? "masked" : nullptr;
    case Outcome::blocked: return in_use ? "blocked" : nullptr;
    case Outcome::stands:
    case Outcome::unregistered: break;
  }
  return nullptr;
}

}  // namespace

std::vector<Observation> newest_answers(const std::vector<Observation>& observations) {
  std::map<base::Uuid, std::size_t> newest;
  std::vector<bool> kept(observations.size(), true);
  for (std::size_t i = 0; i < observations.size(); ++i) {
    if (!observations[i].sensor) continue;
    const auto [held, fresh] = newest.try_emplace(*observations[i].sensor, i);
    if (fresh) continue;
    const bool newer = observations[i].seen_on >= observations[held->second].seen_on;
    kept[newer ? held->second : i] = false;
    if (newer) held->second = i;
  }
  std::vector<Observation> out;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    if (kept[i]) out.push_back(observations[i]);
  }
  return out;
}

std::vector<Proposal> proposals_of(const plan::Plan& plan, const std::vector<Observation>& answers) {
  // Answers of other rounds may be newer.
  std::set<std::string> own;
  for (const Observation& answer : answers) own.insert(answer.id);
  std::vector<Observation> all = observations_in(plan);
  std::erase_if(all, [&](const Observation& held) { return own.contains(held.id); });
  all.insert(all.end(), answers.begin(), answers.end());
  std::vector<Proposal> proposals;
  for (const Observation& answer : newest_answers(all)) {
    if (!own.contains(answer.id)) continue;
    if (auto sensor = sensor_after(plan, answer)) {
      proposals.push_back({.outcome = answer.outcome, .sensor = *std::move(sensor), .seen_on = answer.seen_on});
    }
  }
  return proposals;
}

std::vector<RoundContradiction> contradictions_with(const plan::Plan& plan) {
  std::vector<RoundContradiction> found;
  for (Observation& answer : newest_answers(observations_in(plan))) {
    const Sensor* sensor = answer.sensor ? plan.sensors.find(*answer.sensor) : nullptr;
    const char* kind = against(plan, sensor, answer);
    if (kind != nullptr) found.push_back({.answer = std::move(answer), .sensor = sensor, .kind = kind});
  }
  return found;
}

}  // namespace schouw::fieldwork
