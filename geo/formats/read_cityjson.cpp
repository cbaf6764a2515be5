// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/read_cityjson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "geo/base/parallel.h"
#include "geo/base/read_file.h"
#include "geo/formats/cityjson_diagnostics.h"
#include "geo/formats/cityjson_document.h"
#include "geo/formats/cityjson_numbers.h"
#include "geo/formats/cityjson_objects.h"
#include "geo/formats/cityjson_reference_system.h"

namespace schouw::formats {

namespace {

using base::Diagnostic;
using base::Result;

constexpr std::size_t kLinesPerBatch = 64;

struct Line {
  std::string_view text;
  std::int64_t number = 0;  // from 1
};

// The text of a file and, where it is a sequence, its lines. A single document is one line.
struct CityText {
  std::string bytes;
  std::vector<Line> lines;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  std::int64_t number = 1;
  for (std::size_t start = 0; start < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (!is_blank(line)) lines.push_back({line, number});
    start = end + 1;
  }
  return lines;
}

// A sequence is told by its bytes: the first line is a whole JSON value and another line follows.
std::vector<Line> documents_of(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end != std::string_view::npos && !is_blank(text.substr(end)) && end_of_json_value(text.substr(0, end))) {
    return split_lines(text);
  }
  return {{text, 1}};
}

Result<CityText> read_text(const std::filesystem::path& path) {
  auto bytes = base::read_file(path);
  if (!bytes) return Result<CityText>::failure(bytes.diagnostics());
  CityText text{.bytes = std::move(*bytes), .lines = {}};
  const std::size_t size = text.bytes.size();
  text.bytes.resize(size + kTextPadding, ' ');
  std::string_view content = std::string_view(text.bytes).substr(0, size);
  if (content.substr(0, 3) == "\xef\xbb\xbf") content.remove_prefix(3);
  if (is_blank(content)) {
    return Diagnostic{.code = "IO-103",
                      .message = "the file is empty, expected CityJSON",
                      .where = {.file = path.string()},
                      .hint = "export the file again"};
  }
  text.lines = documents_of(content);
  return text;
}

Diagnostic not_json(const std::string& file, const CityText& text, const Line& line, const JsonFault& fault) {
  const auto byte =
      static_cast<std::int64_t>(line.text.data() - text.bytes.data()) + static_cast<std::int64_t>(fault.byte);
  return {.code = "CITY-102",
          .message = fmt::format("not valid JSON: {}", fault.reason),
          .where = {.file = file, .line = line.number, .byte = byte},
          .hint = "the file may be cut off or damaged: copy or export it again"};
}

Diagnostic file_error(std::string_view code, const std::string& file, std::string message, std::string hint) {
  return {.code = std::string(code), .message = std::move(message), .where = {.file = file}, .hint = std::move(hint)};
}

Diagnostic stopped(const std::string& file) {
  return base::of_kind(base::DiagnosticKind::cancelled,
                       file_error("CITY-109", file, "reading was stopped", "start it again"));
}

// "1.1.3" as "1.1"; nothing for what is not read.
std::optional<std::string> known_version(const std::string& version) {
  for (const std::string_view known : {"1.0", "1.1", "2.0"}) {
    if (version == known || version.rfind(fmt::format("{}.", known), 0) == 0) return std::string(known);
  }
  return std::nullopt;
}

// What a file is, before its objects are read: checked type, version and transform.
struct Opening {
  RawDocument first;
  bool sequence = false;
  bool has_header = true;
  std::string version;
  VertexTransform transform;
};

// Nothing where the type is one that is read here.
std::optional<Diagnostic> wrong_type(const RawDocument& document, const std::string& file,
                                     const CityJsonOptions& options) {
  if (document.type == "CityJSON") return std::nullopt;
  if (document.type != "CityJSONFeature") {
    const std::string found = document.type.empty() ? "no type" : fmt::format("type \"{}\"", document.type);
    return file_error("CITY-101", file, fmt::format("found {}, expected \"CityJSON\" or \"CityJSONFeature\"", found),
                      "give a CityJSON or CityJSONSeq file");
  }
  if (options.assumed_crs) return std::nullopt;
  return file_error("CRS-104", file, "features without the header line that states transform and CRS",
                    "put the header line before the features, or give --crs where they hold whole coordinates");
}

Result<Opening> check_header(Opening opening, const std::string& file) {
  const RawDocument& document = opening.first;
  const auto version = known_version(document.version);
  if (!version) {
    return file_error("CITY-103", file,
                      fmt::format("CityJSON version \"{}\", expected 1.0, 1.1 or 2.0", document.version),
                      "upgrade the file with cjio");
  }
  opening.version = *version;
  if (!document.has_objects) {
    return file_error("CITY-105", file, "CityObjects is missing or no object", "export the file again");
  }
  if (document.transform.empty()) return opening;
  const auto transform = read_vertex_transform(document.transform);
  if (!transform) {
    return file_error("CITY-105", file, "transform does not hold scale and translate as three finite numbers each",
                      "export the file again");
  }
  opening.transform = *transform;
  return opening;
}

Result<Opening> check_opening(RawDocument first, const std::string& file, const CityJsonOptions& options,
                              bool several_lines) {
  if (auto wrong = wrong_type(first, file, options)) return *std::move(wrong);
  const bool has_header = first.type == "CityJSON";
  Opening opening{.first = std::move(first), .sequence = several_lines || !has_header, .has_header = has_header};
  return has_header ? check_header(std::move(opening), file) : Result<Opening>(std::move(opening));
}

// A piece of the city, its vertex indices counted from its own first vertex.
struct Piece {
  std::vector<model::MillimetrePoint> vertices;
  std::vector<model::SurfaceObject> objects;
  std::set<std::string> lods;
  std::optional<CityDiagnostics> diagnostics;
};

void shift(std::vector<model::SurfaceObject>& objects, std::uint32_t by) {
  for (model::SurfaceObject& object : objects) {
    for (model::Polygon& polygon : object.polygons) {
      for (auto& ring : polygon.rings) {
        for (std::uint32_t& vertex : ring) vertex += by;
      }
    }
  }
}

template <class From>
void append(Piece& to, From from) {
  shift(from.objects, static_cast<std::uint32_t>(to.vertices.size()));
  to.vertices.insert(to.vertices.end(), from.vertices.begin(), from.vertices.end());
  std::move(from.objects.begin(), from.objects.end(), std::back_inserter(to.objects));
  to.lods.merge(from.lods);
}

class SequenceReader {
 public:
  SequenceReader(std::string file, const CityText& text, const DocumentContext& context)
      : file_(std::move(file)), text_(text), context_(context) {}

  // Lines first..lines.size(), in batches on all cores; the pieces come together in the order of the lines. Nothing
  // where it was cancelled.
  std::optional<Piece> read(std::size_t first, const base::CancelToken& cancel) const {
    const std::size_t count = text_.lines.size() - first;
    std::vector<Piece> pieces((count + kLinesPerBatch - 1) / kLinesPerBatch);
    const auto work = [&](std::size_t batch) {
      const std::size_t begin = first + batch * kLinesPerBatch;
      read_batch(begin, std::min(begin + kLinesPerBatch, text_.lines.size()), pieces[batch]);
    };
    if (!base::for_each_index(pieces.size(), work, cancel)) return std::nullopt;
    Piece all{.diagnostics = CityDiagnostics(file_)};
    for (Piece& piece : pieces) {
      if (piece.diagnostics) all.diagnostics->add(std::move(*piece.diagnostics));
      append(all, std::move(piece));
    }
    drop_repeated_ids(all);
    return all;
  }

 private:
  void read_batch(std::size_t begin, std::size_t end, Piece& piece) const {
    CityJsonParser parser;
    piece.diagnostics.emplace(file_);
    for (std::size_t i = begin; i < end; ++i) read_line(parser, text_.lines[i], piece);
  }

  void read_line(CityJsonParser& parser, const Line& line, Piece& piece) const {
    auto outcome = parser.parse(line.text);
    if (!outcome.document) {
      Diagnostic fault = not_json(file_, text_, line, outcome.fault);
      fault.severity = base::Severity::warning;
      fault.message += "; this line is left out";
      piece.diagnostics->add(std::move(fault));
      return;
    }
    CityDiagnostics of_line(file_, line.number);
    if (outcome.document->type != "CityJSONFeature") {
      of_line.warn(
          "CITY-119", "",
          fmt::format("a line of type \"{}\" is left out, expected a CityJSONFeature", outcome.document->type),
          "export the file again");
    } else {
      read_feature(*outcome.document, of_line, piece);
    }
    piece.diagnostics->add(std::move(of_line));
  }

  void read_feature(RawDocument& feature, CityDiagnostics& of_line, Piece& piece) const {
    const auto same_id = [&](const RawObject& object) { return object.id == feature.id; };
    if (!feature.has_objects || std::none_of(feature.objects.begin(), feature.objects.end(), same_id)) {
      of_line.warn("CITY-119", feature.id, "the feature is left out: no object in it has the feature's id",
                   "export the file again");
      return;
    }
    ReadObjects read = read_objects(feature, context_, of_line);
    if (!read.fault.empty()) {
      of_line.warn("CITY-119", feature.id, "the feature is left out: " + read.fault, "export the file again");
      return;
    }
    append(piece, std::move(read));
  }

  static void drop_repeated_ids(Piece& all) {
    std::set<std::string_view> seen;
    std::vector<bool> repeated(all.objects.size(), false);
    bool any = false;
    for (std::size_t i = 0; i < all.objects.size(); ++i) {
      if (seen.insert(all.objects[i].id).second) continue;
      any = repeated[i] = true;
      all.diagnostics->warn("CITY-115", all.objects[i].id,
                            "the id stands twice in the file; the first object is kept",
                            "give every object an id of its own");
    }
    if (!any) return;
    std::vector<model::SurfaceObject> kept;
    for (std::size_t i = 0; i < all.objects.size(); ++i) {
      if (!repeated[i]) kept.push_back(std::move(all.objects[i]));
    }
    all.objects = std::move(kept);
  }

  std::string file_;
  const CityText& text_;
  const DocumentContext& context_;
};

Result<Piece> read_pieces(Opening& opening, const CityText& text, const DocumentContext& context,
                          const std::pair<std::string, const base::Progress&>& of) {
  const auto& [file, progress] = of;
  Piece piece{.diagnostics = CityDiagnostics(file)};
  if (!opening.has_header) {
    piece.diagnostics->warn("CITY-122", "", "features without a header line: their numbers are read as coordinates",
                            "put the header line before the features where it states a transform");
  }
  if (opening.has_header && !(opening.sequence && opening.first.objects.empty())) {
    ReadObjects read = read_objects(opening.first, context, *piece.diagnostics);
    if (!read.fault.empty()) return file_error("CITY-105", file, read.fault, "export the file again");
    append(piece, std::move(read));
  }
  if (opening.sequence) {
    auto rest = SequenceReader(file, text, context).read(opening.has_header ? 1 : 0, progress.cancel);
    if (!rest) return stopped(file);
    piece.diagnostics->add(std::move(*rest->diagnostics));
    append(piece, *std::move(rest));
  }
  if (piece.vertices.size() > UINT32_MAX - 1) {
    return base::of_kind(base::DiagnosticKind::resource_limit,
                         file_error("CITY-107", file, "more than 4,294,967,294 vertices", "split the file"));
  }
  return piece;
}

void note_footprints(const Piece& piece, CityDiagnostics& diagnostics) {
  const auto flat = std::count_if(piece.objects.begin(), piece.objects.end(), [](const model::SurfaceObject& object) {
    return object.object_class == model::ObjectClass::building && !object.polygons.empty() &&
           object.lod.substr(0, 1) == "0";
  });
  if (flat > 0) {
    diagnostics.note("CITY-121", "", fmt::format("{} buildings have a footprint only: they hide nothing", flat));
  }
}

// The opened text with its objects read, and the CRS found.
Result<CityJsonFile> read_city(Opening opening, const CityText& text, const CityJsonOptions& options,
                               const std::pair<std::string, const base::Progress&>& of) {
  using Failure = Result<CityJsonFile>;
  const TemplateShapes templates = read_template_shapes(opening.first);
  auto piece = read_pieces(opening, text, {opening.transform, templates, options.preferred_lod}, of);
  if (!piece) return Failure::failure(piece.diagnostics());
  if (of.second.cancel.cancelled()) {
    return stopped(of.first);
  }
  CityDiagnostics& diagnostics = *piece->diagnostics;
  auto chosen = choose_reference_system(opening.first.crs, options.assumed_crs, piece->vertices, diagnostics);
  if (!chosen) return Failure::failure(chosen.diagnostics());
  note_footprints(*piece, diagnostics);
  CityJsonFile out{.surfaces = {.crs = std::move(chosen->crs),
                                .vertices = std::move(piece->vertices),
                                .objects = std::move(piece->objects),
                                .lods = {piece->lods.begin(), piece->lods.end()}},
                   .version = opening.version,
                   .sequence = opening.sequence,
                   .crs_assumed = chosen->assumed};
  return {std::move(out), diagnostics.take()};
}

}  // namespace

Result<CityJsonFile> read_cityjson(const std::filesystem::path& path, const CityJsonOptions& options,
                                   const base::Progress& progress) {
  using Failure = Result<CityJsonFile>;
  const std::string file = path.string();
  progress.at(0.0, "read");
  const auto text = read_text(path);
  if (!text) return Failure::failure(text.diagnostics());
  CityJsonParser parser;
  auto first = parser.parse(text->lines.front().text);
  if (!first.document) return not_json(file, *text, text->lines.front(), first.fault);
  auto opening = check_opening(std::move(*first.document), file, options, text->lines.size() > 1);
  if (!opening) return Failure::failure(opening.diagnostics());
  progress.at(0.3, "objects");
  auto out = read_city(*std::move(opening), *text, options, {file, progress});
  progress.at(1.0, "objects");
  return out;
}

}  // namespace schouw::formats
