// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

#include "geo/base/json.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

constexpr std::array<std::string_view, 5> kFieldsOfTerms = {"kind", "personal_data", "purpose", "observed_data",
                                                            "processing"};

base::Diagnostic fault(const std::string& file, const std::string& term, std::string message) {
  base::Diagnostic problem{.code = "REG-160", .message = "the vocabulary cannot be read: " + std::move(message)};
  problem.where.file = file;
  problem.where.field = term;
  problem.hint = "write it as data/vocabulary/dtpr.json: terms by id, each with en and nl";
  return problem;
}

// Nothing where the term is well; else what is wrong with it.
std::string read_term(const Json& json, Term& term) {
  term.en = base::text_in(json, "en");
  term.nl = base::text_in(json, "nl");
  if (term.en.empty() || term.nl.empty()) return "found no label in 'en' or 'nl', expected both";
  const std::string kind = base::text_in(json, "kind");
  const std::string level = base::text_in(json, "personal_data");
  term.kind = kind_from_name(kind);
  term.personal_data = personal_data_from_name(level);
  if (!kind.empty() && !term.kind) return "found the kind '" + kind + "', expected one of the record's";
  if (!level.empty() && !term.personal_data) {
    return "found the personal_data '" + level + "', expected one of the record's";
  }
  return {};
}

base::Diagnostics read_terms(const Json& json, const std::string& file, Vocabulary& vocabulary) {
  if (!json.is_object() || !json.contains("terms") || !json["terms"].is_object()) {
    return {fault(file, "terms", "found no object 'terms', expected one")};
  }
  for (const auto& [id, value] : json["terms"].items()) {
    // Two low lines tell an id from a word that a register has of its own.
    if (id != lower_case(id) || id.find("__") == std::string::npos || id.find_first_of(" ;|,") != std::string::npos) {
      return {fault(file, id, "found the id '" + id + "', expected one as 'group__word' in lower case")};
    }
    Term term;
    if (auto wrong = read_term(value, term); !wrong.empty())
      return {fault(file, id, fmt::format("{}: {}", id, wrong))};
    if (!vocabulary.terms.emplace(id, std::move(term)).second) {
      return {fault(file, id, "found the id '" + id + "' twice, expected it once")};
    }
  }
  return {};
}

}  // namespace

base::Result<Vocabulary> load_vocabulary(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  if (files.empty()) {
    auto none = fault(folder.filename().string(), "", "found no file, expected data/vocabulary/dtpr.json");
    none.hint = "the installation misses data/vocabulary; set SCHOUW_RESOURCES";
    return none;
  }
  std::sort(files.begin(), files.end());
  Vocabulary vocabulary;
  for (const auto& file : files) {
    const auto json = base::read_json_file(file);
    if (!json) return base::Result<Vocabulary>::failure(json.diagnostics());
    if (auto wrong = read_terms(*json, file.filename().string(), vocabulary); !wrong.empty()) {
      return base::Result<Vocabulary>::failure(std::move(wrong));
    }
  }
  return vocabulary;
}

const Term* term_named(const Vocabulary& vocabulary, std::string_view id) {
  const auto found = vocabulary.terms.find(lower_case(trimmed(id)));
  return found == vocabulary.terms.end() ? nullptr : &found->second;
}

bool takes_terms(const Field& field) {
  return std::find(kFieldsOfTerms.begin(), kFieldsOfTerms.end(), field.name) != kFieldsOfTerms.end();
}

std::optional<std::string> choice_of(const Term& term, const Field& field) {
  if (field.name == "kind" && term.kind) return std::string(kind_name(*term.kind));
  if (field.name == "personal_data" && term.personal_data) {
    return std::string(personal_data_name(*term.personal_data));
  }
  return std::nullopt;
}

std::optional<std::string> canonical_terms(const Vocabulary& vocabulary, std::string_view text,
                                           std::string_view between) {
  std::string canonical;
  for (const std::string& part : parts_of(text, ";|,")) {
    if (term_named(vocabulary, part) == nullptr) return std::nullopt;
    canonical += (canonical.empty() ? std::string() : std::string(between)) + lower_case(part);
  }
  return canonical.empty() ? std::nullopt : std::optional(canonical);
}

}  // namespace schouw::registers
