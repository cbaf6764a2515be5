// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/observation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/register/value_text.h"

namespace schouw::fieldwork {

namespace {

using registers::RecordType;
using registers::RegisterRecord;

constexpr std::array<std::string_view, 6> kNames = {"stands", "gone", "turned", "masked", "blocked", "new"};

std::optional<double> number_of(const RegisterRecord& record, std::string_view field) {
  return registers::number_from_text(value_of(record, field));
}

std::string number_text(const std::optional<double>& number) {
  return number ? registers::canonical_number(*number) : std::string();
}

}  // namespace

std::string_view outcome_name(Outcome outcome) { return kNames[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> outcome_from_name(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? std::nullopt : std::optional(static_cast<Outcome>(found - kNames.begin()));
}

bool was_seen(Outcome outcome) { return outcome != Outcome::gone; }

std::string id_of(const Observation& observation) {
  if (observation.sensor) return observation.round + "/" + observation.sensor->text();
  const std::string east = observation.place ? fmt::format("{:.2f}", observation.place->east_m) : std::string();
  const std::string north = observation.place ? fmt::format("{:.2f}", observation.place->north_m) : std::string();
  const std::string said =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", observation.seen_on,
                  observation.kind ? kind_name(*observation.kind) : std::string_view(), east, north,
                  number_text(observation.azimuth_deg), observation.street, observation.note);
  return observation.round + "/new " + base::named_uuid("field round " + observation.round, said).text();
}

RegisterRecord record_of(const Observation& observation) {
  RegisterRecord record{.type = RecordType::observation, .id = observation.id};
  const auto set = [&](std::string_view field, std::string_view text) {
    if (!text.empty()) set_value(record, field, text);
  };
  set("round", observation.round);
  if (observation.sensor) set("sensor", observation.sensor->text());
  set("outcome", outcome_name(observation.outcome));
  set("seen_on", observation.seen_on);
  set("seen_by", observation.seen_by);
  if (observation.kind) set("kind", kind_name(*observation.kind));
  set("azimuth_deg", number_text(observation.azimuth_deg));
  if (observation.place) {
    set("east_m", number_text(observation.place->east_m));
    set("north_m", number_text(observation.place->north_m));
  }
  set("street", observation.street);
  set("note", observation.note);
  return record;
}

std::optional<Observation> observation_of(const RegisterRecord& record) {
  if (record.type != RecordType::observation) return std::nullopt;
  const auto outcome = outcome_from_name(value_of(record, "outcome"));
  if (!outcome) return std::nullopt;
  Observation observation{.id = record.id,
                          .round = value_of(record, "round"),
                          .sensor = base::uuid_from_text(value_of(record, "sensor")),
                          .outcome = *outcome,
                          .seen_on = value_of(record, "seen_on"),
                          .seen_by = value_of(record, "seen_by"),
                          .kind = registers::kind_from_name(value_of(record, "kind")),
                          .azimuth_deg = number_of(record, "azimuth_deg"),
                          .street = value_of(record, "street"),
                          .note = value_of(record, "note")};
  const auto east_m = number_of(record, "east_m");
  const auto north_m = number_of(record, "north_m");
  if (east_m && north_m) observation.place = crs::MapPosition{*east_m, *north_m, 0.0};
  return observation;
}

std::vector<Observation> observations_in(const plan::Plan& plan) {
  std::vector<Observation> observations;
  for (const RegisterRecord& record : plan.records) {
    if (auto observation = observation_of(record)) observations.push_back(*std::move(observation));
  }
  return observations;
}

std::string street_of(const registers::Sensor& sensor, const areas::AreaList& areas) {
  if (sensor.street) return *sensor.street;
  if (!sensor.position) return {};
  std::string neighbourhood;
  for (const areas::Area& area : areas) {
    if (area.name.empty() || !area.contains(sensor.position->east_m, sensor.position->north_m)) continue;
    if (area.type != "neighbourhood") return area.name;
    if (neighbourhood.empty()) neighbourhood = area.name;
  }
  return neighbourhood;
}

}  // namespace schouw::fieldwork
