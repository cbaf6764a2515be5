// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/model/city_model.h"

namespace schouw::formats {

// Walks over the numbers and brackets of a piece of JSON whose grammar is known to be right. Every step checks the
// end; what does not fit is left where it stands.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool take(char c);  // after space
  bool at_end();
  std::optional<std::uint64_t> take_index();  // an integer without sign, point or exponent
  std::optional<double> take_number();        // NaN where it does not fit in a double
  bool take_null();

 private:
  void skip_space();
  const char* at_;
  const char* end_;
};

// From the numbers of a file to its coordinates: number * scale + translate.
struct VertexTransform {
  std::array<double, 3> scale{1.0, 1.0, 1.0};
  std::array<double, 3> translate{0.0, 0.0, 0.0};
};

// {"scale": [..], "translate": [..]}. Nothing where a part misses or is not finite.
std::optional<VertexTransform> read_vertex_transform(std::string_view json);

// Stands for a vertex that is not finite or over 100,000 km from the origin; objects that use it are refused.
inline constexpr model::MillimetrePoint kNoVertex{INT64_MIN, INT64_MIN, INT64_MIN};

// Rounded half away from zero. A tie is seen within 1e-7 mm, so that 0.0005 m, which no double holds, is one.
std::optional<std::int64_t> rounded_mm(double mm);

// [[x, y, z], ...]. Exact where the scale is a whole number of millimetres. Nothing where it is not a list of
// triples.
std::optional<std::vector<model::MillimetrePoint>> read_vertices(std::string_view json,
                                                                 const VertexTransform& transform);
std::optional<std::vector<std::array<double, 3>>> read_triples(std::string_view json);

}  // namespace schouw::formats
