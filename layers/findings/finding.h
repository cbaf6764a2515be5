// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/sentence.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

// The checks of domain.md 4. Missing data never looks like compliance.
namespace schouw::findings {

enum class Family : std::uint8_t { law, principle, policy };
enum class Verdict : std::uint8_t { pass, fail, cannot_tell };
std::string_view family_name(Family family);
std::string_view verdict_name(Verdict verdict);

struct Finding {
  std::string rule;  // "P3.4"
  std::optional<std::uint32_t> sensor;
  std::optional<std::uint32_t> zone;
  Family family = Family::principle;
  Verdict verdict = Verdict::cannot_tell;
  int severity = 1;             // 1 low, 2 medium, 3 high
  std::optional<double> value;  // measured
  std::optional<double> limit;
  std::string unit;
  base::Sentence message;
  base::Sentence citation;
};

struct CheckInput {
  const plan::Plan& plan;
  const stacking::Analysis& analysis;
  std::string today_iso;
};

// One check. The list is registered_rules.cpp; each has a file rules/<id>.cpp.
struct Rule {
  std::string_view id;
  Family family;
  std::string_view citation_key;  // text key: document, number, date, at most one sentence
  std::string_view doc;           // one sentence
  std::vector<Finding> (*check)(const CheckInput&);
};
std::span<const Rule> registered_rules();

std::vector<Finding> check_all(const CheckInput& input);

}  // namespace schouw::findings
