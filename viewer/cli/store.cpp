// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "layers/plan/shared_plan.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct StoreArguments {
  std::string store;
  plan::StoreOptions options;
};

base::Diagnostic no_store(const std::string& name) {
  return {.code = "DB-102",
          .kind = base::DiagnosticKind::usage,
          .message = "'" + name + "' is no shared plan, expected pg:SERVICE",
          .where = {.file = name},
          .hint = "SERVICE is a section of pg_service.conf"};
}

ExitCode run_init(Shell& shell, const StoreArguments& arguments) {
  const auto service = plan::service_of(arguments.store);
  if (!service) return shell.fail({no_store(arguments.store)});
  const auto made = plan::init_store(*service, arguments.options);
  if (!made) return shell.fail(made.diagnostics());
  shell.report(made.diagnostics());
  if (shell.json()) {
    shell.print_json({{"store", arguments.store},
                      {"new", made->is_new},
                      {"upgraded_from", made->upgraded_from},
                      {"diagnostics", base::to_json(made.diagnostics())}});
    return ExitCode::ok;
  }
  const char* key = made->is_new              ? "cli.store.made"
                    : made->upgraded_from > 0 ? "cli.store.upgraded"
                                              : "cli.store.there";
  shell.print(base::Sentence{key, {{"store", arguments.store}}});
  shell.print(base::Sentence{"cli.store.roles", {}});
  return ExitCode::ok;
}

}  // namespace

void declare_store(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("store", "A plan that an organisation shares, in PostgreSQL with PostGIS");
  command->require_subcommand(1);
  auto* init = command->add_subcommand("init", "Makes the store, or brings an older one to this version");
  auto arguments = std::make_shared<StoreArguments>();
  init->add_option("STORE", arguments->store, "pg:SERVICE, a service of pg_service.conf")->required()->type_name("");
  init->add_option("--project-crs", arguments->options.project_crs,
                   "The coordinate system of a new plan; default EPSG:7415")
      ->type_name("EPSG:n");
  init->add_option("--from", arguments->options.from, "A project whose plan the new store is to hold")
      ->type_name("PROJECT");
  init->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_init(shell, *arguments); }; });
}

}  // namespace schouw::cli
