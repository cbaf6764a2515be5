// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/register/field.h"
#include "layers/register/sensor.h"
#include "layers/register/value_text.h"

// How field.cpp reaches a member of the record by plain function pointers. A Form says how a value reads and writes:
// read(text) -> optional<T>, write(T) -> text.
namespace schouw::registers {

bool is_choice(std::string_view choices, std::string_view word);

struct TextForm {
  static std::optional<std::string> read(std::string_view text) {
    if (trimmed(text).empty()) return std::nullopt;
    return std::string(text);
  }
  static std::string write(const std::string& value) { return value; }
};

struct DateForm {
  static std::optional<std::string> read(std::string_view text) { return date_from_text(text); }
  static std::string write(const std::string& value) { return value; }
};

struct YesNoForm {
  static std::optional<bool> read(std::string_view text) { return yes_no_from_text(text); }
  static std::string write(bool value) { return value ? "true" : "false"; }
};

// Bounds in tenths of the unit: template arguments cannot be floating point in every compiler that we build with.
template <long MinimumTenths, long MaximumTenths>
struct NumberForm {
  static std::optional<double> read(std::string_view text) {
    const auto number = number_from_text(text);
    if (!number || *number < MinimumTenths / 10.0 || *number > MaximumTenths / 10.0) return std::nullopt;
    return number;
  }
  static std::string write(double value) { return canonical_number(value); }
};

template <const std::string_view& Choices>
struct WordForm {
  static std::optional<std::string> read(std::string_view text) {
    if (!is_choice(Choices, text)) return std::nullopt;
    return std::string(text);
  }
  static std::string write(const std::string& value) { return value; }
};

template <auto Name, auto FromName>
struct NamedForm {
  static auto read(std::string_view text) { return FromName(text); }
  static std::string write(auto value) { return std::string(Name(value)); }
};

// Field with its functions, for a Stated member of the part of the record that Part gives.
template <auto Part, auto Member, class Form>
Field stated_field(Field field) {
  field.get = [](const Sensor& sensor) -> std::optional<std::string> {
    const auto& stated = Part(sensor).*Member;
    if (!stated) return std::nullopt;
    return Form::write(*stated);
  };
  field.set = [](Sensor& sensor, std::string_view text) {
    auto value = Form::read(text);
    if (!value) return false;
    auto& stated = Part(sensor).*Member;
    stated.value = std::move(value);
    stated.missing = MissingReason::not_stated;
    return true;
  };
  field.clear = [](Sensor& sensor, MissingReason reason) {
    auto& stated = Part(sensor).*Member;
    stated = {};
    stated.missing = reason;
  };
  field.basis = [](const Sensor& sensor) { return (Part(sensor).*Member).basis; };
  field.set_basis = [](Sensor& sensor, Basis basis) { (Part(sensor).*Member).basis = basis; };
  field.missing = [](const Sensor& sensor) { return (Part(sensor).*Member).missing; };
  return field;
}

std::optional<std::string> text_if_any(const std::string& value);
bool set_text(std::string& value, std::string_view text);

// One part of all purposes, joined by '|'; nothing where all are empty.
std::optional<std::string> joined_purposes(const std::vector<Purpose>& purposes, std::string Purpose::*part);
// The reverse: the n-th piece goes to the n-th purpose, new purposes are added as needed, empty ones at the end go.
bool set_purposes(std::vector<Purpose>& purposes, std::string Purpose::*part, std::string_view text);

}  // namespace schouw::registers
