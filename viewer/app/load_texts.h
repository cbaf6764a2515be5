// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/result.h"
#include "layers/register/vocabulary.h"
#include "viewer/text/text.h"

namespace schouw::app {

// The words of the program in a language, with those of the vocabularies that registers state values in. Fails as
// Texts::load and load_vocabulary do.
base::Result<text::Texts> load_texts(text::Language language);

// Gives every term its words in the language of the texts.
void add_terms(text::Texts& texts, const registers::Vocabulary& vocabulary);

}  // namespace schouw::app
