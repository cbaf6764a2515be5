// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/files/city_file.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <utility>

namespace schouw::town {

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void Attributes::key(std::string_view key) {
  if (!members_.empty()) members_ += ',';
  members_ += json_text(key);
  members_ += ':';
}

Attributes& Attributes::text(std::string_view name, std::string_view value) {
  key(name);
  members_ += json_text(value);
  return *this;
}

Attributes& Attributes::number(std::string_view name, double value, int decimals) {
  key(name);
  members_ += fmt::format("{:.{}f}", value, decimals);
  return *this;
}

Attributes& Attributes::whole(std::string_view name, std::int64_t value) {
  key(name);
  members_ += fmt::format("{}", value);
  return *this;
}

Attributes& Attributes::yes_no(std::string_view name, bool value) {
  key(name);
  members_ += value ? "true" : "false";
  return *this;
}

CityFeature::CityFeature(std::string id, std::string_view type, const Attributes& attributes)
    : id_(std::move(id)), type_(type), attributes_(attributes.members()) {}

std::uint32_t CityFeature::vertex(const Corner& corner) {
  const std::array<std::int64_t, 3> millimetres = {
      std::llround(corner.x_m * 1000.0), std::llround(corner.y_m * 1000.0), std::llround(corner.z_m * 1000.0)};
  const auto [entry, is_new] = numbers_.try_emplace(millimetres, static_cast<std::uint32_t>(vertices_.size()));
  if (is_new) vertices_.push_back(millimetres);
  return entry->second;
}

namespace {

// The surfaces of a shape that occur, in order of first use, and the place of each in that list.
struct SurfaceList {
  std::vector<Surface> used;
  std::size_t place_of(Surface surface) {
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (used[i] == surface) return i;
    }
    used.push_back(surface);
    return used.size() - 1;
  }
};

}  // namespace

std::string CityFeature::geometry(const Shape& shape, bool closed) {
  SurfaceList list;
  std::string faces;
  std::string values;
  auto to_faces = std::back_inserter(faces);
  for (const Face& face : shape.faces) {
    faces += faces.empty() ? "[" : ",[";
    for (std::size_t r = 0; r < face.rings.size(); ++r) {
      faces += r == 0 ? "[" : ",[";
      const auto& ring = face.rings[r];
      for (std::size_t i = 0; i < ring.size(); ++i) {
        fmt::format_to(to_faces, "{}{}", i == 0 ? "" : ",", vertex(shape.corners[ring[i]]));
      }
      faces += ']';
    }
    faces += ']';
    if (!values.empty()) values += ',';
    values += face.surface == Surface::none ? std::string("null") : fmt::format("{}", list.place_of(face.surface));
  }
  std::string out = fmt::format(R"({{"type":"{}","lod":"{}","boundaries":{}{}{})", closed ? "Solid" : "MultiSurface",
                                closed ? "2.2" : "2", closed ? "[[" : "[", faces, closed ? "]]" : "]");
  if (!list.used.empty()) {
    std::string surfaces;
    for (const Surface surface : list.used) {
      surfaces += fmt::format(R"({}{{"type":"{}"}})", surfaces.empty() ? "" : ",", surface_type(surface));
    }
    out += fmt::format(R"(,"semantics":{{"surfaces":[{}],"values":{}{}{}}})", surfaces, closed ? "[[" : "[", values,
                       closed ? "]]" : "]");
  }
  return out + "}";
}

void CityFeature::solid(const Shape& shape) {
  own_geometry_ += (own_geometry_.empty() ? "" : ",") + geometry(shape, true);
  has_geometry_ = true;
}

void CityFeature::surfaces(const Shape& shape) {
  if (shape.faces.empty()) return;
  own_geometry_ += (own_geometry_.empty() ? "" : ",") + geometry(shape, false);
  has_geometry_ = true;
}

void CityFeature::child_solid(std::string_view type, const Shape& shape) {
  const std::string child = fmt::format("{}-{}", id_, ++child_count_);
  child_ids_ += fmt::format("{}{}", child_ids_.empty() ? "" : ",", json_text(child));
  children_ += fmt::format(R"(,{}:{{"type":"{}","parents":[{}],"geometry":[{}]}})", json_text(child), type,
                           json_text(id_), geometry(shape, true));
  has_geometry_ = true;
}

std::string CityFeature::line() {
  std::string vertices;
  auto to_vertices = std::back_inserter(vertices);
  for (const auto& v : vertices_) {
    fmt::format_to(to_vertices, "{}[{},{},{}]", vertices.empty() ? "" : ",", v[0], v[1], v[2]);
  }
  return fmt::format(
      R"({{"type":"CityJSONFeature","id":{0},"CityObjects":{{{0}:{{"type":"{1}","attributes":{{{2}}}{3},"geometry":[{4}]}}{5}}},"vertices":[{6}]}})",
      json_text(id_), type_, attributes_, child_ids_.empty() ? "" : fmt::format(R"(,"children":[{}])", child_ids_),
      own_geometry_, children_, vertices);
}

CityFile::CityFile(const std::filesystem::path& path) : out_(path, std::ios::binary | std::ios::trunc) {
  out_ << fmt::format(
      R"({{"type":"CityJSON","version":"2.0","transform":{{"scale":[0.001,0.001,0.001],"translate":[{:.1f},{:.1f},0.0]}},)"
      R"("metadata":{{"referenceSystem":"https://www.opengis.net/def/crs/EPSG/0/7415","title":)"
      R"("Meerschouw: a fictional town, made by Schouw"}},"CityObjects":{{}},"vertices":[]}})",
      kOriginEast_m, kOriginNorth_m);
  out_ << '\n';
}

void CityFile::add(CityFeature& feature) {
  if (!feature.has_geometry()) return;
  out_ << feature.line() << '\n';
  ++features_;
}

bool CityFile::close() {
  out_.flush();
  const bool good = out_.good();
  out_.close();
  return good;
}

}  // namespace schouw::town
