// SPDX-License-Identifier: EUPL-1.2
#include "geo/tiles/tile_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "geo/base/atomic_file.h"
#include "geo/base/read_file.h"
#include "geo/tiles/store_blocks.h"
#include "geo/tiles/store_values.h"
#include "geo/tiles/stored_crs.h"

namespace schouw::tiles {

namespace {

using base::Diagnostic;
using base::Result;
using model::CityModel;
using model::CityObject;

// Blocks of a city: key, description, objects, vertices, triangles, kinds, and what lies beneath as a store of its
// own (empty where nothing does). Of a terrain: key, description, heights.
constexpr std::size_t kCityBlocks = 7;
constexpr std::size_t kCityBlocksWithoutSources = 6;  // as written before objects knew their file
constexpr std::size_t kTerrainBlocks = 3;
// The least that an object takes: four texts' lengths, class, first and count of triangles, bounds, source.
constexpr std::uint64_t kLeastObjectBytes = 4 * 8 + 1 + 4 + 4 + 48 + 4;

Diagnostic out_of_range(const std::filesystem::path& path, std::string message) {
  return {.code = "TILE-104",
          .message = std::move(message),
          .where = {.file = path.string()},
          .hint = "delete the file: it is made again from the sources"};
}

void put_texts(ValueWriter& out, const std::vector<std::string>& texts) {
  out.put(static_cast<std::uint64_t>(texts.size()));
  for (const std::string& text : texts) out.put_text(text);
}

void take_texts(ValueReader& in, std::vector<std::string>& texts) {
  const auto count = in.take_count(sizeof(std::uint64_t));
  for (std::uint64_t i = 0; i < count && in.good(); ++i) texts.push_back(in.take_text());
}

std::string describe_city(const CityModel& city) {
  ValueWriter out;
  put_crs(out, city.crs);
  put_bounds(out, {city.origin, city.origin});
  put_bounds(out, city.bounds);
  put_texts(out, city.lods);
  put_texts(out, city.sources);
  return out.bytes();
}

bool take_description(std::string_view block, CityModel& city) {
  ValueReader in(block);
  city.crs = take_crs(in);
  city.origin = take_bounds(in).min;
  city.bounds = take_bounds(in);
  take_texts(in, city.lods);
  take_texts(in, city.sources);
  return in.finished();
}

std::string describe_objects(const std::vector<CityObject>& objects) {
  ValueWriter out;
  out.put(static_cast<std::uint64_t>(objects.size()));
  for (const CityObject& object : objects) {
    for (const auto& text : {&object.id, &object.type_name, &object.lod, &object.attributes}) out.put_text(*text);
    out.put(static_cast<std::uint8_t>(object.object_class));
    out.put(object.first_triangle);
    out.put(object.triangle_count);
    put_bounds(out, object.bounds);
    out.put(object.source);
  }
  return out.bytes();
}

bool take_objects(std::string_view block, std::vector<CityObject>& objects) {
  ValueReader in(block);
  const auto count = in.take_count(kLeastObjectBytes);
  objects.resize(static_cast<std::size_t>(count));
  for (CityObject& object : objects) {
    for (const auto& text : {&object.id, &object.type_name, &object.lod, &object.attributes}) *text = in.take_text();
    const auto object_class = in.take<std::uint8_t>();
    if (object_class > static_cast<std::uint8_t>(model::ObjectClass::unknown)) return false;
    object.object_class = static_cast<model::ObjectClass>(object_class);
    object.first_triangle = in.take<std::uint32_t>();
    object.triangle_count = in.take<std::uint32_t>();
    object.bounds = take_bounds(in);
    object.source = in.take<std::uint32_t>();
  }
  return in.finished();
}

// A checksum proves that the bytes are those that were written, not that who wrote them was right.
std::string first_bad_index(const CityModel& city) {
  if (city.kinds.size() != city.triangles.size()) return "a list of kinds that is not one per triangle";
  for (const auto& triangle : city.triangles) {
    for (const std::uint32_t vertex : triangle) {
      if (vertex >= city.vertices_mm.size()) {
        return fmt::format("vertex {}, expected less than {}", vertex, city.vertices_mm.size());
      }
    }
  }
  for (const auto kind : city.kinds) {
    if (kind > model::SurfaceKind::interior) return fmt::format("surface kind {}", static_cast<int>(kind));
  }
  for (const CityObject& object : city.objects) {
    if (std::uint64_t{object.first_triangle} + object.triangle_count > city.triangles.size()) {
      return fmt::format("the triangles of object {} reach past the last", object.id);
    }
    if (object.source >= std::max<std::size_t>(city.sources.size(), 1)) {
      return fmt::format("source {} of object {}, expected less than {}", object.source, object.id,
                         city.sources.size());
    }
  }
  return {};
}

std::string city_bytes(const CityModel& city, const std::string& sources_key) {
  StoreWriter store(StoreKind::city);
  store.add_block(sources_key);
  store.add_block(describe_city(city));
  store.add_block(describe_objects(city.objects));
  store.add_block(bytes_of(city.vertices_mm));
  store.add_block(bytes_of(city.triangles));
  store.add_block(bytes_of(city.kinds));
  store.add_block(city.beneath ? city_bytes(*city.beneath, sources_key) : std::string());
  return store.take();
}

// beneath: whether the store may hold what lies beneath its own objects.
Result<CityModel> city_from(std::string_view bytes, const std::filesystem::path& path, bool beneath) {
  const auto blocks = read_blocks(bytes, StoreKind::city, path.string());
  if (!blocks) return Result<CityModel>::failure(blocks.diagnostics());
  const auto& block = *blocks;
  if (block.size() == kCityBlocksWithoutSources) {
    return Diagnostic{.code = "TILE-102",
                      .message = "store of an older layout, whose objects do not tell from which file they come",
                      .where = {.file = path.string()},
                      .hint = "delete the file: it is made again from the sources"};
  }
  CityModel city;
  if (block.size() != kCityBlocks || !take_description(block[1], city) || !take_objects(block[2], city.objects) ||
      !list_from(block[3], city.vertices_mm) || !list_from(block[4], city.triangles) ||
      !list_from(block[5], city.kinds)) {
    return out_of_range(path, "a block that does not hold what its place says");
  }
  if (std::string bad = first_bad_index(city); !bad.empty()) return out_of_range(path, std::move(bad));
  if (block[6].empty()) return city;
  if (!beneath) return out_of_range(path, "a store beneath one that lies beneath itself");
  auto lower = city_from(block[6], path, false);
  if (!lower) return lower;
  city.beneath = std::make_shared<const CityModel>(*std::move(lower));
  return city;
}

}  // namespace

Result<base::Done> write_city_store(const std::filesystem::path& path, const CityModel& city,
                                    const std::string& sources_key) {
  return base::write_file_atomically(path, city_bytes(city, sources_key));
}

Result<CityModel> read_city_store(const std::filesystem::path& path) {
  const auto bytes = base::read_file(path);
  if (!bytes) return Result<CityModel>::failure(bytes.diagnostics());
  return city_from(*bytes, path, true);
}

Result<base::Done> write_terrain_store(const std::filesystem::path& path, const model::Terrain& terrain,
                                       const std::string& sources_key) {
  const raster::GridFrame& frame = terrain.heights_m.frame();
  ValueWriter description;
  put_crs(description, terrain.crs);
  for (const double number : {frame.west_m, frame.south_m, frame.cell_m}) description.put(number);
  for (const int number : {frame.columns, frame.rows}) description.put(static_cast<std::int32_t>(number));
  StoreWriter store(StoreKind::terrain);
  store.add_block(sources_key);
  store.add_block(description.bytes());
  store.add_block(bytes_of(terrain.heights_m.values()));
  return base::write_file_atomically(path, store.take());
}

Result<model::Terrain> read_terrain_store(const std::filesystem::path& path) {
  const auto bytes = base::read_file(path);
  if (!bytes) return Result<model::Terrain>::failure(bytes.diagnostics());
  const auto blocks = read_blocks(*bytes, StoreKind::terrain, path.string());
  if (!blocks) return Result<model::Terrain>::failure(blocks.diagnostics());
  if (blocks->size() != kTerrainBlocks) return out_of_range(path, "another number of blocks");
  ValueReader in((*blocks)[1]);
  model::Terrain terrain{.crs = take_crs(in), .heights_m = {}};
  raster::GridFrame frame;
  for (double* number : {&frame.west_m, &frame.south_m, &frame.cell_m}) *number = in.take<double>();
  for (int* number : {&frame.columns, &frame.rows}) *number = in.take<std::int32_t>();
  const bool finite = std::isfinite(frame.west_m) && std::isfinite(frame.south_m) && std::isfinite(frame.cell_m);
  const std::uint64_t stored = (*blocks)[2].size() / sizeof(float);
  const bool fits = frame.columns >= 0 && frame.rows >= 0 && frame.cell_count() == stored;
  if (!in.finished() || !finite || frame.cell_m <= 0.0 || !fits || (*blocks)[2].size() % sizeof(float) != 0) {
    return out_of_range(path,
                        fmt::format("a frame of {} by {} cells with {} heights", frame.columns, frame.rows, stored));
  }
  terrain.heights_m = raster::Grid<float>(frame);
  list_from((*blocks)[2], terrain.heights_m.values());
  return terrain;
}

Result<std::string> read_store_key(const std::filesystem::path& path) { return read_first_block(path); }

}  // namespace schouw::tiles
