// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/kiosk_answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/register/observes.h"
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

base::Sentence::List list(std::vector<std::string> names) { return {std::move(names)}; }

// Who decided and who answers for the data: one sentence, which also says what the register leaves out.
base::Sentence who_sentence(const std::vector<const registers::Sensor*>& sensors) {
  std::vector<std::string> decisions;
  std::vector<std::string> controllers;
  std::size_t decided = 0;
  for (const auto* sensor : sensors) {
    const std::string decision = sensor->deployment.decision_reference.value_or("");
    decided += decision.empty() ? 0 : 1;
    add_distinct(decisions, decision);
    add_distinct(controllers, sensor->deployment.controller.value_or(""));
  }
  std::string key = decisions.empty() ? (controllers.empty() ? "kiosk.who.none" : "kiosk.who.controller")
                                      : (controllers.empty() ? "kiosk.who.decision" : "kiosk.who.both");
  // A decision on some of them is none on the others.
  if (decided > 0 && decided < sensors.size()) key += ".some";
  return {.key = std::move(key),
          .values = {{"decisions", list(std::move(decisions))},
                     {"controllers", list(std::move(controllers))},
                     {"with", counted(decided)},
                     {"without", counted(sensors.size() - decided)}}};
}

bool is_stated_personal(const registers::Sensor& sensor) {
  return registers::counts_as_personal(sensor) &&
         registers::personal_data_of(sensor) != registers::PersonalData::unknown;
}

template <class Is>
std::size_t how_many(const std::vector<const registers::Sensor*>& sensors, Is&& is) {
  return static_cast<std::size_t>(
      std::count_if(sensors.begin(), sensors.end(), [&](const auto* sensor) { return is(*sensor); }));
}

std::size_t recognising(const AppState& state) {
  return static_cast<std::size_t>(
      std::count_if(state.spot->sightings.begin(), state.spot->sightings.end(), [&](const auto& sighting) {
        return sighting.density_px_per_m.value_or(0.0) >= state.policy.figures.recognise_px_per_m &&
               registers::counts_as_personal(state.project.plan->sensors[sighting.sensor]);
      }));
}

base::Sentence::Key kind_key(const registers::Sensor& sensor) {
  return {fmt::format("kiosk.kind.{}", kind_name(sensor.kind))};
}

// Kinds of which "in view" says nothing, or too little, of what they record about somebody.
bool has_words_of_its_own(registers::SensorKind kind) {
  using registers::SensorKind;
  return kind == SensorKind::anpr || kind == SensorKind::wifi || kind == SensorKind::microphone ||
         kind == SensorKind::beacon || kind == SensorKind::other;
}

// "No personal data" is said only where the register states it, and doubted where the kind observes people.
base::Sentence personal_sentence(const AppState& state, const registers::Sensor& sensor) {
  const auto level = registers::personal_data_of(sensor);
  std::string key = fmt::format("kiosk.personal.{}", personal_data_name(level));
  if (level == registers::PersonalData::identifiable && has_words_of_its_own(sensor.kind)) {
    key += fmt::format(".{}", kind_name(sensor.kind));
  } else if (level == registers::PersonalData::none &&
             registers::observes_persons(sensor, state.policy.what_counts)) {
    key += ".doubt";
  }
  return {.key = std::move(key), .values = {{"kind", kind_key(sensor)}}};
}

// A camera that records people may be too far away to recognise anyone at this very place.
base::Sentence only_sensor_sentence(const AppState& state, const registers::Sensor& sensor, bool recognises) {
  const bool records = registers::personal_data_of(sensor) == registers::PersonalData::identifiable;
  if (records && !recognises) return {.key = "kiosk.place.personal.only"};
  return personal_sentence(state, sensor);
}

base::Sentence people_sentence(const AppState& state, const std::vector<const registers::Sensor*>& sensors) {
  const std::size_t recognised = recognising(state);
  if (sensors.size() == 1) return only_sensor_sentence(state, *sensors.front(), recognised > 0);
  if (recognised > 0) return {.key = "kiosk.place.recognise", .values = {{"count", counted(recognised)}}};
  const std::size_t known = how_many(sensors, is_stated_personal);
  const std::size_t unknown = how_many(sensors, registers::counts_as_personal) - known;
  if (known + unknown == 0) return {.key = "kiosk.place.no_personal"};
  const char* key = known == 0     ? "kiosk.place.personal.unknown"
                    : unknown == 0 ? "kiosk.place.personal"
                                   : "kiosk.place.personal.both";
  return {.key = key, .values = {{"count", counted(known == 0 ? unknown : known)}, {"unknown", counted(unknown)}}};
}

KioskAnswer about_sensor(const AppState& state, const registers::Sensor& sensor) {
  KioskAnswer answer;
  answer.title = {.key = "kiosk.sensor.title", .values = {{"kind", kind_key(sensor)}}};
  answer.sentences = {personal_sentence(state, sensor), who_sentence({&sensor})};
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
  if (sensor_is_selected(state)) return about_sensor(state, *sensors.front());
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
  const char* over = state.policy.thresholds.adopted() ? "kiosk.why.over" : "kiosk.why.over_example";
  answer.sentences.push_back({.key = over_the_limit(state) ? over : "kiosk.why.plan"});
  return answer;
}

namespace {

// Images of the police fall under a law of their own, and are asked for there.
bool is_of_the_police(const registers::Sensor& sensor) {
  return sensor.deployment.processing_regime.value_or("").find("Wpg") != std::string::npos;
}

base::Sentence rights_sentence(const std::vector<const registers::Sensor*>& sensors,
                               std::vector<std::string> controllers) {
  const std::size_t personal = how_many(sensors, registers::counts_as_personal);
  if (!sensors.empty() && personal == 0) return {.key = "kiosk.rights.no_data"};
  const std::size_t police = how_many(sensors, is_of_the_police);
  if (police > 0 && police == personal) return {.key = "kiosk.rights.police"};
  const std::string key = controllers.empty() ? "kiosk.rights.law" : "kiosk.rights.law_at";
  return {.key = key + (police > 0 ? ".police" : ""), .values = {{"controllers", list(std::move(controllers))}}};
}

}  // namespace

KioskAnswer kiosk_rights_answer(const AppState& state) {
  const auto sensors = sensors_in_question(state);
  std::vector<std::string> contacts;
  std::vector<std::string> controllers;
  for (const auto* sensor : sensors) {
    add_distinct(contacts, sensor->deployment.contact.value_or(""));
    if (!is_of_the_police(*sensor)) add_distinct(controllers, sensor->deployment.controller.value_or(""));
  }
  KioskAnswer answer{.title = {.key = "kiosk.rights.title"}};
  if (!contacts.empty()) {
    answer.sentences.push_back({.key = "kiosk.rights.contact", .values = {{"contacts", list(std::move(contacts))}}});
  } else {
    answer.sentences.push_back({.key = "kiosk.rights.desk"});
  }
  answer.sentences.push_back(rights_sentence(sensors, std::move(controllers)));
  return answer;
}

}  // namespace schouw::app
