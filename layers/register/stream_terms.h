// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "layers/register/vocabulary.h"

namespace schouw::registers {

// A text of a field that has terms, as the record keeps it: a level of personal data in the record's own words,
// purposes, data and processing by their ids, with between before each but the first. field: as the record calls it.
// Any other text, of this field or another one, as it stands.
std::string in_terms(const Vocabulary& vocabulary, std::string_view field, const std::string& text,
                     std::string_view between);

// The same of each member of a list of data streams (stream_text.h), which are called as fields are. A text that is
// no such list stays as it is: reading it tells what is wrong.
std::string streams_in_terms(const Vocabulary& vocabulary, const std::string& text);

}  // namespace schouw::registers
