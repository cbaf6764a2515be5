// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "geo/base/calendar.h"
#include "geo/base/content_hash.h"
#include "geo/base/resource_path.h"
#include "layers/areas/import_areas.h"
#include "layers/plan/opened_file.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/import_records.h"
#include "layers/register/vocabulary.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

// In pieces: a city may be larger than memory.
Result<std::string> hash_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  base::ContentHash hash;
  std::vector<char> piece(1U << 20);
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
    hash.add(std::string_view(piece.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (in.bad() || !in.is_open()) {
    return import_error("IO-102", "the file cannot be read", file.filename().string(), "check its permissions");
  }
  return hash.hex();
}

// Nothing where no --crs was given; a bad one was refused when the file was opened.
std::optional<crs::Crs> assumed(const ImportOptions& options) {
  if (options.crs.empty()) return std::nullopt;
  auto named = crs::crs_from_text(options.crs);
  return named ? std::optional(*named) : std::nullopt;
}

bool lies_in(const crs::Crs& crs, const crs::Crs& project_crs) {
  if (crs == project_crs) return true;
  const auto as_project = crs.id.empty() ? Result<crs::Crs>(crs) : crs::project_crs_from_text(crs.id);
  return as_project && *as_project == project_crs;
}

// The file that a project's terrain came from, where that is another.
std::string other_terrain(const Plan& plan, const std::string& file) {
  for (const model::Provenance& held : plan.sources) {
    if (held.kind == "terrain" && held.file != file) return held.file;
  }
  return {};
}

base::Diagnostic terrain_replaced(const std::string& old, const std::string& file) {
  auto warning = import_error(
      "TER-111",
      fmt::format("the terrain of '{}' goes: '{}' takes its place, as a project has one terrain", old, file), file,
      "join tiles into one file first, for example with gdal_merge.py");
  warning.severity = base::Severity::warning;
  return warning;
}

// Where the plan lies: the city, else the terrain. Sensors that are in it already may be what is wrong.
crs::MapBounds bounds_of(const ImportDraft& draft) {
  if (draft.city) return draft.city->bounds;
  crs::MapBounds bounds;
  if (!draft.terrain) return bounds;
  const raster::GridFrame& frame = draft.terrain->heights_m.frame();
  bounds.include(crs::MapPosition{frame.west_m, frame.south_m, 0.0});
  bounds.include(
      crs::MapPosition{frame.west_m + frame.columns * frame.cell_m, frame.south_m + frame.rows * frame.cell_m, 0.0});
  return bounds;
}

}  // namespace

Result<Done> note_source(const OpenedFile& opened, model::Provenance source, Plan& plan) {
  auto hash = opened.content_hash.empty() ? hash_of(opened.file) : Result<std::string>(opened.content_hash);
  if (!hash) return Result<Done>::failure(hash.diagnostics());
  source.file = opened.name;
  source.content_hash = *std::move(hash);
  for (model::Provenance& held : plan.sources) {
    if (held.kind != source.kind || held.file != source.file) continue;
    // The same bytes again change nothing, so that importing twice leaves the same project.
    if (held.content_hash == source.content_hash) source.imported_at = held.imported_at;
    held = std::move(source);
    return Done{};
  }
  plan.sources.push_back(std::move(source));
  return Done{};
}

Result<Done> take_terrain(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                          ImportReport& report) {
  const crs::Crs source_crs = opened.terrain->crs;
  if (!lies_in(source_crs, draft.plan.project_crs)) {
    return import_error("TER-110",
                        fmt::format("the terrain '{}' is in {}, expected {}: heights on a grid are not resampled",
                                    opened.name, source_crs.name, draft.plan.project_crs.name),
                        opened.name, "warp it first, for example with gdalwarp -t_srs " + draft.plan.project_crs.id);
  }
  model::Provenance source{.kind = "terrain", .format = opened.format, .source_crs = source_crs.id};
  source.imported_at = options.now_iso;
  source.transformation.operation = "none: the file is in the project's coordinate system";
  source.transformation.heights_kept = true;
  std::vector<model::Provenance> before = draft.plan.sources;
  const std::string replaced = other_terrain(draft.plan, opened.name);
  std::erase_if(draft.plan.sources,
                [&](const model::Provenance& held) { return held.kind == "terrain" && held.file != opened.name; });
  if (auto noted = note_source(opened, std::move(source), draft.plan); !noted) {
    draft.plan.sources = std::move(before);
    return noted;
  }
  if (!replaced.empty()) report.diagnostics.push_back(terrain_replaced(replaced, opened.name));
  opened.terrain->crs = draft.plan.project_crs;
  const bool same = draft.terrain != nullptr && draft.plan.sources.size() == before.size() &&
                    std::equal(before.begin(), before.end(), draft.plan.sources.begin(),
                               [](const auto& a, const auto& b) { return a.content_hash == b.content_hash; });
  ++report.read;
  ++(same ? report.unchanged : draft.terrain == nullptr ? report.added : report.changed);
  draft.terrain = std::make_shared<const model::Terrain>(*std::move(opened.terrain));
  draft.terrain_changed = true;
  return Done{};
}

Result<Done> take_areas(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft, ImportReport& report) {
  auto imported = areas::import_areas(
      opened.tables, draft.plan.policy,
      {.project_crs = draft.plan.project_crs, .assumed_crs = assumed(options), .file_name = opened.name});
  if (!imported) return Result<Done>::failure(imported.diagnostics());
  model::Provenance source{.kind = "areas", .format = opened.format, .source_crs = imported->source_crs};
  source.imported_at = options.now_iso;
  source.transformation = imported->transformation;
  if (auto noted = note_source(opened, std::move(source), draft.plan); !noted) return noted;
  const auto counts = areas::merge_areas(draft.plan.areas, std::move(imported->areas));
  report.added += counts.added;
  report.changed += counts.changed;
  report.unchanged += counts.unchanged;
  report.rejected += imported->rejected;
  report.read += counts.added + counts.changed + counts.unchanged + imported->rejected;
  base::append(report.diagnostics, imported.diagnostics());
  return Done{};
}

Result<Done> take_records(OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                          ImportReport& report) {
  const auto vocabulary = registers::load_vocabulary(base::resource_root() / "data" / "vocabulary");
  if (!vocabulary) return Result<Done>::failure(vocabulary.diagnostics());
  auto imported = registers::import_records(opened.tables, *opened.schema,
                                            {.file_name = opened.name, .vocabulary = &*vocabulary});
  if (!imported) return Result<Done>::failure(imported.diagnostics());
  model::Provenance source{.kind = "register", .format = opened.format};
  source.imported_at = options.now_iso;
  source.attribution = opened.schema->name;
  if (auto noted = note_source(opened, std::move(source), draft.plan); !noted) return noted;
  const auto counts = registers::merge_records(draft.plan.records, std::move(imported->records));
  report.added += counts.added;
  report.changed += counts.changed;
  report.unchanged += counts.unchanged;
  report.read += imported->read;
  report.merged += imported->merged;
  report.rejected += imported->rejected;
  base::append(report.diagnostics, imported.diagnostics());
  return Done{};
}

namespace {

// Sensors go straight into the plan.
class MergingSink final : public registers::SensorSink {
 public:
  explicit MergingSink(registers::RegisterMerge& merge) : merge_(merge) {}

  Result<Done> take(std::size_t place, registers::Sensor&& sensor) override {
    taken_ = true;
    if (place == 0 && !sensor.sources.empty()) licence_ = sensor.sources.front().licence;
    return merge_.add(place, std::move(sensor));
  }
  void keep_place(std::size_t place, const registers::Sensor& so_far) override { merge_.keep_place(place, so_far); }

  bool taken() const { return taken_; }
  const std::string& licence() const { return licence_; }  // of the first

 private:
  registers::RegisterMerge& merge_;
  bool taken_ = false;
  std::string licence_;
};

void add_to(ImportReport& report, const registers::RegisterImport& imported, registers::MergeCounts counts) {
  report.added += counts.added;
  report.changed += counts.changed;
  report.gone += counts.gone;
  report.unchanged += counts.unchanged;
  report.kept_edits += counts.kept_edits;
  std::move(counts.changes.begin(), counts.changes.end(), std::back_inserter(report.changes));
  base::append(report.diagnostics, std::move(counts.diagnostics));
  report.read += imported.read;
  report.merged += imported.merged;
  report.rejected += imported.rejected;
  report.quality = imported.quality;
}

}  // namespace

Result<Done> take_sensors(BookInUse& into, OpenedFile& opened, const ImportOptions& options, ImportDraft& draft,
                          ImportReport& report) {
  const auto vocabulary = registers::load_vocabulary(base::resource_root() / "data" / "vocabulary");
  if (!vocabulary) return Result<Done>::failure(vocabulary.diagnostics());
  auto hash = hash_of(opened.file);
  if (!hash) return Result<Done>::failure(hash.diagnostics());
  opened.content_hash = *std::move(hash);
  const registers::RegisterOptions how{.project_crs = draft.plan.project_crs,
                                       .assumed_crs = assumed(options),
                                       .file_name = opened.name,
                                       .source = options.source,
                                       .today_iso = base::local_date_iso(options.now_iso),
                                       .plan_bounds = bounds_of(draft),
                                       .vocabulary = &*vocabulary};
  registers::RegisterMerge merge(into.book, {.overwrite_edits = options.overwrite_edits, .file_name = opened.name});
  MergingSink sink(merge);
  auto imported =
      opened.rows ? registers::import_in_pieces(*opened.rows, *opened.schema, how, sink, {.progress = into.progress})
                  : registers::import_tables(opened.tables, *opened.schema, how, sink);
  if (!imported) {
    into.broken = sink.taken();
    return Result<Done>::failure(imported.diagnostics());
  }
  model::Provenance source{.kind = "register", .format = opened.format, .source_crs = imported->source_crs};
  source.imported_at = options.now_iso;
  source.transformation = imported->transformation;
  source.licence = sink.licence();
  source.attribution = opened.schema->name;
  // Its hash is known, so that this cannot fail.
  if (auto noted = note_source(opened, std::move(source), draft.plan); !noted) return noted;
  add_to(report, *imported, merge.finish());
  base::append(report.diagnostics, std::move(imported).diagnostics());
  return Done{};
}

}  // namespace schouw::plan
