// SPDX-License-Identifier: EUPL-1.2
// The small real run of the interface, as a person feels it: whole processes on the Delft campus (432 buildings of
// 3DBAG, 51 cameras of OpenStreetMap), and the demo from start to picture. Bars on two cores without a GPU: import
// 3 s, analyse at 0.5 m 3 s, snapshot of 1600x1000 5 s, demo 2 s.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace schouw::bench {
namespace {

namespace fs = std::filesystem;

fs::path campus() {
  const char* shared = std::getenv("SCHOUW_SHARED");
  const fs::path root = shared != nullptr ? fs::path(shared) : fs::path(SCHOUW_SOURCE_DIR) / ".." / "shared";
  return root / "data" / "delft-campus";
}

// A folder of our own for the project, gone with the benchmark.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "schouw_bench_XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) folder_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

bool run(benchmark::State& state, const std::string& arguments) {
  const std::string line = fmt::format("'{}' {} >/dev/null 2>&1", SCHOUW_PROGRAM, arguments);
  const int status = std::system(line.c_str());
  if (status != 0) state.SkipWithError(fmt::format("schouw {} ended with status {}", arguments, status).c_str());
  return status == 0;
}

std::string import_line(const fs::path& project) {
  return fmt::format("import '{}' '{}' '{}'", project.string(),
                     (campus() / "tudelft_3dbag_5910_all_lods.city.json").string(),
                     (campus() / "overpass_surveillance_2025.json").string());
}

bool has_campus(benchmark::State& state) {
  if (fs::exists(campus())) return true;
  state.SkipWithError("the folder of real data is absent; name it in SCHOUW_SHARED");
  return false;
}

void import_delft_campus(benchmark::State& state) {
  if (!has_campus(state)) return;
  for ([[maybe_unused]] const auto turn : state) {
    state.PauseTiming();
    const Scratch scratch;
    state.ResumeTiming();
    if (!run(state, import_line(scratch / "delft.schouw.gpkg"))) break;
  }
}

void analyse_delft_campus(benchmark::State& state) {
  const Scratch scratch;
  const fs::path project = scratch / "delft.schouw.gpkg";
  if (!has_campus(state) || !run(state, import_line(project))) return;
  for ([[maybe_unused]] const auto turn : state) {
    if (!run(state, fmt::format("analyse '{}' --cell 0.5 --json", project.string()))) break;
  }
}

void picture_of_delft_campus(benchmark::State& state) {
  const Scratch scratch;
  const fs::path project = scratch / "delft.schouw.gpkg";
  if (!has_campus(state) || !run(state, import_line(project))) return;
  for ([[maybe_unused]] const auto turn : state) {
    if (!run(state, fmt::format("snapshot '{}' --out '{}' --size 1600x1000", project.string(),
                                (scratch / "delft.png").string()))) {
      break;
    }
  }
}

void demo_to_first_picture(benchmark::State& state) {
  const Scratch scratch;
  for ([[maybe_unused]] const auto turn : state) {
    if (!run(state, fmt::format("demo --picture '{}'", (scratch / "demo.png").string()))) break;
  }
}

BENCHMARK(import_delft_campus)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);
BENCHMARK(analyse_delft_campus)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);
BENCHMARK(picture_of_delft_campus)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);
BENCHMARK(demo_to_first_picture)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(3);

}  // namespace
}  // namespace schouw::bench
