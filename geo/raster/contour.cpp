// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/contour.h"

#include <algorithm>
#include <array>
#include <map>

#include "geo/raster/connected_cells.h"

namespace schouw::raster {

namespace {

struct Corner {
  int column;
  int row;
  bool operator==(const Corner&) const = default;
};

// Directions of a walk with the cells on the left: east, north, west, south.
constexpr std::array<Corner, 4> kAhead = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

// Walks the edges between a group's cells and the rest, with the cells on the left.
class EdgeWalk {
 public:
  explicit EdgeWalk(const Grid<std::uint32_t>& groups) : groups_(groups), done_(groups.frame()) {}

  // The ring that holds the edge of cell (column, row) along `direction`; empty where it was walked already.
  std::vector<Corner> ring_from(int column, int row, int direction) {
    group_ = groups_.at(column, row);
    if (is_done(column, row, direction)) return {};
    Corner at = start_of(column, row, direction);
    const Corner first = at;
    const int first_direction = direction;
    std::vector<Corner> ring;
    do {
      ring.push_back(at);
      mark(at, direction);
      at = {at.column + kAhead[direction].column, at.row + kAhead[direction].row};
      direction = turn(at, direction);
    } while (!(at == first && direction == first_direction));
    return ring;
  }

 private:
  static Corner start_of(int column, int row, int direction) {
    switch (direction) {
      case 0: return {column, row};          // south edge, eastwards
      case 1: return {column + 1, row};      // east edge, northwards
      case 2: return {column + 1, row + 1};  // north edge, westwards
      default: return {column, row + 1};     // west edge, southwards
    }
  }
  // The cell left of an edge that starts at a corner.
  static Corner cell_left_of(const Corner& at, int direction) {
    switch (direction) {
      case 0: return {at.column, at.row};
      case 1: return {at.column - 1, at.row};
      case 2: return {at.column - 1, at.row - 1};
      default: return {at.column, at.row - 1};
    }
  }
  bool inside(const Corner& cell) const {
    return groups_.frame().contains(cell.column, cell.row) && groups_.at(cell.column, cell.row) == group_;
  }
  bool is_edge(const Corner& at, int direction) const {
    const Corner left = cell_left_of(at, direction);
    const Corner right =
        cell_left_of({at.column + kAhead[direction].column, at.row + kAhead[direction].row}, (direction + 2) % 4);
    return inside(left) && !inside(right);
  }
  // Left first: cells that meet only in a corner stay apart.
  int turn(const Corner& at, int direction) const {
    for (const int by : {1, 0, 3}) {
      if (is_edge(at, (direction + by) % 4)) return (direction + by) % 4;
    }
    return direction;
  }
  bool is_done(int column, int row, int direction) const { return (done_.at(column, row) & (1 << direction)) != 0; }
  void mark(const Corner& at, int direction) {
    const Corner cell = cell_left_of(at, direction);
    auto& bits = done_.at(cell.column, cell.row);
    bits = static_cast<std::uint8_t>(bits | (1 << direction));
  }

  const Grid<std::uint32_t>& groups_;
  Grid<std::uint8_t> done_;
  std::uint32_t group_ = 0;
};

// Cuts a ring where it meets itself, so that every part is simple.
std::vector<std::vector<Corner>> simple_parts(const std::vector<Corner>& ring) {
  std::vector<std::vector<Corner>> parts;
  std::vector<Corner> path;
  std::map<std::pair<int, int>, std::size_t> seen;
  for (const Corner& corner : ring) {
    const auto key = std::pair{corner.column, corner.row};
    if (const auto before = seen.find(key); before != seen.end()) {
      const auto from = static_cast<std::ptrdiff_t>(before->second);
      parts.emplace_back(path.begin() + from, path.end());
      for (auto i = path.begin() + from + 1; i != path.end(); ++i) seen.erase({i->column, i->row});
      path.erase(path.begin() + from + 1, path.end());
      continue;
    }
    seen[key] = path.size();
    path.push_back(corner);
  }
  parts.push_back(std::move(path));
  return parts;
}

PlanRing to_plan(const GridFrame& frame, const std::vector<Corner>& corners) {
  PlanRing ring;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Corner& before = corners[(i + corners.size() - 1) % corners.size()];
    const Corner& at = corners[i];
    const Corner& after = corners[(i + 1) % corners.size()];
    const bool straight =
        (before.column == at.column && at.column == after.column) || (before.row == at.row && at.row == after.row);
    if (!straight) ring.push_back({frame.west_m + at.column * frame.cell_m, frame.south_m + at.row * frame.cell_m});
  }
  return ring;
}

// Nothing for an empty walk: it has been taken before.
void add_rings(const GridFrame& frame, const std::vector<Corner>& walked, CellPolygon& polygon) {
  if (walked.empty()) return;
  for (const std::vector<Corner>& part : simple_parts(walked)) polygon.rings.push_back(to_plan(frame, part));
}

}  // namespace

double signed_area_m2(const PlanRing& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanPoint& a = ring[i];
    const PlanPoint& b = ring[(i + 1) % ring.size()];
    // Counted from the first corner: map coordinates are large and their products lose digits.
    twice += (a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1]);
  }
  return twice / 2.0;
}

std::vector<CellPolygon> polygons_of(const Grid<std::uint8_t>& mask) {
  const ConnectedCells pieces = connected_cells(mask, Neighbours::four);
  const GridFrame& frame = mask.frame();
  std::vector<CellPolygon> polygons(pieces.count);
  EdgeWalk walk(pieces.label);
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      const std::uint32_t piece = pieces.label.at(column, row);
      if (piece == 0) continue;
      const auto differs = [&](int c, int r) { return !frame.contains(c, r) || pieces.label.at(c, r) != piece; };
      // Every ring has an edge along the south or the north of a cell.
      for (const int direction : {0, 2}) {
        if (!differs(column, direction == 0 ? row - 1 : row + 1)) continue;
        add_rings(frame, walk.ring_from(column, row, direction), polygons[piece - 1]);
      }
    }
  }
  for (CellPolygon& polygon : polygons) {
    std::stable_partition(polygon.rings.begin(), polygon.rings.end(),
                          [](const PlanRing& ring) { return signed_area_m2(ring) > 0.0; });
  }
  return polygons;
}

}  // namespace schouw::raster
