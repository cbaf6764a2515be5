// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/bench/peers_clock.h"
#include "tests/bench/peers_gdal.h"

// GRASS GIS without a screen, in a location of its own that is thrown away.
namespace schouw::bench {

struct GrassAnswer {
  std::string why_not;  // empty: it ran
  std::string version;
  Cost cost;  // of the r.viewshed processes alone, without reading the surface or setting regions
  std::vector<GdalTown::Window> windows;  // one per camera
};

inline std::string first_line_of(const std::string& command) {
  std::string line;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return line;
  std::array<char, 256> text{};
  if (std::fgets(text.data(), static_cast<int>(text.size()), pipe) != nullptr) line = text.data();
  while (std::fgets(text.data(), static_cast<int>(text.size()), pipe) != nullptr) {
  }
  pclose(pipe);
  while (!line.empty() && line.back() == '\n') line.pop_back();
  return line;
}

// The cells within a camera's range, cut to the town. Rows from the north.
inline GdalTown::Window grass_window(const PeerTown& town, const PeerCamera& camera) {
  const int reach = static_cast<int>(std::ceil(camera.place.view.range_max_m / town.cell_m));
  GdalTown::Window window{.first_column = std::max(0, camera.column - reach),
                          .first_row = std::max(0, camera.row_from_north - reach)};
  window.columns = std::min(town.frame.columns, camera.column + reach + 1) - window.first_column;
  window.rows = std::min(town.frame.rows, camera.row_from_north + reach + 1) - window.first_row;
  return window;
}

// Counted from the town's south-west corner: so numbers in the script stay short.
inline void write_script(const PeerTown& town, const std::vector<const PeerCamera*>& cameras,
                         const std::filesystem::path& folder) {
  const double cell_m = town.cell_m;
  std::ofstream script(folder / "viewsheds.sh");
  script << fmt::format("cd '{}'\nexec 2> log\nTIMEFORMAT='%R %U %S'\n", folder.string())
         << fmt::format(
                "r.in.bin -d input=surface.bin output=surface bytes=8 north={} south=0 east={} west=0 "
                "rows={} cols={} --quiet\n",
                town.frame.rows * cell_m, town.frame.columns * cell_m, town.frame.rows, town.frame.columns);
  for (std::size_t i = 0; i < cameras.size(); ++i) {
    const PeerCamera& camera = *cameras[i];
    const GdalTown::Window w = grass_window(town, camera);
    const double north = (town.frame.rows - w.first_row) * cell_m;
    script << fmt::format("g.region n={} s={} w={} e={} res={} --quiet\n", north, north - w.rows * cell_m,
                          w.first_column * cell_m, (w.first_column + w.columns) * cell_m, cell_m)
           << fmt::format(
                  "{{ time r.viewshed -b input=surface output=seen coordinates={},{} observer_elevation={:.9g} "
                  "target_elevation=0 max_distance={} --overwrite --quiet 2>> log; }} 2>> times\n",
                  (camera.column + 0.5) * cell_m, (town.frame.rows - camera.row_from_north - 0.5) * cell_m,
                  camera.place.view.lens.up_m - town.surface_m[town.index(camera.column, camera.row_from_north)],
                  camera.place.view.range_max_m)
           << fmt::format("r.out.bin -i bytes=1 null=0 input=seen output={}.bin --quiet\n", i);
  }
}

inline void read_answers(const PeerTown& town, const std::vector<const PeerCamera*>& cameras,
                         const std::filesystem::path& folder, GrassAnswer& answer) {
  std::ifstream times(folder / "times");
  for (double real = 0.0, user = 0.0, system = 0.0; times >> real >> user >> system;) {
    answer.cost.wall_ms += real * 1e3;
    answer.cost.cpu_ms += (user + system) * 1e3;
  }
  for (std::size_t i = 0; i < cameras.size(); ++i) {
    GdalTown::Window window = grass_window(town, *cameras[i]);
    window.seen.resize(static_cast<std::size_t>(window.columns) * static_cast<std::size_t>(window.rows));
    std::ifstream file(folder / fmt::format("{}.bin", i), std::ios::binary);
    if (!file.read(reinterpret_cast<char*>(window.seen.data()), static_cast<std::streamsize>(window.seen.size()))) {
      answer.why_not = fmt::format("GRASS gave no viewshed of camera {}", i);
      return;
    }
    answer.windows.push_back(std::move(window));
  }
}

inline GrassAnswer run_grass(const PeerTown& town, const std::vector<const PeerCamera*>& cameras) {
  GrassAnswer answer{.version = first_line_of("command -v grass > /dev/null && grass --version 2>&1")};
  if (answer.version.empty()) return {.why_not = "GRASS GIS is not installed"};
  std::string name = (std::filesystem::temp_directory_path() / "schouw-grass-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) return {.why_not = "no scratch folder for GRASS"};
  const std::filesystem::path folder(name);
  std::ofstream(folder / "surface.bin", std::ios::binary)
      .write(reinterpret_cast<const char*>(town.surface_m.data()),
             static_cast<std::streamsize>(town.surface_m.size() * sizeof(double)));
  write_script(town, cameras, folder);
  const std::string command = fmt::format(
      "HOME='{0}' grass --tmp-location XY --exec bash '{0}/viewsheds.sh' > '{0}/said' 2>&1", folder.string());
  if (std::system(command.c_str()) == 0) {
    read_answers(town, cameras, folder, answer);
  } else {
    answer.why_not = "GRASS GIS ended with an error";
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
  return answer;
}

}  // namespace schouw::bench
