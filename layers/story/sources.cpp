// SPDX-License-Identifier: EUPL-1.2
#include "layers/story/sources.h"

#include <algorithm>
#include <array>

namespace schouw::story {

namespace {

constexpr std::array<std::string_view, 5> kOrder = {"register", "city", "terrain", "areas", "base_map"};

std::string credit(const model::Provenance& source) {
  // A register in Schouw's own form carries the name of that form, which credits nobody.
  const bool credits_nobody = source.kind == "register" && source.licence.empty();
  if (source.attribution.empty() || credits_nobody) return "";
  const bool says_licence = source.attribution.find(source.licence) != std::string::npos;
  return says_licence ? source.attribution : source.attribution + " (" + source.licence + ")";
}

}  // namespace

std::vector<base::Sentence::Value> source_names(const plan::Plan& plan) {
  std::vector<base::Sentence::Value> names;
  std::vector<std::string> told;
  for (const std::string_view kind : kOrder) {
    for (const model::Provenance& source : plan.sources) {
      if (source.kind != kind) continue;
      const std::string credited = credit(source);
      const std::string once = credited.empty() ? "source." + source.kind : credited;
      if (std::find(told.begin(), told.end(), once) != told.end()) continue;
      told.push_back(once);
      if (credited.empty()) {
        names.emplace_back(base::Sentence::Key{once});
      } else {
        names.emplace_back(credited);
      }
    }
  }
  return names;
}

base::Sentence source_line(const std::string& key, const plan::Plan& plan) {
  constexpr std::array kNames = {"a", "b", "c"};
  constexpr std::array kEndings = {".none", ".1", ".2", ".3"};
  const auto names = source_names(plan);
  base::Sentence line{.key = key + (names.size() < kEndings.size() ? kEndings[names.size()] : ".more")};
  for (std::size_t i = 0; i < std::min(names.size(), kNames.size()); ++i)
    line.values.emplace_back(kNames[i], names[i]);
  if (names.size() > kNames.size()) {
    line.values.emplace_back("count", static_cast<std::int64_t>(names.size() - kNames.size()));
  }
  return line;
}

}  // namespace schouw::story
