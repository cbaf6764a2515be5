// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/sensor.h"

#include <algorithm>
#include <array>

#include "layers/register/stream_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 17> kKindNames = {
    "camera",      "anpr",    "thermal", "optical_counter", "lidar",   "radar",  "wifi",  "microphone", "sound_level",
    "air_quality", "weather", "water",   "traffic_loop",    "parking", "beacon", "light", "other"};
constexpr std::array<std::string_view, 6> kStatusNames = {"proposed", "approved", "temporary",
                                                          "active",   "inactive", "removed"};
constexpr std::array<std::string_view, 6> kPersonalDataNames = {"none",         "de_identified", "pseudonymous",
                                                                "identifiable", "biometric",     "unknown"};
constexpr std::array<std::string_view, 4> kPublicationNames = {"public", "generalised", "internal", "secret"};

template <class Enum, std::size_t N>
std::optional<Enum> from_name(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

std::vector<StatedStream> streams_of(const Sensor& sensor) {
  if (!sensor.data.streams) return {};
  auto streams = streams_from_text(*sensor.data.streams);
  return streams ? *std::move(streams) : std::vector<StatedStream>();
}

int weight_of(PersonalData level) {
  switch (level) {
    case PersonalData::none: return 0;
    case PersonalData::de_identified: return 1;
    case PersonalData::unknown: return 2;
    case PersonalData::pseudonymous: return 3;
    case PersonalData::identifiable: return 4;
    case PersonalData::biometric: return 5;
  }
  return 2;
}

}  // namespace

std::string_view kind_name(SensorKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::optional<SensorKind> kind_from_name(std::string_view name) { return from_name<SensorKind>(kKindNames, name); }

std::string_view status_name(Status status) { return kStatusNames[static_cast<std::size_t>(status)]; }
std::optional<Status> status_from_name(std::string_view name) { return from_name<Status>(kStatusNames, name); }

std::string_view personal_data_name(PersonalData level) {
  return kPersonalDataNames[static_cast<std::size_t>(level)];
}
std::optional<PersonalData> personal_data_from_name(std::string_view name) {
  return from_name<PersonalData>(kPersonalDataNames, name);
}

std::string_view publication_name(Publication publication) {
  return kPublicationNames[static_cast<std::size_t>(publication)];
}
std::optional<Publication> publication_from_name(std::string_view name) {
  return from_name<Publication>(kPublicationNames, name);
}

bool counts(const Sensor& sensor) {
  if (sensor.scope == Scope::household) return false;
  if (!sensor.status) return true;
  return *sensor.status == Status::active || *sensor.status == Status::temporary;
}

PersonalData personal_data_of(const Sensor& sensor) {
  std::optional<PersonalData> heaviest = sensor.data.personal_data.value;
  for (const StatedStream& stream : streams_of(sensor)) {
    const PersonalData level = stream.personal_data.value_or(PersonalData::unknown);
    if (!heaviest || weight_of(level) > weight_of(*heaviest)) heaviest = level;
  }
  return heaviest.value_or(PersonalData::unknown);
}

std::vector<Purpose> all_purposes_of(const Sensor& sensor) {
  std::vector<Purpose> purposes = sensor.deployment.purposes;
  for (const StatedStream& stream : streams_of(sensor)) {
    const bool known = std::any_of(purposes.begin(), purposes.end(),
                                   [&](const Purpose& held) { return held.purpose == stream.purpose; });
    if (!known && !stream.purpose.empty()) purposes.push_back({stream.purpose, "", ""});
  }
  return purposes;
}

bool counts_as_personal(const Sensor& sensor) {
  const PersonalData level = personal_data_of(sensor);
  return level != PersonalData::none && level != PersonalData::de_identified;
}

}  // namespace schouw::registers
