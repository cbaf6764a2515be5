// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_numbers.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace schouw::formats {

namespace {

constexpr double kFarthestMm = 1e11;

// A translation in millimetres without the last bits that the conversion from decimal metres left.
double clean_mm(double metres) {
  const double nanometres = metres * 1e9;
  return std::abs(nanometres) < 9e15 ? std::round(nanometres) / 1e6 : metres * 1e3;
}

bool take_triple(JsonCursor& cursor, std::array<double, 3>& out) {
  if (!cursor.take('[')) return false;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (axis > 0 && !cursor.take(',')) return false;
    const auto number = cursor.take_number();
    if (!number) return false;
    out[axis] = *number;
  }
  return cursor.take(']');
}

// Calls visit(triple) for each of [[x, y, z], ...]; false where the list has another shape.
template <class Visit>
bool for_each_triple(std::string_view json, const Visit& visit) {
  JsonCursor cursor(json);
  if (!cursor.take('[')) return false;
  if (cursor.take(']')) return cursor.at_end();
  do {
    std::array<double, 3> triple{};
    if (!take_triple(cursor, triple)) return false;
    visit(triple);
  } while (cursor.take(','));
  return cursor.take(']') && cursor.at_end();
}

bool finite(const std::array<double, 3>& triple) {
  return std::isfinite(triple[0]) && std::isfinite(triple[1]) && std::isfinite(triple[2]);
}

// The list that follows a name, for the two members of a transform.
std::optional<std::array<double, 3>> triple_after(std::string_view json, std::string_view name) {
  const std::size_t start = json.find(name);
  if (start == std::string_view::npos) return std::nullopt;
  JsonCursor cursor(json.substr(start + name.size()));
  std::array<double, 3> triple{};
  if (!cursor.take(':') || !take_triple(cursor, triple) || !finite(triple)) return std::nullopt;
  return triple;
}

}  // namespace

void JsonCursor::skip_space() {
  while (at_ != end_ && static_cast<unsigned char>(*at_) <= ' ') ++at_;
}

bool JsonCursor::take(char c) {
  skip_space();
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

bool JsonCursor::at_end() {
  skip_space();
  return at_ == end_;
}

std::optional<std::uint64_t> JsonCursor::take_index() {
  skip_space();
  std::uint64_t number = 0;
  const auto [next, problem] = std::from_chars(at_, end_, number);
  if (problem != std::errc()) return std::nullopt;
  if (next != end_ && (*next == '.' || *next == 'e' || *next == 'E')) return std::nullopt;
  at_ = next;
  return number;
}

std::optional<double> JsonCursor::take_number() {
  skip_space();
  std::int64_t whole = 0;
  const auto [after, fault] = std::from_chars(at_, end_, whole);
  if (fault == std::errc() && (after == end_ || (*after != '.' && *after != 'e' && *after != 'E'))) {
    at_ = after;
    return static_cast<double>(whole);
  }
  double number = 0.0;
  const auto [next, problem] = std::from_chars(at_, end_, number, std::chars_format::general);
  if (next == at_ || *at_ == 'i' || *at_ == 'n') return std::nullopt;
  at_ = next;
  return problem == std::errc() ? number : std::numeric_limits<double>::quiet_NaN();
}

bool JsonCursor::take_null() {
  skip_space();
  if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).substr(0, 4) != "null") return false;
  at_ += 4;
  return true;
}

std::optional<VertexTransform> read_vertex_transform(std::string_view json) {
  const auto scale = triple_after(json, "\"scale\"");
  const auto translate = triple_after(json, "\"translate\"");
  if (!scale || !translate) return std::nullopt;
  return VertexTransform{*scale, *translate};
}

std::optional<std::int64_t> rounded_mm(double mm) {
  if (!(std::abs(mm) <= kFarthestMm)) return std::nullopt;
  const double size = std::floor(std::abs(mm) + 0.5 + 1e-7);
  return static_cast<std::int64_t>(mm < 0 ? -size : size);
}

std::optional<std::vector<model::MillimetrePoint>> read_vertices(std::string_view json,
                                                                 const VertexTransform& transform) {
  std::array<double, 3> scale_mm{};
  std::array<double, 3> translate_mm{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    scale_mm[axis] = transform.scale[axis] * 1000.0;
    translate_mm[axis] = clean_mm(transform.translate[axis]);
  }
  std::vector<model::MillimetrePoint> points;
  const bool shaped = for_each_triple(json, [&](const std::array<double, 3>& triple) {
    model::MillimetrePoint point{};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const auto mm = rounded_mm(triple[axis] * scale_mm[axis] + translate_mm[axis]);
      if (!mm) {
        point = kNoVertex;
        break;
      }
      point[axis] = *mm;
    }
    points.push_back(point);
  });
  if (!shaped) return std::nullopt;
  return points;
}

std::optional<std::vector<std::array<double, 3>>> read_triples(std::string_view json) {
  std::vector<std::array<double, 3>> triples;
  if (!for_each_triple(json, [&](const std::array<double, 3>& triple) { triples.push_back(triple); })) {
    return std::nullopt;
  }
  return triples;
}

}  // namespace schouw::formats
