// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <unordered_set>

#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"
#include "geo/formats/zip_parts_gdal.h"

namespace schouw::formats {

namespace {

using Tables = base::Result<FeatureTables>;

constexpr std::string_view kWhite = " \t\r\n";

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kWhite) - first + 1));
}

// "5.1,52.1,0 5.2,52.2,0"; nothing where one is no number. The third number counts where it is a height.
std::optional<model::Ring> coordinates_of(std::string_view text, bool heights) {
  model::Ring ring;
  for (std::size_t at = text.find_first_not_of(kWhite); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kWhite, at), text.size());
    std::array<double, 3> numbers{};
    std::size_t count = 0;
    const char* from = text.data() + at;
    const char* const last = text.data() + end;
    for (; from < last && count < numbers.size(); ++count) {
      const auto [stop, problem] = std::from_chars(from, last, numbers[count]);
      if (problem != std::errc{} || !std::isfinite(numbers[count]) || (stop != last && *stop != ','))
        return std::nullopt;
      from = stop == last ? last : stop + 1;
    }
    if (count < 2 || from != last) return std::nullopt;
    ring.push_back(
        {.x = numbers[0], .y = numbers[1], .z = count == 3 && heights ? std::optional(numbers[2]) : std::nullopt});
    at = text.find_first_not_of(kWhite, end);
  }
  return ring;
}

// The parts of a placemark's geometry, of the highest dimension.
struct Shapes {
  std::vector<model::Coordinate> points;
  std::vector<model::Ring> lines;
  std::vector<model::PolygonWithHoles> polygons;
  bool several = false;
  bool broken = false;

  model::Geometry geometry() && {
    if (!polygons.empty()) return std::move(polygons);
    if (!lines.empty()) return std::move(lines);
    if (points.size() == 1 && !several) return points.front();
    if (!points.empty()) return std::move(points);
    return {};
  }
};

// The placemarks of a document, in all its folders. Source: OGC 12-007r2, KML 2.3.
class KmlContent : public XmlHandler {
 public:
  KmlContent(const std::filesystem::path& path, const base::Progress& progress)
      : path_(path), progress_(progress), problems_(path) {
    table_.name = path.stem().string();
  }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    open_.emplace_back(name);
    text_.clear();
    if (name == "NetworkLink") ++links_;
    if (name == "Folder") folders_.emplace_back();
    if (name == "Placemark") start_placemark(attributes);
    if (!in_placemark_) return;
    if (name == "Data" || name == "SimpleData") field_ = attributes["name"];
    if (name == "MultiGeometry") shapes_.several = true;
    if (name == "Polygon") shapes_.polygons.emplace_back();
    if (name == "Point" || name == "LineString" || name == "Polygon") heights_ = false;
  }

  void text(std::string_view more) override { text_ += more; }

  void end(std::string_view name) override {
    const std::string within = open_.size() > 1 ? open_[open_.size() - 2] : std::string();
    open_.pop_back();
    if (in_placemark_) {
      end_in_placemark(name, within);
    } else if (name == "name" && within == "Folder") {
      folders_.back() = trimmed(text_);
    }
    if (name == "Folder") folders_.pop_back();
    if (name == "Placemark") end_placemark();
    text_.clear();
  }

  Tables take() {
    auto crs = crs::crs_from_text("EPSG:4326");
    if (!crs) return Tables::failure(crs.diagnostics());
    table_.crs = *crs;
    base::Diagnostics diagnostics = problems_.take();
    if (links_ > 0) {
      diagnostics.push_back({.code = "IO-153",
                             .severity = base::Severity::warning,
                             .message = fmt::format("{} links to other files are not followed", links_),
                             .where = {.file = path_.string(), .field = "NetworkLink"},
                             .hint = "save the places themselves as KML"});
    }
    return {{std::move(table_)}, std::move(diagnostics)};
  }

 private:
  void start_placemark(const XmlAttributes& attributes) {
    if (progress_.cancel.cancelled()) problem = interrupted(path_);
    in_placemark_ = true;
    feature_ = {.id = std::string(attributes["id"]), .row = ++row_};
    shapes_ = {};
    std::string folder;
    for (const std::string& name : folders_) folder += (folder.empty() || name.empty() ? "" : "/") + name;
    if (!folder.empty()) add("folder", folder);
  }

  void end_in_placemark(std::string_view name, std::string_view within) {
    constexpr std::array<std::string_view, 6> kOwn = {"name",        "description", "address",
                                                      "phoneNumber", "Snippet",     "snippet"};
    constexpr std::array<std::string_view, 3> kTimes = {"when", "begin", "end"};
    const auto among = [&](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
    if ((within == "Placemark" && among(kOwn)) ||
        ((within == "TimeStamp" || within == "TimeSpan") && among(kTimes))) {
      add(std::string(name), text_);
    } else if (name == "SimpleData" || (name == "value" && within == "Data")) {
      add(field_, text_);
    } else if (name == "altitudeMode") {
      heights_ = trimmed(text_) == "absolute" || trimmed(text_) == "relativeToGround";
    } else if (name == "coordinates") {
      add_shape(within);
    }
  }

  void add_shape(std::string_view of) {
    auto ring = coordinates_of(text_, heights_);
    if (!ring || (of == "Point" && ring->size() > 1)) {
      shapes_.broken = true;
      return;
    }
    vertices_ += ring->size();
    if (vertices_ > kMostVertices) problem = over_limit(path_, fmt::format("more than {} vertices", kMostVertices));
    if (ring->empty()) return;
    const bool in_polygon = std::find(open_.rbegin(), open_.rend(), "Polygon") != open_.rend();
    if (of == "Point") {
      shapes_.points.push_back(ring->front());
    } else if (of == "LinearRing" && in_polygon) {
      if (!shapes_.polygons.empty()) add_ring(*std::move(ring));
    } else if (of == "LineString" || of == "LinearRing") {
      shapes_.lines.push_back(*std::move(ring));
    }
  }

  // The outer boundary may stand behind the inner ones.
  void add_ring(model::Ring ring) {
    auto& rings = shapes_.polygons.back().rings;
    const bool outer = std::find(open_.rbegin(), open_.rend(), "outerBoundaryIs") != open_.rend();
    rings.insert(outer ? rings.begin() : rings.end(), std::move(ring));
  }

  void add(const std::string& name, std::string_view value) {
    std::string unique = name;
    for (int n = 2; feature_.field(unique) != nullptr; ++n) unique = fmt::format("{} #{}", name, n);
    if (known_.insert(unique).second) table_.field_names.push_back(unique);
    if (table_.field_names.size() > kMostColumns)
      problem = over_limit(path_, fmt::format("more than {} fields", kMostColumns));
    auto text = trimmed(value);
    feature_.fields.emplace_back(std::move(unique),
                                 text.empty() ? model::FieldValue() : model::FieldValue(std::move(text)));
  }

  void end_placemark() {
    in_placemark_ = false;
    std::erase_if(shapes_.polygons, [](const auto& polygon) { return polygon.rings.empty(); });
    if (shapes_.broken) return problems_.left_out(table_, row_, feature_.id, "its coordinates are not numbers");
    if (table_.features.size() >= kMostFeatures) problem = over_limit(path_, "placemarks");
    feature_.geometry = std::move(shapes_).geometry();
    table_.features.push_back(std::move(feature_));
  }

  const std::filesystem::path& path_;
  const base::Progress& progress_;
  RowProblems problems_;
  model::FeatureTable table_;
  std::unordered_set<std::string> known_;
  std::vector<std::string> open_, folders_;
  std::string text_, field_;
  model::Feature feature_;
  Shapes shapes_;
  bool in_placemark_ = false;
  bool heights_ = false;
  std::int64_t row_ = 0;
  std::size_t vertices_ = 0;
  int links_ = 0;
};

base::Result<base::Done> read_plain(const std::filesystem::path& path, XmlHandler& handler) {
  if (auto plain = check_plain_file(path, kLargestText_bytes); !plain) return plain;
  std::ifstream in(path, std::ios::binary);
  const ReadBytes bytes = [&](char* into, std::size_t most) {
    in.read(into, static_cast<std::streamsize>(most));
    return static_cast<std::size_t>(in.gcount());
  };
  return read_xml(bytes, path.string(), handler);
}

base::Result<base::Done> read_zipped(const std::filesystem::path& path, XmlHandler& handler) {
  auto parts = ZipParts::open(path);
  if (!parts) return base::Result<base::Done>::failure(std::move(parts).diagnostics());
  const std::string root = "doc.kml";
  return (*parts)->read_xml_part((*parts)->has(root) ? root : (*parts)->ending_in(".kml"), handler);
}

}  // namespace

Tables read_kml(const std::filesystem::path& path, const base::Progress& progress) {
  KmlContent content(path, progress);
  std::array<char, 2> mark{};
  std::ifstream(path, std::ios::binary).read(mark.data(), mark.size());
  const bool zipped = mark[0] == 'P' && mark[1] == 'K';
  auto read = zipped ? read_zipped(path, content) : read_plain(path, content);
  if (!read) return Tables::failure(std::move(read).diagnostics());
  return content.take();
}

}  // namespace schouw::formats
