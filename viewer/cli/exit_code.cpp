// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/exit_code.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace schouw::cli {

namespace {

constexpr std::array<std::pair<std::string_view, ExitCode>, 20> kMeanings = {{
    {"IO-101", ExitCode::not_found},       {"PLAN-101", ExitCode::not_found},
    {"CLI-103", ExitCode::not_found},      {"IO-104", ExitCode::resource_limit},
    {"TER-103", ExitCode::resource_limit}, {"COV-109", ExitCode::resource_limit},
    {"PLAN-107", ExitCode::conflict},      {"PLAN-118", ExitCode::interrupted},
    {"CITY-109", ExitCode::interrupted},   {"MESH-109", ExitCode::interrupted},
    {"COV-110", ExitCode::interrupted},    {"EXPO-110", ExitCode::interrupted},
    {"EXPO-101", ExitCode::usage},         {"EXPO-102", ExitCode::usage},
    {"EXPO-103", ExitCode::usage},         {"EXPO-104", ExitCode::usage},
    {"CLI-101", ExitCode::usage},          {"CMD-101", ExitCode::usage},
    {"CMD-102", ExitCode::usage},          {"CMD-103", ExitCode::usage},
}};

}  // namespace

ExitCode exit_code_of(const base::Diagnostics& diagnostics) {
  const auto error = std::find_if(diagnostics.begin(), diagnostics.end(),
                                  [](const auto& d) { return d.severity == base::Severity::error; });
  if (error == diagnostics.end()) return ExitCode::internal;
  for (const auto& [code, meaning] : kMeanings) {
    if (error->code == code) return meaning;
  }
  return ExitCode::refused;
}

}  // namespace schouw::cli
