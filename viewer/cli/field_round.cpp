// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <unordered_map>

#include "geo/base/atomic_file.h"
#include "geo/base/calendar.h"
#include "geo/base/resource_path.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/write_tables.h"
#include "layers/fieldwork/round_list.h"
#include "layers/plan/edit_session.h"
#include "layers/plan/plan_store.h"
#include "layers/register/value_text.h"
#include "viewer/cli/field_round_output.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

using base::Done;
using base::Result;

struct FieldRoundArguments {
  std::string project;
  std::string out;
  std::string street;
  std::string answers;
  std::string round;
  std::string role;
  std::vector<std::string> estimate;
  int empty_lines = 5;
  bool blind = false;
  bool take = false;
};

fieldwork::Say words_of(Shell& shell) {
  return [&texts = shell.texts()](const base::Sentence& sentence) { return texts(sentence); };
}

base::Diagnostic wrong_use(std::string field, std::string message, std::string hint) {
  return {.code = "FLD-100",
          .kind = base::DiagnosticKind::usage,
          .message = std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

// A sheet as a table that the CSV writer takes.
std::string csv_of(const formats::WorkbookSheet& sheet, text::Language language) {
  model::FeatureTable table{.name = sheet.name};
  std::vector<formats::ColumnType> types;
  for (const formats::SheetColumn& column : sheet.columns) {
    table.field_names.push_back(column.name);
    types.push_back(column.type);
  }
  for (const auto& row : sheet.rows) {
    model::Feature& feature = table.features.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) feature.fields.emplace_back(sheet.columns[i].name, row[i]);
  }
  const bool dutch = language == text::Language::nl;
  return formats::csv_text(table, dutch ? formats::CsvProfile::excel_nl : formats::CsvProfile::open, types);
}

Result<Done> write_list(Shell& shell, const std::filesystem::path& out, const fieldwork::RoundList& list) {
  const fieldwork::Say say = words_of(shell);
  const std::string extension = registers::lower_case(out.extension().string());
  if (extension == ".html" || extension == ".htm") {
    return base::write_file_atomically(out, fieldwork::html_of(list, say));
  }
  if (extension == ".csv") {
    return base::write_file_atomically(out, csv_of(fieldwork::sheet_of(list, say), shell.language()));
  }
  if (extension == ".xlsx") {
    formats::Workbook book{.title = say({"field_round.title", {}}), .choices_name = say({"workbook.choices", {}})};
    book.sheets.push_back(fieldwork::sheet_of(list, say));
    return formats::write_xlsx(out, book);
  }
  return wrong_use("--out", fmt::format("a list cannot be written as '{}', expected .html, .csv or .xlsx", extension),
                   "end the name in one of these");
}

ExitCode run_list(Shell& shell, const FieldRoundArguments& arguments) {
  const OutputFile out{.path = arguments.out, .option = "--out", .inputs = {}, .project = arguments.project};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  const auto plan = plan::package_store(arguments.project)->read();
  if (!plan) return shell.fail(plan.diagnostics());
  shell.report(plan.diagnostics());
  const auto list = fieldwork::round_list(**plan, {.street = arguments.street,
                                                   .round = arguments.round,
                                                   .blind = arguments.blind,
                                                   .empty_lines = arguments.empty_lines});
  if (!list) return shell.fail(list.diagnostics());
  const auto written = write_list(shell, arguments.out, *list);
  if (!written) return shell.fail(written.diagnostics());
  std::int64_t sensors = 0;
  for (const auto& street : list->streets) sensors += static_cast<std::int64_t>(street.sensors.size());
  if (shell.json()) {
    shell.print_json({{"file", arguments.out},
                      {"streets", list->streets.size()},
                      {"sensors", sensors},
                      {"secret", list->secret},
                      {"internal", true}});
    return ExitCode::ok;
  }
  shell.print(base::Sentence{
      "cli.field_round.written",
      {{"file", arguments.out}, {"sensors", sensors}, {"streets", static_cast<std::int64_t>(list->streets.size())}}});
  if (list->secret > 0) {
    shell.print(base::Sentence{"cli.field_round.secret", {{"count", std::int64_t{list->secret}}}});
  }
  return ExitCode::ok;
}

// What of the answers the plan does not have yet.
std::vector<plan::Change> changed_records(const plan::Plan& plan, const fieldwork::Answers& answers,
                                          registers::MergeCounts& counts) {
  std::unordered_map<std::string, const registers::RegisterRecord*> held;
  for (const registers::RegisterRecord& record : plan.records) {
    if (record.type == registers::RecordType::observation) held.emplace(record.id, &record);
  }
  std::vector<plan::Change> changes;
  for (const fieldwork::Observation& answer : answers.observations) {
    const registers::RegisterRecord record = fieldwork::record_of(answer);
    const auto known = held.find(record.id);
    if (known != held.end() && *known->second == record) {
      ++counts.unchanged;
      continue;
    }
    ++(known == held.end() ? counts.added : counts.changed);
    changes.push_back(plan::expecting(plan, plan::PutRecord{record, {}}));
  }
  return changes;
}

Result<ReadRound> read_round(const FieldRoundArguments& arguments, const plan::Plan& plan,
                             const base::Progress& progress) {
  const auto tables = formats::read_feature_file(arguments.answers, progress);
  if (!tables) return Result<ReadRound>::failure(tables.diagnostics());
  const auto schema = registers::load_schema(base::resource_root() / "data" / "registers" / "observations.json");
  if (!schema) return Result<ReadRound>::failure(schema.diagnostics());
  auto answers = fieldwork::read_answers(*tables, *schema, plan,
                                         {.round = arguments.round,
                                          .role = arguments.role,
                                          .today_iso = base::today_iso(),
                                          .file_name = std::filesystem::path(arguments.answers).filename().string()});
  base::Diagnostics said = tables.diagnostics();
  base::append(said, answers.diagnostics());
  if (!answers) return Result<ReadRound>::failure(std::move(said));
  ReadRound round{.round = arguments.round, .answers = *std::move(answers), .taken = arguments.take};
  round.proposals = fieldwork::proposals_of(plan, round.answers.observations);
  return {std::move(round), std::move(said)};
}

// As one step of the history: the answers, and with --take what they change of the register.
Result<ReadRound> keep_answers(const FieldRoundArguments& arguments, const base::Progress& progress) {
  auto session = plan::EditSession::begin(arguments.project);
  if (!session) return Result<ReadRound>::failure(session.diagnostics());
  const auto stored = session->read();
  if (!stored) return Result<ReadRound>::failure(stored.diagnostics());
  plan::Document document = plan::opened(*stored);
  auto round = read_round(arguments, *document.plan, progress);
  if (!round) return round;
  std::vector<plan::Change> changes = changed_records(*document.plan, round->answers, round->counts);
  if (arguments.take) {
    for (const fieldwork::Proposal& proposal : round->proposals) {
      changes.push_back(plan::put_sensor(*document.plan, proposal.sensor));
    }
  }
  if (changes.empty()) return round;
  const auto taken =
      plan::take(document, {.what = {"edit.field_round",
                                     {{"round", arguments.round},
                                      {"count", static_cast<std::int64_t>(round->answers.observations.size())}}},
                            .who = arguments.role.empty() ? "field" : arguments.role,
                            .when_iso = base::now_utc_iso(),
                            .changes = std::move(changes),
                            .inverse = {}});
  if (!taken) return Result<ReadRound>::failure(taken.diagnostics());
  const auto saved = session->save(document);
  if (!saved) return Result<ReadRound>::failure(saved.diagnostics());
  base::Diagnostics said = stored.diagnostics();
  base::append(said, round.diagnostics());
  base::append(said, saved.diagnostics());
  return {*std::move(round), std::move(said)};
}

ExitCode run_answers(Shell& shell, const FieldRoundArguments& arguments) {
  const auto round = keep_answers(arguments, shell.progress());
  if (!round) return shell.fail(round.diagnostics());
  shell.report(round.diagnostics());
  if (shell.json()) {
    base::Json answer = read_round_json(*round);
    answer["diagnostics"] = base::to_json(round.diagnostics());
    shell.print_json(answer);
  } else {
    print_read_round(shell, *round);
  }
  return ExitCode::ok;
}

ExitCode run_estimate(Shell& shell, const FieldRoundArguments& arguments) {
  const auto plan = plan::package_store(arguments.project)->read();
  if (!plan) return shell.fail(plan.diagnostics());
  const RoundNames names{arguments.estimate.front(), arguments.estimate.back()};
  if (names.first == names.second) {
    return shell.fail({wrong_use("--estimate", "a round compared with itself says nothing of what it missed",
                                 "name two rounds that were walked apart")});
  }
  const auto found = fieldwork::compare_rounds(**plan, names.first, names.second);
  if (!found) return shell.fail(found.diagnostics());
  base::Diagnostics said = plan.diagnostics();
  base::append(said, found.diagnostics());
  shell.report(said);
  if (shell.json()) {
    base::Json answer = comparison_json(names, *found, shell.texts());
    answer["diagnostics"] = base::to_json(said);
    shell.print_json(answer);
  } else {
    print_comparison(shell, names, *found);
  }
  return ExitCode::ok;
}

ExitCode run_field_round(Shell& shell, const FieldRoundArguments& arguments) {
  const int asked = static_cast<int>(!arguments.out.empty()) + static_cast<int>(!arguments.answers.empty()) +
                    static_cast<int>(!arguments.estimate.empty());
  if (asked != 1) {
    return shell.fail({wrong_use("--out", "found none or several of --out, --answers and --estimate, expected one",
                                 "--out writes a list, --answers reads one back, --estimate compares two rounds")});
  }
  if (!arguments.out.empty()) return run_list(shell, arguments);
  if (!arguments.estimate.empty()) return run_estimate(shell, arguments);
  if (arguments.round.empty()) {
    return shell.fail({wrong_use("--round", "--answers does not say of which round",
                                 "give --round NAME; each round has a name of its own")});
  }
  return run_answers(shell, arguments);
}

}  // namespace

void declare_field_round(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand(
      "field-round", "A list per street to take along, its answers read back, and how complete the register is");
  auto arguments = std::make_shared<FieldRoundArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_option("--out", arguments->out, "Writes the list: .html to print, .csv or .xlsx to fill in")
      ->type_name("FILE");
  command->add_option("--street", arguments->street, "Only this street or area");
  command->add_option("--round", arguments->round, "The name of the round");
  command->add_flag("--blind", arguments->blind,
                    "A list without what the register has, for rounds that are to tell how complete it is");
  command->add_option("--lines", arguments->empty_lines, "Empty lines a street")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  command->add_option("--answers", arguments->answers, "Reads a list that was filled in: .csv, .xlsx or .ods")
      ->type_name("FILE");
  command->add_option("--role", arguments->role, "The role of who walked, where a row does not say");
  command->add_flag("--take", arguments->take,
                    "Changes the register where an answer says that it is gone, turned or new");
  command->add_option("--estimate", arguments->estimate, "How many there are, from two rounds walked apart")
      ->expected(2)
      ->type_name("ROUND ROUND");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_field_round(shell, *arguments); }; });
}

}  // namespace schouw::cli
