// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "geo/raster/cell_sets.h"
#include "layers/stacking/blocks.h"
#include "layers/stacking/find_zones.h"
#include "layers/stacking/place_ground.h"
#include "layers/stacking/place_names.h"
#include "layers/stacking/place_rules.h"

namespace schouw::stacking {

namespace {

// A place while it is put together.
struct Draft {
  std::vector<std::uint32_t> zones;
  raster::CellRuns cells;  // of all of them
  CellBox box;
  const Ground* area = nullptr;
  const Ground* neighbourhood = nullptr;
  Square square;
  std::string id;
};

CellBox box_of(const raster::CellRuns& cells) {
  CellBox box;
  box.take(cells);
  return box;
}

class PlaceMaker {
 public:
  PlaceMaker(Stacking& stacking, const plan::Plan& plan, const policy::Policy& policy)
      : stacking_(stacking),
        plan_(plan),
        policy_(policy),
        cell_m_(stacking.coverage->frame.cell_m),
        zones_(stacking.zones),
        boxes_(boxes_of(zones_)),
        ground_(plan.areas, policy, whole_box(), cell_m_) {}

  std::vector<Place> run() {
    const std::vector<std::uint32_t> apart = take_areas();
    const std::vector<std::uint32_t> alone = join_areas(apart);
    join_by_overlap(alone);
    for (Draft& draft : drafts_) identify(draft);
    join_equal_ids();
    std::vector<Place> places;
    std::vector<PlaceNaming> naming;
    for (const Draft& draft : drafts_) {
      places.push_back(place_of(draft));
      naming.push_back({.area = draft.area == nullptr ? nullptr : draft.area->area,
                        .neighbourhood = draft.neighbourhood == nullptr ? nullptr : draft.neighbourhood->area,
                        .square = draft.square,
                        .centroid = places.back().centroid});
    }
    const std::vector<base::Sentence> names = place_names(naming);
    for (std::size_t i = 0; i < places.size(); ++i) places[i].name = names[i];
    std::sort(places.begin(), places.end(), heavier);
    return places;
  }

 private:
  static std::vector<CellBox> boxes_of(const std::vector<Zone>& zones) {
    std::vector<CellBox> boxes;
    boxes.reserve(zones.size());
    for (const Zone& zone : zones) boxes.push_back(box_of(zone.cells));
    return boxes;
  }
  CellBox whole_box() const {
    CellBox whole;
    for (const CellBox& box : boxes_) {
      if (box.empty()) continue;
      whole.take(
          {{box.first_row, box.first_column, box.last_column}, {box.last_row, box.first_column, box.last_column}});
    }
    return whole;
  }

  void add(Draft& draft, std::uint32_t zone) const {
    draft.zones.push_back(zone);
    const raster::CellRuns* both[] = {&draft.cells, &zones_[zone].cells};
    draft.cells = raster::united(both);
    draft.box.take(zones_[zone].cells);
  }

  // Zones of which half lies in a named area: one place for each area. Gives the others.
  std::vector<std::uint32_t> take_areas() {
    std::vector<std::uint32_t> apart;
    std::map<const Ground*, std::size_t> of_area;
    for (std::uint32_t i = 0; i < zones_.size(); ++i) {
      const Ground* area = ground_.named(zones_[i].cells, boxes_[i]);
      if (area == nullptr) {
        apart.push_back(i);
        continue;
      }
      const auto [at, is_new] = of_area.try_emplace(area, drafts_.size());
      if (is_new) drafts_.push_back({.area = area});
      add(drafts_[at->second], i);
    }
    return apart;
  }

  bool overlap_by_half(const raster::CellRuns& a, const raster::CellRuns& b) const {
    return 2 * raster::shared_cells(a, b) >= std::min(raster::cell_count(a), raster::cell_count(b));
  }

  // A zone without an area joins the named place that it shares most with. Gives the others.
  std::vector<std::uint32_t> join_areas(const std::vector<std::uint32_t>& apart) {
    std::vector<std::uint32_t> alone;
    for (const std::uint32_t zone : apart) {
      Draft* best = nullptr;
      std::int64_t most = 0;
      for (Draft& draft : drafts_) {
        if (!draft.box.meets(boxes_[zone])) continue;
        const std::int64_t shared = raster::shared_cells(draft.cells, zones_[zone].cells);
        if (shared <= most || !overlap_by_half(draft.cells, zones_[zone].cells) || !stays(draft, zone)) continue;
        most = shared;
        best = &draft;
      }
      if (best == nullptr) {
        alone.push_back(zone);
      } else {
        add(*best, zone);
      }
    }
    return alone;
  }

  // Whether half of a named place still lies in its area with one zone more.
  bool stays(const Draft& draft, std::uint32_t zone) const {
    const raster::CellRuns* both[] = {&draft.cells, &zones_[zone].cells};
    const raster::CellRuns all = raster::united(both);
    return 2 * raster::shared_cells(draft.area->cells, all) >= raster::cell_count(all);
  }

  void join_by_overlap(std::vector<std::uint32_t> alone) {
    std::sort(alone.begin(), alone.end(), [this](std::uint32_t a, std::uint32_t b) {
      return boxes_[a].first_row != boxes_[b].first_row ? boxes_[a].first_row < boxes_[b].first_row : a < b;
    });
    std::vector<std::size_t> group(alone.size());
    for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
    const auto root = [&group](std::size_t i) {
      while (group[i] != i) i = group[i] = group[group[i]];
      return i;
    };
    for (std::size_t i = 0; i < alone.size(); ++i) {
      for (std::size_t j = i + 1; j < alone.size(); ++j) {
        if (boxes_[alone[j]].first_row > boxes_[alone[i]].last_row) break;
        if (!boxes_[alone[i]].meets(boxes_[alone[j]])) continue;
        if (overlap_by_half(zones_[alone[i]].cells, zones_[alone[j]].cells)) group[root(j)] = root(i);
      }
    }
    std::map<std::size_t, Draft> joined;
    for (std::size_t i = 0; i < alone.size(); ++i) add(joined[root(i)], alone[i]);
    for (auto& [first, draft] : joined) drafts_.push_back(std::move(draft));
  }

  void identify(Draft& draft) const {
    draft.neighbourhood = ground_.neighbourhood(draft.cells, draft.box);
    draft.square = square_of(draft.cells, cell_m_);
    if (draft.area != nullptr) {
      draft.id = draft.area->area->id;
      return;
    }
    const std::string around = draft.neighbourhood == nullptr ? "plek" : draft.neighbourhood->area->id;
    draft.id = fmt::format("{}-{}-{}", around, draft.square.east, draft.square.north);
  }

  void join_equal_ids() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      for (std::size_t j = i + 1; j < drafts_.size();) {
        if (drafts_[j].id != drafts_[i].id) {
          ++j;
          continue;
        }
        for (const std::uint32_t zone : drafts_[j].zones) add(drafts_[i], zone);
        drafts_.erase(drafts_.begin() + static_cast<std::ptrdiff_t>(j));
        const std::string before = drafts_[i].id;
        identify(drafts_[i]);
        if (drafts_[i].id != before) j = i + 1;
      }
    }
  }

  Place place_of(const Draft& draft) {
    Place place{.id = draft.id,
                .area = draft.area == nullptr ? std::string() : draft.area->area->id,
                .neighbourhood = draft.neighbourhood == nullptr ? std::string() : draft.neighbourhood->area->name};
    for (const std::uint32_t zone : draft.zones) stacking_.zones[zone].place = draft.id;
    place.zones = draft.zones;
    take_rules(place, {plan_, policy_, *stacking_.coverage}, zones_);
    measure(place, draft);
    return place;
  }

  void measure(Place& place, const Draft& draft) const {
    std::vector<const raster::CellRuns*> above;
    std::set<std::string> controllers;
    std::set<std::string> purposes;
    for (const std::uint32_t zone : draft.zones) {
      if (zones_[zone].level == Level::exceeded) above.push_back(&zones_[zone].exceeded_cells);
      controllers.insert(zones_[zone].controllers.begin(), zones_[zone].controllers.end());
      purposes.insert(zones_[zone].purposes.begin(), zones_[zone].purposes.end());
    }
    const double cell_m2 = cell_m_ * cell_m_;
    const raster::CellRuns exceeded = raster::united(above);
    place.area_exceeded_m2 = static_cast<double>(raster::cell_count(exceeded)) * cell_m2;
    place.area_attention_m2 =
        static_cast<double>(raster::cell_count(draft.cells) - raster::cell_count(exceeded)) * cell_m2;
    place.controllers.assign(controllers.begin(), controllers.end());
    place.purposes.assign(purposes.begin(), purposes.end());
    place.centroid =
        middle_of(exceeded.empty() ? draft.cells : exceeded, map_frame(map_cells_of(stacking_.coverage->frame)));
  }

  static bool heavier(const Place& a, const Place& b) {
    const int weight[] = {weight_of_level(a.level), weight_of_level(b.level)};
    if (weight[0] != weight[1]) return weight[0] > weight[1];
    if (a.area_exceeded_m2 != b.area_exceeded_m2) return a.area_exceeded_m2 > b.area_exceeded_m2;
    if (a.area_attention_m2 != b.area_attention_m2) return a.area_attention_m2 > b.area_attention_m2;
    return a.id < b.id;
  }

  Stacking& stacking_;
  const plan::Plan& plan_;
  const policy::Policy& policy_;
  double cell_m_;
  const std::vector<Zone>& zones_;
  std::vector<CellBox> boxes_;
  PlaceGround ground_;
  std::vector<Draft> drafts_;
};

}  // namespace

void find_places(Stacking& stacking, const plan::Plan& plan, const policy::Policy& policy) {
  stacking.places.clear();
  if (stacking.zones.empty()) return;
  stacking.places = PlaceMaker(stacking, plan, policy).run();
}

}  // namespace schouw::stacking
