// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/result.h"
#include "geo/base/units.h"
#include "geo/crs/position.h"

namespace schouw::crs {

// What a coordinate reference system is, as plain values. Two are equal where their WKT is.
//   const base::Result<Crs> rd = crs_from_text("EPSG:28992");
//   const bool plan_only = rd && rd->metric && !rd->has_vertical;  // true
// Cost: one or two kilobytes, mostly WKT; crs_from_text asks PROJ's database, 5 ms the first time and 0.4 ms then.
// Threads: a plain value, and crs_from_text may be called from any. It holds nothing of PROJ and refers to nothing;
// crs_from_text says what fails.
struct Crs {
  std::string id;                    // "EPSG:7415"; empty where the file gave only a definition
  std::string name;                  // "Amersfoort / RD New + NAP height"
  std::string wkt;                   // WKT2:2019, one line
  bool geographic = false;           // longitude and latitude in degrees
  bool metric = false;               // projected, in metres
  bool has_vertical = false;         // names a vertical datum: heights are NAP-like
  bool ellipsoidal_heights = false;  // three-dimensional geographic: heights are above the ellipsoid
  struct Area {                      // degrees; where the CRS may be used; the whole world where that is not known
    double west_deg = -180.0;
    double south_deg = -90.0;
    double east_deg = 180.0;
    double north_deg = 90.0;
  } area;
  bool operator==(const Crs& other) const { return wkt == other.wkt; }
};

inline constexpr std::string_view kDefaultProjectCrs = "EPSG:7415";

// Reads "EPSG:28992", "urn:ogc:def:crs:EPSG::7415", the compound URN of older CityJSON
// ("urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709"), "https://www.opengis.net/def/crs/EPSG/0/7415", "CRS84", WKT.
// Fails with CRS-101 (unknown) naming what was found. No network is ever used.
base::Result<Crs> crs_from_text(std::string_view text);

// Fails with CRS-102 unless the CRS is projected and metric: only such a one may be a project's.
// A horizontal-only RD New (EPSG:28992) becomes EPSG:7415.
base::Result<Crs> project_crs_from_text(std::string_view text);

// The definition in WKT 1 (OGC 01-009) as GeoPackage and .prj files want it; "undefined" where WKT 1 cannot say it.
std::string wkt1_of(const Crs& crs);

// How positions came into the project CRS; goes into the provenance.
struct TransformationRecord {
  std::string operation;               // PROJ's own description
  std::optional<double> accuracy_m;    // as PROJ states it
  bool grids_missing = false;          // a better operation exists whose grid is not installed
  bool heights_kept = false;           // heights arrive in the project's vertical datum
  std::string heights_missing_reason;  // why not: "ellipsoidal heights are not NAP"
  std::string datum_choice;            // "WGS 84 read as ETRS89", where that was decided
  bool operator==(const TransformationRecord&) const = default;
};

// From one CRS into another. Axis order is always east, north or longitude, latitude.
//   const auto to_rd = Transformation::between(*crs_from_text("EPSG:4326"), *crs_from_text("EPSG:7415"));
//   const auto place = to_rd->forward({4.895168, 52.370216, {}});  // x 121,490.453, y 487,040.019, no z
// "WGS 84" is read as ETRS89 where the target lies in Europe and is not WGS 84 itself: within the Netherlands they
// differ by less than a metre and files mean ETRS89 (domain.md 1). A height arrives only where it is known to be in
// the target's vertical datum; an ellipsoidal one never passes for NAP; one of a source without a vertical datum
// (EPSG:28992) is not known either. Points more than a degree outside the area of use of either CRS give nothing:
// they are swapped or garbled. Accuracy: record().accuracy_m; RD without the RDNAPTRANS grid about 0.25 m; forward
// and inverse agree within 1 mm.
// Cost: making one asks PROJ's database, some 4 ms and 0.4 MB each; a point takes less than a microsecond. Threads:
// one object per thread, also for what is const. It has a PROJ context of its own and refers to neither Crs. Only
// between fails; a point that cannot be transformed gives nothing.
class Transformation {
 public:
  // Fails with CRS-103 where PROJ knows no operation between the two.
  static base::Result<Transformation> between(const Crs& source, const Crs& target);
  Transformation(Transformation&&) noexcept;
  Transformation& operator=(Transformation&&) noexcept;
  ~Transformation();

  struct Point {
    double x = 0.0;
    double y = 0.0;
    std::optional<double> z;
  };
  // Nothing where the point lies outside what the operation can transform, or is not finite.
  std::optional<Point> forward(const Point& point) const;
  std::optional<Point> inverse(const Point& point) const;
  const TransformationRecord& record() const;

 private:
  struct Implementation;
  explicit Transformation(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

// Where grid north of a CRS points, for many places. One object per thread.
class GridNorth {
 public:
  explicit GridNorth(const Crs& project);
  GridNorth(GridNorth&&) noexcept;
  GridNorth& operator=(GridNorth&&) noexcept;
  ~GridNorth();
  // Angle from true north to grid north at a place, positive where grid north lies east of true north:
  // azimuth from grid north = azimuth from true north - convergence. Nothing outside the CRS's domain.
  std::optional<base::Angle> convergence(const MapPosition& at) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;  // null: the CRS has no grid
};
// The same of one place.
std::optional<base::Angle> meridian_convergence(const Crs& project, const MapPosition& at);

std::string proj_version();

}  // namespace schouw::crs
