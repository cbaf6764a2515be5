// SPDX-License-Identifier: EUPL-1.2
#include <exception>
#include <iostream>

#include "geo/formats/gdal_environment.h"
#include "viewer/cli/program.h"

int main(int argument_count, char** arguments) {
  try {
    schouw::formats::prepare_gdal();
    return schouw::cli::run_program(argument_count, arguments);
  } catch (const std::exception& problem) {
    std::cerr << "error CLI-199 schouw: internal error: " << problem.what()
              << "; please report it with the command\n";
    return 1;
  }
}
