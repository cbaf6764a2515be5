// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/relief.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "geo/base/units.h"
#include "geo/raster/cell_sets.h"
#include "layers/advice/cover_lost.h"
#include "layers/stacking/blocks.h"
#include "layers/stacking/live_stacking.h"

namespace schouw::advice {

namespace {

using coverage::Footprint;

// A change and the footprint that it leaves; nothing: none.
struct Candidate {
  Relief relief;
  std::optional<Footprint> footprint;
  std::int64_t crowd = 0;  // with it: how often the cells of the place are seen, of all sensors together
};

// Cells of the map that a footprint no longer has.
void take_away(coverage::CellSet& set, const raster::CellRuns& runs, const stacking::MapCells& map) {
  for (const raster::CellRun& run : runs) {
    const int row = run.row - map.first_row - set.first_row;
    if (row < 0 || row >= set.rows) continue;
    for (int column = run.first - map.first_column; column <= run.last - map.first_column; ++column) {
      const int word = (column >> 6) - set.first_word;
      if (word < 0 || word >= set.words) continue;
      set.bits[static_cast<std::size_t>(row) * static_cast<std::size_t>(set.words) +
               static_cast<std::size_t>(word)] &= ~(std::uint64_t{1} << (static_cast<unsigned>(column) & 63U));
    }
  }
}

// What the work on every place looks at; all outlive it.
struct Subject {
  const plan::Project& project;
  const coverage::OcclusionModel& occlusion;
  const stacking::Analysis& analysis;
  const ReliefParams& params;
};

class PlaceWork {
 public:
  PlaceWork(const Subject& subject, std::uint32_t place, stacking::LiveStacking& live)
      : project_(subject.project),
        occlusion_(subject.occlusion),
        analysis_(subject.analysis),
        params_(subject.params),
        place_(subject.analysis.stacking.places[place]),
        live_(live),
        map_(stacking::map_cells_of(subject.analysis.stacking.coverage->frame)) {
    result_.place = place;
    std::vector<const raster::CellRuns*> above;
    for (const std::uint32_t zone : place_.zones) {
      const stacking::Zone& z = analysis_.stacking.zones[zone];
      if (z.level != stacking::Level::exceeded) continue;
      above.push_back(&z.exceeded_cells);
      rules_.insert(z.rule);
      for (const stacking::ZoneSensor& part : z.sensors) sensors_.insert(part.sensor);
    }
    cells_ = raster::united(above);
  }

  base::Result<PlaceRelief> run(const base::CancelToken& cancel) {
    for (const std::uint32_t sensor : heaviest()) {
      if (cancel.cancelled()) return coverage::analysis_stopped();
      for (Candidate& candidate : candidates_of(sensor)) {
        assess(candidate);
        if (candidate.relief.enough) result_.single.push_back(candidate.relief);
      }
    }
    std::stable_sort(result_.single.begin(), result_.single.end(), cheaper);
    result_.enough = !result_.single.empty();
    if (!result_.enough) step_by_step(cancel);
    return std::move(result_);
  }

 private:
  static bool cheaper(const Relief& a, const Relief& b) {
    if (a.cover_lost_m2 != b.cover_lost_m2) return a.cover_lost_m2 < b.cover_lost_m2;
    return a.change < b.change;
  }

  // The sensors without which the least of the place is left above its norm.
  std::vector<std::uint32_t> heaviest() const {
    std::vector<std::uint32_t> order;
    order.reserve(sensors_.size());
    std::vector<stacking::ZoneSensor> parts = place_.sensors;
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
      return a.exceeded_area_without_m2 < b.exceeded_area_without_m2;
    });
    for (const auto& part : parts) order.push_back(part.sensor);
    for (const std::uint32_t sensor : sensors_) {
      if (std::find(order.begin(), order.end(), sensor) == order.end()) order.push_back(sensor);
    }
    if (order.size() > params_.most_sensors) order.resize(params_.most_sensors);
    return order;
  }

  const Footprint* footprint_of(std::uint32_t sensor) const {
    const auto& all = live_.coverage().footprints;
    const auto found = std::lower_bound(all.begin(), all.end(), sensor,
                                        [](const Footprint& f, std::uint32_t s) { return f.sensor < s; });
    return found != all.end() && found->sensor == sensor ? &*found : nullptr;
  }

  std::vector<Candidate> candidates_of(std::uint32_t sensor) {
    std::vector<Candidate> candidates;
    const Footprint* now = footprint_of(sensor);
    if (now == nullptr) return candidates;
    candidates.push_back({{.change = Change::removal, .sensor = sensor}, std::nullopt});
    const bool looks = now->view.shape != coverage::ViewShape::disc && now->further_views.empty();
    if (looks) add_mask(candidates, *now);
    if (looks && project_.plan->sensors[sensor].azimuth_deg) add_turns(candidates, *now);
    if (only_by_density()) add_fewer_pixels(candidates, *now);
    return candidates;
  }

  void add_mask(std::vector<Candidate>& candidates, const Footprint& now) const {
    Candidate candidate{{.change = Change::mask, .sensor = now.sensor}, now};
    take_away(candidate.footprint->seen, cells_, map_);
    for (coverage::CellSet& set : candidate.footprint->reached) take_away(set, cells_, map_);
    candidates.push_back(std::move(candidate));
  }

  void add_turns(std::vector<Candidate>& candidates, const Footprint& now) const {
    for (const double turn_deg : params_.turns_deg) {
      auto plan = std::make_shared<plan::Plan>(*project_.plan);
      registers::Sensor turned = plan->sensors[now.sensor];
      const double azimuth_deg = base::normalised_azimuth_deg(*turned.azimuth_deg + turn_deg);
      turned.azimuth_deg.value = azimuth_deg;
      plan->sensors.put(now.sensor, std::move(turned));
      plan::Project project = project_;
      project.plan = plan;
      auto options = analysis_.options;
      options.traced = nullptr;
      auto coverage = coverage::compute_coverage_of(project, occlusion_, options, {now.sensor});
      if (!coverage || coverage->footprints.size() != 1) continue;
      candidates.push_back(
          {{.change = Change::aim, .sensor = now.sensor, .azimuth_deg = azimuth_deg},
           stacking::renumbered(std::move(coverage->footprints.front()), coverage->frame, live_.coverage().frame)});
    }
  }

  // Whether only rules about sharpness are above their norm here: then fewer pixels may do.
  bool only_by_density() const {
    const auto& rules = project_.plan->policy.thresholds.rules;
    return std::all_of(rules_.begin(), rules_.end(), [&](const std::string& id) {
      return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) {
        return rule.id == id && rule.counted == policy::Counted::sensors_at_density;
      });
    });
  }

  void add_fewer_pixels(std::vector<Candidate>& candidates, const Footprint& now) const {
    Candidate candidate{{.change = Change::resolution, .sensor = now.sensor}, now};
    const auto& limits = live_.coverage().limits_px_per_m;
    for (const auto& rule : project_.plan->policy.thresholds.rules) {
      if (rules_.count(rule.id) == 0) continue;
      for (std::size_t i = 0; i < limits.size() && i < candidate.footprint->reached.size(); ++i) {
        if (limits[i] >= rule.px_per_m.value_or(0.0) * (1.0 - 1e-9)) candidate.footprint->reached[i] = {};
      }
    }
    candidates.push_back(std::move(candidate));
  }

  // Tries a change and takes it back.
  void assess(Candidate& candidate) {
    const Footprint before = *footprint_of(candidate.relief.sensor);
    candidate.relief.cover_lost_m2 = cover_lost_m2(*project_.plan, live_.coverage(), before,
                                                   candidate.footprint ? &*candidate.footprint : nullptr);
    live_.replace(candidate.relief.sensor, candidate.footprint);
    candidate.relief.area_exceeded_after_m2 = area_above_m2();
    candidate.relief.enough = candidate.relief.area_exceeded_after_m2 == 0.0;
    candidate.crowd = crowd();
    live_.replace(candidate.relief.sensor, before);
  }

  // What of the place is above its norm now, by the rules by which it was.
  double area_above_m2() const {
    std::vector<const raster::CellRuns*> above;
    for (const stacking::Zone& zone : live_.zones()) {
      if (zone.level != stacking::Level::exceeded || rules_.count(zone.rule) == 0) continue;
      if (raster::shared_cells(zone.exceeded_cells, cells_) > 0) above.push_back(&zone.exceeded_cells);
    }
    return static_cast<double>(raster::cell_count(raster::united(above))) * map_.cell_m * map_.cell_m;
  }

  // Where many see the same ground, one less leaves all of it above the norm: then this tells whether it helped.
  std::int64_t crowd() const {
    const raster::Grid<std::uint16_t>& counts = live_.counts();
    const stacking::MapCells grid = stacking::map_cells_of(counts.frame());
    std::int64_t seen = 0;
    for (const raster::CellRun& run : cells_) {
      for (int column = run.first; column <= run.last; ++column) {
        const int at = column - grid.first_column;
        const int row = run.row - grid.first_row;
        if (counts.frame().contains(at, row)) seen += counts.at(at, row);
      }
    }
    return seen;
  }

  // One change after the other, each the one that leaves least; of equals the one that costs least.
  void step_by_step(const base::CancelToken& cancel) {
    std::map<std::uint32_t, Footprint> first;
    double left_m2 = area_above_m2();
    std::int64_t left = crowd();
    while (result_.together.size() < params_.most_steps && left_m2 > 0.0 && !cancel.cancelled()) {
      std::optional<Candidate> best;
      for (const std::uint32_t sensor : heaviest()) {
        for (Candidate& candidate : candidates_of(sensor)) {
          if (candidate.relief.change == Change::aim && first.count(sensor) != 0) continue;
          assess(candidate);
          if (!best || better(candidate, *best)) best = std::move(candidate);
        }
      }
      if (!best || (best->relief.area_exceeded_after_m2 >= left_m2 && best->crowd >= left)) break;
      left = best->crowd;
      left_m2 = best->relief.area_exceeded_after_m2;
      first.try_emplace(best->relief.sensor, *footprint_of(best->relief.sensor));
      live_.replace(best->relief.sensor, best->footprint);
      result_.together.push_back(best->relief);
    }
    result_.enough = left_m2 == 0.0 && !result_.together.empty();
    for (auto& [sensor, footprint] : first) live_.replace(sensor, std::move(footprint));
  }

  static bool better(const Candidate& a, const Candidate& b) {
    const double left_m2[] = {a.relief.area_exceeded_after_m2, b.relief.area_exceeded_after_m2};
    if (left_m2[0] != left_m2[1]) return left_m2[0] < left_m2[1];
    return a.crowd != b.crowd ? a.crowd < b.crowd : cheaper(a.relief, b.relief);
  }

  const plan::Project& project_;
  const coverage::OcclusionModel& occlusion_;
  const stacking::Analysis& analysis_;
  const ReliefParams& params_;
  const stacking::Place& place_;
  stacking::LiveStacking& live_;
  stacking::MapCells map_;
  std::set<std::string> rules_;      // by which the place is above its norm
  std::set<std::uint32_t> sensors_;  // of those zones
  raster::CellRuns cells_;           // where it is
  PlaceRelief result_;
};

}  // namespace

std::string_view change_name(Change change) {
  static constexpr std::array<std::string_view, 4> kNames = {"mask", "aim", "resolution", "removal"};
  return kNames[static_cast<std::size_t>(change)];
}

base::Result<std::vector<PlaceRelief>> relieve_places(const plan::Project& project,
                                                      const coverage::OcclusionModel& occlusion,
                                                      const stacking::Analysis& analysis, const ReliefParams& params,
                                                      const base::Progress& progress) {
  using Outcome = base::Result<std::vector<PlaceRelief>>;
  std::vector<PlaceRelief> reliefs;
  stacking::LiveStacking live(project.plan, analysis.stacking, project.plan->policy, analysis.options.threads);
  for (std::uint32_t i = 0; i < analysis.stacking.places.size() && reliefs.size() < params.most_places; ++i) {
    if (analysis.stacking.places[i].area_exceeded_m2 <= 0.0) continue;
    auto relief = PlaceWork({project, occlusion, analysis, params}, i, live).run(progress.cancel);
    if (!relief) return Outcome::failure(relief.diagnostics());
    reliefs.push_back(*std::move(relief));
  }
  return reliefs;
}

}  // namespace schouw::advice
