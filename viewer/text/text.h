// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "geo/base/result.h"
#include "geo/base/sentence.h"

namespace schouw::text {

enum class Language { nl, en };
// How numbers and dates are written; apart from the language of the words.
enum class NumberFormat { dutch, english };  // 1.234,5 and 20-11-2026; 1,234.5 and 2026-11-20

// The words of one language: data/text/<nl|en>/*.json, flat objects of key -> template with {name} places.
class Texts {
 public:
  // The number format starts as the language's own. Fails with TXT-101 (missing folder), TXT-102 (a key twice),
  // TXT-104 (not a flat object of texts), IO-110 (not JSON).
  static base::Result<Texts> load(const std::filesystem::path& text_folder, Language language);

  Language language() const { return language_; }
  // The words of a key. An unknown key gives the key itself between angle brackets, so that it shows and tests find
  // it.
  std::string operator()(std::string_view key) const;
  // A sentence with its values filled in, each in the form of the number format. Where the value "count" is one and
  // the key with ".one" behind it exists, that template is taken: "1 sensor" beside "{count} sensoren". A place
  // without a value stays as it is, so that it shows.
  std::string operator()(const base::Sentence& sentence) const;
  bool has(std::string_view key) const;

  // Words for a term of a vocabulary that values state by its id: "tech__radar". Sentences show them in its place.
  void add_term(std::string id, std::string words);
  // A value as people read it: terms in their words, alone or between ; | and comma; all else as it stands.
  std::string value(std::string_view stated) const;

  // A minus sign, not a hyphen; no "-0". Not a number: the text of "number.unknown".
  std::string number(double value, int decimals) const;
  // What is no ISO date stays as it is.
  std::string date(std::string_view iso) const;        // "20 november 2026"
  std::string short_date(std::string_view iso) const;  // "vr 20 nov 2026"

  void set_number_format(NumberFormat format) { format_ = format; }
  const std::map<std::string, std::string, std::less<>>& entries() const { return entries_; }

 private:
  Language language_ = Language::nl;
  NumberFormat format_ = NumberFormat::dutch;
  std::map<std::string, std::string, std::less<>> entries_;
  std::map<std::string, std::string, std::less<>> terms_;
};

}  // namespace schouw::text
