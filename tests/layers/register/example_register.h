// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "layers/register/import_register.h"

namespace schouw::registers::example {

inline Schema schema(const char* id) {
  auto loaded = load_schema(std::string(SCHOUW_SOURCE_DIR "/data/registers/") + id + ".json");
  EXPECT_TRUE(loaded) << (loaded.diagnostics().empty() ? "" : loaded.diagnostics().front().message);
  return *loaded;
}

// A CSV: only texts, no geometry.
inline model::FeatureTable csv(std::vector<std::string> header, const std::vector<std::vector<std::string>>& rows) {
  model::FeatureTable table{.name = "t", .field_names = header};
  std::int64_t line = 2;
  for (const auto& row : rows) {
    model::Feature f{.row = line++};
    for (std::size_t i = 0; i < header.size(); ++i) f.fields.emplace_back(header[i], row[i]);
    table.features.push_back(std::move(f));
  }
  return table;
}

}  // namespace schouw::registers::example
