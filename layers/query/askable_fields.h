// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "layers/register/field.h"

namespace schouw::query {

// How values of a field compare.
enum class Form : std::uint8_t { text, several_texts, number, yes_no, date, choice, duration };

// A field that a query may ask for: one of the register's, or what a planner asks of a sensor that is no field of it:
// uuid, source, east and north in the project's CRS, counts, scope. Of the latter only name, type, unit, choices and
// get are there.
struct AskableField {
  registers::Field field;
  Form form = Form::text;
};

// In the order of the register, then the others. Constant; lives as long as the program; any thread reads it.
std::span<const AskableField> askable_fields();

// In any case; null where none is called so.
const AskableField* field_asked(std::string_view name);

std::vector<std::string_view> names_of_fields();
// The words of a choice.
std::vector<std::string_view> choices_of(const registers::Field& field);

}  // namespace schouw::query
