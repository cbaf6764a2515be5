// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/capability.h"

#include <algorithm>
#include <array>
#include <span>

#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 5> kNames = {"record_sound", "track", "detect_persons", "recognise_faces",
                                                    "recognise_plates"};
constexpr std::array<std::string_view, 5> kFields = {"microphone", "autotracking", "person_detection",
                                                     "face_recognition", "plate_recognition"};

// How words for it begin, in registers in Dutch and English; a blank stands between two words.
constexpr std::array<std::string_view, 9> kSound = {"geluid", "audio",  "sound",      "microfo", "microphone",
                                                    "spraak", "speech", "gesprekken", "stemmen"};
constexpr std::array<std::string_view, 7> kTrack = {"volgt",    "volgen",        "gevolgd", "autotrack",
                                                    "tracking", "auto tracking", "tracks"};
constexpr std::array<std::string_view, 12> kPersons = {"persoonsdetectie",
                                                       "personendetectie",
                                                       "persoonsherkenning",
                                                       "person detection",
                                                       "people detection",
                                                       "human detection",
                                                       "tellen",
                                                       "telt",
                                                       "telling",
                                                       "people counting",
                                                       "counts people",
                                                       "counting people"};
constexpr std::array<std::string_view, 6> kFaces = {"gezichtsherkenning", "gezichtskenmerk",   "face recogni",
                                                    "facial recogni",     "herkent gezichten", "recognises faces"};
constexpr std::array<std::string_view, 7> kPlates = {"kenteken",      "nummerplaat", "number plate", "licence plate",
                                                     "license plate", "anpr",        "lpr"};
constexpr std::array<std::string_view, 7> kNotBefore = {"geen", "zonder", "niet", "nooit", "no", "not", "without"};
constexpr std::array<std::string_view, 8> kNotBehind = {"niet",     "nee", "uit",      "uitgeschakeld",
                                                        "uitgezet", "off", "disabled", "no"};

std::span<const std::string_view> words_for(Capability capability) {
  switch (capability) {
    case Capability::record_sound: return kSound;
    case Capability::track: return kTrack;
    case Capability::detect_persons: return kPersons;
    case Capability::recognise_faces: return kFaces;
    case Capability::recognise_plates: break;
  }
  return kPlates;
}

// The clauses of a text, each of its words: what is denied in one clause is not denied in the next.
std::vector<std::vector<std::string>> clauses_of(std::string_view text) {
  std::vector<std::vector<std::string>> clauses(1);
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) clauses.back().push_back(std::move(word));
    word.clear();
  };
  for (const char c : lower_case(text)) {
    const bool ends_clause = std::string_view(".,;|()[]{}\n\"").find(c) != std::string_view::npos;
    if (ends_clause || std::string_view(" :-/_\t").find(c) != std::string_view::npos) {
      end_word();
      if (ends_clause && !clauses.back().empty()) clauses.emplace_back();
    } else {
      word += c;
    }
  }
  end_word();
  return clauses;
}

bool begins_at(const std::vector<std::string>& words, std::size_t at, const std::vector<std::string>& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (at + i >= words.size()) return false;
    const bool last = i + 1 == wanted.size();
    const bool same = last ? words[at + i].compare(0, wanted[i].size(), wanted[i]) == 0 : words[at + i] == wanted[i];
    if (!same) return false;
  }
  return true;
}

template <std::size_t N>
bool any_of_words(const std::vector<std::string>& words, std::size_t from, std::size_t to,
                  const std::array<std::string_view, N>& wanted) {
  for (std::size_t i = from; i < std::min(to, words.size()); ++i) {
    if (std::find(wanted.begin(), wanted.end(), words[i]) != wanted.end()) return true;
  }
  return false;
}

RegisterSays says(std::string_view text, std::span<const std::string_view> wanted) {
  constexpr std::size_t kFarBefore = 3;
  constexpr std::size_t kFarBehind = 2;
  RegisterSays found = RegisterSays::nothing;
  for (const auto& words : clauses_of(text)) {
    for (const std::string_view beginning : wanted) {
      const std::vector<std::string> parts = parts_of(beginning, " ");
      for (std::size_t at = 0; at < words.size(); ++at) {
        if (!begins_at(words, at, parts)) continue;
        const std::size_t behind = at + parts.size();
        const bool denied = any_of_words(words, at - std::min(at, kFarBefore), at, kNotBefore) ||
                            any_of_words(words, behind, behind + kFarBehind, kNotBehind);
        if (!denied) return RegisterSays::yes;
        found = RegisterSays::no;
      }
    }
  }
  return found;
}

// What the kind or the level of personal data says by itself.
RegisterWord by_class(const Sensor& sensor, Capability capability) {
  const auto of_kind = [&](SensorKind kind) {
    return sensor.kind == kind ? RegisterWord{RegisterSays::yes, "kind", std::string(kind_name(kind))}
                               : RegisterWord{};
  };
  const auto level = sensor.data.personal_data.value;
  const bool recognises = capability == Capability::recognise_faces || capability == Capability::recognise_plates;
  if (recognises && level == PersonalData::none) return {RegisterSays::no, "personal_data", "none"};
  switch (capability) {
    case Capability::record_sound: return of_kind(SensorKind::microphone);
    case Capability::detect_persons: return of_kind(SensorKind::optical_counter);
    case Capability::recognise_plates: return of_kind(SensorKind::anpr);
    case Capability::recognise_faces:
      if (level == PersonalData::biometric) return {RegisterSays::yes, "personal_data", "biometric"};
      break;
    case Capability::track: break;
  }
  return {};
}

}  // namespace

std::string_view capability_name(Capability capability) { return kNames[static_cast<std::size_t>(capability)]; }
std::string_view field_of_capability(Capability capability) { return kFields[static_cast<std::size_t>(capability)]; }

std::string_view register_says_name(RegisterSays says) {
  switch (says) {
    case RegisterSays::yes: return "says_so";
    case RegisterSays::no: return "says_not";
    case RegisterSays::nothing: break;
  }
  return "says_nothing";
}

RegisterWord register_word(const Sensor& sensor, Capability capability) {
  RegisterWord word = by_class(sensor, capability);
  if (word.says == RegisterSays::yes) return word;
  for (const char* name : {"observed_data", "processing", "data_streams", "description_nl", "description_en"}) {
    const auto text = field_named(name)->get(sensor);
    if (!text) continue;
    const RegisterSays said = says(*text, words_for(capability));
    if (said == RegisterSays::yes) return {said, name, *text};
    if (said == RegisterSays::no && word.says == RegisterSays::nothing) word = {said, name, *text};
  }
  return word;
}

DatasheetView datasheet_view(const Sensor& sensor, const RegisterRecord& model, const std::string& today_iso) {
  DatasheetView view{.model = &model, .end_of_support = value_of(model, "end_of_support")};
  for (const Capability capability : kCapabilities) {
    if (value_of(model, field_of_capability(capability)) != "true") continue;
    view.could.push_back({capability, register_word(sensor, capability)});
  }
  view.support_ended = !view.end_of_support.empty() && !today_iso.empty() && view.end_of_support < today_iso;
  view.differences = differences_with_datasheet(sensor, model);
  return view;
}

}  // namespace schouw::registers
