// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "geo/base/utf8.h"
#include "layers/register/value_text.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"

// What stands in the register beside its sensors: organisations, systems, links, models.
namespace schouw::app {

namespace {

using base::Done;
using base::Result;
using registers::RegisterRecord;

const RegisterRecord* record_of(const plan::Plan& plan, const std::string& key) {
  const auto found = std::find_if(plan.records.begin(), plan.records.end(),
                                  [&](const RegisterRecord& record) { return registers::key_of(record) == key; });
  return found == plan.records.end() ? nullptr : &*found;
}

// The record that a line names, or a new one of that name.
Result<RegisterRecord> record_meant(const AppState& state, const Arguments& arguments) {
  const std::string id(registers::trimmed(*text_in(arguments, "id")));
  if (id.empty() || !base::is_plain_text(id)) {
    return refused("CMD-108", "set-record", fmt::format("the id '{}' is empty or no plain text", id),
                   "give it an id of its own");
  }
  RegisterRecord fresh{.type = *registers::record_type_from_name(*text_in(arguments, "type")), .id = id};
  const RegisterRecord* held = record_of(*plan_without_draft(state), registers::key_of(fresh));
  return held == nullptr ? fresh : *held;
}

base::Diagnostic no_such_field(const RegisterRecord& record, const std::string& field) {
  std::vector<std::string_view> known;
  for (const registers::RecordField& each : registers::record_fields(record.type)) known.push_back(each.name);
  return refused("CMD-103", "set-record",
                 fmt::format("the record '{}' has no field '{}'", registers::key_of(record), field),
                 fmt::format("its fields are {}", fmt::join(known, ", ")));
}

base::Diagnostic no_value(const registers::RecordField& field, const std::string& value) {
  constexpr std::string_view kExpected[] = {"a text", "a number", "true or false", "a date", ""};
  const std::string_view expected =
      field.choices.empty() ? kExpected[static_cast<std::size_t>(field.type)] : field.choices;
  return refused("CMD-103", "set-record", fmt::format("{} cannot be '{}', expected {}", field.name, value, expected),
                 "an empty value takes it away");
}

Result<Done> set_record(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto record = record_meant(state, arguments);
  if (!record) return Result<Done>::failure(record.diagnostics());
  const std::string& name = *text_in(arguments, "field");
  const std::string& value = *text_in(arguments, "value");
  const registers::RecordField* field = registers::record_field_named(record->type, name);
  if (field == nullptr || name == "id") return no_such_field(*record, name);
  if (!base::is_plain_text(value) || !registers::set_value(*record, name, value)) return no_value(*field, value);
  base::Sentence what{"edit.set_record", {{"record", registers::key_of(*record)}, {"field", name}, {"value", value}}};
  const auto plan = plan_without_draft(state);
  plan::Change change = plan::expecting(*plan, plan::PutRecord{*std::move(record), std::nullopt});
  return and_follow(take_step(state, std::move(what), {std::move(change)}), state, context);
}

Result<Done> remove_record(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string key = *text_in(arguments, "type") + " " + *text_in(arguments, "id");
  const auto plan = plan_without_draft(state);
  if (record_of(*plan, key) == nullptr) {
    return nothing_called("remove-record", "record", key, "a type and an id that the plan has");
  }
  base::Sentence what{"edit.remove_record", {{"record", key}}};
  return and_follow(take_step(state, std::move(what), {plan::expecting(*plan, plan::RemoveRecord{key})}), state,
                    context);
}

Parameter type_parameter() {
  return choice_parameter("type", "organisation|system|link|model|observation", "what kind of record").needed();
}

}  // namespace

std::vector<Command> record_commands() {
  return {
      {"set-record",
       "Changes a field of an organisation, system, link, model or observation; makes it where it is not there",
       Needs::plan,
       {type_parameter(), text_parameter("id", "its id").needed(),
        text_parameter("field", "a field of it, as data/schemas lists").needed(),
        text_parameter("value", "its value; an empty one takes it away").needed()},
       {},
       set_record},
      {"remove-record",
       "Takes an organisation, system, link, model or observation out of the plan",
       Needs::plan,
       {type_parameter(), text_parameter("id", "its id").needed()},
       {},
       remove_record},
  };
}

}  // namespace schouw::app
