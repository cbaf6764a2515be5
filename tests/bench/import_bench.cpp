// SPDX-License-Identifier: EUPL-1.2
// What it costs to import a register of 26 columns: into a project's file, in which its sensors stay, and beside it
// with the whole plan in memory, as a store that is no file takes it; and the same file once more. Each makes its own
// project in every repetition. The peak of memory is that of the process until then: run one at a time for it.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "geo/base/resource_path.h"
#include "layers/plan/import_target.h"
#include "tests/bench/bench_seed.h"

namespace schouw::bench {
namespace {

namespace fs = std::filesystem;
constexpr const char* kNow = "2026-11-27T00:00:00Z";

class Register {
 public:
  explicit Register(std::int64_t rows)
      : folder_(fs::temp_directory_path() / fmt::format("import_{}_{}", ::getpid(), rows)) {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::create_directories(folder_);
    std::mt19937_64 random(kSeed);
    const auto any = [&](std::initializer_list<const char*> words) {
      return *(words.begin() + random() % words.size());
    };
    std::ofstream out(file());
    out << "id,name,kind,status,publication,street,height_above_ground_m,mount,azimuth_deg,tilt_deg,hfov_deg,"
           "range_max_m,active_from,active_until,purpose,legal_basis,personal_data,retention,owner,operator,contact,"
           "confirmed_on,description_nl,x,y,wijk\n";
    for (std::int64_t i = 0; i < rows; ++i) {
      out << fmt::format("S-{:07},Sensor {},", i, i) << any({"camera", "anpr", "air_quality", "weather"}) << ','
          << any({"active", "inactive", "proposed"}) << ',' << any({"public", "internal"}) << ",Oude Delft "
          << random() % 400 << ',' << 2 + random() % 6 << ".5," << any({"lichtmast", "gevel", "paal", ""}) << ','
          << random() % 360 << ",10,90," << 20 + random() % 60 << ",2019-05-01,2031-01-01,"
          << any({"toezicht", "verkeersregeling", "luchtkwaliteit meten"}) << ",AVG art. 6 lid 1 onder e,none,"
          << any({"7", "14", "28"}) << " dagen,Gemeente Delft,Stadstoezicht,sensoren@delft.nl,2026-05-24,"
          << "Meetpunt op de hoek van de Markt," << 80000 + random() % 16000 << '.' << random() % 100 << ','
          << 430000 + random() % 20000 << ',' << "wijk " << random() % 40 << '\n';
    }
  }
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;
  ~Register() { fs::remove_all(folder_); }
  fs::path file() const { return folder_ / "register.csv"; }
  fs::path project() const { return folder_ / "town.schouw.gpkg"; }
  void forget() const {
    for (const char* ending : {"", ".bak", ".lock"}) fs::remove(project().string() + ending);
  }

 private:
  fs::path folder_;
};

void count(benchmark::State& state, std::int64_t rows) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  state.counters["peak_MiB"] = static_cast<double>(used.ru_maxrss) / 1024.0;
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * rows);
}

void into_a_file(benchmark::State& state) {
  const Register rows(state.range(0));
  for (auto run : state) {
    state.PauseTiming();
    rows.forget();
    state.ResumeTiming();
    if (!plan::import_files(rows.project(), {rows.file()}, {.now_iso = kNow})) return state.SkipWithError("refused");
  }
  count(state, state.range(0));
}
BENCHMARK(into_a_file)->Arg(20'000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void once_more(benchmark::State& state) {
  const Register rows(state.range(0));
  if (!plan::import_files(rows.project(), {rows.file()}, {.now_iso = kNow})) return state.SkipWithError("refused");
  for (auto run : state) {
    if (!plan::import_files(rows.project(), {rows.file()}, {.now_iso = kNow})) return state.SkipWithError("refused");
  }
  count(state, state.range(0));
}
BENCHMARK(once_more)->Arg(20'000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

void with_the_plan_in_memory(benchmark::State& state) {
  const Register rows(state.range(0));
  for (auto run : state) {
    state.PauseTiming();
    rows.forget();
    plan::Plan empty{.title = "town"};
    empty.policy = *policy::load_policy(base::resource_root() / "data" / "policy");
    empty.project_crs = *crs::project_crs_from_text("EPSG:7415");
    if (!save_plan(rows.project(), empty)) return state.SkipWithError("cannot write");
    state.ResumeTiming();
    const auto store = plan::package_store(rows.project());
    const auto target = plan::snapshot_target(*store);
    if (!import_files_into(*target, rows.project(), {rows.file()}, {.now_iso = kNow})) {
      return state.SkipWithError("refused");
    }
  }
  count(state, state.range(0));
}
BENCHMARK(with_the_plan_in_memory)
    ->Arg(20'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace schouw::bench
