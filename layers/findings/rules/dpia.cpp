// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dpia.h"

#include <algorithm>
#include <cctype>

namespace schouw::findings {

Dpia dpia_of(const Asked& asked) {
  const auto& status = asked.sensor.deployment.dpia_status;
  if (told_of(status) == Told::none) return Dpia::none;
  if (!status) return asked.sensor.deployment.dpia_date ? Dpia::done : Dpia::missing;
  std::string words = *status;
  std::transform(words.begin(), words.end(), words.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto has = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(), [&](auto word) { return words.find(word) != std::string::npos; });
  };
  // "niet uitgevoerd" holds "uitgevoerd": what denies comes first.
  if (words == "geen" || words == "nee" || words == "none" || words == "no" || has({"niet uitgevoerd", "not done"})) {
    return Dpia::none;
  }
  if (has({"onbekend", "unknown"})) return Dpia::missing;
  if (has({"uitgevoerd", "gereed", "afgerond", "vastgesteld", "done", "completed", "gedaan", "ja", "yes"})) {
    return Dpia::done;
  }
  return Dpia::under_way;
}

base::Sentence::Key kind_words(const Asked& asked) {
  return {"sensor.kind." + std::string(registers::kind_name(asked.sensor.kind))};
}

}  // namespace schouw::findings
