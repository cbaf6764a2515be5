// SPDX-License-Identifier: EUPL-1.2
#include <cstdio>
#include <exception>
#include <new>

#include "geo/formats/gdal_environment.h"
#include "viewer/cli/program.h"

int main(int argument_count, char** arguments) {
  try {
    schouw::formats::prepare_gdal();
    return schouw::cli::run_program(argument_count, arguments);
  } catch (const std::bad_alloc&) {
    std::fputs("error CLI-111 schouw: out of memory; take larger cells, fewer sensors or smaller files\n", stderr);
    return 7;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "error CLI-199 schouw: internal error: %s; please report it with the command\n",
                 problem.what());
    return 1;
  }
}
