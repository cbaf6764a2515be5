// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/generate_town.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "geo/crs/project_crs.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "layers/town/build.h"
#include "layers/town/products.h"
#include "layers/town/register/record_tables.h"

namespace schouw::town {
namespace {

constexpr std::int64_t kMostBuildings = 5'000'000;
constexpr std::int64_t kMostSensors = 1'000'000;

base::Diagnostic option_error(std::string_view option, std::int64_t found, std::int64_t lowest,
                              std::int64_t highest) {
  base::Diagnostic diagnostic{.code = "TOWN-101"};
  diagnostic.message =
      fmt::format("making the town: option {} is {}, expected {} to {}", option, found, lowest, highest);
  diagnostic.where.field = option;
  diagnostic.hint = fmt::format("choose {} between {} and {}", option, lowest, highest);
  return diagnostic;
}

base::Diagnostic write_error(const std::filesystem::path& path) {
  base::Diagnostic diagnostic{.code = "IO-105"};
  diagnostic.message = fmt::format("writing the town: {} could not be written", path.filename().string());
  diagnostic.where.file = path.filename().string();
  diagnostic.hint = "check that the folder may be written to and that the disk has room";
  return diagnostic;
}

base::Diagnostic stopped() {
  base::Diagnostic diagnostic{.code = "TOWN-102", .kind = base::DiagnosticKind::cancelled};
  diagnostic.message = "making the town: stopped before it was whole; nothing was kept";
  diagnostic.where.field = "buildings";
  diagnostic.hint = "start it again";
  return diagnostic;
}

// The files under names of their own until all of them are whole; what is not kept is removed.
class TownFiles {
 public:
  explicit TownFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
  TownFiles(const TownFiles&) = delete;
  TownFiles& operator=(const TownFiles&) = delete;
  ~TownFiles() {
    std::error_code ignored;
    for (const char* name : names()) std::filesystem::remove(unfinished(name), ignored);
  }

  static std::vector<const char*> names() {
    std::vector<const char*> names = {"town.city.jsonl", "terrain.tif", "areas.geojson", "register.geojson"};
    for (const RecordTable& table : record_tables()) names.push_back(table.file);
    return names;
  }
  std::filesystem::path unfinished(const char* name) const { return folder_ / (std::string("unfinished-") + name); }

  base::Result<std::vector<std::filesystem::path>> keep() const {
    std::vector<std::filesystem::path> paths;
    for (const char* name : names()) {
      std::error_code failure;
      std::filesystem::rename(unfinished(name), folder_ / name, failure);
      if (failure) return write_error(folder_ / name);
      paths.push_back(folder_ / name);
    }
    return paths;
  }

 private:
  std::filesystem::path folder_;
};

class TownMaker {
 public:
  TownMaker(const TownOptions& options, const TownFiles& files, const base::Progress& progress)
      : options_(options), files_(files), progress_(progress) {}

  base::Result<base::Done> make() {
    if (auto done = write_city(); !done) return done;
    if (auto done = write_terrain(); !done) return done;
    if (auto done = write_areas(); !done) return done;
    if (auto done = write_register(); !done) return done;
    return write_records();
  }

 private:
  District district(std::int64_t number) const {
    const auto [column, row] = district_place(number);
    return outer_district(options_.seed, column, row);
  }

  // What comes with a district besides its own land: the railway of a column, built with the district south of it.
  static std::vector<PlanFace> railways_with(const District& place) {
    if (place.column == 0 && place.row == 0) return {railway(0)};
    if (std::llabs(place.column) >= 2 && place.row == 1) return {railway(place.column)};
    return {};
  }

  base::Result<base::Done> write_city() {
    CityFile file(files_.unfinished("town.city.jsonl"));
    Site site(file, options_.buildings);
    build(site, old_town());
    while (!site.full()) {
      if (progress_.cancel.cancelled()) return stopped();
      build(site, district(outer_count_));
      ++outer_count_;
      progress_.at(0.9 * static_cast<double>(site.built()) / static_cast<double>(options_.buildings), "city");
    }
    if (!file.close()) return write_error("town.city.jsonl");
    return base::Done{};
  }

  void build(Site& site, const District& place) {
    for (const PlanFace& face : place.faces) build_face(site, place, face);
    for (const PlanFace& rail : railways_with(place)) build_face(site, place, rail);
    for (const BridgePlan& plan : place.bridges) build_bridge(site, plan);
  }

  void build_face(Site& site, const District& place, const PlanFace& face) {
    std::uint64_t hash = 0;
    for (const char c : face.id) hash = hash * 131 + static_cast<unsigned char>(c);
    const auto number = static_cast<std::int64_t>(hash);
    Parcel parcel{face, loops_of(face), Random(options_.seed, {place.column, place.row, number})};
    lay_streets(site, face, parcel.loops);
    lay_ground(site, parcel);
    raise(site, parcel);
    plant_trees(site, parcel);
  }

  static void raise(Site& site, Parcel& parcel) {
    switch (parcel.face.use) {
      case FaceUse::market: return build_market(site, parcel);
      case FaceUse::old_block:
      case FaceUse::town_block:
      case FaceUse::new_block: return build_perimeter(site, parcel);
      case FaceUse::rows: return build_rows(site, parcel);
      case FaceUse::town_hall: return build_town_hall(site, parcel);
      case FaceUse::church: return build_church(site, parcel);
      case FaceUse::station: return build_station(site, parcel);
      case FaceUse::offices: return build_offices(site, parcel);
      case FaceUse::school: return build_school(site, parcel);
      case FaceUse::flats: return build_flats(site, parcel);
      case FaceUse::park:
      case FaceUse::meadow:
      case FaceUse::railway: return;
    }
  }

  double reach_m() const {
    std::int64_t farthest = 1;
    if (outer_count_ > 0) {
      const auto [column, row] = district_place(outer_count_ - 1);
      farthest = std::max(std::llabs(column), std::llabs(row));
    }
    return (static_cast<double>(farthest) + 0.5) * kDistrict_m;
  }

  base::Result<base::Done> write_terrain() {
    progress_.at(0.9, "terrain");
    auto crs = crs::crs_from_text(crs::kDefaultProjectCrs);
    if (!crs) return base::Result<base::Done>::failure(std::move(crs).diagnostics());
    model::Terrain terrain{*crs, ground_raster(reach_m())};
    for (const PlanFace& face : old_town().faces) carve_water(terrain.heights_m, face);
    for (std::int64_t n = 0; n < outer_count_; ++n) {
      if (progress_.cancel.cancelled()) return stopped();
      for (const PlanFace& face : district(n).faces) carve_water(terrain.heights_m, face);
    }
    return formats::write_geotiff(files_.unfinished("terrain.tif"), terrain);
  }

  base::Result<base::Done> write_areas() {
    progress_.at(0.95, "areas");
    GeoJsonFile file(files_.unfinished("areas.geojson"), "areas");
    write_core_areas(file, old_town());
    for (std::int64_t n = 0; n < outer_count_; ++n) {
      if (progress_.cancel.cancelled()) return stopped();
      write_district_areas(file, district(n));
    }
    if (!file.close()) return write_error("areas.geojson");
    return base::Done{};
  }

  base::Result<base::Done> write_register() {
    progress_.at(0.98, "register");
    GeoJsonFile file(files_.unfinished("register.geojson"), "register");
    write_core_sensors(file, old_town(), options_.sensors, options_.seed);
    std::int64_t left = options_.sensors - core_sensor_count();
    // More rounds where there are more sensors than one visit of every district places.
    for (std::int64_t round = 0; left > 0; ++round) {
      const std::int64_t districts = std::max<std::int64_t>(outer_count_, 1);
      for (std::int64_t n = 0; n < districts && left > 0; ++n) {
        if (progress_.cancel.cancelled()) return stopped();
        const District place = outer_count_ > 0 ? district(n) : old_town();
        left -= write_district_sensors(file, place, left, round);
      }
    }
    if (!file.close()) return write_error("register.geojson");
    return base::Done{};
  }

  base::Result<base::Done> write_records() {
    for (const RecordTable& table : record_tables()) {
      std::ofstream out(files_.unfinished(table.file), std::ios::binary | std::ios::trunc);
      out << table.csv;
      out.close();
      if (!out) return write_error(table.file);
    }
    return base::Done{};
  }

  const TownOptions& options_;
  const TownFiles& files_;
  const base::Progress& progress_;
  std::int64_t outer_count_ = 0;  // districts beyond the old town
};

}  // namespace

base::Result<std::vector<std::filesystem::path>> generate_town(const TownOptions& options,
                                                               const std::filesystem::path& folder,
                                                               const base::Progress& progress) {
  using Paths = base::Result<std::vector<std::filesystem::path>>;
  if (options.buildings < 1 || options.buildings > kMostBuildings) {
    return option_error("buildings", options.buildings, 1, kMostBuildings);
  }
  if (options.sensors < 0 || options.sensors > kMostSensors) {
    return option_error("sensors", options.sensors, 0, kMostSensors);
  }
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure) return write_error(folder);
  const TownFiles files(folder);
  TownMaker maker(options, files, progress);
  if (auto made = maker.make(); !made) return Paths::failure(std::move(made).diagnostics());
  if (progress.cancel.cancelled()) return stopped();
  return files.keep();
}

}  // namespace schouw::town
