// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "geo/base/atomic_file.h"
#include "geo/base/json.h"
#include "geo/base/read_file.h"
#include "geo/base/state_folder.h"
#include "layers/plan/edit_json.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Json;
using base::Result;

constexpr std::array<std::string_view, 3> kKinds = {"taken", "undone", "redone"};
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
  if (const auto number = base::number_in(json, "number")) {
    return base::Sentence::Number{*number, static_cast<int>(base::number_in(json, "decimals").value_or(0.0))};
  }
  if (auto date = base::text_in(json, "date"); !date.empty()) return base::Sentence::Date{std::move(date)};
  return base::Sentence::Key{base::text_in(json, "key")};
}

Json sentence_json(const base::Sentence& sentence) {
  Json values = Json::array();
  for (const auto& [name, value] : sentence.values) values.push_back({name, value_json(value)});
  return {{"key", sentence.key}, {"values", std::move(values)}};
}

base::Sentence sentence_from(const Json& json) {
  base::Sentence sentence{.key = base::text_in(json, "key"), .values = {}};
  for (const Json& pair : base::list_in(json, "values")) {
    if (pair.is_array() && pair.size() == 2 && pair[0].is_string()) {
      sentence.values.emplace_back(pair[0].get<std::string>(), value_from(pair[1]));
    }
  }
  return sentence;
}

std::string record_of(const Happening& once, std::uint64_t revision) {
  const Json json = {{"revision", fmt::format("{:016x}", revision)},
                     {"kind", kKinds[static_cast<std::size_t>(once.kind)]},
                     {"what", sentence_json(once.step->what)},
                     {"who", once.step->who},
                     {"when", once.step->when_iso},
                     {"changes", changes_json(once.step->changes)},
                     {"inverse", changes_json(once.step->inverse)}};
  return base::json_text(json);
}

base::Diagnostic unreadable_record(const std::string& where, const std::string& kind) {
  return {.code = "PLAN-123",
          .message = fmt::format(
              "a record of {} cannot be read: found the kind '{}', expected taken, undone or redone", where, kind),
          .where = {.file = where},
          .hint = "it was written by another version of Schouw, or damaged"};
}

std::uint64_t revision_from(const std::string& text) {
  std::uint64_t revision = 0;
  std::from_chars(text.data(), text.data() + text.size(), revision, 16);
  return revision;
}

// A record of the journal: what happened, and the revision of the plan after it.
struct Told {
  Happening once;
  std::uint64_t revision = 0;
};

Result<Told> told_by(const std::string& record, const std::string& where) {
  const auto json = base::parse_json(record, where);
  if (!json) return Result<Told>::failure(json.diagnostics());
  Told told;
  const std::string kind = base::text_in(*json, "kind");
  const auto known = std::find(kKinds.begin(), kKinds.end(), kind);
  if (known == kKinds.end()) return unreadable_record(where, kind);
  told.once.kind = static_cast<Happening::Kind>(known - kKinds.begin());
  told.revision = revision_from(base::text_in(*json, "revision"));
  Step step{.what = {}, .who = base::text_in(*json, "who"), .when_iso = base::text_in(*json, "when")};
  if (json->contains("what")) step.what = sentence_from((*json)["what"]);
  auto changes = changes_from_json(base::list_in(*json, "changes"), where);
  if (!changes) return Result<Told>::failure(changes.diagnostics());
  auto inverse = changes_from_json(base::list_in(*json, "inverse"), where);
  if (!inverse) return Result<Told>::failure(inverse.diagnostics());
  step.changes = *std::move(changes);
  step.inverse = *std::move(inverse);
  told.once.step = std::make_shared<const Step>(std::move(step));
  return told;
}

}  // namespace

Result<std::optional<Journal::Waiting>> Journal::waiting(const std::filesystem::path& project,
                                                         std::uint64_t saved_revision) {
  using Found = Result<std::optional<Waiting>>;
  const auto path = journal_path(project);
  if (!path) return Found::failure(path.diagnostics());
  std::error_code ignored;
  if (!std::filesystem::exists(*path, ignored)) return std::optional<Waiting>();
  const auto log = base::read_log(*path);
  if (!log) return Found::failure(log.diagnostics());
  Waiting waiting{.base_iso = {}, .happened = {}, .cut_off = log->end != base::LogContents::End::whole};
  base::Diagnostics said;
  for (const std::string& record : log->records) {
    auto told = told_by(record, path->filename().string());
    if (!told) {
      // What follows was made on what is missing.
      said = told.diagnostics();
      for (base::Diagnostic& problem : said) problem.severity = base::Severity::warning;
      break;
    }
    waiting.happened.push_back(std::move(told->once));
    if (told->revision == saved_revision) waiting.happened.clear();  // all of that is saved
  }
  if (waiting.happened.empty()) return {std::optional<Waiting>(), std::move(said)};
  waiting.base_iso = waiting.happened.front().step->when_iso;
  return {std::optional(std::move(waiting)), std::move(said)};
}

bool Journal::is_readable(const std::filesystem::path& project) {
  const auto path = journal_path(project);
  std::error_code ignored;
  if (!path || !std::filesystem::exists(*path, ignored)) return true;
  const auto log = base::read_log(*path);
  return log && std::all_of(log->records.begin(), log->records.end(),
                            [&](const std::string& record) { return told_by(record, path->filename().string()); });
}

Result<Done> Journal::keep_left(const std::filesystem::path& project) {
  const auto path = journal_path(project);
  if (!path) return Result<Done>::failure(path.diagnostics());
  const auto bytes = base::read_file(*path);
  if (!bytes) return Result<Done>::failure(bytes.diagnostics());
  return base::write_file_atomically(path->string() + ".left", *bytes);
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
