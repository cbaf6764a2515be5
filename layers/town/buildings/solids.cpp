// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/buildings/solids.h"

#include <algorithm>
#include <array>
#include <utility>

namespace schouw::town {

std::string_view surface_type(Surface surface) {
  static constexpr std::array<std::string_view, 9> kTypes = {
      "GroundSurface",       "WallSurface",          "RoofSurface",
      "OuterCeilingSurface", "OuterFloorSurface",    "WaterSurface",
      "TrafficArea",         "AuxiliaryTrafficArea", ""};
  return kTypes[static_cast<std::size_t>(surface)];
}

std::size_t Shape::add(Corner corner) {
  corners.push_back(corner);
  return corners.size() - 1;
}

void Shape::face(std::vector<std::size_t> ring, Surface surface) { faces.push_back({{std::move(ring)}, surface}); }

void Shape::append(const Shape& other) {
  const std::size_t first = corners.size();
  corners.insert(corners.end(), other.corners.begin(), other.corners.end());
  for (Face copy : other.faces) {
    for (auto& ring : copy.rings) {
      for (auto& index : ring) index += first;
    }
    faces.push_back(std::move(copy));
  }
}

namespace {

Corner area_vector(const Shape& shape, const Face& face) {  // twice the area, along the outward normal
  Corner sum;
  for (const auto& ring : face.rings) {
    const Corner& o = shape.corners[ring[0]];
    for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
      const Corner& p = shape.corners[ring[i]];
      const Corner& q = shape.corners[ring[i + 1]];
      const Corner a{p.x_m - o.x_m, p.y_m - o.y_m, p.z_m - o.z_m};
      const Corner b{q.x_m - o.x_m, q.y_m - o.y_m, q.z_m - o.z_m};
      sum.x_m += a.y_m * b.z_m - a.z_m * b.y_m;
      sum.y_m += a.z_m * b.x_m - a.x_m * b.z_m;
      sum.z_m += a.x_m * b.y_m - a.y_m * b.x_m;
    }
  }
  return sum;
}

double lowest_m(const Shape& shape) {
  double lowest = shape.corners[0].z_m;
  for (const Corner& corner : shape.corners) lowest = std::min(lowest, corner.z_m);
  return lowest;
}

Surface surface_facing(const Shape& shape, const Face& face, double ground_m) {
  const Corner normal = area_vector(shape, face);
  const double size = std::sqrt(normal.x_m * normal.x_m + normal.y_m * normal.y_m + normal.z_m * normal.z_m);
  const double up = normal.z_m / size;
  if (up > 0.05) return Surface::roof;
  if (up > -0.05) return Surface::wall;
  return shape.corners[face.rings[0][0]].z_m < ground_m + 0.01 ? Surface::ground : Surface::outer_ceiling;
}

}  // namespace

double volume_m3(const Shape& shape) {
  double six_times = 0.0;
  for (const Face& face : shape.faces) {
    const Corner& o = shape.corners[face.rings[0][0]];
    const Corner normal = area_vector(shape, face);
    six_times += o.x_m * normal.x_m + o.y_m * normal.y_m + o.z_m * normal.z_m;
  }
  return six_times / 6.0;
}

void finish_solid(Shape& shape) {
  if (volume_m3(shape) < 0.0) {
    for (Face& face : shape.faces) {
      for (auto& ring : face.rings) std::reverse(ring.begin(), ring.end());
    }
  }
  const double ground_m = lowest_m(shape);
  for (Face& face : shape.faces) face.surface = surface_facing(shape, face, ground_m);
}

namespace {

double to_millimetre(double value_m) { return std::round(value_m * 1000.0) / 1000.0; }

Corner snapped(const Corner& c) { return {to_millimetre(c.x_m), to_millimetre(c.y_m), to_millimetre(c.z_m)}; }

// The step from a to b in whole millimetres: corners that are moved by it stay in one plane with where they came
// from.
Corner step(const Corner& a, const Corner& b) { return snapped({b.x_m - a.x_m, b.y_m - a.y_m, b.z_m - a.z_m}); }

Corner moved(const Corner& c, const Corner& by) { return {c.x_m + by.x_m, c.y_m + by.y_m, c.z_m + by.z_m}; }

// place(point, depth) puts a profile point at a depth of the extrusion.
template <class Place>
Shape drawn_out(const Profile& profile, double from_m, double to_m, Place place) {
  Shape shape;
  const std::size_t count = profile.size();
  const Corner by = step(place(profile[0], from_m), place(profile[0], to_m));
  for (const ProfilePoint& point : profile) shape.add(snapped(place(point, from_m)));
  for (std::size_t i = 0; i < count; ++i) shape.add(moved(shape.corners[i], by));
  std::vector<std::size_t> front;
  std::vector<std::size_t> back;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t j = (i + 1) % count;
    shape.face({i, j, count + j, count + i});
    front.push_back(count - 1 - i);
    back.push_back(count + i);
  }
  shape.face(front);
  shape.face(back);
  finish_solid(shape);
  return shape;
}

}  // namespace

Shape drawn_along(const Plot& plot, const Profile& profile, double from_m, double to_m) {
  return drawn_out(profile, from_m, to_m,
                   [&](const ProfilePoint& p, double at_m) { return plot.at(at_m, p.across_m, p.above_m); });
}

Shape drawn_inward(const Plot& plot, const Profile& profile, double from_m, double to_m) {
  return drawn_out(profile, from_m, to_m,
                   [&](const ProfilePoint& p, double at_m) { return plot.at(p.across_m, at_m, p.above_m); });
}

Shape gable_screen_house(const Plot& plot, const ScreenHouse& house) {
  Shape shape;
  const Corner to_roof = step(plot.at(0.0, 0.0, 0.0), plot.at(0.0, house.thickness_m, 0.0));
  const Corner to_back = step(plot.at(0.0, house.thickness_m, 0.0), plot.at(0.0, house.depth_m, 0.0));
  const auto at_street = [&](const ProfilePoint& p) { return snapped(plot.at(p.across_m, 0.0, p.above_m)); };
  std::vector<std::size_t> front_top;  // the screen's upper outline at the street and at its back
  std::vector<std::size_t> back_top;
  for (const auto& p : house.screen_top) front_top.push_back(shape.add(at_street(p)));
  for (const auto& p : house.screen_top) back_top.push_back(shape.add(moved(at_street(p), to_roof)));
  std::vector<std::size_t> near_roof;
  std::vector<std::size_t> far_roof;
  for (const auto& p : house.roof) near_roof.push_back(shape.add(moved(at_street(p), to_roof)));
  for (const auto& p : house.roof) far_roof.push_back(shape.add(moved(moved(at_street(p), to_roof), to_back)));
  const Corner foot_left = at_street({house.roof.front().across_m, 0.0});
  const Corner foot_right = at_street({house.roof.back().across_m, 0.0});
  const std::size_t fl0 = shape.add(foot_left);
  const std::size_t fr0 = shape.add(foot_right);
  const std::size_t fl1 = shape.add(moved(moved(foot_left, to_roof), to_back));
  const std::size_t fr1 = shape.add(moved(moved(foot_right, to_roof), to_back));

  std::vector<std::size_t> front = {fr0, fl0};
  front.insert(front.end(), front_top.begin(), front_top.end());
  shape.face(front);
  for (std::size_t i = 0; i + 1 < front_top.size(); ++i) {
    shape.face({front_top[i + 1], front_top[i], back_top[i], back_top[i + 1]});
  }
  std::vector<std::size_t> screen_back(back_top.rbegin(), back_top.rend());
  screen_back.insert(screen_back.end(), near_roof.begin(), near_roof.end());
  shape.face(screen_back);
  for (std::size_t i = 0; i + 1 < near_roof.size(); ++i) {
    shape.face({near_roof[i + 1], near_roof[i], far_roof[i], far_roof[i + 1]});
  }
  shape.face({fl0, fl1, far_roof.front(), near_roof.front(), back_top.front(), front_top.front()});
  shape.face({fr1, fr0, front_top.back(), back_top.back(), near_roof.back(), far_roof.back()});
  std::vector<std::size_t> back = {fl1, fr1};
  back.insert(back.end(), far_roof.rbegin(), far_roof.rend());
  shape.face(back);
  shape.face({fl0, fr0, fr1, fl1});
  finish_solid(shape);
  return shape;
}

Shape flat_block(const Loop& footprint, Storeys storeys) {
  Shape shape;
  const std::size_t count = footprint.size();
  for (const Spot s : footprint) shape.add({s.x_m, s.y_m, storeys.base_z_m});
  for (const Spot s : footprint) shape.add({s.x_m, s.y_m, storeys.base_z_m + storeys.eaves_m});
  std::vector<std::size_t> bottom;
  std::vector<std::size_t> top;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t j = (i + 1) % count;
    shape.face({i, j, count + j, count + i});
    bottom.push_back(count - 1 - i);
    top.push_back(count + i);
  }
  shape.face(bottom);
  shape.face(top);
  finish_solid(shape);
  return shape;
}

Shape pyramid_block(const Loop& footprint, Storeys storeys, double apex_m) {
  Shape shape = flat_block(footprint, storeys);
  const std::vector<std::size_t> eaves = shape.faces.back().rings[0];
  shape.faces.pop_back();
  const Spot centre = middle(footprint);
  const std::size_t apex = shape.add({centre.x_m, centre.y_m, storeys.base_z_m + apex_m});
  for (std::size_t i = 0; i < eaves.size(); ++i) shape.face({eaves[i], eaves[(i + 1) % eaves.size()], apex});
  finish_solid(shape);
  return shape;
}

Shape hip_block(const Plot& plot, double width_m, double depth_m, Storeys storeys, double ridge_m) {
  const Plot base{plot.corner, plot.along, plot.inward, storeys.base_z_m};
  const Loop loop = {base.at(0, 0), base.at(width_m, 0), base.at(width_m, depth_m), base.at(0, depth_m)};
  Shape shape = flat_block(loop, storeys);
  shape.faces.pop_back();
  const bool wide = width_m >= depth_m;
  const double hip = std::min(width_m, depth_m) / 2.0;
  const bool square = std::fabs(width_m - depth_m) < 0.05;
  const std::size_t first = shape.add(wide ? base.at(hip, depth_m / 2, ridge_m) : base.at(width_m / 2, hip, ridge_m));
  if (square) {
    for (std::size_t i = 0; i < 4; ++i) shape.face({4 + i, 4 + (i + 1) % 4, first});
  } else {
    const std::size_t second =
        shape.add(wide ? base.at(width_m - hip, depth_m / 2, ridge_m) : base.at(width_m / 2, depth_m - hip, ridge_m));
    const std::size_t turn = wide ? 0 : 1;  // the eaves edge that runs along the ridge
    const auto eave = [&](std::size_t i) { return 4 + (i + turn) % 4; };
    shape.face({eave(0), eave(1), second, first});
    shape.face({eave(1), eave(2), second});
    shape.face({eave(2), eave(3), first, second});
    shape.face({eave(3), eave(0), first});
  }
  finish_solid(shape);
  return shape;
}

Shape stepped_block(const Loop& lower, Storeys lower_storeys, const Loop& upper, double top_m) {
  Shape shape = flat_block(lower, lower_storeys);
  const std::size_t count = upper.size();
  const std::size_t first = shape.corners.size();
  for (const Spot s : upper) shape.add({s.x_m, s.y_m, lower_storeys.base_z_m + lower_storeys.eaves_m});
  for (const Spot s : upper) shape.add({s.x_m, s.y_m, lower_storeys.base_z_m + top_m});
  // The last face of flat_block is its roof; the upper block becomes a hole in it.
  std::vector<std::size_t> hole;
  std::vector<std::size_t> top;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t j = (i + 1) % count;
    shape.face({first + i, first + j, first + count + j, first + count + i});
    hole.push_back(first + count - 1 - i);
    top.push_back(first + count + i);
  }
  shape.faces[lower.size() + 1].rings.push_back(hole);
  shape.face(top);
  finish_solid(shape);
  return shape;
}

}  // namespace schouw::town
