// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/contour.h"

#include <cstdint>
#include <utility>

namespace schouw::raster {

namespace {

// An edge along the west (even) or the east (odd) end of a run, one cell high: 2 * run + end. With the cells on the
// left, west edges go south and east edges go north.
using EndEdge = std::uint32_t;
constexpr EndEdge kNone = 0xffffffffU;

bool is_east(EndEdge edge) { return (edge & 1U) != 0; }

// Links every such edge to the next one of its ring, over the edges along rows between them.
class RingLinks {
 public:
  RingLinks(std::span<const CellRun> runs, const RunGroups& pieces)
      : runs_(runs), pieces_(pieces), next_(runs.size() * 2, kNone) {
    std::size_t south = 0;  // the runs of the row below: south..here-1
    std::size_t here = 0;
    while (here < runs.size()) {
      std::size_t end = here;
      while (end < runs.size() && runs[end].row == runs[here].row) ++end;
      if (here > south && runs[south].row + 1 < runs[here].row) {
        link_boundary({south, here}, {here, here});
        south = here;
      }
      link_boundary({south, here}, {here, end});
      south = here;
      here = end;
    }
    link_boundary({south, here}, {here, here});
  }

  EndEdge next(EndEdge edge) const { return next_[edge]; }
  int column(EndEdge edge) const {
    const CellRun& run = runs_[edge / 2];
    return is_east(edge) ? run.last + 1 : run.first;
  }
  // The row boundary at which an edge ends.
  int end_row(EndEdge edge) const { return runs_[edge / 2].row + (is_east(edge) ? 1 : 0); }

 private:
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  // All edges that meet a boundary between two rows, from the west. Along the boundary runs an edge wherever one side
  // is filled and the other is not, so the edges that meet it pair up in order.
  void link_boundary(const Range& below, const Range& above) {
    auto low = static_cast<EndEdge>(below.begin * 2);
    auto high = static_cast<EndEdge>(above.begin * 2);
    const auto low_end = static_cast<EndEdge>(below.end * 2);
    const auto high_end = static_cast<EndEdge>(above.end * 2);
    EndEdge open = kNone;
    while (low < low_end || high < high_end) {
      const bool take_low = high >= high_end || (low < low_end && column(low) <= column(high));
      const bool both = low < low_end && high < high_end && column(low) == column(high);
      if (both) {
        open = link_crossing(open, low++, high++);
        continue;
      }
      const EndEdge edge = take_low ? low++ : high++;
      if (open == kNone) {
        open = edge;
      } else {
        link(open, edge, take_low);
        open = kNone;
      }
    }
  }

  // Two edges at one corner: a straight line, or cells that meet only there. Those of one piece leave the gaps on
  // both sides apart, those of two pieces stay apart themselves.
  EndEdge link_crossing(EndEdge open, EndEdge low, EndEdge high) {
    if (open == kNone) {
      link_over(low, high);
      return kNone;
    }
    const EndEdge ending = is_east(low) ? low : high;
    const EndEdge starting = is_east(low) ? high : low;
    const bool one_piece = pieces_.group[ending / 2] == pieces_.group[starting / 2];
    const EndEdge met = one_piece ? starting : ending;
    link(open, met, met == low);
    return one_piece ? ending : starting;
  }

  // An edge arrives at the boundary where it lies below and goes north, or above and goes south.
  void link(EndEdge west, EndEdge east, bool east_is_below) {
    if (is_east(east) == east_is_below) {
      next_[east] = west;
    } else {
      next_[west] = east;
    }
  }
  void link_over(EndEdge low, EndEdge high) {
    if (is_east(low)) {
      next_[low] = high;
    } else {
      next_[high] = low;
    }
  }

  std::span<const CellRun> runs_;
  const RunGroups& pieces_;
  std::vector<EndEdge> next_;
};

PlanRing ring_from(EndEdge start, const RingLinks& links, const GridFrame& frame, std::vector<bool>& done) {
  PlanRing ring;
  EndEdge edge = start;
  do {
    done[edge] = true;
    const EndEdge next = links.next(edge);
    const int from = links.column(edge);
    const int to = links.column(next);
    if (from != to) {
      const double north = frame.south_m + links.end_row(edge) * frame.cell_m;
      ring.push_back({frame.west_m + from * frame.cell_m, north});
      ring.push_back({frame.west_m + to * frame.cell_m, north});
    }
    edge = next;
  } while (edge != start);
  return ring;
}

}  // namespace

std::vector<CellPolygon> polygons_of(std::span<const CellRun> runs, const GridFrame& frame) {
  const RunGroups pieces = connected_runs(runs, four_neighbours());
  const RingLinks links(runs, pieces);
  std::vector<CellPolygon> polygons(pieces.count);
  std::vector<bool> done(runs.size() * 2, false);
  // The west end of a piece's first run lies on its outer ring, so that ring comes first.
  for (EndEdge edge = 0; edge < done.size(); ++edge) {
    if (done[edge]) continue;
    polygons[pieces.group[edge / 2]].rings.push_back(ring_from(edge, links, frame, done));
  }
  return polygons;
}

std::vector<CellPolygon> polygons_of(const Grid<std::uint8_t>& mask) {
  return polygons_of(runs_of(mask), mask.frame());
}

}  // namespace schouw::raster
