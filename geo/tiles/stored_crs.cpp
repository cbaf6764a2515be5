// SPDX-License-Identifier: EUPL-1.2
#include "geo/tiles/stored_crs.h"

namespace schouw::tiles {

namespace {

void put_position(ValueWriter& out, const crs::MapPosition& position) {
  out.put(position.east_m);
  out.put(position.north_m);
  out.put(position.up_m);
}

crs::MapPosition take_position(ValueReader& in) {
  crs::MapPosition position;
  position.east_m = in.take<double>();
  position.north_m = in.take<double>();
  position.up_m = in.take<double>();
  return position;
}

bool take_bool(ValueReader& in) { return in.take<std::uint8_t>() != 0; }

}  // namespace

void put_crs(ValueWriter& out, const crs::Crs& crs) {
  out.put_text(crs.id);
  out.put_text(crs.name);
  out.put_text(crs.wkt);
  for (const bool flag : {crs.geographic, crs.metric, crs.has_vertical, crs.ellipsoidal_heights}) {
    out.put(static_cast<std::uint8_t>(flag));
  }
  for (const double degrees : {crs.area.west_deg, crs.area.south_deg, crs.area.east_deg, crs.area.north_deg}) {
    out.put(degrees);
  }
}

crs::Crs take_crs(ValueReader& in) {
  crs::Crs crs;
  crs.id = in.take_text();
  crs.name = in.take_text();
  crs.wkt = in.take_text();
  for (bool* flag : {&crs.geographic, &crs.metric, &crs.has_vertical, &crs.ellipsoidal_heights})
    *flag = take_bool(in);
  for (double* degrees : {&crs.area.west_deg, &crs.area.south_deg, &crs.area.east_deg, &crs.area.north_deg}) {
    *degrees = in.take<double>();
  }
  return crs;
}

void put_bounds(ValueWriter& out, const crs::MapBounds& bounds) {
  put_position(out, bounds.min);
  put_position(out, bounds.max);
}

crs::MapBounds take_bounds(ValueReader& in) {
  crs::MapBounds bounds;
  bounds.min = take_position(in);
  bounds.max = take_position(in);
  return bounds;
}

}  // namespace schouw::tiles
