// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "geo/base/diagnostic.h"
#include "layers/query/query.h"
#include "layers/register/field.h"

namespace schouw::query::example {

inline Query query(const std::string& text) {
  auto parsed = Query::parse(text);
  EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : base::describe(parsed.diagnostics().front()));
  return parsed ? *std::move(parsed) : *Query::parse("id is stated");
}

// A sensor with values by the names of its fields.
inline registers::Sensor sensor(const std::vector<std::pair<std::string, std::string>>& values) {
  registers::Sensor made{.id = "cam-1", .name = "Markt", .kind = registers::SensorKind::camera};
  for (const auto& [name, value] : values) {
    const registers::Field* field = registers::field_named(name);
    EXPECT_TRUE(field != nullptr && field->set(made, value)) << name << " = " << value;
  }
  return made;
}

inline Truth answer(const std::string& text, const registers::Sensor& of) { return query(text).matches(of); }

}  // namespace schouw::query::example
