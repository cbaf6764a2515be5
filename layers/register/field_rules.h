// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "geo/base/result.h"
#include "layers/register/field.h"
#include "layers/register/vocabulary.h"

namespace schouw::registers {

// What a value of a field looks like, for a person: "a number from -90 to 90 deg". found, where given, tells what is
// wrong with a text that has a form.
std::string expected_text(const Field& field, std::string_view found = {});

// Gives a sensor a value as an import of the native register would read it from a cell: with the words of that
// register, decimal commas, Dutch dates, placeholders refused and private addresses masked.
//   const auto rules = FieldRules::load(base::resource_root() / "data" / "registers");
//   const auto tilted = rules->with_value(sensor, "tilt_deg", "12,5");
// Cost: load reads and checks one file; a value costs a copy of the sensor and one walk over all rules of that
// register. Immutable; for any thread. It keeps nothing open, and the sensors that it gives refer to nothing in it.
class FieldRules {
 public:
  // From native.json of a folder of schemas, with terms of a vocabulary as values. Fails as load_schema does.
  static base::Result<FieldRules> load(const std::filesystem::path& schemas, Vocabulary vocabulary = {});
  ~FieldRules();
  FieldRules(FieldRules&&) noexcept;
  FieldRules& operator=(FieldRules&&) noexcept;

  // The sensor with the value; an empty text takes the value away. A warning tells of an address that was masked.
  // Fails with REG-130 (no such field; the nearest ones), REG-131 (not a value of it: found, expected), REG-132 (a
  // field that is never missing: id, name, kind).
  base::Result<Sensor> with_value(const Sensor& sensor, std::string_view field, std::string_view text) const;

 private:
  struct Native;
  explicit FieldRules(std::unique_ptr<Native> native);
  std::unique_ptr<Native> native_;
};

}  // namespace schouw::registers
