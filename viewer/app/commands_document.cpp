// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/plan/scenario.h"
#include "layers/register/value_text.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"
#include "viewer/app/session.h"

// The document: its steps, its file, what is in it.
namespace schouw::app {

namespace {

using base::Done;
using base::Result;
using registers::Sensor;

// What one search lists; who finds more asks for less.
constexpr std::size_t kMostFound = 50;

std::string lower(const std::optional<std::string>& text) { return registers::lower_case(text.value_or("")); }

bool mentions(const Sensor& sensor, const std::string& word) {
  if (sensor.uuid.text() == word) return true;
  const auto fields = registers::registered_fields();
  return std::any_of(fields.begin(), fields.end(), [&](const registers::Field& field) {
    return lower(field.get(sensor)).find(word) != std::string::npos;
  });
}

// Those whose id or name begins with the word first.
int rank(const Sensor& sensor, const std::string& word) {
  const std::string id = registers::lower_case(sensor.id);
  const std::string name = registers::lower_case(sensor.name);
  if (id == word) return 0;
  if (id.rfind(word, 0) == 0 || name.rfind(word, 0) == 0) return 1;
  return id.find(word) != std::string::npos || name.find(word) != std::string::npos ? 2 : 3;
}

Result<Done> undo(AppState& state, const Arguments&, const CommandContext& context) {
  // What a hand holds is put back first: it is the last thing that was done.
  if (!state.draft.changes.empty() || state.draft.hand) {
    drop_tried(state);
    return and_follow(Done{}, state, context);
  }
  auto undone = plan::undo(state.document);
  show_plan(state);
  return and_follow(std::move(undone), state, context);
}

Result<Done> redo(AppState& state, const Arguments&, const CommandContext& context) {
  auto redone = plan::redo(state.document);
  show_plan(state);
  return and_follow(std::move(redone), state, context);
}

Result<Done> recover_edits(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.recovery || !context.recover) return needs_first("recover-edits", "edit that waits");
  auto done = context.recover(state);
  if (done) state.recovery.reset();
  show_plan(state);
  return and_follow(std::move(done), state, context);
}

Result<Done> discard_edits(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.recovery || !context.discard) return needs_first("discard-edits", "edit that waits");
  auto done = context.discard(state);
  state.recovery.reset();
  return done;
}

// "cam-12", or the subject as a conflict names it.
Result<Done> settle_conflict(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (state.conflicts.empty() || !context.settle) return needs_first("settle-conflict", "conflict");
  const std::string thing = *text_in(arguments, "thing");
  const std::string* stated = text_in(arguments, "field");
  const std::string field = stated == nullptr ? std::string() : *stated;
  const plan::Side side = *text_in(arguments, "take") == "mine" ? plan::Side::mine : plan::Side::theirs;
  const auto meant = [&](const plan::FieldConflict& conflict) {
    return (conflict.name == thing || conflict.subject == thing) && (field.empty() || conflict.field == field);
  };
  const std::size_t before = state.conflicts.size();
  for (const plan::FieldConflict& conflict : state.conflicts) {
    if (meant(conflict)) context.settle(conflict, side);
  }
  std::erase_if(state.conflicts, meant);
  if (state.conflicts.size() == before) {
    return nothing_called("settle-conflict", "conflict of", thing, "what a conflict names");
  }
  return Done{};
}

Result<Done> show_history(AppState& state, const Arguments& arguments, const CommandContext&) {
  state.show_history = yes_no_in(arguments, "visible").value_or(!state.show_history);
  return Done{};
}

Result<Done> search(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string word = registers::lower_case(registers::trimmed(*text_in(arguments, "text")));
  const auto& sensors = state.project.plan->sensors;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < sensors.size(); ++i) {
    if (!word.empty() && sensors[i].scope == registers::Scope::in_plan && mentions(sensors[i], word)) {
      found.push_back(i);
    }
  }
  if (found.empty()) return nothing_called("search", "sensor with", word, "a word of a sensor of the plan");
  std::stable_sort(found.begin(), found.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return rank(sensors[a], word) < rank(sensors[b], word); });
  state.selected = {drawing::PickId::Kind::sensor, found.front()};
  state.spot.reset();
  if (!context.answer) return Done{};
  for (std::size_t i = 0; i < std::min(found.size(), kMostFound); ++i) {
    const Sensor& sensor = sensors[found[i]];
    context.answer({"search.found",
                    {{"id", sensor.id},
                     {"name", sensor.name},
                     {"kind", base::Sentence::Key{"kind." + std::string(registers::kind_name(sensor.kind))}}}});
  }
  if (found.size() > kMostFound) {
    context.answer({"search.more", {{"count", static_cast<std::int64_t>(found.size() - kMostFound)}}});
  }
  return Done{};
}

}  // namespace

Result<Done> save(AppState& state, const Arguments&, const CommandContext& context) {
  if (!context.save) {
    return refused("CMD-109", "save", "the plan is open for reading only",
                   "close it in the other program, or open a copy; `schouw run` saves with --save");
  }
  auto saved = context.save(state);
  if (!saved) return saved;
  show_plan(state);
  return and_follow(std::move(saved), state, context);
}

std::vector<Command> document_commands() {
  return {
      {"undo", "Takes the last step back", Needs::plan, {}, {"Ctrl+z"}, undo},
      {"redo", "Takes a step again that was undone", Needs::plan, {}, {"Ctrl+y", "Ctrl+Shift+z"}, redo},
      {"save", "Saves the plan", Needs::plan, {}, {"Ctrl+s"}, save},
      {"recover-edits", "Takes back the edits of a program that ended too early", Needs::plan, {}, {}, recover_edits},
      {"discard-edits",
       "Throws away the edits of a program that ended too early",
       Needs::plan,
       {},
       {},
       discard_edits},
      {"settle-conflict",
       "Says whose value stands where somebody else changed it too; then save again",
       Needs::plan,
       {text_parameter("thing", "what the conflict names: a sensor's id, or an area, system, story").needed(),
        text_parameter("field", "one field of it; all of them where left out"),
        choice_parameter("take", "mine|theirs", "whose value stands").needed()},
       {},
       settle_conflict},
      {"show-history",
       "Shows or hides what was done",
       Needs::nothing,
       {yes_no_parameter("visible", "yes shows it; switches where left out")},
       {"Ctrl+h"},
       show_history,
       both_windows},
      {"search",
       "Finds sensors by id, name or any word of theirs, and shows the first",
       Needs::plan,
       {text_parameter("text", "part of a word, capitals or not").needed()},
       {},
       search,
       both_windows},
  };
}

}  // namespace schouw::app
