// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "layers/stacking/place_rules.h"
#include "layers/story/sources.h"
#include "layers/story/story.h"

namespace schouw::story {

namespace {

using drawing::LayerId;
using Values = std::vector<std::pair<std::string, base::Sentence::Value>>;

constexpr std::size_t kPlaceSteps = 2;

// Text and the white that fades behind it take the left half of the picture (viewer/panels), more where the words
// are many: what a step shows belongs right of it.
constexpr drawing::Viewport kSlide{.width_px = 1920,
                                   .height_px = 1080,
                                   .inset_left_px = 1060,
                                   .inset_right_px = 60,
                                   .inset_top_px = 60,
                                   .inset_bottom_px = 120};

struct Subject {
  const plan::Project& project;
  const stacking::Analysis& analysis;
  const std::vector<findings::Finding>& findings;

  const plan::Plan& plan() const { return *project.plan; }
  const stacking::Stacking& stacking() const { return analysis.stacking; }
  bool adopted() const { return project.plan->policy.thresholds.adopted(); }
};

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }
base::Sentence::Number square_metres(double area_m2) { return {.value = area_m2, .decimals = 0}; }

base::Sentence sentence(std::string key, Values values = {}) {
  return {.key = std::move(key), .values = std::move(values)};
}

Figure area_figure(double area_m2, std::string label, bool alarming = false) {
  return {.value = sentence("story.area", {{"area", square_metres(area_m2)}}),
          .label = sentence(std::move(label)),
          .alarming = alarming};
}

Figure count_figure(std::int64_t count, std::string label, bool alarming = false) {
  return {.value = sentence("story.count", {{"count", count}}),
          .label = sentence(std::move(label), {{"count", count}}),
          .alarming = alarming};
}

void include_around(crs::MapBounds& bounds, const crs::MapPosition& place, double around_m) {
  bounds.include(crs::MapPosition{place.east_m - around_m, place.north_m - around_m, place.up_m});
  bounds.include(crs::MapPosition{place.east_m + around_m, place.north_m + around_m, place.up_m + 10.0});
}

crs::MapBounds city_bounds(const Subject& subject) {
  crs::MapBounds bounds;
  if (subject.project.city) bounds.include(subject.project.city->bounds);
  if (!bounds.empty()) return bounds;
  for (const auto& sensor : subject.plan().sensors) {
    if (sensor.position) include_around(bounds, *sensor.position, 50.0);
  }
  if (bounds.empty()) include_around(bounds, {}, 250.0);
  return bounds;
}

crs::MapBounds zone_bounds(const stacking::Zone& zone, double around_m) {
  crs::MapBounds bounds;
  include_around(bounds, zone.centroid, around_m);
  for (const auto& polygon : zone.polygons) {
    for (const auto& ring : polygon.rings) {
      for (const auto& corner : ring) bounds.include(crs::MapPosition{corner.x, corner.y, zone.centroid.up_m});
    }
  }
  return bounds;
}

drawing::CameraPose view_of(const crs::MapBounds& bounds, double azimuth_deg, double tilt_deg) {
  return drawing::framing(bounds, base::Angle::from_degrees(azimuth_deg), base::Angle::from_degrees(tilt_deg),
                          kSlide);
}

Step step_about(const Subject& subject, std::string id) {
  Step step;
  step.kicker = sentence("story." + id + ".kicker");
  step.id = std::move(id);
  step.source = source_line("story.source", subject.plan());
  return step;
}

std::int64_t with_personal_data(const Subject& subject) {
  const auto& sensors = subject.plan().sensors;
  return std::count_if(sensors.begin(), sensors.end(), [](const registers::Sensor& sensor) {
    return registers::counts(sensor) && registers::counts_as_personal(sensor);
  });
}

Step what_stands_here(const Subject& subject) {
  Step step = step_about(subject, "what");
  step.camera = view_of(city_bounds(subject), 20.0, 45.0);
  step.layers = {LayerId::sensors, LayerId::buildings, LayerId::ground, LayerId::labels};
  const auto& known = subject.stacking().completeness;
  if (known.counted == 0) {
    step.title = sentence("story.what.none.title");
    step.text = sentence("story.what.none.text");
    return step;
  }
  const std::int64_t personal = with_personal_data(subject);
  step.title = sentence("story.what.title", {{"count", std::int64_t{known.counted}}});
  const bool all_known = known.coverage_unknown == 0;
  step.text =
      sentence(all_known ? "story.what.all.text" : "story.what.text",
               {{"known", std::int64_t{known.with_coverage}}, {"unknown", std::int64_t{known.coverage_unknown}}});
  step.figures = {count_figure(personal, "story.what.personal"),
                  area_figure(subject.stacking().optical.covered_area_m2, "story.what.covered")};
  return step;
}

double area_seen_by_two_m2(const stacking::Stacking& stacking) {
  double area_m2 = 0.0;
  for (const auto& [count, area] : stacking.area_by_count_m2) area_m2 += count >= 2 ? area : 0.0;
  return area_m2;
}

bool is_above(const stacking::Place& place) { return stacking::is_above_norm(place.level); }

crs::MapBounds place_bounds(const Subject& subject, const stacking::Place& place, double around_m) {
  crs::MapBounds bounds;
  for (const std::uint32_t zone : place.zones) bounds.include(zone_bounds(subject.stacking().zones[zone], around_m));
  return bounds;
}

Step where_it_comes_together(const Subject& subject) {
  Step step = step_about(subject, "stacking");
  step.layers = {LayerId::zones, LayerId::stacking, LayerId::sensors, LayerId::buildings, LayerId::ground};
  const auto& places = subject.stacking().places;
  const std::int64_t above = std::count_if(places.begin(), places.end(), is_above);
  const std::int64_t attention = whole(places.size()) - above;
  crs::MapBounds bounds;
  for (const auto& place : places) {
    if (above == 0 || is_above(place)) bounds.include(place_bounds(subject, place, 70.0));
  }
  step.camera = view_of(bounds.empty() ? city_bounds(subject) : bounds, 20.0, 55.0);
  std::string found = above > 0 ? "exceeded" : attention > 0 ? "attention" : "none";
  if (above > 0 && !subject.adopted()) found += "_example";
  step.title = sentence("story.stacking." + found + ".title", {{"count", above > 0 ? above : attention}});
  const bool nothing_else = above > 0 && attention == 0;
  step.text = sentence("story.stacking." + found + (nothing_else ? ".only.text" : ".text"),
                       {{"max", std::int64_t{subject.stacking().max_count}}, {"attention", attention}});
  if (subject.stacking().covered_area_m2 > 0.0) {
    step.figures = {area_figure(area_seen_by_two_m2(subject.stacking()), "story.stacking.two"),
                    count_figure(subject.stacking().max_count, "story.stacking.max")};
  }
  return step;
}

// Places come heaviest first.
Step one_place(const Subject& subject, const stacking::Place& place) {
  Step step = step_about(subject, "zone");
  step.id = "place-" + place.id;
  step.title = place.name;
  step.text = place.reason;
  const bool above = is_above(place);
  step.figures = {
      above ? area_figure(place.area_exceeded_m2,
                          subject.adopted() ? "story.place.above" : "story.place.above_example", subject.adopted())
            : area_figure(place.area_attention_m2, "story.place.attention"),
      count_figure(whole(place.sensors.size()), "story.zone.sensors")};
  step.camera = view_of(place_bounds(subject, place, 40.0), 20.0, 50.0);
  step.layers = {LayerId::zones, LayerId::stacking, LayerId::sensors, LayerId::buildings, LayerId::ground};
  step.selected_zone = subject.stacking().zones[place.zones.front()].id;
  return step;
}

const coverage::Footprint* footprint_of(const Subject& subject, std::uint32_t sensor) {
  if (!subject.stacking().coverage) return nullptr;
  for (const auto& footprint : subject.stacking().coverage->footprints) {
    if (footprint.sensor == sensor) return &footprint;
  }
  return nullptr;
}

// The one that matters most to the heaviest place, of those that look somewhere; else the one that sees most, else
// the first with a position.
std::optional<std::uint32_t> telling_sensor(const Subject& subject) {
  const auto& places = subject.stacking().places;
  if (!places.empty() && !places.front().sensors.empty()) {
    const auto& sensors = places.front().sensors;
    // A view with a direction explains itself better than a circle does.
    const auto is_disc = [&](std::uint32_t sensor) {
      const auto* footprint = footprint_of(subject, sensor);
      return footprint == nullptr || footprint->view.shape == coverage::ViewShape::disc;
    };
    return std::min_element(sensors.begin(), sensors.end(),
                            [&](const auto& a, const auto& b) {
                              const bool a_disc = is_disc(a.sensor);
                              const bool b_disc = is_disc(b.sensor);
                              return a_disc != b_disc ? b_disc
                                                      : a.exceeded_area_without_m2 < b.exceeded_area_without_m2;
                            })
        ->sensor;
  }
  const coverage::Footprint* widest = nullptr;
  if (subject.stacking().coverage) {
    for (const auto& footprint : subject.stacking().coverage->footprints) {
      if (widest == nullptr || footprint.visible_area_m2 > widest->visible_area_m2) widest = &footprint;
    }
  }
  if (widest != nullptr) return widest->sensor;
  const auto& sensors = subject.plan().sensors;
  const auto placed = std::find_if(sensors.begin(), sensors.end(), [](const auto& sensor) {
    return sensor.position.has_value() && sensor.scope == registers::Scope::in_plan;
  });
  if (placed == sensors.end()) return std::nullopt;
  return static_cast<std::uint32_t>(placed - sensors.begin());
}

base::Sentence::Value stated_or_missing(const std::string& text) {
  if (text.empty()) return base::Sentence::Key{"story.not_stated"};
  return text;
}

base::Sentence::Value purposes_of(const registers::Sensor& sensor) {
  std::vector<std::string> purposes;
  for (const auto& purpose : registers::all_purposes_of(sensor)) {
    const auto& words = purpose.goal.empty() ? purpose.purpose : purpose.goal;
    if (!words.empty() && purposes.size() < 2) purposes.push_back(words);
  }
  if (purposes.empty()) return base::Sentence::Key{"story.not_stated"};
  return base::Sentence::List{purposes};
}

Step one_sensor(const Subject& subject) {
  Step step = step_about(subject, "sensor");
  step.layers = {LayerId::footprints, LayerId::sensors, LayerId::buildings, LayerId::ground};
  step.camera = view_of(city_bounds(subject), 50.0, 45.0);
  const auto index = telling_sensor(subject);
  if (!index) {
    step.title = sentence("story.sensor.none.title");
    step.text = sentence("story.sensor.none.text");
    return step;
  }
  const auto& sensor = subject.plan().sensors[*index];
  step.title = sentence("story.sensor.title", {{"name", sensor.name.empty() ? sensor.id : sensor.name}});
  step.text =
      sentence("story.sensor.text", {{"purposes", purposes_of(sensor)},
                                     {"controller", stated_or_missing(sensor.deployment.controller.value_or(""))}});
  step.selected_sensor = sensor.uuid.text();
  crs::MapBounds bounds;
  if (sensor.position) include_around(bounds, *sensor.position, 45.0);
  if (!bounds.empty()) step.camera = view_of(bounds, 50.0, 48.0);
  if (const auto* footprint = footprint_of(subject, *index)) {
    step.figures.push_back(area_figure(footprint->visible_area_m2, "story.sensor.area"));
  }
  return step;
}

Step what_the_policy_says(const Subject& subject) {
  Step step = step_about(subject, "policy");
  step.camera = view_of(city_bounds(subject), -20.0, 60.0);
  step.layers = {LayerId::zones, LayerId::sensors, LayerId::buildings, LayerId::ground};
  const auto counted = [&](findings::Verdict verdict) {
    return std::int64_t{std::count_if(subject.findings.begin(), subject.findings.end(),
                                      [&](const auto& finding) { return finding.verdict == verdict; })};
  };
  const std::int64_t fails = counted(findings::Verdict::fail);
  const std::int64_t unknown = counted(findings::Verdict::cannot_tell);
  const std::string found = subject.findings.empty() ? "none" : fails > 0 ? "fail" : unknown > 0 ? "unknown" : "pass";
  step.title = sentence("story.policy." + found + ".title", {{"count", fails > 0 ? fails : unknown}});
  step.text = sentence("story.policy." + found + ".text",
                       {{"decided_by", stated_or_missing(subject.plan().policy.thresholds.decided_by)}});
  if (!subject.findings.empty()) {
    step.figures = {count_figure(fails, "story.policy.fails", fails > 0),
                    count_figure(unknown, "story.policy.unknowns")};
  }
  return step;
}

}  // namespace

Story first_story(const plan::Project& project, const stacking::Analysis& analysis,
                  const std::vector<findings::Finding>& findings) {
  const Subject subject{.project = project, .analysis = analysis, .findings = findings};
  Story story{.id = "first-story", .title = sentence("story.title", {{"plan", project.plan->title}})};
  story.steps.push_back(what_stands_here(subject));
  story.steps.push_back(where_it_comes_together(subject));
  const auto& places = analysis.stacking.places;
  for (std::size_t i = 0; i < places.size() && i < kPlaceSteps; ++i) {
    story.steps.push_back(one_place(subject, places[i]));
  }
  story.steps.push_back(one_sensor(subject));
  story.steps.push_back(what_the_policy_says(subject));
  return story;
}

}  // namespace schouw::story
