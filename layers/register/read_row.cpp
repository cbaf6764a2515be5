// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/read_row.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/base/content_hash.h"
#include "geo/base/json.h"
#include "layers/register/direction.h"
#include "layers/register/field_access.h"
#include "layers/register/field_rules.h"
#include "layers/register/mail_address.h"
#include "layers/register/stream_terms.h"
#include "layers/register/value_text.h"
#include "layers/register/vocabulary.h"

namespace schouw::registers {

namespace {

constexpr double kSquare_m = 100.0;

bool is_placeholder(const Mapping& mapping, const Field& field, const std::string& text) {
  const auto quantity = field.type == FieldType::number ? quantity_from_text(text, field.unit) : std::nullopt;
  if (quantity) {
    return std::find(mapping.placeholder_numbers.begin(), mapping.placeholder_numbers.end(),
                     std::optional(quantity->value)) != mapping.placeholder_numbers.end();
  }
  const auto date = field.type == FieldType::date ? date_from_text(text) : std::nullopt;
  const auto& words = mapping.placeholders;
  if (date) return std::find(words.begin(), words.end(), *date) != words.end();
  const std::string word = lower_case(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (word == words[i] && (field.type == FieldType::number || !mapping.placeholder_numbers[i])) return true;
  }
  return false;
}

// An object or a nested list is data for a program, not what a register states; a field with a form reads its own.
bool looks_like_json(const Field& field, std::string_view text) {
  if (field.fault != nullptr || text.size() < 2 || (text.front() != '{' && text.front() != '[')) return false;
  const auto json = base::parse_json(std::string(text), "cell");
  return json && json->is_structured();
}

// A polygon may fill pages.
std::string shown(const std::string& text) { return text.size() <= 120 ? text : text.substr(0, 117) + "..."; }

std::string as_choice(std::string_view text) {
  std::string word = lower_case(text);
  std::replace(word.begin(), word.end(), ' ', '_');
  std::replace(word.begin(), word.end(), '-', '_');
  return word;
}

// Where a register that says "geen" says that there is none, which is more than an empty cell does: a check blames a
// source only for what it says.
bool says_none(const Field& field, const std::string& text) {
  static constexpr std::array<std::string_view, 6> kMayBeNone = {
      "responsible_officer", "contact", "decision_reference", "legal_ground", "data_rights", "privacy_statement_url"};
  static constexpr std::array<std::string_view, 4> kWords = {"geen", "niemand", "none", "nobody"};
  const auto holds = [](const auto& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  return holds(kMayBeNone, field.name) && holds(kWords, lower_case(text));
}

class RowReader {
 public:
  RowReader(Row& row, Sensor& sensor, const RowContext& context, RowTally& tally)
      : row_(row), sensor_(sensor), context_(context), tally_(tally) {}

  void read(const FieldRule& rule) {
    auto text = stated_text(rule);
    if (text && rule.field->fault == nullptr) {
      // Where a cell says "none" in JSON it says nothing.
      if (auto plain = text_of_json_cell(*text, rule.field->list ? "|" : "; ")) text = std::move(plain);
      if (text->empty()) return read_empty(rule);
    }
    if (!text) return read_nothing(rule);
    if (is_spreadsheet_error(*text)) return refuse(rule, *text);
    if (rule.any) {
      rule.field->set(sensor_, *rule.any);
      return keep(rule, *text);
    }
    if (rule.field->list) text = as_list(rule, *text);
    const auto word = rule.values.find(lower_case(*text));
    if (word != rule.values.end()) {
      rule.field->set(sensor_, word->second);
    } else if (rule.direction) {
      return read_direction(rule, *text);
    } else if (!set(rule, *text)) {
      return refuse(rule, *text);
    }
    mark(rule);
  }

 private:
  std::optional<std::string> stated_text(const FieldRule& rule) {
    if (rule.lookup) return context_.lookups == nullptr ? std::nullopt : context_.lookups->value(*rule.lookup, row_);
    if (!rule.join) return row_.text(rule.from, rule.fillers);
    std::optional<std::string> joined;
    for (const std::string& column : rule.from) {
      const auto text = row_.text(column);
      if (text) joined = joined ? *joined + *rule.join + *text : *text;
    }
    return joined;
  }

  // Each value of a list by the words of the mapping; a word that stands for "not known" is none.
  std::string as_list(const FieldRule& rule, const std::string& text) {
    std::string list;
    for (const std::string& part : parts_of(text, rule.split.empty() ? std::string("|") : "|" + rule.split)) {
      const auto word = rule.values.find(lower_case(part));
      const std::string value = word == rule.values.end() ? with_terms(*rule.field, part) : word->second;
      if (!is_placeholder(context_.mapping, *rule.field, value)) list += (list.empty() ? "" : "|") + value;
    }
    // Of nothing but such words the first is told of.
    return list.empty() ? text : list;
  }

  void mark(const FieldRule& rule) {
    if (rule.field->set_basis != nullptr && rule.field->type == FieldType::number) {
      rule.field->set_basis(sensor_, rule.basis);
    }
  }

  void read_nothing(const FieldRule& rule) {
    if (rule.otherwise) {
      rule.field->set(sensor_, *rule.otherwise);
    } else if (rule.field->name == "kind") {
      tally_.diagnostics.push_back(missing_kind());
    } else if (!context_.text_only && row_.has_empty_text(rule.from)) {
      read_empty(rule);
    }
  }

  void read_empty(const FieldRule& rule) {
    if (rule.field->clear == nullptr) return;
    rule.field->clear(sensor_, MissingReason::placeholder);
    ++tally_.placeholders;
  }

  base::Diagnostic missing_kind() {
    auto problem = row_diagnostic("REG-107", fmt::format("row {} states no kind; taken as other", row_.feature().row),
                                  row_, context_.options.file_name);
    problem.where.field = "kind";
    problem.hint = "state the kind of the sensor; without it no coverage can be assumed";
    return problem;
  }

  bool set(const FieldRule& rule, const std::string& text) {
    const Field& field = *rule.field;
    if (field.type == FieldType::choice) {
      return field.set(sensor_, as_choice(text)) || set_term(rule, text) || set_one_of_several(rule, text);
    }
    if (field.clear != nullptr && says_none(field, text)) {
      field.clear(sensor_, MissingReason::source_says_none);
      return true;
    }
    if (is_placeholder(context_.mapping, field, text)) return false;
    if (field.type == FieldType::number) {
      const auto number = quantity_from_text(text, field.unit);
      // The schema's unit holds for a number that states none.
      const double factor = number && !number->unit_stated ? rule.factor : 1.0;
      return number && field.set(sensor_, canonical_number(number->value * factor));
    }
    if (field.type == FieldType::date && set_month_or_year(rule, text)) return true;
    if (field.type == FieldType::text && looks_like_json(field, text)) return false;
    return field.set(sensor_, with_terms(field, text));
  }

  // A start or an end that is known to the month is known. The sensor counts on every day that may be meant.
  bool set_month_or_year(const FieldRule& rule, const std::string& text) {
    const Field& field = *rule.field;
    const bool begins = field.name == "active_from";
    const auto days = begins || field.name == "active_until" ? days_of_month_or_year(text) : std::nullopt;
    if (!days) return false;
    const std::string& day = begins ? days->first : days->last;
    if (is_placeholder(context_.mapping, field, day) || !field.set(sensor_, day)) return false;
    field.set_basis(sensor_, Basis::assumed);
    keep(rule, text);
    auto note = row_diagnostic(
        "REG-147",
        fmt::format("row {}: '{}' is '{}', which is no day; {}, its {} day, is taken", row_.feature().row,
                    row_.column_name(rule.from), text, day, begins ? "first" : "last"),
        row_, context_.options.file_name);
    note.severity = base::Severity::note;
    note.where.field = field.name;
    note.hint = "state the day where it is known";
    tally_.diagnostics.push_back(std::move(note));
    return true;
  }

  // What a term of a vocabulary says as a value of this choice; nothing where the text is no such term.
  std::optional<std::string> term_word(const Field& field, std::string_view text) const {
    const Vocabulary* vocabulary = context_.options.vocabulary;
    const Term* term = vocabulary == nullptr ? nullptr : term_named(*vocabulary, text);
    return term == nullptr ? std::nullopt : choice_of(*term, field);
  }

  // Terms by their ids as the vocabulary writes them; any other text as it stands.
  std::string with_terms(const Field& field, const std::string& text) const {
    const Vocabulary* vocabulary = context_.options.vocabulary;
    if (vocabulary == nullptr) return text;
    if (field.name == "data_streams") return streams_in_terms(*vocabulary, text);
    if (!takes_terms(field)) return text;
    return canonical_terms(*vocabulary, text, field.list ? "|" : "; ").value_or(text);
  }

  // Of a kind the term is kept beside it: it may say more.
  bool set_term(const FieldRule& rule, const std::string& text) {
    const auto word = term_word(*rule.field, text);
    if (!word) return false;
    if (rule.field->name == "kind") keep(rule, text);
    return rule.field->set(sensor_, *word);
  }

  // "camera;ALPR": what one device is twice over. Of kinds the one that says more is taken, camera before other; of
  // other choices none.
  bool set_one_of_several(const FieldRule& rule, const std::string& text) {
    std::vector<std::string> words;
    for (const std::string& part : parts_of(text, ";|,/+")) {
      const auto known = rule.values.find(lower_case(part));
      std::string word =
          known == rule.values.end() ? term_word(*rule.field, part).value_or(as_choice(part)) : known->second;
      if (!is_choice(rule.field->choices, word)) return false;
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    if (words.size() == 1 && rule.field->name == "kind") keep(rule, text);
    if (words.size() < 2) return words.size() == 1 && rule.field->set(sensor_, words.front());
    if (rule.field->name != "kind") return false;
    const auto special = std::find_if(words.begin(), words.end(),
                                      [](const std::string& word) { return word != "camera" && word != "other"; });
    const std::string more = special == words.end() ? std::string("camera") : *special;
    rule.field->set(sensor_, more);
    keep(rule, text);
    auto note = row_diagnostic(
        "REG-144", fmt::format("row {}: '{}' names several kinds; it is taken as {}", row_.feature().row, text, more),
        row_, context_.options.file_name);
    note.severity =
        words.size() == 2 && words.front() != words.back() ? base::Severity::note : base::Severity::warning;
    note.where.field = rule.field->name;
    note.hint = "enter one sensor per device where they are more than one";
    tally_.diagnostics.push_back(std::move(note));
    return true;
  }

  void refuse(const FieldRule& rule, const std::string& text) {
    const Field& field = *rule.field;
    if (is_placeholder(context_.mapping, field, text)) {
      ++tally_.placeholders;
      if (field.clear != nullptr) field.clear(sensor_, MissingReason::placeholder);
      return;
    }
    if (field.clear != nullptr) field.clear(sensor_, MissingReason::unreadable);
    auto problem =
        row_diagnostic(field.name == "kind" ? "REG-106" : "REG-104",
                       fmt::format("row {}: '{}' is '{}', expected {}; the value is left out", row_.feature().row,
                                   row_.column_name(rule.from), shown(text), expected_text(field, text)),
                       row_, context_.options.file_name);
    problem.where.field = field.name;
    problem.hint = "correct the value in the register and import it again";
    tally_.diagnostics.push_back(std::move(problem));
    keep(rule, text);
  }

  // What the record has no value for is kept as the source states it.
  void keep(const FieldRule& rule, const std::string& text) {
    sensor_.unknown_fields.emplace_back(row_.column_name(rule.from), text);
  }

  void read_direction(const FieldRule& rule, const std::string& text) {
    const auto direction = direction_from_text(text);
    if (!direction) return refuse(rule, text);
    if (direction->several) {
      keep(rule, text);
      sensor_.azimuth_deg.missing = MissingReason::unreadable;
      sensor_.lens.value = "multi_imager";
      auto note = row_diagnostic("REG-114",
                                 fmt::format("row {}: '{}' names several directions; none is taken as the direction",
                                             row_.feature().row, text),
                                 row_, context_.options.file_name);
      note.severity = base::Severity::note;
      note.where.field = rule.field->name;
      note.hint = "enter one sensor per camera head, each with its own direction";
      tally_.diagnostics.push_back(std::move(note));
      return;
    }
    double azimuth_deg = direction->azimuth_deg;
    if (rule.from_true_north && sensor_.position) {
      const auto convergence = context_.grid_north.convergence(*sensor_.position);
      if (convergence) azimuth_deg -= convergence->degrees();
    }
    rule.field->set(sensor_, canonical_number(base::normalised_azimuth_deg(azimuth_deg)));
    if (direction->width_deg && !sensor_.hfov_deg) {
      sensor_.hfov_deg = {.value = *direction->width_deg, .basis = rule.basis};
    }
    mark(rule);
  }

  Row& row_;
  Sensor& sensor_;
  const RowContext& context_;
  RowTally& tally_;
};

void mask_addresses(Sensor& sensor, RowTally& tally) {
  for (const Field& field : registered_fields()) {
    if (field.type != FieldType::text || field.name == "id") continue;
    auto text = field.get(sensor);
    if (!text || text->find('@') == std::string::npos) continue;
    if (const int masked = mask_private_addresses(*text); masked > 0) {
      field.set(sensor, *text);
      tally.masked_addresses += masked;
    }
  }
  for (auto& [name, text] : sensor.unknown_fields) tally.masked_addresses += mask_private_addresses(text);
}

void keep_unknown(Row& row, Sensor& sensor, const RowContext& context, RowTally& tally) {
  for (auto& [name, text] : row.unused(context.mapping.ignore)) {
    const auto at = std::lower_bound(tally.unknown_columns.begin(), tally.unknown_columns.end(), name);
    if (at == tally.unknown_columns.end() || *at != name) tally.unknown_columns.insert(at, name);
    sensor.unknown_fields.emplace_back(std::move(name), std::move(text));
  }
}

// A file that Schouw exported says who each row is, in a UUID of version 5; any other one is what a register states.
// --source says so too, and goes before it; no two sensors are one.
void take_identity(Row& row, Sensor& sensor, const RowContext& context, RowTally& tally) {
  constexpr std::size_t kVersionAt = 14;
  const std::string text = row.peek("uuid").value_or("");
  const auto uuid = base::uuid_from_text(text);
  if (!context.mapping.same_names || !uuid || text[kVersionAt] != '5') return;
  static_cast<void>(row.text("uuid"));  // it is no unknown column
  if (context.options.source.empty() && tally.identities.insert(*uuid).second) sensor.uuid = *uuid;
}

}  // namespace

std::string name_by_pattern(const std::string& pattern, const std::string& id) {
  const std::size_t place = pattern.find("{id}");
  if (place == std::string::npos) return id;
  return pattern.substr(0, place) + id + pattern.substr(place + 4);
}

Sensor read_row(Row& row, const std::string& id, const std::optional<crs::MapPosition>& position,
                const RowContext& context, RowTally& tally) {
  const std::string& source = context.options.source.empty() ? context.mapping.system : context.options.source;
  Sensor sensor{.uuid = base::named_uuid(source, id),
                .id = id,
                .sources = {{source, id, context.mapping.licence}},
                .position = position};
  RowReader reader(row, sensor, context, tally);
  for (const FieldRule& rule : context.mapping.fields) {
    if (rule.field->name != "id") reader.read(rule);
  }
  if (sensor.name.empty()) sensor.name = name_by_pattern(context.mapping.name_pattern, id);
  take_identity(row, sensor, context, tally);
  keep_unknown(row, sensor, context, tally);
  mask_addresses(sensor, tally);
  return sensor;
}

crs::MapPosition centre_of_square(const crs::MapPosition& at) {
  return {(std::floor(at.east_m / kSquare_m) + 0.5) * kSquare_m,
          (std::floor(at.north_m / kSquare_m) + 0.5) * kSquare_m, 0.0};
}

Sensor household(const Sensor& sensor) {
  // The UUID of the source's own id would lead back to it.
  const std::string system = sensor.sources.empty() ? std::string() : sensor.sources.front().system;
  // One that was made so before, and comes back in a file that Schouw exported, is the same device.
  const std::string prefix = "household-";
  const bool made_before = sensor.id.starts_with(prefix) && sensor.uuid == base::named_uuid("household", sensor.id);
  const std::string id =
      made_before ? sensor.id : prefix + base::ContentHash().add_text(system).add_text(sensor.id).hex();
  Sensor kept{.uuid = base::named_uuid("household", id),
              .id = id,
              .kind = sensor.kind,
              .scope = Scope::household,
              .position_generalised = true};
  for (const SourceRef& source : sensor.sources) kept.sources.push_back({source.system, "", source.licence});
  if (sensor.position) kept.position = centre_of_square(*sensor.position);
  kept.publication.value = Publication::internal;
  return kept;
}

}  // namespace schouw::registers
