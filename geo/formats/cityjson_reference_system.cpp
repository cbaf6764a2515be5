// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/cityjson_reference_system.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/crs/crs_in_force.h"

namespace schouw::formats {

namespace {

using base::Diagnostic;
using base::Result;

constexpr const char* kHint = "give the CRS of the file with --crs, for example --crs EPSG:7415";

bool within_rd(const std::vector<model::MillimetrePoint>& vertices) {
  constexpr std::int64_t kKm = 1'000'000;
  return !vertices.empty() && std::all_of(vertices.begin(), vertices.end(), [](const model::MillimetrePoint& point) {
    return point[0] >= -7 * kKm && point[0] <= 300 * kKm && point[1] >= 289 * kKm && point[1] <= 629 * kKm;
  });
}

crs::Transformation::Point middle_of(const std::vector<model::MillimetrePoint>& vertices) {
  crs::Transformation::Point sum;
  for (const model::MillimetrePoint& point : vertices) {
    sum.x += static_cast<double>(point[0]) / 1000.0;
    sum.y += static_cast<double>(point[1]) / 1000.0;
  }
  const auto count = static_cast<double>(vertices.size());
  return {sum.x / count, sum.y / count, std::nullopt};
}

// A degree of margin leaves alone what only lies over a border.
bool within_area(const crs::Transformation::Point& degrees, const crs::Crs::Area& area) {
  constexpr double kMarginDeg = 1.0;
  const bool over_date_line = area.west_deg > area.east_deg;
  const bool east =
      over_date_line || (degrees.x >= area.west_deg - kMarginDeg && degrees.x <= area.east_deg + kMarginDeg);
  return east && degrees.y >= area.south_deg - kMarginDeg && degrees.y <= area.north_deg + kMarginDeg;
}

// A wrong CRS puts a city in another country, or where its projection does not reach.
void warn_of_another_area(const crs::Crs& crs, const std::vector<model::MillimetrePoint>& vertices,
                          CityDiagnostics& diagnostics) {
  const bool dutch = crs.id == "EPSG:7415" || crs.id == "EPSG:28992";
  if (vertices.empty() || (dutch && within_rd(vertices))) return;
  const auto degrees = crs::crs_from_text("EPSG:4258");
  if (!degrees) return;
  const auto transformation = crs::Transformation::between(crs, *degrees);
  if (!transformation) return;
  const auto middle = middle_of(vertices);
  const auto place = transformation->forward(middle);
  if (place && within_area(*place, crs.area)) return;
  diagnostics.warn(
      "CITY-123", "",
      fmt::format("the middle of the city, {:.0f} m east and {:.0f} m north, lies outside the area of {}", middle.x,
                  middle.y, crs.id.empty() ? crs.name : crs.id),
      "check the CRS that the file states");
}

Diagnostic no_crs(const std::string& file, base::Severity severity, std::string message) {
  return {.code = severity == base::Severity::error ? "CRS-104" : "CITY-104",
          .severity = severity,
          .message = std::move(message),
          .where = {.file = file, .field = "metadata.referenceSystem"},
          .hint = kHint};
}

Result<ReferenceSystem> without_statement(const std::optional<crs::Crs>& assumed,
                                          const std::vector<model::MillimetrePoint>& vertices,
                                          CityDiagnostics& diagnostics) {
  if (assumed) {
    const std::string name = assumed->id.empty() ? assumed->name : assumed->id;
    diagnostics.add(no_crs(diagnostics.file(), base::Severity::warning,
                           fmt::format("the file states no CRS; it is read as {}, as asked", name)));
    return ReferenceSystem{*assumed, true};
  }
  if (!within_rd(vertices)) {
    return no_crs(diagnostics.file(), base::Severity::error,
                  "the file states no CRS and its coordinates do not lie in the Dutch RD New plane");
  }
  auto dutch = crs::crs_from_text(crs::kDefaultProjectCrs);
  if (!dutch) return Result<ReferenceSystem>::failure(dutch.diagnostics());
  diagnostics.add(no_crs(diagnostics.file(), base::Severity::warning,
                         "the file states no CRS; its coordinates fit EPSG:7415 and are read as that"));
  return ReferenceSystem{*std::move(dutch), true};
}

Result<ReferenceSystem> from_statement(const std::string& stated, const std::optional<crs::Crs>& assumed,
                                       CityDiagnostics& diagnostics) {
  auto known = crs::crs_from_text(stated);
  if (known) {
    auto chosen = crs::crs_in_force({.stated = *known, .asked = assumed, .usual = {}},
                                    {.file = diagnostics.file(), .field = "metadata.referenceSystem"}, "the file");
    for (const Diagnostic& said : chosen.diagnostics()) diagnostics.add(said);
    return ReferenceSystem{*std::move(chosen), false};
  }
  if (!assumed) {
    base::Diagnostics why = known.diagnostics();
    for (Diagnostic& diagnostic : why) {
      diagnostic.where.file = diagnostics.file();
      diagnostic.where.field = "metadata.referenceSystem";
      diagnostic.hint = kHint;
    }
    return Result<ReferenceSystem>::failure(std::move(why));
  }
  diagnostics.add(no_crs(diagnostics.file(), base::Severity::warning,
                         fmt::format("the file states an unknown CRS \"{}\"; it is read as {}, as asked", stated,
                                     assumed->id.empty() ? assumed->name : assumed->id)));
  return ReferenceSystem{*assumed, true};
}

}  // namespace

Result<ReferenceSystem> choose_reference_system(const std::string& stated, const std::optional<crs::Crs>& assumed,
                                                const std::vector<model::MillimetrePoint>& vertices,
                                                CityDiagnostics& diagnostics) {
  auto chosen = stated.empty() ? without_statement(assumed, vertices, diagnostics)
                               : from_statement(stated, assumed, diagnostics);
  if (chosen && chosen->crs.geographic) {
    return Diagnostic{.code = "CITY-106",
                      .message = fmt::format("coordinates in degrees ({}), expected a projected CRS in metres",
                                             chosen->crs.id.empty() ? chosen->crs.name : chosen->crs.id),
                      .where = {.file = diagnostics.file(), .field = "metadata.referenceSystem"},
                      .hint = "reproject the file, for example with cjio"};
  }
  if (chosen) warn_of_another_area(chosen->crs, vertices, diagnostics);
  return chosen;
}

}  // namespace schouw::formats
