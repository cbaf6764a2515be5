// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/result.h"
#include "layers/register/field.h"

namespace schouw::registers {

// A word of a public vocabulary that registers may use instead of their own: what it is called, and what it says in
// the words of the record.
struct Term {
  std::string en, nl;                         // labels
  std::optional<SensorKind> kind;             // of a technology; nothing: the term is none
  std::optional<PersonalData> personal_data;  // the level that it states; nothing: it states none
};

// The terms of all vocabularies of a folder by their ids, such as "purpose__safety_security" of DTPR.
//   const auto vocabulary = load_vocabulary(base::resource_root() / "data" / "vocabulary");
//   const Term* term = term_named(*vocabulary, "tech__video_camera");  // kind: camera
// Cost: reads a few small files; a term is found in the logarithm of their number. A plain value: any thread reads
// it, and it refers to nothing. Only loading fails.
struct Vocabulary {
  std::map<std::string, Term, std::less<>> terms;
};
// Files of the form of data/vocabulary/dtpr.json, by name. Fails with REG-160 naming file and term (no file, no
// terms, a term without both labels, a kind or level that is none, an id twice), IO-110.
base::Result<Vocabulary> load_vocabulary(const std::filesystem::path& folder);

// In any case, white space around it left out; null where no term is called so.
const Term* term_named(const Vocabulary& vocabulary, std::string_view id);

// Whether the field takes terms: kind, personal_data, purpose, observed_data, processing.
bool takes_terms(const Field& field);
// What a term says as a value of a choice, kind or personal_data; nothing where it says nothing there.
std::optional<std::string> choice_of(const Term& term, const Field& field);
// A text that is nothing but terms, parted by ; | or comma, with their ids as the vocabulary writes them and between
// before each but the first; nothing for any other text.
std::optional<std::string> canonical_terms(const Vocabulary& vocabulary, std::string_view text,
                                           std::string_view between);

}  // namespace schouw::registers
