// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <span>
#include <string>

#include "viewer/cli/shell.h"

namespace CLI {
class App;
}

namespace schouw::cli {

// A subcommand declares its options on the parser and leaves what to run in `chosen`, which is called after parsing.
using SelectedCommand = std::function<ExitCode()>;
using Declare = void (*)(CLI::App& program, Shell& shell, SelectedCommand& chosen);

// The one list: registered_subcommands.cpp.
std::span<const Declare> registered_subcommands();

// Each stands in the file of its name.
void declare_info(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_import(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_analyse(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_at(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_query(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_exposure(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_check(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_advise(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_compare(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_snapshot(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_export(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_present(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_kiosk(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_demo(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_generate_city(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_propose_mapping(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_quality(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_field_round(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_run(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_publish(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_store(CLI::App& program, Shell& shell, SelectedCommand& chosen);
void declare_commands(CLI::App& program, Shell& shell, SelectedCommand& chosen);

}  // namespace schouw::cli
