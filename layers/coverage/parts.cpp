// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "geo/base/atomic_file.h"
#include "geo/base/json.h"
#include "geo/base/read_file.h"
#include "geo/tiles/store_blocks.h"
#include "geo/tiles/store_values.h"
#include "layers/coverage/footprint/by_place.h"
#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::coverage {

namespace {

constexpr int kMostShares = 1'000'000;

base::Json header_of(const PartParams& params) {
  const CoverageOptions& o = params.options;
  return {{"plan", fmt::format("{:016x}", params.plan.revision)},
          {"cell_m", o.cell_m},
          {"target_heights_m", params.target_heights_m},
          {"range", static_cast<int>(o.range)},
          {"turning", static_cast<int>(o.turning)},
          {"date", o.date_iso},
          {"hour_of_week", o.hour_of_week.value_or(-1)}};
}

void put(tiles::ValueWriter& out, const CellSet& set, const CellWindow& corner) {
  out.put(static_cast<std::int32_t>(set.first_word + corner.first_column / CellSet::kWordCells));
  out.put(static_cast<std::int32_t>(set.first_row + corner.first_row));
  out.put(static_cast<std::int32_t>(set.words));
  out.put(static_cast<std::int32_t>(set.rows));
  for (const std::uint64_t word : set.bits) out.put(word);
}

CellSet take_set(tiles::ValueReader& in) {
  CellSet set;
  set.first_word = in.take<std::int32_t>();
  set.first_row = in.take<std::int32_t>();
  set.words = in.take<std::int32_t>();
  set.rows = in.take<std::int32_t>();
  const std::int64_t words = static_cast<std::int64_t>(set.words) * set.rows;
  if (set.words < 0 || set.rows < 0) return {};
  for (std::int64_t i = 0; i < words && in.good(); ++i) set.bits.push_back(in.take<std::uint64_t>());
  return set;
}

// The south-west cell of a frame, numbered over the whole map; its column lies on a whole word.
CellWindow corner_of(const raster::GridFrame& frame) {
  return {.first_column = static_cast<int>(std::lround(frame.west_m / frame.cell_m)),
          .first_row = static_cast<int>(std::lround(frame.south_m / frame.cell_m))};
}

std::string block_of(const CoverageResult& coverage) {
  tiles::ValueWriter out;
  const CellWindow corner = corner_of(coverage.frame);
  out.put(static_cast<std::uint64_t>(coverage.footprints.size()));
  for (const Footprint& f : coverage.footprints) {
    out.put(f.sensor);
    out.put(f.blocked_ratio);
    const bool ground = std::find(f.assumed.begin(), f.assumed.end(), "ground") != f.assumed.end();
    out.put(static_cast<std::uint8_t>(ground ? 1 : 0));
    put(out, f.seen, corner);
    out.put(static_cast<std::uint64_t>(f.reached.size()));
    for (const CellSet& set : f.reached) put(out, set, corner);
  }
  return out.bytes();
}

bool take_block(std::string_view block, double target_height_m, TracedParts& parts) {
  constexpr std::uint64_t kLeastFootprint = 37;
  constexpr std::uint64_t kLeastSet = 16;
  tiles::ValueReader in(block);
  const std::uint64_t count = in.take_count(kLeastFootprint);
  for (std::uint64_t i = 0; i < count && in.good(); ++i) {
    const auto sensor = in.take<std::uint32_t>();
    TracedCells cells;
    cells.blocked_ratio = in.take<double>();
    cells.sees_assumed_ground = in.take<std::uint8_t>() != 0;
    cells.seen = take_set(in);
    cells.reached.resize(static_cast<std::size_t>(in.take_count(kLeastSet)));
    for (CellSet& set : cells.reached) set = take_set(in);
    if (in.good()) parts.add(target_height_m, sensor, std::move(cells));
  }
  return in.finished();
}

base::Diagnostic refused(const char* code, const std::filesystem::path& path, std::string message) {
  return {.code = code,
          .message = std::move(message),
          .where = {.file = path.string()},
          .hint = "trace all parts anew from the same project with the same options"};
}

// Which share a part holds; refused where it answers another question.
base::Result<Share> share_of(const base::Json& found, const std::filesystem::path& path, const PartParams& params) {
  const base::Json wanted = header_of(params);
  for (const auto& [key, value] : wanted.items()) {
    const base::Json there = found.value(key, base::Json());
    if (there == value) continue;
    return refused("COV-150", path,
                   fmt::format("the part was traced with {} {}, expected {}", key, there.dump(), value.dump()));
  }
  const Share share{found.value("index", 0), found.value("count", 0)};
  if (share.index < 1 || share.count < share.index || share.count > kMostShares) {
    return refused("COV-150", path, fmt::format("found share {} of {}", share.index, share.count));
  }
  return share;
}

base::Result<Share> take_part(const std::filesystem::path& path, const PartParams& params, TracedParts& parts) {
  const auto bytes = base::read_file(path);
  if (!bytes) return base::Result<Share>::failure(bytes.diagnostics());
  const auto blocks = tiles::read_blocks(*bytes, tiles::StoreKind::coverage_part, path.string());
  // A store's own hint says to delete it; what a person named here may be anything.
  if (!blocks) {
    return refused("COV-150", path, "no whole part of an analysis: " + blocks.diagnostics().front().message);
  }
  if (blocks->empty()) return refused("COV-150", path, "the part holds no header");
  const auto header = base::parse_json(blocks->front(), path.string());
  if (!header) return base::Result<Share>::failure(header.diagnostics());
  auto share = share_of(*header, path, params);
  if (!share) return share;
  if (blocks->size() != params.target_heights_m.size() + 1) {
    return refused("COV-150", path, "the part does not hold one block for each target height");
  }
  for (std::size_t i = 0; i < params.target_heights_m.size(); ++i) {
    if (take_block((*blocks)[i + 1], params.target_heights_m[i], parts)) continue;
    return refused("COV-150", path, fmt::format("the footprints at {:g} m end early", params.target_heights_m[i]));
  }
  return share;
}

}  // namespace

std::vector<std::uint32_t> sensors_of(const plan::Plan& plan, const Share& share) {
  std::vector<std::uint32_t> all(plan.sensors.size());
  std::iota(all.begin(), all.end(), 0U);
  const std::vector<std::size_t> order = by_place(plan, all);
  const auto edge = [&](int index) {
    return order.size() * static_cast<std::size_t>(index) / static_cast<std::size_t>(share.count);
  };
  std::vector<std::uint32_t> own;
  for (std::size_t i = edge(share.index - 1); i < edge(share.index); ++i) {
    own.push_back(static_cast<std::uint32_t>(order[i]));
  }
  std::sort(own.begin(), own.end());
  return own;
}

const TracedCells* TracedParts::find(double target_height_m, std::uint32_t sensor) const {
  const auto found = cells_.find({target_height_m, sensor});
  return found == cells_.end() ? nullptr : &found->second;
}

void TracedParts::add(double target_height_m, std::uint32_t sensor, TracedCells cells) {
  cells_.insert_or_assign({target_height_m, sensor}, std::move(cells));
}

base::Result<base::Done> write_part(const std::filesystem::path& path, const PartParams& params, const Share& share,
                                    const std::vector<CoverageResult>& coverage) {
  base::Json header = header_of(params);
  header["index"] = share.index;
  header["count"] = share.count;
  tiles::StoreWriter store(tiles::StoreKind::coverage_part);
  store.add_block(header.dump());
  for (const CoverageResult& result : coverage) store.add_block(block_of(result));
  return base::write_file_atomically(path, store.take());
}

base::Result<std::shared_ptr<const TracedParts>> read_parts(const std::vector<std::filesystem::path>& paths,
                                                            const PartParams& params) {
  auto parts = std::make_shared<TracedParts>();
  std::map<int, std::filesystem::path> found;
  int count = static_cast<int>(paths.size());
  for (const std::filesystem::path& path : paths) {
    const auto share = take_part(path, params, *parts);
    if (!share) return base::Result<std::shared_ptr<const TracedParts>>::failure(share.diagnostics());
    count = share->count;
    if (const auto [other, fresh] = found.emplace(share->index, path); !fresh) {
      return refused("COV-151", path,
                     fmt::format("share {} is there already: {}", share->index, other->second.string()));
    }
  }
  for (int index = 1; index <= count; ++index) {
    if (found.contains(index)) continue;
    return refused("COV-151", paths.empty() ? std::filesystem::path() : paths.front(),
                   fmt::format("share {} of {} is missing", index, count));
  }
  return std::shared_ptr<const TracedParts>(std::move(parts));
}

}  // namespace schouw::coverage
