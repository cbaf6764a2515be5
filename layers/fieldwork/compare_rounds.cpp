// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/compare_rounds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "layers/register/value_text.h"

namespace schouw::fieldwork {

namespace {

using registers::Sensor;

constexpr double kSamePlace_m = 10.0;

// What a round saw of one device.
struct Seen {
  std::optional<base::Uuid> sensor;
  std::optional<registers::SensorKind> kind;
  std::optional<crs::MapPosition> place;
};

struct Round {
  std::map<std::string, std::string> streets;  // as they are written, by the same in lower case
  std::vector<std::pair<std::string, Seen>> seen;
  bool any = false;
};

Round round_of(const plan::Plan& plan, const std::vector<Observation>& observations, const std::string& name) {
  Round round;
  for (const Observation& observation : observations) {
    if (observation.round != name) continue;
    round.any = true;
    const Sensor* sensor = observation.sensor ? plan.sensors.find(*observation.sensor) : nullptr;
    std::string street = observation.street;
    if (street.empty() && sensor != nullptr) street = street_of(*sensor, plan.areas);
    const std::string key = registers::lower_case(street);
    round.streets.emplace(key, street);
    if (!was_seen(observation.outcome)) continue;
    Seen seen{.sensor = observation.sensor, .kind = observation.kind, .place = observation.place};
    if (sensor != nullptr) {
      seen.kind = sensor->kind;
      if (!seen.place) seen.place = sensor->position;
    }
    round.seen.emplace_back(key, seen);
  }
  return round;
}

std::vector<Seen> in_streets(const Round& round, const std::set<std::string>& streets, int& without_place) {
  std::vector<Seen> seen;
  for (const auto& [street, one] : round.seen) {
    if (!streets.contains(street)) continue;
    if (one.sensor || one.place) {
      seen.push_back(one);
    } else {
      ++without_place;
    }
  }
  return seen;
}

// Takes out of both lists what is of one sensor; how many.
int take_same_sensors(std::vector<Seen>& first, std::vector<Seen>& second, std::vector<Seen>& both) {
  std::set<base::Uuid> of_second;
  for (const Seen& seen : second) {
    if (seen.sensor) of_second.insert(*seen.sensor);
  }
  std::set<base::Uuid> shared;
  for (const Seen& seen : first) {
    if (!seen.sensor || !of_second.contains(*seen.sensor)) continue;
    shared.insert(*seen.sensor);
    both.push_back(seen);
  }
  const auto is_shared = [&](const Seen& seen) { return seen.sensor && shared.contains(*seen.sensor); };
  std::erase_if(first, is_shared);
  std::erase_if(second, is_shared);
  return static_cast<int>(shared.size());
}

bool may_be_one(const Seen& a, const Seen& b) {
  // Two sensors of the register are two devices, however close.
  if ((a.sensor && b.sensor) || !a.place || !b.place) return false;
  return !a.kind || !b.kind || *a.kind == *b.kind;
}

int take_same_places(std::vector<Seen>& first, std::vector<Seen>& second, std::vector<Seen>& both) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = 0; j < second.size(); ++j) {
      if (!may_be_one(first[i], second[j])) continue;
      const double distance_m = std::hypot(first[i].place->east_m - second[j].place->east_m,
                                           first[i].place->north_m - second[j].place->north_m);
      if (distance_m <= kSamePlace_m) pairs.emplace_back(distance_m, i, j);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::set<std::size_t> taken_first;
  std::set<std::size_t> taken_second;
  for (const auto& [distance_m, i, j] : pairs) {
    if (taken_first.contains(i) || taken_second.contains(j)) continue;
    taken_first.insert(i);
    taken_second.insert(j);
    both.push_back(first[i].sensor ? first[i] : second[j]);
  }
  const auto without = [](std::vector<Seen>& list, const std::set<std::size_t>& taken) {
    std::vector<Seen> left;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!taken.contains(i)) left.push_back(list[i]);
    }
    list = std::move(left);
  };
  without(first, taken_first);
  without(second, taken_second);
  return static_cast<int>(taken_first.size());
}

base::Diagnostic told(const char* code, base::Severity severity, std::string message, std::string hint) {
  return {.code = code,
          .severity = severity,
          .message = std::move(message),
          .where = {.field = "round"},
          .hint = std::move(hint)};
}

std::optional<base::Diagnostic> unknown_round(const std::vector<Observation>& observations, const std::string& name) {
  std::set<std::string> names;
  for (const Observation& observation : observations) names.insert(observation.round);
  if (names.contains(name)) return std::nullopt;
  return base::of_kind(
      base::DiagnosticKind::not_found,
      told("FLD-110", base::Severity::error,
           names.empty()
               ? fmt::format("round '{}' has no answers, and no other round has any", name)
               : fmt::format("round '{}' has no answers, expected one of: {}", name, fmt::join(names, ", ")),
           "read the answers of a round with schouw field-round PROJECT --answers FILE --round NAME"));
}

base::Diagnostics doubts_about(const RoundComparison& found) {
  base::Diagnostics said;
  if (found.estimate && found.estimate->few) {
    said.push_back(told("FLD-112", base::Severity::warning,
                        fmt::format("only {} seen in both rounds, expected 7 or more: the estimate tends to be too "
                                    "low, and its interval is wide",
                                    found.counts.both),
                        "walk more streets twice"));
  }
  if (!found.left_out.empty()) {
    said.push_back(told(
        "FLD-113", base::Severity::warning,
        fmt::format("streets that only one round went through are left out: {}", fmt::join(found.left_out, ", ")),
        "compare rounds through the same streets"));
  }
  if (found.without_place > 0) {
    said.push_back(told("FLD-114", base::Severity::warning,
                        fmt::format("{} devices that are not in the register were noted without a place and are "
                                    "counted in nothing",
                                    found.without_place),
                        "note x and y of what is new"));
  }
  return said;
}

}  // namespace

base::Result<RoundComparison> compare_rounds(const plan::Plan& plan, const std::string& first,
                                             const std::string& second) {
  const std::vector<Observation> observations = observations_in(plan);
  for (const std::string& name : {first, second}) {
    if (auto unknown = unknown_round(observations, name)) return *std::move(unknown);
  }
  const Round one = round_of(plan, observations, first);
  const Round two = round_of(plan, observations, second);
  RoundComparison found;
  std::set<std::string> shared;
  for (const auto& [key, street] : one.streets) {
    if (two.streets.contains(key)) {
      shared.insert(key);
      found.streets.push_back(street);
    } else {
      found.left_out.push_back(street);
    }
  }
  for (const auto& [key, street] : two.streets) {
    if (!shared.contains(key)) found.left_out.push_back(street);
  }
  std::vector<Seen> of_one = in_streets(one, shared, found.without_place);
  std::vector<Seen> of_two = in_streets(two, shared, found.without_place);
  found.counts = {.first = static_cast<int>(of_one.size()), .second = static_cast<int>(of_two.size())};
  std::vector<Seen> both;
  found.counts.both = take_same_sensors(of_one, of_two, both);
  found.matched_by_place = take_same_places(of_one, of_two, both);
  found.counts.both += found.matched_by_place;
  for (const std::vector<Seen>* list : {&of_one, &of_two, &both}) {
    found.in_register += static_cast<int>(std::count_if(list->begin(), list->end(), [&](const Seen& seen) {
      return seen.sensor && plan.sensors.find(*seen.sensor) != nullptr;
    }));
  }
  found.estimate = chapman(found.counts);
  base::Diagnostics said = doubts_about(found);
  if (found.estimate) return {std::move(found), std::move(said)};
  said.insert(said.begin(),
              told("FLD-111", base::Severity::error,
                   fmt::format("nothing was seen in both rounds ({} in the first, {} in the second): that fits any "
                               "number of devices",
                               found.counts.first, found.counts.second),
                   "walk more streets in both rounds"));
  return base::Result<RoundComparison>::failure(std::move(said));
}

}  // namespace schouw::fieldwork
