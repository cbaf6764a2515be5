// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"

namespace schouw::app {

namespace {

constexpr double kSmallestScale = 0.75;
constexpr double kLargestScale = 3.0;
constexpr std::array<double, 8> kScaleSteps = {0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0};

base::Result<base::Done> switch_language(AppState& state, const Arguments& arguments, const CommandContext&) {
  const std::string* language = text_in(arguments, "lang");
  const bool dutch = language == nullptr ? state.language == text::Language::en : *language == "nl";
  state.language = dutch ? text::Language::nl : text::Language::en;
  return base::Done{};
}

base::Result<base::Done> set_theme(AppState& state, const Arguments& arguments, const CommandContext&) {
  const std::string& name = *text_in(arguments, "name");
  state.theme = name == "dark" ? Theme::dark : name == "contrast" ? Theme::contrast : Theme::light;
  return base::Done{};
}

base::Result<base::Done> set_interface_scale(AppState& state, const Arguments& arguments, const CommandContext&) {
  state.interface_scale = std::clamp(*number_in(arguments, "scale"), kSmallestScale, kLargestScale);
  return base::Done{};
}

base::Result<base::Done> interface_larger(AppState& state, const Arguments&, const CommandContext&) {
  const auto next = std::upper_bound(kScaleSteps.begin(), kScaleSteps.end(), state.interface_scale + 1e-6);
  state.interface_scale = next == kScaleSteps.end() ? kLargestScale : *next;
  return base::Done{};
}

base::Result<base::Done> interface_smaller(AppState& state, const Arguments&, const CommandContext&) {
  const auto here = std::lower_bound(kScaleSteps.begin(), kScaleSteps.end(), state.interface_scale - 1e-6);
  state.interface_scale = here == kScaleSteps.begin() ? kSmallestScale : *(here - 1);
  return base::Done{};
}

base::Result<base::Done> set_motion(AppState& state, const Arguments& arguments, const CommandContext&) {
  state.motion = *yes_no_in(arguments, "on");
  if (!state.motion && state.flight) {
    state.camera = state.flight->to;
    state.flight.reset();
  }
  return base::Done{};
}

base::Result<base::Done> help(AppState& state, const Arguments&, const CommandContext&) {
  state.show_help = !state.show_help;
  return base::Done{};
}

base::Result<base::Done> dismiss_messages(AppState& state, const Arguments&, const CommandContext&) {
  state.messages.clear();
  return base::Done{};
}

base::Result<base::Done> quit(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string* what = text_in(arguments, "unsaved");
  if (what == nullptr) {
    // A try-out is no work to lose.
    state.asks_to_quit = !state.read_only && state.document.unsaved();
    state.quit = !state.asks_to_quit;
    return base::Done{};
  }
  state.asks_to_quit = false;
  if (*what == "stay") return base::Done{};
  if (*what == "save") {
    auto saved = save(state, {}, context);
    if (!saved) return saved;
  } else if (context.discard && !state.recovery) {
    // Edits that wait from before are not dropped by who drops those of now.
    if (auto dropped = context.discard(state); !dropped) return dropped;
  }
  state.quit = true;
  return base::Done{};
}

}  // namespace

std::vector<Command> interface_commands() {
  return {
      {"switch-language",
       "Changes the language of the interface",
       Needs::nothing,
       {choice_parameter("lang", "nl|en", "the other one where left out")},
       {"F2"},
       switch_language,
       everywhere},
      {"set-theme",
       "Changes the colours of the interface",
       Needs::nothing,
       {choice_parameter("name", "light|dark|contrast", "which").needed()},
       {},
       set_theme},
      {"set-interface-scale",
       "Makes the interface larger or smaller",
       Needs::nothing,
       {number_parameter("scale", "1 is normal").within(kSmallestScale, kLargestScale).needed()},
       {},
       set_interface_scale},
      {"interface-larger",
       "Makes the interface larger",
       Needs::nothing,
       {},
       {"Ctrl+Plus", "Ctrl+="},
       interface_larger},
      {"interface-smaller", "Makes the interface smaller", Needs::nothing, {}, {"Ctrl+Minus"}, interface_smaller},
      {"set-motion",
       "Lets the camera fly, or cuts from view to view",
       Needs::nothing,
       {yes_no_parameter("on", "no cuts").needed()},
       {},
       set_motion},
      {"help", "Shows or hides the sheet of shortcuts", Needs::nothing, {}, {"F1"}, help},
      {"dismiss-messages", "Takes the messages away", Needs::nothing, {}, {"Ctrl+Backspace"}, dismiss_messages},
      {"quit",
       "Ends the program; asks first where edits are not saved",
       Needs::nothing,
       {choice_parameter("unsaved", "save|drop|stay", "what to do with them")},
       {"Ctrl+q"},
       quit},
  };
}

}  // namespace schouw::app
