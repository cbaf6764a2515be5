// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "layers/register/field_rules.h"
#include "layers/register/vocabulary.h"
#include "viewer/app/command.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/widgets/controls.h"
#include "viewer/panels/widgets/fold_row.h"
#include "viewer/panels/widgets/press.h"
#include "viewer/panels/widgets/text.h"
#include "viewer/panels/widgets/text_input.h"
#include "viewer/panels/widgets/tooltip.h"

// The fields of a sensor as a form: each with its value, unit and where it comes from; one at a time is changed.
namespace schouw::panels {

namespace {

using registers::Field;
using registers::FieldType;
using registers::Sensor;

// A value in the words of the interface: a choice by its text where it has one.
std::string value_words(const Ui& ui, const Field& field, const std::string& value) {
  if (field.type == FieldType::yes_no) return ui.say("value." + value);
  if (field.type == FieldType::date) return ui.texts.short_date(value);
  if (field.type == FieldType::choice) {
    for (const char* of : {"sensor.kind.", "sensor.status.", "sensor.personal."}) {
      const bool mine = (field.name == "kind" && of[7] == 'k') || (field.name == "status" && of[7] == 's') ||
                        (field.name == "personal_data" && of[7] == 'p');
      if (mine && ui.texts.has(of + value)) return ui.say(of + value);
    }
    const std::string key = std::string(field.name) + "." + value;
    return ui.texts.has(key) ? ui.say(key) : value;
  }
  if (!field.unit.empty()) return value + " " + ui.say(fmt::format("unit.{}", field.unit));
  return registers::takes_terms(field) ? ui.texts.value(value) : value;
}

std::string help_words(const Ui& ui, const Field& field) { return ui.say(fmt::format("field.{}.help", field.name)); }

std::string provenance(const Ui& ui, const Field& field, const Sensor& sensor) {
  if (!field.get(sensor)) {
    return field.missing == nullptr
               ? ""
               : ui.say(fmt::format("missing.{}", registers::missing_reason_name(field.missing(sensor))));
  }
  if (field.basis == nullptr || field.basis(sensor) == registers::Basis::unknown) return "";
  return ui.say(fmt::format("basis.{}", registers::basis_name(field.basis(sensor))));
}

void set(Ui& ui, const Sensor& sensor, const Field& field, const std::string& value) {
  ui.command(
      fmt::format("set-field sensor={} field={} value={}", sensor.uuid.text(), field.name, app::quoted(value)));
}

// What a person sees of the rule before breaking it.
std::string rule_words(const Ui& ui, const Field& field) {
  if (field.type == FieldType::number) {
    return ui.say(
        {.key = "fields.range",
         .values = {{"from", base::Sentence::Number{field.minimum, 0}},
                    {"to", base::Sentence::Number{field.maximum, 0}},
                    {"unit", field.unit.empty() ? std::string() : ui.say(fmt::format("unit.{}", field.unit))}}});
  }
  if (field.type == FieldType::date) return ui.say("fields.date");
  return field.expects.empty() ? "" : std::string(field.expects);
}

void choices(Ui& ui, Column& column, const Sensor& sensor, const Field& field, PlannerMemory& memory) {
  std::vector<std::string> words;
  if (field.type == FieldType::yes_no) {
    words = {"true", "false"};
  } else {
    std::string_view rest = field.choices;
    while (!rest.empty()) {
      const std::size_t space = rest.find(' ');
      words.emplace_back(rest.substr(0, space));
      rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
  }
  std::vector<ButtonSpec> specs;
  specs.reserve(words.size());
  const auto held = field.get(sensor);
  for (const std::string& word : words) {
    specs.push_back({.id = fmt::format("choice-{}-{}", field.name, word),
                     .label = value_words(ui, field, word),
                     .look = held == word ? ButtonLook::primary : ButtonLook::outlined});
  }
  if (const auto chosen = button_row(ui, column, specs)) {
    set(ui, sensor, field, words[*chosen]);
    memory.edited_field.clear();
  }
}

void open_field(Ui& ui, Column& column, const Sensor& sensor, const Field& field, PlannerMemory& memory) {
  const auto& fault = ui.state.field_fault;
  const bool wrong = memory.field_sent_at && fault && fault->sensor == sensor.uuid && fault->field == field.name;
  bool done = false;
  bool cancelled = false;
  if (field.type == FieldType::choice || field.type == FieldType::yes_no) {
    choices(ui, column, sensor, field, memory);
  } else {
    const Typed typed = text_input(ui, column,
                                   {.id = fmt::format("field-{}", field.name),
                                    .name = ui.say(fmt::format("field.{}", field.name)),
                                    .alarming = wrong},
                                   memory.field_text);
    done = typed == Typed::entered;
    cancelled = typed == Typed::left;
    gap(ui, column, 4.0F);
    if (const std::string rule = rule_words(ui, field); !rule.empty()) {
      paragraph(ui, column, Role::small, ui.palette.muted, rule);
    }
  }
  if (wrong) {
    const float top = column.y;
    paragraph(ui, column, Role::small, ui.palette.alarm, fault->message);
    ui.tell("alert", ui.say(fmt::format("field.{}", field.name)), fault->message,
            {column.x, top, column.width, column.y - top});
  }
  gap(ui, column, 6.0F);
  std::vector<ButtonSpec> specs = {
      {.id = "field-cancel", .label = ui.say("fields.cancel"), .look = ButtonLook::quiet}};
  if (field.clear != nullptr && field.get(sensor)) {
    specs.push_back({.id = "field-clear", .label = ui.say("fields.clear"), .look = ButtonLook::quiet});
  }
  const bool typed_in = field.type != FieldType::choice && field.type != FieldType::yes_no;
  if (typed_in) specs.push_back({.id = "field-set", .label = ui.say("fields.set"), .look = ButtonLook::primary});
  const auto chosen = button_row(ui, column, specs);
  if (chosen && specs[*chosen].id == "field-clear") {
    set(ui, sensor, field, "");
    cancelled = true;
  }
  done = done || (chosen && specs[*chosen].id == "field-set");
  if (done) set(ui, sensor, field, memory.field_text);
  if (done) memory.field_sent_at = ui.state.fields_answered;
  if (cancelled || (chosen && specs[*chosen].id == "field-cancel")) {
    memory.edited_field.clear();
    ui.measured.changed = true;
  }
}

bool closed_field(Ui& ui, Column& column, const Sensor& sensor, const Field& field) {
  const std::string name = ui.say(fmt::format("field.{}", field.name));
  const auto value = field.get(sensor);
  const std::string words = value ? value_words(ui, field, *value) : "";
  const std::string mark = provenance(ui, field, sensor);
  Column left{.x = column.x, .y = column.y + ui.px(4.0F), .width = column.width * 0.44F};
  Column right{.x = column.x + column.width * 0.47F, .y = column.y + ui.px(4.0F), .width = column.width * 0.53F};
  const float height = std::max(text_height_px(ui, Role::small, name, left.width),
                                text_height_px(ui, Role::small, words.empty() ? mark : words, right.width) +
                                    (words.empty() || mark.empty() ? 0.0F : ui.fonts.line_px(Role::small))) +
                       ui.px(8.0F);
  const Box box{column.x - ui.px(6.0F), column.y, column.width + ui.px(12.0F), height};
  const Press pressed =
      press(ui, {.id = fmt::format("open-{}", field.name), .name = name, .value = words}, box, ui.px(6.0F));
  if (pressed.hovered) {
    ui.draw()->AddRectFilled(ImVec2(box.x, box.y), ImVec2(box.right(), box.bottom()), im(ui.palette.hover),
                             ui.px(6.0F));
  }
  paragraph(ui, left, Role::small, ui.palette.muted, name);
  if (!words.empty()) paragraph(ui, right, Role::small, ui.palette.ink, words);
  if (!mark.empty()) paragraph(ui, right, Role::small, ui.palette.muted, mark);
  if (pressed.hovered || pressed.focused) tooltip(ui, name, help_words(ui, field), box);
  column.y += height;
  return pressed.clicked;
}

}  // namespace

void fields_part(Ui& ui, Column& column, const Sensor& sensor, PlannerMemory& memory) {
  if (ui.state.mode != app::Mode::planner) return;
  gap(ui, column, 10.0F);
  if (fold_row(ui, column, {"fields", ui.say("fields.title"), "", memory.fields_open})) {
    memory.fields_open = !memory.fields_open;
    memory.edited_field.clear();
  }
  if (!memory.fields_open) return;
  // A value that was refused keeps the form open, with what is wrong beside it.
  const auto& fault = ui.state.field_fault;
  const bool refused = fault && fault->sensor == sensor.uuid && fault->field == memory.edited_field;
  const bool answered = memory.field_sent_at && *memory.field_sent_at != ui.state.fields_answered;
  if (memory.edited_sensor != sensor.uuid || (answered && !refused)) memory.edited_field.clear();
  for (const Field& field : registers::registered_fields()) {
    if (memory.edited_field == field.name) {
      gap(ui, column, 4.0F);
      paragraph(ui, column, Role::small_strong, ui.palette.ink, ui.say(fmt::format("field.{}", field.name)));
      paragraph(ui, column, Role::small, ui.palette.muted, help_words(ui, field));
      gap(ui, column, 4.0F);
      open_field(ui, column, sensor, field, memory);
      gap(ui, column, 6.0F);
    } else if (closed_field(ui, column, sensor, field)) {
      memory.edited_sensor = sensor.uuid;
      memory.edited_field = field.name;
      memory.field_text = field.get(sensor).value_or("");
      memory.field_sent_at.reset();
      ui.focus.text_input.clear();
      ui.measured.changed = true;  // the form shows with this very frame
    }
  }
}

}  // namespace schouw::panels
