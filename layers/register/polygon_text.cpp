// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/polygon_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "geo/base/ring.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using Corner = std::array<double, 2>;
using Ring = std::vector<Corner>;

constexpr std::size_t kMostCorners = 5000;
constexpr double kFarthest_m = 1e8;

base::Diagnostic unreadable(std::string problem) {
  return {.code = "REG-122",
          .message = "polygon: " + std::move(problem),
          .where = {.field = "polygon"},
          .hint = "write it as POLYGON ((x y, x y, x y, x y)) or MULTIPOLYGON (((...)), ((...)))"};
}

double side_of(const Corner& a, const Corner& b, const Corner& p) {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

// Whether two sides cross, each passing from one side of the other to the other side.
bool cross(const Corner& a, const Corner& b, const Corner& c, const Corner& d) {
  return side_of(a, b, c) * side_of(a, b, d) < 0.0 && side_of(c, d, a) * side_of(c, d, b) < 0.0;
}

bool crosses_itself(const Ring& ring) {
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      if (cross(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n])) return true;
    }
  }
  return false;
}

// Reads WKT word by word; the first problem stands in `problem`.
class WktReader {
 public:
  WktReader(std::string_view text, PolygonFrame frame) : rest_(text), frame_(frame) {}

  std::vector<StatedPolygon> read() {
    std::vector<StatedPolygon> polygons;
    const std::string word = keyword();
    if (word == "polygon") {
      polygons.push_back(polygon());
    } else if (word == "multipolygon") {
      list([&] { polygons.push_back(polygon()); });
    } else {
      complain("found '" + word.substr(0, 40) + "', expected POLYGON or MULTIPOLYGON");
    }
    skip_blanks();
    if (!rest_.empty()) complain("found text after its end");
    return polygons;
  }

  const std::string& problem() const { return problem_; }

 private:
  void complain(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
  }
  bool failed() const { return !problem_.empty(); }

  void skip_blanks() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) rest_.remove_prefix(1);
  }

  std::string letters() {
    skip_blanks();
    std::string word;
    while (!rest_.empty() && std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
      word += rest_.front();
      rest_.remove_prefix(1);
    }
    return lower_case(word);
  }

  // The name of the geometry, and Z, M or ZM behind it.
  std::string keyword() {
    std::string word = letters();
    letters();
    return word;
  }

  bool take(char wanted) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  template <class Item>
  void list(const Item& item) {
    if (!take('(')) return complain("expected '('");
    do {
      item();
    } while (!failed() && take(','));
    if (!take(')')) complain("expected ')'");
  }

  std::optional<double> number() {
    skip_blanks();
    double value = 0.0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc() || end == rest_.data()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  bool in_frame(double value) const {
    if (frame_ == PolygonFrame::image) return value >= 0.0 && value <= 1.0;
    return std::abs(value) <= kFarthest_m;
  }

  void corner(Ring& ring) {
    const auto x = number();
    const auto y = number();
    if (!x || !y) return complain("expected two numbers per corner");
    if (!in_frame(*x) || !in_frame(*y)) {
      return complain(fmt::format(
          "found the corner {:g} {:g}, expected {}", *x, *y,
          frame_ == PolygonFrame::image ? "shares of the image from 0 to 1" : "metres in the project's CRS"));
    }
    while (number()) {
    }
    if (++corners_ > kMostCorners) return complain(fmt::format("expected at most {} corners", kMostCorners));
    ring.push_back({*x, *y});
  }

  Ring ring() {
    Ring ring;
    list([&] { corner(ring); });
    if (failed()) return ring;
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    if (ring.size() < 3) {
      complain("found a ring of fewer than three corners");
    } else if (crosses_itself(ring)) {
      complain("found a ring whose sides cross");
    } else if (base::signed_area(ring) == 0.0) {
      complain("found a ring without area");
    }
    return ring;
  }

  StatedPolygon polygon() {
    StatedPolygon polygon;
    list([&] { polygon.rings.push_back(ring()); });
    if (failed()) return polygon;
    for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
      const bool anticlockwise = base::signed_area(polygon.rings[i]) > 0.0;
      if (anticlockwise != (i == 0)) std::reverse(polygon.rings[i].begin(), polygon.rings[i].end());
    }
    return polygon;
  }

  std::string_view rest_;
  PolygonFrame frame_;
  std::size_t corners_ = 0;
  std::string problem_;
};

}  // namespace

base::Result<std::vector<StatedPolygon>> polygons_from_text(std::string_view wkt, PolygonFrame frame) {
  WktReader reader(wkt, frame);
  auto polygons = reader.read();
  if (!reader.problem().empty()) return unreadable(reader.problem());
  return polygons;
}

base::Result<StatedArea> area_from_text(std::string_view text) {
  constexpr double kLeast_m = 0.1;
  constexpr double kMost_m = 50'000.0;
  if (const auto radius = quantity_from_text(text, "m")) {
    const double radius_m = radius->value;
    if (radius_m >= kLeast_m && radius_m <= kMost_m) return StatedArea{.radius_m = radius_m};
    return unreadable(fmt::format("found a radius of {:g} m, expected {:g} to {:g} m", radius_m, kLeast_m, kMost_m));
  }
  auto polygons = polygons_from_text(text, PolygonFrame::map);
  if (!polygons) return base::Result<StatedArea>::failure(polygons.diagnostics());
  return StatedArea{.polygons = *std::move(polygons)};
}

}  // namespace schouw::registers
