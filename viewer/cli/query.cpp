// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/query.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "geo/base/visible_text.h"
#include "layers/plan/load_plan.h"
#include "layers/plan/plan.h"
#include "layers/register/field.h"
#include "layers/register/value_text.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct QueryArguments {
  std::string project;
  std::string where;
};

base::Json value_json(const registers::Field& field, const std::string& text) {
  if (field.type == registers::FieldType::yes_no) return text == "true";
  if (field.type != registers::FieldType::number) return text;
  const auto number = registers::number_from_text(text);
  return number ? base::Json(*number) : base::Json(text);
}

base::Json sensor_json(const registers::Sensor& sensor) {
  base::Json json{{"uuid", sensor.uuid.text()},
                  {"id", sensor.id},
                  {"name", sensor.name},
                  {"kind", registers::kind_name(sensor.kind)}};
  if (sensor.position) json["position"] = {sensor.position->east_m, sensor.position->north_m};
  for (const registers::Field& field : registers::registered_fields()) {
    const auto value = field.get(sensor);
    if (value) json[std::string(field.name)] = value_json(field, *value);
  }
  return json;
}

base::Json answer_json(const plan::Plan& plan, const query::Query& query, const query::Matches& matches) {
  base::Json sensors = base::Json::array();
  for (const std::uint32_t index : matches.sensors) sensors.push_back(sensor_json(plan.sensors[index]));
  return {{"where", query.text()},
          {"total", plan.sensors.size()},
          {"matched", matches.sensors.size()},
          {"unknown", matches.unknown},
          {"sensors", sensors}};
}

void print_answer(Shell& shell, const plan::Plan& plan, const query::Matches& matches) {
  for (const std::uint32_t index : matches.sensors) {
    const registers::Sensor& sensor = plan.sensors[index];
    shell.print(fmt::format("{}  {}  {}", base::visible_text(sensor.id), base::visible_text(sensor.name),
                            registers::kind_name(sensor.kind)));
  }
  shell.tell(base::Sentence{"cli.query.count",
                            {{"count", static_cast<std::int64_t>(matches.sensors.size())},
                             {"total", static_cast<std::int64_t>(plan.sensors.size())}}});
  if (matches.unknown == 0) return;
  shell.tell(base::Sentence{"cli.query.unknown", {{"count", static_cast<std::int64_t>(matches.unknown)}}});
}

ExitCode run_query(Shell& shell, const QueryArguments& arguments) {
  static_cast<void>(cancel_on_interrupt());  // reading is not stopped halfway, its answer is
  const auto query = query::Query::parse(arguments.where);
  if (!query) {
    const ExitCode code = shell.fail(query.diagnostics());
    const std::int64_t column = query.diagnostics().front().where.column.value_or(1);
    fmt::print(stderr, "{}\n", base::visible_text(query::marked(arguments.where, column), base::LineEnds::kept));
    return code;
  }
  const auto plan = plan::load_plan(arguments.project);
  if (!plan) return shell.fail(plan.diagnostics());
  const query::Matches matches = query::matches_in((*plan)->sensors, *query);
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(plan.diagnostics());
  if (shell.json()) {
    shell.print_json(answer_json(**plan, *query, matches));
  } else {
    print_answer(shell, **plan, matches);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_query(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("query", "Sensors that match, in the language of docs/query.md");
  auto arguments = std::make_shared<QueryArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_option("--where", arguments->where, "What must hold: \"kind = camera and retention > P28D\"")
      ->required()
      ->type_name("EXPR");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_query(shell, *arguments); }; });
}

}  // namespace schouw::cli
