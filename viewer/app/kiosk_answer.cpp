// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/kiosk_answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/stacking/limits_at.h"
#include "viewer/app/zones_at.h"

namespace schouw::app {

namespace {

constexpr std::size_t kLargestInWords = 12;
constexpr std::size_t kNamesInASentence = 3;

base::Sentence::Value counted(std::size_t count) {
  if (count <= kLargestInWords) return base::Sentence::Key{fmt::format("number.{}", count)};
  return static_cast<std::int64_t>(count);
}

bool sensor_is_selected(const AppState& state) {
  return state.selected.kind == drawing::PickId::Kind::sensor && state.project.plan &&
         state.selected.index < state.project.plan->sensors.size();
}

std::vector<const registers::Sensor*> sensors_in_question(const AppState& state) {
  std::vector<const registers::Sensor*> sensors;
  if (!state.project.plan) return sensors;
  if (sensor_is_selected(state)) return {&state.project.plan->sensors[state.selected.index]};
  if (!state.spot) return sensors;
  for (const auto& sighting : state.spot->sightings) {
    sensors.push_back(&state.project.plan->sensors[sighting.sensor]);
  }
  return sensors;
}

void add_distinct(std::vector<std::string>& names, const std::string& name) {
  if (name.empty() || names.size() >= kNamesInASentence) return;
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

// Registers begin a purpose with a capital; here it follows a colon or a comma. An abbreviation keeps its capitals.
std::string within_a_sentence(std::string purpose) {
  const auto is = [&](std::size_t at, char from, char to) { return purpose[at] >= from && purpose[at] <= to; };
  if (purpose.size() > 1 && is(0, 'A', 'Z') && is(1, 'a', 'z'))
    purpose[0] = static_cast<char>(purpose[0] - 'A' + 'a');
  return purpose;
}

// Who decided and who answers for the data: one sentence, which also says what the register leaves out. The decision
// on one of several sensors is not one on the others.
base::Sentence who_sentence(const std::vector<const registers::Sensor*>& sensors) {
  std::vector<std::string> decisions;
  std::vector<std::string> controllers;
  std::int64_t decided = 0;
  for (const auto* sensor : sensors) {
    decided += static_cast<std::int64_t>(sensor->deployment.decision_reference.value.has_value());
    add_distinct(decisions, sensor->deployment.decision_reference.value_or(""));
    add_distinct(controllers, sensor->deployment.controller.value_or(""));
  }
  const char* key = decisions.empty() ? (controllers.empty() ? "kiosk.who.none" : "kiosk.who.controller")
                                      : (controllers.empty() ? "kiosk.who.decision" : "kiosk.who.both");
  if (!decisions.empty() && sensors.size() > 1) {
    key = controllers.empty() ? "kiosk.who.several_decision" : "kiosk.who.several";
  }
  return {.key = key,
          .values = {{"decisions", base::Sentence::List{decisions}},
                     {"controllers", base::Sentence::List{controllers}},
                     {"stated", decided},
                     {"total", static_cast<std::int64_t>(sensors.size())}}};
}

std::size_t with_personal_data(const std::vector<const registers::Sensor*>& sensors) {
  return static_cast<std::size_t>(std::count_if(
      sensors.begin(), sensors.end(), [](const auto* sensor) { return registers::counts_as_personal(*sensor); }));
}

std::size_t recognising(const AppState& state) {
  return static_cast<std::size_t>(
      std::count_if(state.spot->sightings.begin(), state.spot->sightings.end(), [&](const auto& sighting) {
        return sighting.density_px_per_m.value_or(0.0) >= state.policy.figures.recognise_px_per_m &&
               registers::counts_as_personal(state.project.plan->sensors[sighting.sensor]);
      }));
}

// "In beeld" is said of what makes images.
const char* identifiable_key(registers::SensorKind kind) {
  using Kind = registers::SensorKind;
  switch (kind) {
    case Kind::anpr: return "kiosk.personal.identifiable_anpr";
    case Kind::wifi: return "kiosk.personal.identifiable_wifi";
    case Kind::camera:
    case Kind::thermal:
    case Kind::optical_counter: return "kiosk.personal.identifiable";
    default: return "kiosk.personal.identifiable_other";
  }
}

bool sees_or_hears_people(registers::SensorKind kind) {
  using Kind = registers::SensorKind;
  return kind == Kind::camera || kind == Kind::anpr || kind == Kind::thermal || kind == Kind::microphone;
}

base::Sentence personal_sentence(const registers::Sensor& sensor) {
  const auto level = registers::personal_data_of(sensor);
  if (level == registers::PersonalData::identifiable) return {.key = identifiable_key(sensor.kind)};
  if (level == registers::PersonalData::none && sees_or_hears_people(sensor.kind)) {
    return {.key = "kiosk.personal.none_doubted"};
  }
  return {.key = fmt::format("kiosk.personal.{}", personal_data_name(level))};
}

// A camera that records people may be too far away to recognise anyone at this very place.
base::Sentence only_sensor_sentence(const registers::Sensor& sensor, bool recognises) {
  const bool records = registers::personal_data_of(sensor) == registers::PersonalData::identifiable;
  if (records && !recognises) return {.key = "kiosk.place.personal.only"};
  return personal_sentence(sensor);
}

base::Sentence people_sentence(const AppState& state, const std::vector<const registers::Sensor*>& sensors) {
  const std::size_t recognised = recognising(state);
  if (sensors.size() == 1) return only_sensor_sentence(*sensors.front(), recognised > 0);
  if (recognised > 0) return {.key = "kiosk.place.recognise", .values = {{"count", counted(recognised)}}};
  const std::size_t personal = with_personal_data(sensors);
  if (personal > 0) return {.key = "kiosk.place.personal", .values = {{"count", counted(personal)}}};
  return {.key = "kiosk.place.no_personal"};
}

KioskAnswer about_sensor(const registers::Sensor& sensor) {
  KioskAnswer answer;
  answer.title = {.key = "kiosk.sensor.title",
                  .values = {{"kind", base::Sentence::Key{fmt::format("kiosk.kind.{}", kind_name(sensor.kind))}}}};
  answer.sentences = {personal_sentence(sensor), who_sentence({&sensor})};
  return answer;
}

// Of a place. A sensor alone stands under no limit.
bool over_the_limit(const AppState& state) {
  if (!state.spot || sensor_is_selected(state)) return false;
  const crs::MapPosition& place = state.spot->position;
  if (state.analysis) {
    const auto& stacking = state.analysis->stacking;
    const auto zones = zones_at(stacking, place.east_m, place.north_m);
    return !zones.empty() && stacking.zones[zones.front()].level == stacking::Level::exceeded;
  }
  return stacking::exceeds_at(place, *state.project.plan, state.policy.thresholds, state.spot->sightings,
                              state.options.cell_m);
}

}  // namespace

KioskAnswer kiosk_answer(const AppState& state) {
  const auto sensors = sensors_in_question(state);
  if (sensor_is_selected(state)) return about_sensor(*sensors.front());
  if (!state.spot) return {};
  if (sensors.empty()) {
    return {.title = {.key = "kiosk.place.none.title"}, .sentences = {{.key = "kiosk.place.none.text"}}};
  }
  return {.title = {.key = "kiosk.place.title", .values = {{"count", counted(sensors.size())}}},
          .sentences = {people_sentence(state, sensors), who_sentence(sensors)}};
}

KioskAnswer kiosk_why_answer(const AppState& state) {
  const auto sensors = sensors_in_question(state);
  if (sensors.empty()) {
    return {.title = {.key = "kiosk.why.title"},
            .sentences = {{.key = "kiosk.why.general"}, {.key = "kiosk.why.plan"}}};
  }
  std::vector<std::string> purposes;
  for (const auto* sensor : sensors) {
    for (const auto& purpose : registers::all_purposes_of(*sensor)) {
      add_distinct(purposes, within_a_sentence(purpose.goal.empty() ? purpose.purpose : purpose.goal));
    }
  }
  KioskAnswer answer{.title = {.key = "kiosk.why.title"}};
  answer.sentences.push_back(
      purposes.empty()
          ? base::Sentence{.key = "kiosk.why.unknown"}
          : base::Sentence{.key = "kiosk.why.purposes", .values = {{"purposes", base::Sentence::List{purposes}}}});
  // The example is nobody's limit.
  const char* over = state.policy.thresholds.adopted() ? "kiosk.why.over" : "kiosk.why.over_example";
  answer.sentences.push_back({.key = over_the_limit(state) ? over : "kiosk.why.plan"});
  return answer;
}

KioskAnswer kiosk_rights_answer(const AppState& state) {
  std::vector<std::string> contacts;
  const auto sensors = sensors_in_question(state);
  for (const auto* sensor : sensors) {
    add_distinct(contacts, sensor->deployment.contact.value_or(""));
  }
  KioskAnswer answer{.title = {.key = "kiosk.rights.title"}};
  answer.sentences.push_back(
      contacts.empty()
          ? base::Sentence{.key = "kiosk.rights.desk"}
          : base::Sentence{.key = "kiosk.rights.contact", .values = {{"contacts", base::Sentence::List{contacts}}}});
  // Of what records nothing of people there is nothing to ask for; the police answers under a law of its own.
  const bool police = std::any_of(sensors.begin(), sensors.end(), [](const auto* sensor) {
    return sensor->deployment.processing_regime.value_or("") == "Wpg";
  });
  if (sensors.empty() || with_personal_data(sensors) > 0) answer.sentences.push_back({.key = "kiosk.rights.law"});
  if (police) answer.sentences.push_back({.key = "kiosk.rights.police"});
  return answer;
}

}  // namespace schouw::app
