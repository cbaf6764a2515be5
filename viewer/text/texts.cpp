// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <system_error>
#include <vector>

#include "geo/base/json.h"
#include "viewer/text/text.h"

namespace schouw::text {

namespace {

base::Diagnostic missing_folder(const std::filesystem::path& folder) {
  return {.code = "TXT-101",
          .message = "no texts could be read: found no folder with json files, expected one",
          .where = {.file = folder.filename().string()},
          .hint = "install data/text beside the program, or name its parent in SCHOUW_RESOURCES"};
}

base::Diagnostic not_a_text(const std::filesystem::path& file, const std::string& key) {
  return {.code = "TXT-104",
          .message = "texts could not be read: expected a flat object of texts, found something else",
          .where = {.file = file.filename().string(), .field = key},
          .hint = "make the value of the key a text"};
}

std::vector<std::filesystem::path> text_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (std::filesystem::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

base::Diagnostics take_entries(const std::filesystem::path& file, const base::Json& json,
                               std::map<std::string, std::string, std::less<>>& entries) {
  if (!json.is_object()) return {not_a_text(file, "")};
  for (const auto& [key, value] : json.items()) {
    if (!value.is_string()) return {not_a_text(file, key)};
    if (!entries.emplace(key, value.get<std::string>()).second) {
      return {{.code = "TXT-102",
               .message = "texts could not be read: found the key \"" + key + "\" twice, expected it once",
               .where = {.file = file.filename().string(), .field = key},
               .hint = "remove it from one of the files"}};
    }
  }
  return {};
}

const base::Sentence::Value* value_named(const base::Sentence& sentence, std::string_view name) {
  for (const auto& [key, value] : sentence.values) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool counts_one(const base::Sentence& sentence) {
  const auto* count = value_named(sentence, "count");
  if (count == nullptr) return false;
  if (const auto* integer = std::get_if<std::int64_t>(count)) return *integer == 1;
  if (const auto* word = std::get_if<base::Sentence::Key>(count)) return word->key == "number.1";
  return false;
}

std::string joined(const Texts& texts, const std::vector<std::string>& items) {
  std::string all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) all += i + 1 == items.size() ? " " + texts("list.and") + " " : ", ";
    all += texts.value(items[i]);
  }
  return all;
}

struct Written {
  const Texts& texts;
  std::string operator()(const std::string& value) const { return texts.value(value); }
  std::string operator()(std::int64_t value) const { return texts.number(static_cast<double>(value), 0); }
  std::string operator()(const base::Sentence::Number& value) const {
    return texts.number(value.value, value.decimals);
  }
  std::string operator()(const base::Sentence::Key& value) const { return texts(value.key); }
  std::string operator()(const base::Sentence::List& value) const { return joined(texts, value.items); }
  std::string operator()(const base::Sentence::Date& value) const { return texts.date(value.iso); }
};

}  // namespace

base::Result<Texts> Texts::load(const std::filesystem::path& text_folder, Language language) {
  const auto folder = text_folder / (language == Language::nl ? "nl" : "en");
  const auto files = text_files(folder);
  if (files.empty()) return missing_folder(folder);
  Texts texts;
  texts.language_ = language;
  texts.format_ = language == Language::nl ? NumberFormat::dutch : NumberFormat::english;
  for (const auto& file : files) {
    const auto json = base::read_json_file(file);
    if (!json) return base::Result<Texts>::failure(json.diagnostics());
    if (auto problems = take_entries(file, *json, texts.entries_); !problems.empty()) {
      return base::Result<Texts>::failure(std::move(problems));
    }
  }
  return texts;
}

bool Texts::has(std::string_view key) const { return entries_.find(key) != entries_.end(); }

void Texts::add_term(std::string id, std::string words) { terms_.insert_or_assign(std::move(id), std::move(words)); }

std::string Texts::value(std::string_view stated) const {
  if (terms_.empty()) return std::string(stated);
  std::string shown;
  for (std::size_t at = 0; at <= stated.size();) {
    const std::size_t end = std::min(stated.find_first_of(";|,", at), stated.size());
    const std::size_t from = std::min(stated.find_first_not_of(' ', at), end);
    const auto term = terms_.find(stated.substr(from, end - from));
    shown += stated.substr(at, from - at);
    shown += term == terms_.end() ? stated.substr(from, end - from) : std::string_view(term->second);
    if (end < stated.size()) shown += stated[end];
    at = end + 1;
  }
  return shown;
}

std::string Texts::operator()(std::string_view key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? "<" + std::string(key) + ">" : found->second;
}

std::string Texts::operator()(const base::Sentence& sentence) const {
  const std::string singular = sentence.key + ".one";
  const std::string pattern = (*this)(counts_one(sentence) && has(singular) ? singular : sentence.key);
  std::string filled;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
    const auto* value = close == std::string::npos
                            ? nullptr
                            : value_named(sentence, std::string_view(pattern).substr(at + 1, close - at - 1));
    if (value == nullptr) {
      filled += pattern[at++];
    } else {
      filled += std::visit(Written{*this}, *value);
      at = close + 1;
    }
  }
  return filled;
}

}  // namespace schouw::text
