// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <regex>
#include <set>

#include "geo/base/json.h"
#include "tests/architecture/check_catalogues.h"

namespace schouw::architecture {
namespace {

struct Words {
  std::string file;  // below the language's folder
  std::set<std::string> places;
};
using Catalogue = std::map<std::string, Words>;

std::set<std::string> places_of(const std::string& words) {
  static const std::regex kPlace(R"(\{([^{}]*)\})");
  return {std::sregex_token_iterator(words.begin(), words.end(), kPlace, 1), {}};
}

void read_words(const SourceFile& file, const std::string& name, Catalogue& catalogue, Problems& problems) {
  const auto json = base::parse_json(file.text, file.path);
  if (!json || !json->is_object()) {
    problems.push_back({file.path, 1, "expected one JSON object of key and words"});
    return;
  }
  for (const auto& [key, words] : json->items()) {
    const std::size_t line = file.line_at(file.text.find('"' + key + '"'));
    if (!words.is_string() || words.get<std::string>().empty()) {
      problems.push_back({file.path, line, fmt::format("{}: expected words", key)});
      continue;
    }
    const bool fresh = catalogue.try_emplace(key, Words{name, places_of(words.get<std::string>())}).second;
    if (!fresh)
      problems.push_back({file.path, line, fmt::format("{} stands twice, also in {}", key, catalogue[key].file)});
  }
}

Catalogue read_language(const SourceTree& tree, const std::string& language, Problems& problems) {
  const std::string folder = "data/text/" + language;
  Catalogue catalogue;
  for (const SourceFile& file : tree.files) {
    if (file.is_below(folder) && file.extension() == ".json") {
      read_words(file, file.path.substr(folder.size() + 1), catalogue, problems);
    }
  }
  return catalogue;
}

void compare(const Catalogue& from, const Catalogue& to, const std::string& language, Problems& problems) {
  for (const auto& [key, words] : from) {
    const std::string path = "data/text/" + language + "/" + words.file;
    const auto found = to.find(key);
    if (found == to.end()) {
      problems.push_back({path, 0, fmt::format("{} is missing here", key)});
    } else if (found->second.file != words.file) {
      problems.push_back({path, 0, fmt::format("{} stands in {} instead", key, found->second.file)});
    } else if (found->second.places != words.places) {
      problems.push_back(
          {path, 0, fmt::format("{} has places {}, the other language {}", key, found->second.places, words.places)});
    }
  }
}

void check_keys(const SourceFile& file, const Catalogue& catalogue, Problems& problems) {
  static const std::regex kWritten(R"re((?:Sentence|Sentence::Key)\s*\{\s*(?:\.key\s*=\s*)?"([^"]+)"\s*[,}])re");
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), kWritten), end; it != end; ++it) {
    if (catalogue.contains((*it)[1])) continue;
    problems.push_back({file.path, file.line_at(static_cast<std::size_t>(it->position(1))),
                        fmt::format("no words for the key {} in data/text", (*it)[1].str())});
  }
}

}  // namespace

Problems check_texts(const SourceTree& tree) {
  Problems problems;
  const Catalogue dutch = read_language(tree, "nl", problems);
  const Catalogue english = read_language(tree, "en", problems);
  compare(dutch, english, "en", problems);
  for (const auto& [key, words] : english) {
    if (!dutch.contains(key)) problems.push_back({"data/text/nl/" + words.file, 0, key + " is missing here"});
  }
  for (const SourceFile& file : tree.files) {
    if (file.is_cpp() && !file.is_below("tests")) check_keys(file, dutch, problems);
  }
  return problems;
}

}  // namespace schouw::architecture
