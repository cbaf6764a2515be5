// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "geo/crs/proj_handles.h"
#include "geo/crs/project_crs.h"

namespace schouw::crs {

namespace {

// Places somewhat outside a CRS's area of use are kept (a camera across the border); a swapped or garbled coordinate
// is not.
constexpr double kAreaMargin_deg = 1.0;

bool near(const Crs::Area& area, double longitude_deg, double latitude_deg) {
  return longitude_deg >= area.west_deg - kAreaMargin_deg && longitude_deg <= area.east_deg + kAreaMargin_deg &&
         latitude_deg >= area.south_deg - kAreaMargin_deg && latitude_deg <= area.north_deg + kAreaMargin_deg &&
         std::abs(latitude_deg) <= 90.0;
}

std::string geographic_id(PJ_CONTEXT* context, const PJ* horizontal) {
  const PjHandle base = geographic_base(context, horizontal);
  if (!base) return {};
  const char* code = proj_get_id_code(base.get(), 0);
  const char* authority = proj_get_id_auth_name(base.get(), 0);
  return code != nullptr && authority != nullptr ? fmt::format("{}:{}", authority, code) : std::string();
}

bool on_wgs84(PJ_CONTEXT* context, const PJ* horizontal) {
  const std::string id = geographic_id(context, horizontal);
  if (id == "EPSG:4326" || id == "EPSG:4979" || id == "OGC:CRS84") return true;
  const PjHandle base = geographic_base(context, horizontal);
  return id.empty() && base && std::strcmp(proj_get_name(base.get()), "WGS 84") == 0;
}

// Where ETRS89 is the datum of maps: the area of use of EPSG:4258.
bool within_europe(const Crs::Area& area) {
  return area.west_deg >= -16.1 && area.east_deg <= 40.18 && area.south_deg >= 32.88 && area.north_deg <= 84.73;
}

PjHandle read_as_etrs89(PJ_CONTEXT* context, const PJ* horizontal) {
  PjHandle etrs89(proj_create(context, "EPSG:4258"));
  if (proj_get_type(horizontal) != PJ_TYPE_PROJECTED_CRS) return etrs89;
  return PjHandle(proj_crs_alter_geodetic_crs(context, horizontal, etrs89.get()));
}

struct Operation {
  PjHandle steps;  // normalised: east, north or longitude, latitude
  std::string description;
  std::optional<double> accuracy_m;
  bool grids_missing = false;
};

// The best operation that works with what is installed. PROJ sorts by accuracy as if every grid were there.
std::optional<Operation> best_operation(PJ_CONTEXT* context, const PJ* from, const PJ* to, const Crs::Area& area) {
  const FactoryHandle factory(proj_create_operation_factory_context(context, nullptr));
  proj_operation_factory_context_set_area_of_interest(context, factory.get(), area.west_deg, area.south_deg,
                                                      area.east_deg, area.north_deg);
  proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                       PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
  proj_operation_factory_context_set_grid_availability_use(context, factory.get(), PROJ_GRID_AVAILABILITY_IGNORED);
  proj_operation_factory_context_set_allow_ballpark_transformations(context, factory.get(), 0);
  const ListHandle list(proj_create_operations(context, from, to, factory.get()));
  const int count = list ? proj_list_get_count(list.get()) : 0;
  std::optional<Operation> best;
  bool skipped = false;
  for (int i = 0; i < count && !best; ++i) {
    const PjHandle candidate(proj_list_get(context, list.get(), i));
    if (!candidate || proj_coordoperation_is_instantiable(context, candidate.get()) == 0) {
      skipped = true;
      continue;
    }
    PjHandle steps(proj_normalize_for_visualization(context, candidate.get()));
    if (!steps) continue;
    const double accuracy_m = proj_coordoperation_get_accuracy(context, candidate.get());
    best = Operation{.steps = std::move(steps), .description = proj_get_name(candidate.get())};
    if (accuracy_m >= 0.0) best->accuracy_m = accuracy_m;
  }
  if (best) best->grids_missing = skipped;
  return best;
}

struct Box {
  double min_x = -std::numeric_limits<double>::infinity();
  double min_y = -std::numeric_limits<double>::infinity();
  double max_x = std::numeric_limits<double>::infinity();
  double max_y = std::numeric_limits<double>::infinity();
  bool holds(double x, double y) const { return x >= min_x && x <= max_x && y >= min_y && y <= max_y; }
};

std::optional<Operation> own_degrees(PJ_CONTEXT* context, const PJ* horizontal, const Crs::Area& area) {
  const PjHandle base = geographic_base(context, horizontal);
  return base ? best_operation(context, horizontal, base.get(), area) : std::nullopt;
}

// The area of use with its margin, in the units of the CRS. Without bounds where the area is unknown or the edge of
// the area cannot be projected.
Box box_around_area(PJ_CONTEXT* context, const PJ* horizontal, const Crs& crs) {
  const Crs::Area& a = crs.area;
  if (a.west_deg <= -180.0 && a.east_deg >= 180.0) return {};
  if (a.west_deg > a.east_deg) return {};  // across the antimeridian
  const double west = a.west_deg - kAreaMargin_deg;
  const double east = a.east_deg + kAreaMargin_deg;
  const double south = std::max(a.south_deg - kAreaMargin_deg, -90.0);
  const double north = std::min(a.north_deg + kAreaMargin_deg, 90.0);
  if (proj_get_type(horizontal) != PJ_TYPE_PROJECTED_CRS) return {west, south, east, north};
  const auto operation = own_degrees(context, horizontal, a);
  Box box;
  constexpr int kEdgePoints = 21;
  if (!operation ||
      proj_trans_bounds(context, operation->steps.get(), PJ_INV, west, south, east, north, &box.min_x, &box.min_y,
                        &box.max_x, &box.max_y, kEdgePoints) == 0 ||
      !std::isfinite(box.min_x + box.min_y + box.max_x + box.max_y)) {
    return {};
  }
  return box;
}

std::string height_reason(const Crs& source, const Crs& target) {
  if (!target.has_vertical) return "the target names no vertical datum";
  if (source.ellipsoidal_heights) return "ellipsoidal heights are not heights above " + target.name;
  if (!source.has_vertical) return "the source names no vertical datum";
  return "no operation between the vertical datums of " + source.name + " and " + target.name;
}

}  // namespace

struct Transformation::Implementation {
  ContextHandle context;
  PjHandle steps;        // empty: same place in plan
  bool spatial = false;  // steps take heights too
  bool keep_z = false;   // heights pass unchanged
  Box source_box;
  Box target_box;
  TransformationRecord record;

  std::optional<Point> run(const Point& point, PJ_DIRECTION direction) const {
    if (!std::isfinite(point.x) || !std::isfinite(point.y) || (point.z && !std::isfinite(*point.z))) return {};
    const Box& from = direction == PJ_FWD ? source_box : target_box;
    const Box& to = direction == PJ_FWD ? target_box : source_box;
    if (!from.holds(point.x, point.y)) return {};
    Point out{.x = point.x, .y = point.y};
    if (keep_z) out.z = point.z;
    if (steps) {
      proj_errno_reset(steps.get());
      const PJ_COORD moved = proj_trans(steps.get(), direction,
                                        proj_coord(point.x, point.y, spatial ? point.z.value_or(0.0) : 0.0, 0.0));
      if (proj_errno(steps.get()) != 0) return {};
      out.x = moved.xyz.x;
      out.y = moved.xyz.y;
      if (spatial && point.z && std::isfinite(moved.xyz.z)) out.z = moved.xyz.z;
    }
    if (!std::isfinite(out.x) || !std::isfinite(out.y) || !to.holds(out.x, out.y)) return {};
    return out;
  }
};

Transformation::Transformation(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Transformation::Transformation(Transformation&&) noexcept = default;
Transformation& Transformation::operator=(Transformation&&) noexcept = default;
Transformation::~Transformation() = default;

namespace {

base::Diagnostic no_operation(const Crs& source, const Crs& target) {
  return {
      .code = "CRS-103",
      .message = fmt::format("no operation from {} ({}) to {} ({})", source.id, source.name, target.id, target.name),
      .where = {.field = "crs"},
      .hint = "check the CRS of the file; --crs states it for a file that states none"};
}

// Both ends of a transformation, in plan and in height.
struct Ends {
  PjHandle source;
  PjHandle target;
  PjHandle source_plan;
  PjHandle target_plan;
};

bool same(PJ_CONTEXT* context, const PJ* a, const PJ* b) {
  return proj_is_equivalent_to_with_ctx(context, a, b, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

bool same_heights(PJ_CONTEXT* context, const Ends& ends) {
  const PjHandle a = vertical_part(context, ends.source.get());
  const PjHandle b = vertical_part(context, ends.target.get());
  return a && b && proj_is_equivalent_to_with_ctx(context, a.get(), b.get(), PJ_COMP_EQUIVALENT) != 0;
}

}  // namespace

base::Result<Transformation> Transformation::between(const Crs& source, const Crs& target) {
  auto self = std::make_unique<Implementation>();
  self->context = quiet_context();
  PJ_CONTEXT* context = self->context.get();
  Ends ends{.source = object_of(context, source), .target = object_of(context, target)};
  if (ends.source) ends.source_plan = horizontal_part(context, ends.source.get());
  if (ends.target) ends.target_plan = horizontal_part(context, ends.target.get());
  if (!ends.source_plan || !ends.target_plan) return no_operation(source, target);
  self->source_box = box_around_area(context, ends.source_plan.get(), source);
  self->target_box = box_around_area(context, ends.target_plan.get(), target);

  TransformationRecord& record = self->record;
  const bool etrs89 = on_wgs84(context, ends.source_plan.get()) && !on_wgs84(context, ends.target_plan.get()) &&
                      within_europe(target.area);
  if (etrs89) {
    ends.source_plan = read_as_etrs89(context, ends.source_plan.get());
    record.datum_choice = "WGS 84 read as ETRS89";
    if (!ends.source_plan) return no_operation(source, target);
  }
  self->keep_z = same_heights(context, ends);
  record.heights_kept = self->keep_z;
  if (same(context, ends.source_plan.get(), ends.target_plan.get())) {
    record.operation = "same coordinate system in plan";
    record.accuracy_m = 0.0;
  } else {
    std::optional<Operation> operation;
    const bool heights_differ =
        !self->keep_z && target.has_vertical && !etrs89 && (source.has_vertical || source.ellipsoidal_heights);
    if (heights_differ) operation = best_operation(context, ends.source.get(), ends.target.get(), target.area);
    self->spatial = operation.has_value();
    if (!operation) {
      operation = best_operation(context, ends.source_plan.get(), ends.target_plan.get(), target.area);
    }
    if (!operation) return no_operation(source, target);
    self->steps = std::move(operation->steps);
    record.operation = operation->description;
    record.accuracy_m = operation->accuracy_m;
    record.grids_missing = operation->grids_missing;
    record.heights_kept = self->keep_z || self->spatial;
  }
  if (!record.heights_kept) record.heights_missing_reason = height_reason(source, target);
  return Transformation(std::move(self));
}

std::optional<Transformation::Point> Transformation::forward(const Point& point) const {
  return implementation_->run(point, PJ_FWD);
}
std::optional<Transformation::Point> Transformation::inverse(const Point& point) const {
  return implementation_->run(point, PJ_INV);
}
const TransformationRecord& Transformation::record() const { return implementation_->record; }

struct GridNorth::Implementation {
  ContextHandle context;  // before what is made in it
  PjHandle to_degrees;
  Crs::Area area;
};

GridNorth::GridNorth(const Crs& project) {
  auto self = std::make_unique<Implementation>();
  self->context = quiet_context();
  const PjHandle object = object_of(self->context.get(), project);
  const PjHandle plan = object ? horizontal_part(self->context.get(), object.get()) : nullptr;
  if (!plan || proj_get_type(plan.get()) != PJ_TYPE_PROJECTED_CRS) return;
  auto to_degrees = own_degrees(self->context.get(), plan.get(), project.area);
  if (!to_degrees) return;
  self->to_degrees = std::move(to_degrees->steps);
  self->area = project.area;
  implementation_ = std::move(self);
}
GridNorth::GridNorth(GridNorth&&) noexcept = default;
GridNorth& GridNorth::operator=(GridNorth&&) noexcept = default;
GridNorth::~GridNorth() = default;

std::optional<base::Angle> GridNorth::convergence(const MapPosition& at) const {
  if (!implementation_) return {};
  PJ* steps = implementation_->to_degrees.get();
  proj_errno_reset(steps);
  const PJ_COORD here = proj_trans(steps, PJ_FWD, proj_coord(at.east_m, at.north_m, 0.0, 0.0));
  if (proj_errno(steps) != 0 || !near(implementation_->area, here.xy.x, here.xy.y)) return {};
  // A step of some 11 m each way: the curvature of the meridian cancels and rounding stays under 1e-9 radians.
  constexpr double kStep_deg = 1e-4;
  const PJ_COORD south = proj_trans(steps, PJ_INV, proj_coord(here.xy.x, here.xy.y - kStep_deg, 0.0, 0.0));
  const PJ_COORD north = proj_trans(steps, PJ_INV, proj_coord(here.xy.x, here.xy.y + kStep_deg, 0.0, 0.0));
  const double azimuth_of_true_north = std::atan2(north.xy.x - south.xy.x, north.xy.y - south.xy.y);
  if (proj_errno(steps) != 0 || !std::isfinite(azimuth_of_true_north)) return {};
  return base::Angle::from_radians(-azimuth_of_true_north);
}

std::optional<base::Angle> meridian_convergence(const Crs& project, const MapPosition& at) {
  return GridNorth(project).convergence(at);
}

}  // namespace schouw::crs
