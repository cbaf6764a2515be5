// SPDX-License-Identifier: EUPL-1.2
// The main of every benchmark program: a result file states the versions and the seed that made it.
#include <benchmark/benchmark.h>

#include <string>

#include "geo/crs/project_crs.h"
#include "geo/formats/gdal_environment.h"
#include "geo/tables/geopackage.h"
#include "tests/bench/bench_seed.h"

int main(int argument_count, char** arguments) {
  schouw::formats::prepare_gdal();
  benchmark::AddCustomContext("schouw", SCHOUW_VERSION);
  benchmark::AddCustomContext("compiler", __VERSION__);
  benchmark::AddCustomContext("gdal", schouw::formats::gdal_version());
  benchmark::AddCustomContext("proj", schouw::crs::proj_version());
  benchmark::AddCustomContext("simdjson", schouw::formats::simdjson_version());
  benchmark::AddCustomContext("sqlite", schouw::tables::sqlite_version());
  benchmark::AddCustomContext("seed", std::to_string(schouw::bench::kSeed));
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
