// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/draw_footprints.h"

#include <algorithm>
#include <cmath>

namespace schouw::coverage {

namespace {

using drawing::Colour;

// One accent for all views; what a sensor processes is told by its pin.
constexpr Colour kView = drawing::colour_from_hex(0x1d4f86);
constexpr double kOverGround_m = 0.25;
constexpr int kRings = 8;

struct Strength {
  std::uint8_t near_alpha;
  std::uint8_t far_alpha;
  std::uint8_t edge_alpha;
  float edge_px;
};
constexpr Strength kCalm{88, 10, 150, 1.2F};
constexpr Strength kChosen{130, 30, 230, 2.0F};

bool assumes(const Footprint& f, std::initializer_list<const char*> fields) {
  return std::any_of(fields.begin(), fields.end(), [&](const char* field) {
    return std::find(f.assumed.begin(), f.assumed.end(), field) != f.assumed.end();
  });
}

class FanDrawing {
 public:
  FanDrawing(const Footprint& footprint, const plan::Plan& plan, const terrain::GroundModel& ground,
             const crs::SceneOrigin& origin)
      : f_(footprint), ground_(ground), origin_(origin) {
    const registers::Sensor& sensor = plan.sensors[f_.sensor];
    proposed_ = sensor.status &&
                (*sensor.status == registers::Status::proposed || *sensor.status == registers::Status::approved);
    direction_unknown_ = assumes(f_, {"azimuth_deg"});
    dashed_ = proposed_ || assumes(f_, {"azimuth_deg", "hfov_deg", "range_max_m", "ptz_pan_from_deg",
                                        "ptz_tilt_max_deg", "ptz_presets"});
  }

  void add_to(drawing::DrawList& list, const Strength& strength) const {
    if (f_.view.shape == ViewShape::area) return add_area(list, strength);
    if (f_.outline.size() < 2) return;
    const bool filled = !proposed_ && f_.view.shape != ViewShape::disc;
    if (filled) list.fills.push_back(fan(strength));
    list.lines.push_back(edge(strength));
  }

 private:
  // A declared area has no lens to fan out from: its own border is drawn.
  void add_area(drawing::DrawList& list, const Strength& strength) const {
    for (const auto& ring : f_.view.area) {
      drawing::Line line{
          .colour = kView.with_alpha(strength.edge_alpha), .width_px = strength.edge_px, .dashed = dashed_};
      for (std::size_t i = 0; i <= ring.size(); ++i) {
        const auto& corner = ring[i % ring.size()];
        line.positions.push_back(
            origin_.to_scene({corner[0], corner[1], ground_.at(corner[0], corner[1]).height_m + kOverGround_m}));
      }
      list.lines.push_back(std::move(line));
    }
  }

  double near_m() const {
    const bool swept = f_.view.shape == ViewShape::swept;
    if (f_.view.shape != ViewShape::frustum && !swept) return 0.0;
    const double drop_m = f_.view.lens.up_m - ground_.at(f_.view.lens.east_m, f_.view.lens.north_m).height_m;
    if (drop_m <= 0.0) return 0.0;
    if (!swept) return near_edge_m(f_.view, drop_m);
    const double steepest = f_.view.lower_tilt.radians();
    return steepest <= 0.0 ? f_.view.range_max_m : std::max(drop_m / std::tan(steepest), 0.0);
  }

  crs::ScenePosition at(const Footprint::Reach& reach, double distance_m) const {
    const double east = f_.view.lens.east_m + std::sin(reach.azimuth.radians()) * distance_m;
    const double north = f_.view.lens.north_m + std::cos(reach.azimuth.radians()) * distance_m;
    return origin_.to_scene({east, north, ground_.at(east, north).height_m + kOverGround_m});
  }

  // Rings from the near edge outwards, so that the fan follows the ground and fades by distance, not by direction.
  drawing::Fill fan(const Strength& strength) const {
    drawing::Fill fill{.pick = {drawing::PickId::Kind::sensor, f_.sensor}};
    const double from_m = near_m();
    const double to_m = f_.view.range_max_m;
    const double weaken = direction_unknown_ ? 0.3 : 1.0;
    for (const Footprint::Reach& reach : f_.outline) {
      for (int ring = 0; ring <= kRings; ++ring) {
        const double distance_m = std::min(from_m + (to_m - from_m) * ring / kRings, std::max(reach.distance_m, 0.0));
        const double share = std::clamp(distance_m / std::max(to_m, 1.0), 0.0, 1.0);
        const double alpha = (strength.near_alpha + (strength.far_alpha - strength.near_alpha) * share) * weaken;
        fill.positions.push_back(at(reach, distance_m));
        fill.colours.push_back(kView.with_alpha(static_cast<std::uint8_t>(alpha)));
      }
    }
    constexpr auto kRow = static_cast<std::uint32_t>(kRings + 1);
    for (std::uint32_t i = 0; i + 1 < f_.outline.size(); ++i) {
      if (std::max(f_.outline[i].distance_m, f_.outline[i + 1].distance_m) <= from_m) continue;
      for (std::uint32_t ring = 0; ring < kRings; ++ring) {
        const std::uint32_t a = i * kRow + ring;
        fill.triangles.insert(fill.triangles.end(), {a, a + kRow, a + 1, a + 1, a + kRow, a + kRow + 1});
      }
    }
    return fill;
  }

  drawing::Line edge(const Strength& strength) const {
    drawing::Line line{
        .colour = kView.with_alpha(strength.edge_alpha), .width_px = strength.edge_px, .dashed = dashed_};
    const bool round = f_.view.hfov.degrees() >= 360.0 - 1e-6;
    const double from_m = std::min(near_m(), f_.view.range_max_m);
    if (!round) line.positions.push_back(at(f_.outline.front(), std::min(from_m, f_.outline.front().distance_m)));
    for (const Footprint::Reach& reach : f_.outline) line.positions.push_back(at(reach, reach.distance_m));
    if (!round) {
      for (auto reach = f_.outline.rbegin(); reach != f_.outline.rend(); ++reach) {
        line.positions.push_back(at(*reach, std::min(from_m, reach->distance_m)));
      }
    } else {
      line.positions.push_back(line.positions.front());
    }
    return line;
  }

  const Footprint& f_;
  const terrain::GroundModel& ground_;
  crs::SceneOrigin origin_;
  bool proposed_ = false;
  bool direction_unknown_ = false;
  bool dashed_ = false;
};

}  // namespace

drawing::DrawList draw_footprints(const CoverageResult& coverage, const plan::Plan& plan,
                                  const FootprintDrawing& drawing, const terrain::GroundModel& ground,
                                  const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  for (const Footprint& f : coverage.footprints) FanDrawing(f, plan, ground, origin).add_to(list, kCalm);
  if (drawing.edges_only) list.fills.clear();
  return list;
}

drawing::DrawList draw_footprint(const Footprint& footprint, const plan::Plan& plan,
                                 const terrain::GroundModel& ground, const crs::SceneOrigin& origin) {
  drawing::DrawList list{.origin = origin};
  FanDrawing(footprint, plan, ground, origin).add_to(list, kChosen);
  return list;
}

drawing::Legend footprints_legend() {
  using Swatch = drawing::LegendEntry::Swatch;
  return {{Swatch::fill, kView.with_alpha(kCalm.near_alpha), {"legend.footprints.view", {}}, ""},
          {Swatch::dashed_line, kView, {"legend.footprints.assumed", {}}, ""}};
}

}  // namespace schouw::coverage
