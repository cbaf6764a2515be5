// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "geo/base/calendar.h"
#include "layers/register/capability.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/text.h"

// What a device could do by its datasheet, beside what the register says of it.
namespace schouw::panels {

namespace {

void support_row(Ui& ui, Column& column, const registers::DatasheetView& view) {
  if (view.end_of_support.empty()) return;
  const base::Sentence words{.key = view.support_ended ? "catalogue.ended" : "catalogue.until",
                             .values = {{"date", base::Sentence::Date{view.end_of_support}}}};
  key_value(ui, column, {.key = ui.say("catalogue.support"), .value = ui.say(words)});
}

}  // namespace

void datasheet_part(Ui& ui, Column& column, const registers::Sensor& sensor) {
  if (ui.state.mode != app::Mode::planner || !sensor.model) return;
  const registers::ModelCatalogue catalogue(ui.state.project.plan->records);
  const registers::RegisterRecord* model = catalogue.find(sensor).model;
  if (model == nullptr) return;
  const std::string today = ui.state.today_iso.empty() ? base::today_iso() : ui.state.today_iso;
  const registers::DatasheetView view = registers::datasheet_view(sensor, *model, today);
  if (view.could.empty() && view.end_of_support.empty()) return;
  gap(ui, column, 10.0F);
  paragraph(ui, column, Role::strong, ui.palette.ink, ui.say("catalogue.title"));
  gap(ui, column, 4.0F);
  for (const registers::CouldDo& could : view.could) {
    const std::string says = ui.say(fmt::format("catalogue.{}", registers::register_says_name(could.word.says)));
    const std::string what = ui.say(fmt::format("capability.{}", registers::capability_name(could.capability)));
    key_value(ui, column, {.key = what, .value = says});
  }
  support_row(ui, column, view);
  if (view.could.empty()) return;
  gap(ui, column, 4.0F);
  paragraph(ui, column, Role::small, ui.palette.muted, ui.say("catalogue.in_use"));
}

}  // namespace schouw::panels
