// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/draw_squares.h"

#include "layers/coverage/footprint/cell_set.h"

namespace schouw::coverage {

namespace {

constexpr drawing::Colour kView = drawing::colour_from_hex(0x1d4f86);  // as draw_footprints
constexpr double kOverGround_m = 0.25;

class SquareOutline {
 public:
  SquareOutline(const CellSet& seen, const raster::GridFrame& frame, const terrain::GroundModel& ground,
                const crs::SceneOrigin& origin)
      : seen_(seen), frame_(frame), ground_(ground), origin_(origin) {}

  void add_to(drawing::DrawList& list, const drawing::Line& style) const {
    for (int row = 0; row <= seen_.rows; ++row) add_border(list, style, seen_.first_row + row, true);
    for (int column = 0; column <= seen_.columns(); ++column) {
      add_border(list, style, seen_.first_column() + column, false);
    }
  }

 private:
  // Whether the border south of a row, or west of a column, parts what is seen from what is not, at one cell of it.
  bool parts(int border, int along, bool south) const {
    return south ? seen_.contains(along, border - 1) != seen_.contains(along, border)
                 : seen_.contains(border - 1, along) != seen_.contains(border, along);
  }

  crs::ScenePosition corner(int border, int along, bool south) const {
    const double east_m = frame_.west_m + (south ? along : border) * frame_.cell_m;
    const double north_m = frame_.south_m + (south ? border : along) * frame_.cell_m;
    return origin_.to_scene({east_m, north_m, ground_.at(east_m, north_m).height_m + kOverGround_m});
  }

  void add_border(drawing::DrawList& list, const drawing::Line& style, int border, bool south) const {
    const int from = south ? seen_.first_column() : seen_.first_row;
    const int to = from + (south ? seen_.columns() : seen_.rows);
    drawing::Line line = style;
    for (int along = from; along < to; ++along) {
      if (parts(border, along, south)) {
        if (line.positions.empty()) line.positions.push_back(corner(border, along, south));
        line.positions.push_back(corner(border, along + 1, south));
      } else if (!line.positions.empty()) {
        list.lines.push_back(line);
        line.positions.clear();
      }
    }
    if (!line.positions.empty()) list.lines.push_back(line);
  }

  const CellSet& seen_;
  const raster::GridFrame& frame_;
  const terrain::GroundModel& ground_;
  crs::SceneOrigin origin_;
};

}  // namespace

drawing::DrawList draw_squares(const CoverageResult& coverage, std::optional<std::uint32_t> sensor,
                               const terrain::GroundModel& ground, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  const drawing::Line style{.colour = kView.with_alpha(sensor ? 230 : 120), .width_px = sensor ? 2.0F : 1.2F};
  for (const Footprint& footprint : coverage.footprints) {
    if (sensor && footprint.sensor != *sensor) continue;
    SquareOutline(footprint.seen, coverage.frame, ground, origin).add_to(list, style);
  }
  return list;
}

}  // namespace schouw::coverage
