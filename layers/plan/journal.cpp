// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/journal.h"

#include <array>
#include <system_error>

#include "geo/base/json.h"
#include "geo/base/state_folder.h"
#include "layers/plan/edit_json.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Json;
using base::Result;

constexpr std::array<const char*, 3> kKinds = {"taken", "undone", "redone"};
constexpr std::uint32_t kJournalVersion = 1;

Result<std::filesystem::path> journal_path(const std::filesystem::path& project) {
  auto folder = base::state_folder();
  if (!folder) return folder;
  return *folder / (base::state_name_of(project) + ".journal");
}

Json value_json(const base::Sentence::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* number = std::get_if<base::Sentence::Number>(&value)) {
    return {{"number", number->value}, {"decimals", number->decimals}};
  }
  if (const auto* key = std::get_if<base::Sentence::Key>(&value)) return {{"key", key->key}};
  if (const auto* date = std::get_if<base::Sentence::Date>(&value)) return {{"date", date->iso}};
  return std::get<base::Sentence::List>(value).items;
}

base::Sentence::Value value_from(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_array()) {
    base::Sentence::List list;
    for (const Json& item : json) list.items.push_back(item.is_string() ? item.get<std::string>() : std::string());
    return list;
  }
  if (json.contains("number")) return base::Sentence::Number{json.value("number", 0.0), json.value("decimals", 0)};
  if (json.contains("date")) return base::Sentence::Date{json.value("date", "")};
  return base::Sentence::Key{json.is_object() ? json.value("key", "") : ""};
}

Json sentence_json(const base::Sentence& sentence) {
  Json values = Json::array();
  for (const auto& [name, value] : sentence.values) values.push_back({name, value_json(value)});
  return {{"key", sentence.key}, {"values", std::move(values)}};
}

base::Sentence sentence_from(const Json& json) {
  base::Sentence sentence{.key = json.value("key", ""), .values = {}};
  for (const Json& pair : json.value("values", Json::array())) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string()) {
      sentence.values.emplace_back(pair[0].get<std::string>(), value_from(pair[1]));
    }
  }
  return sentence;
}

std::string record_of(const Happening& once, std::uint64_t revision) {
  const Json json = {{"revision", revision},
                     {"kind", kKinds[static_cast<std::size_t>(once.kind)]},
                     {"what", sentence_json(once.step->what)},
                     {"who", once.step->who},
                     {"when", once.step->when_iso},
                     {"changes", changes_json(once.step->changes)},
                     {"inverse", changes_json(once.step->inverse)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Happening> happening_from(const std::string& record, const std::string& where) {
  const auto json = base::parse_json(record, where);
  if (!json) return Result<Happening>::failure(json.diagnostics());
  Happening once;
  Step step;
  const std::string kind = json->value("kind", "");
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kind == kKinds[i]) once.kind = static_cast<Happening::Kind>(i);
  }
  step.what = sentence_from(json->value("what", Json::object()));
  step.who = json->value("who", "");
  step.when_iso = json->value("when", "");
  auto changes = changes_from_json(json->value("changes", Json::array()), where);
  auto inverse = changes_from_json(json->value("inverse", Json::array()), where);
  if (!changes) return Result<Happening>::failure(changes.diagnostics());
  if (!inverse) return Result<Happening>::failure(inverse.diagnostics());
  step.changes = *std::move(changes);
  step.inverse = *std::move(inverse);
  once.step = std::make_shared<const Step>(std::move(step));
  return once;
}

}  // namespace

bool Journal::waits(const std::filesystem::path& project) {
  const auto found = waiting(project);
  return found && found->has_value();
}

Result<std::optional<Journal::Waiting>> Journal::waiting(const std::filesystem::path& project) {
  using Found = Result<std::optional<Waiting>>;
  const auto path = journal_path(project);
  if (!path) return Found::failure(path.diagnostics());
  std::error_code ignored;
  if (!std::filesystem::exists(*path, ignored)) return std::optional<Waiting>();
  const auto log = base::read_log(*path);
  if (!log) return Found::failure(log.diagnostics());
  Waiting waiting{.cut_off = log->end != base::LogContents::End::whole};
  base::Diagnostics said;
  for (const std::string& record : log->records) {
    auto once = happening_from(record, path->filename().string());
    if (!once) {
      // What follows was made on what is missing.
      said = once.diagnostics();
      for (base::Diagnostic& problem : said) problem.severity = base::Severity::warning;
      break;
    }
    waiting.happened.push_back(*std::move(once));
    const auto json = base::parse_json(record, "journal");
    waiting.revision = json ? json->value("revision", std::uint64_t{0}) : 0;
  }
  if (waiting.happened.empty()) return {std::optional<Waiting>(), std::move(said)};
  waiting.base_iso = waiting.happened.front().step->when_iso;
  return {std::optional(std::move(waiting)), std::move(said)};
}

Result<Journal> Journal::open(const std::filesystem::path& project) {
  const auto path = journal_path(project);
  if (!path) return Result<Journal>::failure(path.diagnostics());
  auto log = base::AppendLog::open_or_create(*path, {.content_version = kJournalVersion});
  if (!log) return Result<Journal>::failure(log.diagnostics());
  base::Diagnostics said = log.diagnostics();
  return {Journal(*std::move(log)), std::move(said)};
}

Result<Done> Journal::note(const Document& document) {
  for (; noted_ < document.happened.size(); ++noted_) {
    const bool last = noted_ + 1 == document.happened.size();
    const std::uint64_t revision = last ? document.plan->revision : 0;
    if (auto appended = log_.append(record_of(document.happened[noted_], revision)); !appended) return appended;
  }
  return Done{};
}

Result<Done> Journal::clear() {
  noted_ = 0;
  return log_.clear();
}

}  // namespace schouw::plan
