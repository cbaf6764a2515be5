// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/register/datasheet.h"

namespace schouw::registers {

// What a device may be able to do that matters to whom it observes.
enum class Capability : std::uint8_t { record_sound, track, detect_persons, recognise_faces, recognise_plates };
inline constexpr Capability kCapabilities[] = {Capability::record_sound, Capability::track,
                                               Capability::detect_persons, Capability::recognise_faces,
                                               Capability::recognise_plates};
std::string_view capability_name(Capability capability);      // as above; words: text key "capability.<name>"
std::string_view field_of_capability(Capability capability);  // of a model: "microphone"

// What a register says of it. Nothing is no "no".
enum class RegisterSays : std::uint8_t { yes, no, nothing };
std::string_view register_says_name(RegisterSays says);  // "says_so", "says_not", "says_nothing"

struct RegisterWord {
  RegisterSays says = RegisterSays::nothing;
  std::string field;  // that says it, and its value; empty where nothing does
  std::string value;
};

// By the kind, by the level of personal data, and by the words of observed_data, processing, data_streams and the
// descriptions, Dutch and English: "telt personen" says so, "geen geluid" and "audio off" say not. A text that does
// not mention it says nothing of it; of several words one that says so wins. Read from words, so it may misread:
// the value stands beside, for people to read themselves.
RegisterWord register_word(const Sensor& sensor, Capability capability);

// What a device of this model could do, beside what the register says: never a verdict. Whether anything of it is in
// use cannot be told from either.
struct CouldDo {
  Capability capability = Capability::record_sound;
  RegisterWord word;
};
struct DatasheetView {
  const RegisterRecord* model = nullptr;
  std::vector<CouldDo> could;  // only what the datasheet says that it can
  std::string end_of_support;  // ISO date; empty: not stated
  bool support_ended = false;  // on the day that was asked for
  std::vector<DatasheetDifference> differences;
};
// Support lasts until the end of its last day. The model must outlive it.
DatasheetView datasheet_view(const Sensor& sensor, const RegisterRecord& model, const std::string& today_iso);

}  // namespace schouw::registers
