// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/geometry_blob.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace schouw::tables {

namespace {

constexpr std::uint32_t kPoint = 1;
constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPolygon = 6;
constexpr std::uint32_t kWithHeight = 1000;

class BlobWriter {
 public:
  template <class T>
  void put(T value) {
    static_assert(std::endian::native == std::endian::little);
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out_.append(bytes, sizeof(T));
  }
  void start(std::uint32_t type, bool heights) {
    put<std::uint8_t>(1);
    put<std::uint32_t>(type + (heights ? kWithHeight : 0));
  }
  void coordinate(const model::Coordinate& c, bool heights) {
    put(c.x);
    put(c.y);
    if (heights) put(c.z.value_or(0.0));
  }
  void ring(const model::Ring& ring, bool heights) {
    const bool open = !ring.empty() && (ring.front().x != ring.back().x || ring.front().y != ring.back().y);
    put(static_cast<std::uint32_t>(ring.size() + (open ? 1 : 0)));
    for (const auto& c : ring) coordinate(c, heights);
    if (open) coordinate(ring.front(), heights);
  }
  void polygon(const model::PolygonWithHoles& polygon, bool heights) {
    start(kPolygon, heights);
    put(static_cast<std::uint32_t>(polygon.rings.size()));
    for (const auto& edge : polygon.rings) ring(edge, heights);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

template <class Visit>
void for_each_coordinate(const model::Geometry& geometry, const Visit& visit) {
  if (const auto* c = std::get_if<model::Coordinate>(&geometry)) visit(*c);
  if (const auto* points = std::get_if<std::vector<model::Coordinate>>(&geometry)) {
    for (const auto& c : *points) visit(c);
  }
  if (const auto* lines = std::get_if<std::vector<model::Ring>>(&geometry)) {
    for (const auto& line : *lines) std::for_each(line.begin(), line.end(), visit);
  }
  if (const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry)) {
    for (const auto& polygon : *polygons) {
      for (const auto& ring : polygon.rings) std::for_each(ring.begin(), ring.end(), visit);
    }
  }
}

bool all_finite(const model::Geometry& geometry) {
  bool finite = true;
  for_each_coordinate(geometry, [&](const model::Coordinate& c) {
    finite = finite && std::isfinite(c.x) && std::isfinite(c.y) && std::isfinite(c.z.value_or(0.0));
  });
  return finite;
}

void put_header(BlobWriter& writer, std::int32_t srs_id, const PlanBox& box, bool point) {
  constexpr std::uint8_t kLittleEndian = 1;
  constexpr std::uint8_t kPlanEnvelope = 1 << 1;
  constexpr std::uint8_t kEmpty = 1 << 4;
  const bool envelope = !point && !box.empty();
  writer.put('G');
  writer.put('P');
  writer.put<std::uint8_t>(0);
  writer.put(static_cast<std::uint8_t>(kLittleEndian | (envelope ? kPlanEnvelope : 0) | (box.empty() ? kEmpty : 0)));
  writer.put(srs_id);
  if (!envelope) return;
  for (const double edge : {box.min_x, box.max_x, box.min_y, box.max_y}) writer.put(edge);
}

// Reads forward and never past the end; after a short read everything is zero and ok() is false.
class BlobReader {
 public:
  explicit BlobReader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  std::size_t left() const { return bytes_.size() - at_; }
  void swap_bytes(bool swap) { swap_ = swap; }
  void skip(std::size_t count) {
    ok_ = ok_ && count <= left();
    if (ok_) at_ += count;
  }
  template <class T>
  T get() {
    char bytes[sizeof(T)] = {};
    ok_ = ok_ && sizeof(T) <= left();
    if (!ok_) return T{};
    std::memcpy(bytes, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    if (swap_) std::reverse(std::begin(bytes), std::end(bytes));
    T value{};
    std::memcpy(&value, bytes, sizeof(T));
    return value;
  }

  // A count of things of at least this size; a larger one than the bytes can hold is damage.
  std::uint32_t count(std::size_t smallest) {
    const auto number = get<std::uint32_t>();
    ok_ = ok_ && number <= left() / smallest;
    return ok_ ? number : 0;
  }

  std::optional<std::uint32_t> type(bool& heights) {
    const auto order = get<std::uint8_t>();
    swap_bytes(order == 0);
    const auto code = get<std::uint32_t>();
    if (!ok_ || order > 1) return {};
    heights = code / kWithHeight == 1;
    if (code / kWithHeight > 1) return {};
    return code % kWithHeight;
  }

  model::Coordinate coordinate(bool heights) {
    model::Coordinate c{.x = get<double>(), .y = get<double>()};
    if (heights) c.z = get<double>();
    return c;
  }

  model::PolygonWithHoles polygon(bool heights) {
    model::PolygonWithHoles out;
    const std::uint32_t rings = count(sizeof(std::uint32_t));
    for (std::uint32_t r = 0; r < rings && ok_; ++r) {
      model::Ring ring;
      const std::uint32_t points = count((heights ? 3 : 2) * sizeof(double));
      ring.reserve(points);
      for (std::uint32_t p = 0; p < points; ++p) ring.push_back(coordinate(heights));
      out.rings.push_back(std::move(ring));
    }
    return out;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
  bool swap_ = false;
};

bool skip_header(BlobReader& reader) {
  constexpr std::size_t kEnvelope_bytes[] = {0, 32, 48, 48, 64};
  if (reader.get<char>() != 'G' || reader.get<char>() != 'P') return false;
  reader.skip(1);
  const auto flags = reader.get<std::uint8_t>();
  const unsigned envelope = (flags >> 1U) & 7U;
  if (!reader.ok() || envelope > 4) return false;
  reader.skip(sizeof(std::int32_t) + kEnvelope_bytes[envelope]);
  return reader.ok();
}

std::optional<model::Geometry> point_from(BlobReader& reader, bool heights) {
  const model::Coordinate c = reader.coordinate(heights);
  if (!reader.ok()) return std::nullopt;
  if (std::isnan(c.x) && std::isnan(c.y)) return model::Geometry{};  // an empty point, clause 2.1.3.1.1
  return model::Geometry{c};
}

std::optional<model::Geometry> polygons_from(BlobReader& reader) {
  std::vector<model::PolygonWithHoles> polygons;
  const std::uint32_t parts = reader.count(9);
  for (std::uint32_t i = 0; i < parts; ++i) {
    bool heights = false;
    if (reader.type(heights) != kPolygon) return std::nullopt;
    polygons.push_back(reader.polygon(heights));
  }
  if (!reader.ok()) return std::nullopt;
  return model::Geometry{std::move(polygons)};
}

}  // namespace

void PlanBox::include(double x, double y) {
  min_x = std::min(min_x, x);
  max_x = std::max(max_x, x);
  min_y = std::min(min_y, y);
  max_y = std::max(max_y, y);
}

void PlanBox::include(const PlanBox& other) {
  if (other.empty()) return;
  include(other.min_x, other.min_y);
  include(other.max_x, other.max_y);
}

PlanBox box_of(const model::Geometry& geometry) {
  PlanBox box;
  for_each_coordinate(geometry, [&](const model::Coordinate& c) { box.include(c.x, c.y); });
  return box;
}

bool has_heights(const model::Geometry& geometry) {
  bool heights = false;
  for_each_coordinate(geometry, [&](const model::Coordinate& c) { heights = heights || c.z.has_value(); });
  return heights;
}

namespace {

// The geometry behind what was written already; false where it has no form here.
bool put_geometry(const model::Geometry& geometry, BlobWriter& writer) {
  const bool heights = has_heights(geometry);
  if (const auto* point = std::get_if<model::Coordinate>(&geometry)) {
    writer.start(kPoint, heights);
    writer.coordinate(*point, heights);
    return true;
  }
  const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry);
  if (polygons == nullptr) return false;
  writer.start(kMultiPolygon, heights);
  writer.put(static_cast<std::uint32_t>(polygons->size()));
  for (const auto& polygon : *polygons) writer.polygon(polygon, heights);
  return true;
}

std::optional<model::Geometry> geometry_at(BlobReader& reader) {
  bool heights = false;
  const auto type = reader.type(heights);
  if (type == kPoint) return point_from(reader, heights);
  if (type == kMultiPolygon) return polygons_from(reader);
  if (type != kPolygon) return {};
  std::vector<model::PolygonWithHoles> one = {reader.polygon(heights)};
  if (!reader.ok()) return {};
  return model::Geometry{std::move(one)};
}

}  // namespace

std::optional<std::string> geometry_blob(const model::Geometry& geometry, std::int32_t srs_id) {
  if (!all_finite(geometry)) return {};
  BlobWriter writer;
  put_header(writer, srs_id, box_of(geometry), std::holds_alternative<model::Coordinate>(geometry));
  if (!put_geometry(geometry, writer)) return {};
  return writer.take();
}

std::optional<std::string> wkb_of(const model::Geometry& geometry) {
  BlobWriter writer;
  if (!all_finite(geometry) || !put_geometry(geometry, writer)) return {};
  return writer.take();
}

std::optional<model::Geometry> geometry_from_wkb(std::string_view wkb) {
  BlobReader reader(wkb);
  return geometry_at(reader);
}

std::optional<model::Geometry> geometry_from_blob(std::string_view blob) {
  BlobReader reader(blob);
  if (!skip_header(reader)) return {};
  return geometry_at(reader);
}

PlanBox box_of_blob(std::string_view blob) {
  if (const auto geometry = geometry_from_blob(blob)) return box_of(*geometry);
  constexpr std::size_t kFlags_at = 3;
  constexpr std::size_t kEnvelope_at = 8;
  BlobReader reader(blob);
  if (!skip_header(reader)) return {};
  const auto flags = static_cast<unsigned char>(blob[kFlags_at]);
  if (((flags >> 1U) & 7U) == 0) return {};
  BlobReader envelope(blob.substr(kEnvelope_at));
  envelope.swap_bytes((flags & 1U) == 0);
  const double min_x = envelope.get<double>();
  const double max_x = envelope.get<double>();
  const double min_y = envelope.get<double>();
  const double max_y = envelope.get<double>();
  if (!std::isfinite(min_x + max_x + min_y + max_y) || min_x > max_x || min_y > max_y) return {};
  return {.min_x = min_x, .max_x = max_x, .min_y = min_y, .max_y = max_y};
}

}  // namespace schouw::tables
