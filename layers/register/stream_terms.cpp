// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/stream_terms.h"

#include "geo/base/json.h"

namespace schouw::registers {

std::string in_terms(const Vocabulary& vocabulary, std::string_view field, const std::string& text,
                     std::string_view between) {
  const Field* known = field_named(field);
  if (known == nullptr || !takes_terms(*known)) return text;
  if (known->type != FieldType::choice) return canonical_terms(vocabulary, text, between).value_or(text);
  const Term* term = term_named(vocabulary, text);
  return term == nullptr ? text : choice_of(*term, *known).value_or(text);
}

std::string streams_in_terms(const Vocabulary& vocabulary, const std::string& text) {
  auto list = base::parse_json(text, "cell");
  if (!list || !list->is_array()) return text;
  bool changed = false;
  for (base::Json& stream : *list) {
    if (!stream.is_object()) return text;
    for (auto& [name, value] : stream.items()) {
      if (!value.is_string()) continue;
      const std::string stated = value.get<std::string>();
      std::string kept = in_terms(vocabulary, name, stated, "; ");
      changed = changed || kept != stated;
      value = std::move(kept);
    }
  }
  return changed ? base::json_text(*list) : text;
}

}  // namespace schouw::registers
