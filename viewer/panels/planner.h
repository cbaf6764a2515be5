// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/stacking/stacking.h"
#include "viewer/panels/ui.h"

// The panels of the workstation, one file each. Every one draws itself and gives the box that it takes.
namespace schouw::panels {

// What a person set in a panel that is no one else's business.
struct PlannerMemory {
  std::size_t threshold_rule = 0;    // the rule that the time bar shows, by its place in the table
  bool counting_open = false;        // the questions of what counts
  std::string counting_question;     // the one whose answers are open
  bool fields_open = false;          // the form of a sensor's fields
  base::Uuid edited_sensor;          // whose field is changed now
  std::string edited_field;          // that field; empty: none
  std::string field_text;            // what is typed for it
  std::optional<int> field_sent_at;  // AppState::fields_answered when it was given to the plan
};

struct PlannerLayout {
  Box top;
  float margin = 0.0F;
  float left_width = 0.0F;
  float right_width = 0.0F;
  Box bottom;                // x, y of the lower edge, width; its height follows from its content
  bool bottom_full = false;  // too narrow to stand between the panels: they end above it
};
PlannerLayout planner_layout(const Ui& ui);

void show_planner(Ui& ui, PlannerMemory& memory);

Box show_top_bar(Ui& ui, const PlannerLayout& layout);
Box show_layer_panel(Ui& ui, const PlannerLayout& layout, float max_height, PlannerMemory& memory);
Box show_inspector(Ui& ui, const PlannerLayout& layout, float max_height, PlannerMemory& memory);
Box show_time_bar(Ui& ui, const PlannerLayout& layout, PlannerMemory& memory);
Box show_status_corner(Ui& ui, const PlannerLayout& layout, float bottom);
void show_messages(Ui& ui, float bottom);
void show_start_screen(Ui& ui);
void show_help_sheet(Ui& ui);
void show_recovery(Ui& ui);
void show_conflicts(Ui& ui);
void show_unsaved(Ui& ui);
void show_placing(Ui& ui, const PlannerLayout& layout);
void show_history(Ui& ui, const PlannerLayout& layout);

// A coordinate of the map in whole metres, in groups of three: "84 971" in any language.
std::string grid_coordinate(double metres);

// The sensors that the picture counts: at a date or hour, those that are at work then. Needs an analysis.
int counted_now(const Ui& ui);

// Contents of the inspector.
// What the map counts: all, or only some sensors, or what changes; below the layer of counts.
void counting_part(Ui& ui, Column& column, PlannerMemory& memory);
bool inspector_has_something(const Ui& ui);
// While nothing is selected: what the plan comes to. Needs an analysis.
void overview_content(Ui& ui, Column& column);
// A walk that is drawn or computed, while nothing is selected.
bool walk_has_something(const Ui& ui);
void walk_content(Ui& ui, Column& column);
void sensor_content(Ui& ui, Column& column, std::uint32_t index, PlannerMemory& memory);
// The form in which the fields of a sensor are changed.
void fields_part(Ui& ui, Column& column, const registers::Sensor& sensor, PlannerMemory& memory);
// What its device could do, according to the datasheet of its model; nothing where the plan has none.
void datasheet_part(Ui& ui, Column& column, const registers::Sensor& sensor);
// The place that a zone is part of; of a zone without one, why it is one.
void zone_content(Ui& ui, Column& column, const stacking::Zone& zone);
// A place as people read it: name, level, why, what would remain without each sensor, who answers for them.
void place_content(Ui& ui, Column& column, const stacking::Place& place);
// "3.013 m2 boven de norm, 1.075 m2 vraagt aandacht": one line under a place's name.
std::string place_size(const Ui& ui, const stacking::Place& place);
const stacking::Place* place_of_zone(const stacking::Stacking& stacking, const stacking::Zone& zone);
// A sensor in a list: its name, and what belongs to it underneath. Pressing it opens it.
void sensor_row(Ui& ui, Column& column, std::uint32_t index, const std::string& underneath);
void spot_content(Ui& ui, Column& column, const coverage::SpotAnswer& spot);
// Why a spot is above the norm, or asks attention: the place, the reason, what would remain without a sensor.
struct WhyBox {
  std::optional<std::uint32_t> sensor;  // what would remain without this one
  bool opens_zone = false;              // a button that selects the zone
};
void why_box(Ui& ui, Column& column, const stacking::Zone& zone, const WhyBox& options);

}  // namespace schouw::panels
