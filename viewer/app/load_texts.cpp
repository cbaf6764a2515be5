// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/load_texts.h"

#include "geo/base/resource_path.h"

namespace schouw::app {

base::Result<text::Texts> load_texts(text::Language language) {
  const auto data = base::resource_root() / "data";
  auto texts = text::Texts::load(data / "text", language);
  if (!texts) return texts;
  const auto vocabulary = registers::load_vocabulary(data / "vocabulary");
  if (!vocabulary) return base::Result<text::Texts>::failure(vocabulary.diagnostics());
  add_terms(*texts, *vocabulary);
  return texts;
}

void add_terms(text::Texts& texts, const registers::Vocabulary& vocabulary) {
  const bool dutch = texts.language() == text::Language::nl;
  for (const auto& [id, term] : vocabulary.terms) texts.add_term(id, dutch ? term.nl : term.en);
}

}  // namespace schouw::app
