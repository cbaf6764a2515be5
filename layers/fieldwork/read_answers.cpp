// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/read_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "geo/base/units.h"
#include "layers/register/direction.h"
#include "layers/register/mail_address.h"
#include "layers/register/mapping.h"
#include "layers/register/read_position.h"
#include "layers/register/row.h"
#include "layers/register/value_text.h"

namespace schouw::fieldwork {

namespace {

using registers::Mapping;
using registers::RecordRule;
using registers::Row;

// x and y of a list are in the project's own coordinate system.
Mapping in_project(Mapping mapping, const crs::Crs& project_crs) {
  for (registers::PositionColumns& columns : mapping.positions) {
    if (columns.crs == "project") columns.crs = project_crs.id;
  }
  return mapping;
}

class AnswerReader {
 public:
  AnswerReader(const Mapping& mapping, const plan::Plan& plan, const AnswerOptions& options)
      : mapping_(mapping), plan_(plan), options_(options), transformations_(plan.project_crs) {}

  // A workbook has sheets beside the list, such as its choices: a list has a column of outcomes and one of days.
  void read(const model::FeatureTable& table) {
    if (!has_column(table, "outcome") || !has_column(table, "seen_on")) return;
    const registers::RegisterOptions places{.project_crs = plan_.project_crs, .file_name = options_.file_name};
    registers::PositionReader positions(mapping_, table, places, transformations_);
    answers_.read += static_cast<int>(table.left_out);
    answers_.rejected += static_cast<int>(table.left_out);
    for (const model::Feature& feature : table.features) {
      ++answers_.read;
      Row row(feature);
      if (is_answered(row)) {
        read_row(row, positions);
      } else {
        ++answers_.unanswered;
      }
    }
  }

  base::Result<Answers> finish() {
    if (!answers_.observations.empty() || (answers_.rejected == 0 && answers_.read > 0)) {
      return {std::move(answers_), std::move(said_)};
    }
    said_.push_back({.code = "FLD-108",
                     .message = "no answer could be taken",
                     .where = {.file = options_.file_name},
                     .hint = answers_.read > 0 ? "see the rows named above"
                                               : "give a list that schouw field-round wrote, filled in"});
    return base::Result<Answers>::failure(std::move(said_));
  }

 private:
  const RecordRule& rule(std::string_view field) const {
    return *std::find_if(mapping_.record_fields.begin(), mapping_.record_fields.end(),
                         [&](const RecordRule& one) { return one.field->name == field; });
  }

  bool has_column(const model::FeatureTable& table, std::string_view field) const {
    const std::vector<std::string>& names = rule(field).from;
    return std::any_of(table.field_names.begin(), table.field_names.end(), [&](const std::string& column) {
      const std::string name = registers::lower_case(registers::trimmed(column));
      return std::find(names.begin(), names.end(), name) != names.end();
    });
  }

  // The text of a field, by the words of the mapping where it has some; empty where the row states nothing.
  std::string text(Row& row, std::string_view field) const {
    const RecordRule& of = rule(field);
    auto text = row.text(of.from);
    if (!text) return {};
    const auto word = of.values.find(registers::lower_case(*text));
    if (word != of.values.end()) return word->second;
    registers::mask_private_addresses(*text);
    return *std::move(text);
  }

  bool is_answered(Row& row) const {
    for (const char* field : {"outcome", "seen_on", "azimuth_deg", "note"}) {
      if (!text(row, field).empty()) return true;
    }
    return false;
  }

  // A diagnostic with the row, and with the column by name and number.
  base::Diagnostic problem(const char* code, const Row& row, std::string_view field, const std::string& message,
                           std::string hint) const {
    const std::string name = row.column_name(rule(field).from);
    auto problem = registers::row_diagnostic(code, fmt::format("row {}: {}", row.feature().row, message), row,
                                             options_.file_name);
    problem.where.field = name;
    const auto& fields = row.feature().fields;
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; });
    if (at != fields.end()) problem.where.column = at - fields.begin() + 1;
    problem.hint = std::move(hint);
    return problem;
  }
  bool reject(base::Diagnostic why) {
    why.message += "; the row is left out";
    said_.push_back(std::move(why));
    ++answers_.rejected;
    return false;
  }

  void read_row(Row& row, registers::PositionReader& positions) {
    Observation answer{.round = options_.round};
    if (!read_sensor(row, answer) || !read_outcome(row, answer) || !read_date(row, answer)) return;
    read_rest(row, positions, answer);
    answer.id = id_of(answer);
    // Two devices of which the same is said are two.
    for (int n = 2; !answer.sensor && ids_.contains(answer.id); ++n)
      answer.id = fmt::format("{}#{}", id_of(answer), n);
    if (!ids_.insert(answer.id).second) {
      ++answers_.repeated;
      said_.push_back(problem("FLD-106", row, "sensor", "a further answer for one sensor; the first is kept",
                              "give each round one answer a sensor"));
      return;
    }
    answers_.observations.push_back(std::move(answer));
  }

  bool read_sensor(Row& row, Observation& answer) {
    std::string word = text(row, "sensor");
    const char* said_by = word.empty() ? "id" : "sensor";
    if (word.empty()) word = text(row, "id");
    if (word.empty()) return true;
    const auto found = registers::sensor_named(plan_.sensors, word);
    if (found.index) {
      answer.sensor = plan_.sensors[*found.index].uuid;
      return true;
    }
    return reject(problem("FLD-101", row, said_by,
                          found.several.empty() ? fmt::format("the plan has no sensor '{}'", word)
                                                : fmt::format("several sensors are called '{}'", word),
                          "keep the column uuid of the list as it was written; leave it empty for what is new"));
  }

  bool read_outcome(Row& row, Observation& answer) {
    const std::string word = registers::lower_case(text(row, "outcome"));
    const auto outcome = outcome_from_name(word);
    if (!outcome) {
      return reject(problem("FLD-102", row, "outcome",
                            word.empty() ? std::string("found no outcome") : fmt::format("'{}' is no outcome", word),
                            "one of: stands, gone, turned, masked, blocked, new; or the Dutch words of the list"));
    }
    answer.outcome = *outcome;
    if (*outcome == Outcome::unregistered && answer.sensor) {
      return reject(problem("FLD-105", row, "outcome", "a sensor of the register cannot be new",
                            "leave uuid and id empty for what is new, or give another outcome"));
    }
    if (*outcome == Outcome::unregistered || answer.sensor) return true;
    return reject(problem("FLD-101", row, "sensor", "found no sensor, and it is not new",
                          "keep the column uuid of the list as it was written"));
  }

  bool read_date(Row& row, Observation& answer) {
    const std::string word = text(row, "seen_on");
    const auto date = registers::date_from_text(word);
    if (!date) {
      return reject(problem("FLD-103", row, "seen_on",
                            word.empty() ? std::string("found no date") : fmt::format("'{}' is no date", word),
                            "write the day on which it was seen as dd-mm-yyyy"));
    }
    if (*date > options_.today_iso) {
      return reject(problem("FLD-104", row, "seen_on",
                            fmt::format("{} is still to come, expected {} or before", *date, options_.today_iso),
                            "write the day on which it was seen"));
    }
    answer.seen_on = *date;
    return true;
  }

  void read_rest(Row& row, registers::PositionReader& positions, Observation& answer) {
    answer.seen_by = text(row, "seen_by");
    if (answer.seen_by.empty()) answer.seen_by = options_.role;
    answer.street = text(row, "street");
    answer.note = text(row, "note");
    read_direction(row, answer);
    // What the list says of a sensor is the register's, not an answer.
    if (answer.sensor) return;
    if (const std::string word = registers::lower_case(text(row, "kind")); !word.empty()) {
      answer.kind = registers::kind_from_name(word);
      if (!answer.kind) leave_out(row, "kind", word, "one of the kinds of the native register");
    }
    read_place(row, positions, answer);
  }

  void read_direction(Row& row, Observation& answer) {
    const std::string word = text(row, "azimuth_deg");
    if (word.empty()) return;
    const auto direction = registers::direction_from_text(word);
    if (direction && !direction->several) {
      answer.azimuth_deg = base::normalised_azimuth_deg(direction->azimuth_deg);
    } else {
      leave_out(row, "azimuth_deg", word, "a compass word such as NO or ZW, or degrees from north");
    }
  }

  void read_place(Row& row, registers::PositionReader& positions, Observation& answer) {
    const bool stated = std::any_of(mapping_.positions.begin(), mapping_.positions.end(), [&](const auto& columns) {
      return row.text(columns.east).has_value() || row.text(columns.north).has_value();
    });
    if (!stated) return;
    auto place = positions.read(row);
    if (place) {
      answer.place = crs::MapPosition{place->east_m, place->north_m, 0.0};
      return;
    }
    base::Diagnostic why = place.diagnostics().front();
    why.code = "FLD-107";
    why.severity = base::Severity::warning;
    why.message = fmt::format("row {}: the place cannot be read and is left out of the answer ({})",
                              row.feature().row, place.diagnostics().front().message);
    said_.push_back(std::move(why));
  }

  void leave_out(const Row& row, std::string_view field, const std::string& word, const char* expected) {
    said_.push_back(
        problem("FLD-107", row, field,
                fmt::format("'{}' cannot be read, expected {}; it is left out of the answer", word, expected),
                "correct it in the file and read it again"));
  }

  const Mapping& mapping_;
  const plan::Plan& plan_;
  const AnswerOptions& options_;
  registers::PositionTransformations transformations_;
  std::set<std::string> ids_;
  Answers answers_;
  base::Diagnostics said_;
};

}  // namespace

base::Result<Answers> read_answers(std::span<const model::FeatureTable> tables, const registers::Schema& schema,
                                   const plan::Plan& plan, const AnswerOptions& options) {
  auto mapping = registers::mapping_from(schema);
  if (!mapping) return base::Result<Answers>::failure(mapping.diagnostics());
  const Mapping in_plan = in_project(*std::move(mapping), plan.project_crs);
  AnswerReader reader(in_plan, plan, options);
  for (const model::FeatureTable& table : tables) reader.read(table);
  return reader.finish();
}

}  // namespace schouw::fieldwork
