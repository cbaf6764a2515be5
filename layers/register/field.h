// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "layers/register/sensor.h"

namespace schouw::registers {

enum class FieldType { text, number, yes_no, date, choice };
enum class Publicity { open, internal, confidential };  // "public" in the text; a word that C++ keeps for itself

// One field of the register record, declared once: it serves import, storage, query, redaction, fill rate, inspector
// and manual. Values pass as canonical text: numbers with a point, true/false, ISO dates, choices as in
// interface.md.
//   const Field* tilt = field_named("tilt_deg");
//   const bool taken = tilt->set(sensor, "12.5");
//   const std::optional<std::string> text = tilt->get(sensor);
// Cost: some seventy fields, listed at the first question; field_named looks at one after the other, get makes a
// text. The list is constant and lives as long as the program: any thread reads it, and changes a sensor of its own
// by it. Failure: null where no field is called so, false where a text is no value. A field is confidential unless
// its declaration says otherwise, as is all that nobody has classed (domain.md 1).
struct Field {
  std::string_view name;  // as in interface.md; label: text key "field.<name>"
  FieldType type = FieldType::text;
  std::string_view unit;  // "m", "deg", ""
  Publicity publicity = Publicity::confidential;
  std::string_view choices;       // space-separated, for FieldType::choice
  bool list = false;              // of several values, parted by '|'
  std::string_view expects = {};  // of a text that has a form: what it looks like
  double minimum = 0.0;           // for numbers
  double maximum = 0.0;
  // What is wrong with a text of that form; null where there is no such form.
  std::string (*fault)(std::string_view text) = nullptr;
  std::optional<std::string> (*get)(const Sensor&) = nullptr;
  // False where the text is not a value of this field; the sensor is then unchanged.
  bool (*set)(Sensor&, std::string_view) = nullptr;
  // Takes the value away and says why. Null for id, name and kind, which are always there.
  void (*clear)(Sensor&, MissingReason) = nullptr;
  // Where the value comes from and why it is not there; null for id, name, kind and the parts of a purpose.
  Basis (*basis)(const Sensor&) = nullptr;
  void (*set_basis)(Sensor&, Basis) = nullptr;
  MissingReason (*missing)(const Sensor&) = nullptr;
};

std::string_view basis_name(Basis basis);  // "unknown", "measured", ...; label: text key "basis.<name>"
std::optional<Basis> basis_from_name(std::string_view name);
std::string_view missing_reason_name(MissingReason reason);  // "not_stated", ...; label: "missing.<name>"
std::optional<MissingReason> missing_reason_from_name(std::string_view name);

// In the order of interface.md.
std::span<const Field> registered_fields();
const Field* field_named(std::string_view name);

}  // namespace schouw::registers
