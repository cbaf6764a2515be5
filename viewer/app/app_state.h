// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/drawing/camera.h"
#include "layers/drawing/layer_id.h"
#include "layers/drawing/legend.h"
#include "layers/drawing/pick_id.h"
#include "layers/exposure/exposure.h"
#include "layers/findings/finding.h"
#include "layers/plan/document.h"
#include "layers/plan/journal.h"
#include "layers/plan/merge_plans.h"
#include "layers/plan/plan.h"
#include "layers/register/field_rules.h"
#include "layers/stacking/count_filter.h"
#include "layers/stacking/stacking.h"
#include "layers/story/story.h"
#include "viewer/app/analysis_memo.h"
#include "viewer/app/count_difference.h"
#include "viewer/app/edit_state.h"
#include "viewer/app/live_analysis.h"
#include "viewer/text/text.h"

// What the program shows and what a person has chosen, as plain values. What a person does changes it by commands
// (command.h), what happens by itself through session.h, jobs.h and live_analysis.h; the frame loop moves camera and
// pointer. Panels and scene read it. Main thread only.
namespace schouw::app {

enum class Mode : std::uint8_t { planner, presentation, kiosk };
enum class Theme : std::uint8_t { light, dark, contrast };

struct LayerSetting {
  bool visible = true;
  double opacity = 1.0;
};

// A flight of the camera under way; the frame loop moves camera along it.
struct Flight {
  drawing::CameraPose from;
  drawing::CameraPose to;
  double started_s = 0.0;  // on the clock of the frame loop
  double duration_s = 1.2;
};

// What runs outside the main thread, for the message bar.
struct Work {
  base::Sentence what;
  double done_ratio = 0.0;
};

struct StoryState {
  story::Story story;
  int step = 0;
  bool blank = false;
  bool away = false;      // left for a live question; Backspace returns to the exact step
  bool choosing = false;  // the list of steps is open: G, then a number
};

// The kiosk's one question and its answer. ask_sensor and ask_place wait for a tap; answer speaks of the selected
// sensor where one is selected, else of the spot.
enum class KioskScreen : std::uint8_t { attract, start, ask_sensor, ask_place, answer, why, rights };
inline constexpr double kKioskReset_s = 90.0;
inline constexpr double kKioskWarning_s = kKioskReset_s - 30.0;
struct KioskState {
  KioskScreen screen = KioskScreen::start;
  double idle_s = 0.0;      // since the last touch; session.h counts it
  bool warned = false;      // 30 s before the reset
  double text_scale = 1.0;  // 1, 1.5, 2
};

// A walk past the sensors: its corners, up_m 0. Internal; only the planner has one.
struct WalkState {
  std::vector<crs::MapPosition> points;
  bool drawing = false;  // a click adds a point
};

// One plan that is looked at or edited: document, view, and what was derived of them.
//   AppState state;
//   replace_project(state, project, "delft");   // session.h
//   const auto done = run_command(state, "select-sensor id=cam-12", {.now_s = 0.0});
// Cost: what is large is shared (plans, city, model, results); the memo keeps four outcomes. Main thread only; what
// it shares is frozen, and jobs take that along. It lives as long as a window, a picture or a script; jobs and
// renderer keep no reference to it. It cannot fail: what did is told in messages.
struct AppState {
  Mode mode = Mode::planner;
  text::Language language = text::Language::nl;
  Theme theme = Theme::light;
  double interface_scale = 1.0;  // what a person chose
  double monitor_scale = 1.0;    // what the monitor asks for, 2 on a dense one
  bool motion = true;            // false: flights become cuts

  std::string today_iso;     // what "expired" is measured against; empty: the clock's
  std::string project_name;  // file name without extension, for the title bar

  // The document: what is edited and saved.
  plan::Document document;
  Draft draft;                   // edits that are tried
  BasePlan base;                 // the document in its scenario
  std::string role = "planner";  // who edits, as the history tells it
  bool public_only = false;      // only public values were loaded: figures and answers are those of squares of 10 m
  bool read_only = false;        // another program edits it, or the folder cannot be written
  std::optional<plan::Journal::Waiting> recovery;  // edits of a program that ended too early: taken or dropped first
  std::vector<plan::FieldConflict> conflicts;      // of a shared plan, that stopped the last save and are not settled
  // The last value that a field refused, until one is taken.
  struct FieldFault {
    base::Uuid sensor;
    std::string field;
    std::string message;
  };
  std::optional<FieldFault> field_fault;
  int fields_answered = 0;  // how many values were taken or refused: a form knows by it that its own was
  std::optional<registers::SensorKind> placing;  // the next click on the map puts a sensor of this kind there
  std::shared_ptr<const registers::FieldRules> field_rules;  // what fields take; loaded with the first edit

  // What is shown: the document in its scenario with what is tried (show_plan), and the space around it. plan is null
  // on the start screen. Every answer is of this plan.
  plan::Project project;

  // Derived of it.
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  policy::Occlusion occlusion_rules;  // that it was made by
  std::shared_ptr<const stacking::Analysis> analysis;
  std::shared_ptr<const plan::Plan> analysed_plan;  // whose sensors the analysis speaks of by their places
  AnalysisMemo memo;                                // what was analysed before
  std::shared_ptr<const std::vector<findings::Finding>> findings;

  std::shared_ptr<const exposure::Exposure> exposure;  // null until its layer was shown
  WalkState walk;
  std::optional<LiveView> live;  // counts and zones of the shown plan, until its analysis is there
  // Only these sensors are counted on the map; zones and findings stay what they are. Empty: all.
  stacking::CountFilter filter;
  std::shared_ptr<const stacking::FilteredCounts> filtered;
  std::shared_ptr<const CountDifference> difference;  // shown instead of counts

  // What a person tries out; differs from the plan's own policy until reset.
  coverage::CoverageOptions options;
  policy::Policy policy;      // starts as the plan's
  bool policy_tried = false;  // true: shown as "uitgeprobeerd", never saved

  drawing::CameraPose camera;
  drawing::CameraPose home;
  drawing::Viewport viewport;
  std::optional<Flight> flight;

  std::array<LayerSetting, drawing::kLayerIds.size()> layers;
  std::array<drawing::Legend, drawing::kLayerIds.size()> legends;  // as the layers give them
  std::vector<int> active_by_hour;  // sensors at work per hour of the week, 168 long; empty without a plan
  drawing::PickId selected;
  std::string selected_id;  // what it is: uuid of a sensor, id of a zone or an object; note_selected
  drawing::PickId hovered;
  std::optional<coverage::SpotAnswer> spot;
  std::optional<crs::MapPosition> cursor;  // what lies under the pointer

  std::optional<StoryState> story;
  KioskState kiosk;

  bool show_help = false;
  bool show_history = false;
  bool asks_to_quit = false;  // the window was closed with unsaved edits
  std::optional<Work> work;
  base::Diagnostics messages;  // newest last
  bool quit = false;

  double shown_scale() const { return interface_scale * monitor_scale; }
  LayerSetting& layer(drawing::LayerId id) { return layers[static_cast<std::size_t>(id)]; }
  const LayerSetting& layer(drawing::LayerId id) const { return layers[static_cast<std::size_t>(id)]; }
};

// Whether who looks on is the public: at a kiosk always, else where nothing but public values was loaded.
bool for_the_public(const AppState& state);

// Coverage and zones of the shown plan, also before its analysis is there. Need an analysis.
const coverage::CoverageResult& shown_coverage(const AppState& state);
const std::vector<stacking::Zone>& shown_zones(const AppState& state);
// What a sensor of the shown plan sees; null without an analysis, and where nothing was computed of it.
const coverage::Footprint* footprint_of(const AppState& state, std::uint32_t sensor);

}  // namespace schouw::app
