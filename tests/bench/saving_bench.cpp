// SPDX-License-Identifier: EUPL-1.2
// What it costs to save one edit, or a thousand, of a project with 100,000 sensors of 24 columns each: the copy of
// the file, its check, the rows, and putting it in place with its syncs. Beside it the whole file written anew.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "geo/tables/update_package.h"

namespace schouw::bench {
namespace {

constexpr int kSensors = 100'000;
constexpr int kColumns = 24;

tables::Package package_of_town() {
  tables::Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  tables::Table sensors{"sensors", "", tables::GeometryType::point, {}, {}};
  for (int c = 0; c < kColumns; ++c) sensors.columns.push_back({"column_" + std::to_string(c)});
  for (int i = 0; i < kSensors; ++i) {
    tables::Row row{model::Coordinate{80000.0 + i % 1000, 440000.0 + i / 1000, {}}, {}};
    for (int c = 0; c < kColumns; ++c) row.cells.emplace_back("value " + std::to_string(i * c % 977));
    sensors.rows.push_back(std::move(row));
  }
  package.tables = {std::move(sensors)};
  return package;
}

class Project {
 public:
  Project() : path_(std::filesystem::temp_directory_path() / ("saving_" + std::to_string(::getpid()) + ".gpkg")) {}
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;
  ~Project() {
    for (const char* ending : {"", ".bak"}) std::filesystem::remove(path_.string() + ending);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void save_edits(benchmark::State& state) {
  const Project project;
  if (!write_package(project.path(), package_of_town(), "")) return state.SkipWithError("cannot write");
  std::int64_t edit = 0;
  for (auto run : state) {
    auto update = tables::PackageUpdate::begin(project.path());
    for (std::int64_t i = 0; i < state.range(0) && update; ++i, ++edit) {
      const double x = 80000.0 + static_cast<double>(edit % 997);
      const tables::RowChange change{.values = {{"column_3", std::to_string(edit)}},
                                     .geometry = model::Coordinate{x, 440000.0, {}}};
      if (!update->update("sensors", 1 + edit * 7919 % kSensors, change)) state.SkipWithError("refused");
    }
    if (!update || !update->commit("2026-11-21T10:00:00Z")) state.SkipWithError("not saved");
  }
  state.counters["file_MiB"] = static_cast<double>(std::filesystem::file_size(project.path())) / (1 << 20);
}
BENCHMARK(save_edits)->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

void begin_only(benchmark::State& state) {
  const Project project;
  if (!write_package(project.path(), package_of_town(), "")) return state.SkipWithError("cannot write");
  for (auto run : state) benchmark::DoNotOptimize(tables::PackageUpdate::begin(project.path()));
}
BENCHMARK(begin_only)->Unit(benchmark::kMillisecond)->UseRealTime();

void write_anew(benchmark::State& state) {
  const Project project;
  const auto package = package_of_town();
  for (auto run : state) {
    if (!write_package(project.path(), package, "")) state.SkipWithError("cannot write");
  }
}
BENCHMARK(write_anew)->Unit(benchmark::kMillisecond)->UseRealTime();

void read_whole(benchmark::State& state) {
  const Project project;
  if (!write_package(project.path(), package_of_town(), "")) return state.SkipWithError("cannot write");
  for (auto run : state) benchmark::DoNotOptimize(tables::read_package(project.path()));
}
BENCHMARK(read_whole)->Unit(benchmark::kMillisecond)->UseRealTime();

void read_one_column(benchmark::State& state) {
  const Project project;
  if (!write_package(project.path(), package_of_town(), "")) return state.SkipWithError("cannot write");
  for (auto run : state) {
    auto reader = tables::PackageReader::open(project.path());
    std::size_t bytes = 0;
    const auto done = reader->for_each_row("sensors", {"column_3"}, [&](tables::Row&& row) {
      bytes += std::get<std::string>(row.cells[0]).size();
      return true;
    });
    benchmark::DoNotOptimize(bytes);
    if (!done) state.SkipWithError("cannot read");
  }
}
BENCHMARK(read_one_column)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace schouw::bench
