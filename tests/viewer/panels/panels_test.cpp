// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/panels.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/viewer/panels/example_state.h"
#include "viewer/panels/input_feed.h"
#include "viewer/panels/palette.h"

namespace schouw::panels {
namespace {

// Expected: black on white is 21:1, and #767676 on white 4.54:1, the example of WCAG 2.1 understanding 1.4.3.
TEST(Palette, measures_contrast_as_wcag_does) {
  using drawing::colour_from_hex;
  EXPECT_NEAR(contrast_ratio(colour_from_hex(0x000000), colour_from_hex(0xffffff)), 21.0, 0.001);
  EXPECT_NEAR(contrast_ratio(colour_from_hex(0x767676), colour_from_hex(0xffffff)), 4.54, 0.01);
}

TEST(Palette, gives_every_text_a_contrast_of_four_and_a_half) {
  for (const auto theme : {app::Theme::light, app::Theme::dark, app::Theme::contrast}) {
    for (const auto& [ink, paper] : text_pairs(palette_of(theme))) {
      EXPECT_GE(contrast_ratio(ink, paper), 4.5) << static_cast<int>(theme);
    }
  }
}

TEST(InputFeed, hands_over_one_change_of_a_button_a_frame) {
  InputFeed feed;
  feed.add({window::MouseMoved{5.0, 6.0}, window::MousePressed{window::MouseButton::left, true, 5.0, 6.0},
            window::MousePressed{window::MouseButton::left, false, 5.0, 6.0}, window::MouseMoved{9.0, 9.0}});
  const auto first = feed.next();
  EXPECT_TRUE(first.down[0]);
  EXPECT_EQ(first.x_px, 5.0);
  EXPECT_TRUE(feed.pending());
  const auto second = feed.next();
  EXPECT_FALSE(second.down[0]);
  EXPECT_EQ(second.x_px, 5.0);
  EXPECT_EQ(feed.next().x_px, 9.0);
  EXPECT_FALSE(feed.pending());
}

class PanelFrames : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto fonts = find_fonts();
    if (!fonts) GTEST_SKIP() << "no fonts: " << fonts.diagnostics().front().message;
    auto panels = Panels::create(*fonts);
    ASSERT_TRUE(panels);
    panels_ = *std::move(panels);
    auto texts = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::nl);
    ASSERT_TRUE(texts);
    texts_ = *std::move(texts);
  }
  Panels::Frame build(const app::AppState& state, const std::vector<window::InputEvent>& events = {}) {
    return panels_->build(state, texts_, events, 0.02);
  }
  static const SemanticNode* named(const Panels::Frame& frame, std::string_view name) {
    const auto found = std::find_if(frame.semantics.begin(), frame.semantics.end(),
                                    [&](const SemanticNode& node) { return node.name == name; });
    return found == frame.semantics.end() ? nullptr : &*found;
  }
  // What clicking the part with this name asks for.
  std::vector<std::string> click(const app::AppState& state, std::string_view name) {
    const auto before = build(state);
    const auto* node = named(before, name);
    if (node == nullptr) return {"no part is called " + std::string(name)};
    const double x = node->x_px + node->width_px / 2.0;
    const double y = node->y_px + node->height_px / 2.0;
    build(state, {window::MouseMoved{x, y}});
    build(state, {window::MousePressed{window::MouseButton::left, true, x, y}});
    return build(state, {window::MousePressed{window::MouseButton::left, false, x, y}}).commands;
  }
  std::unique_ptr<Panels> panels_;
  text::Texts texts_;
};

TEST_F(PanelFrames, ask_for_commands_when_their_parts_are_clicked) {
  const auto state = example::example_state();
  EXPECT_EQ(click(state, "Stapeling"), std::vector<std::string>{"show-layer name=stacking visible=no"});
  EXPECT_EQ(click(state, "English"), std::vector<std::string>{"switch-language"});
  EXPECT_EQ(click(state, "Presentatie"), std::vector<std::string>{"start-story"});
}

TEST_F(PanelFrames, ask_for_commands_by_the_keyboard_alone) {
  const auto state = example::example_state();
  std::vector<std::string> commands;
  for (int i = 0; i < 60 && commands.empty(); ++i) {
    EXPECT_TRUE(build(state, {window::KeyPressed{"Tab", true, false, false, false, false}}).wants_keyboard);
    commands = build(state, {window::KeyPressed{"Enter", true, false, false, false, false}}).commands;
  }
  EXPECT_FALSE(commands.empty());
}

window::KeyPressed key(const char* name) {
  return {.name = name, .pressed = true, .repeated = false, .ctrl = false, .shift = false, .alt = false};
}

TEST_F(PanelFrames, a_field_of_a_sensor_is_opened_typed_and_given_to_the_plan) {
  // High enough for the whole form: what is scrolled away cannot be clicked.
  app::AppState state = example::example_state(1600, 4000);
  state.selected = {drawing::PickId::Kind::sensor, 0};
  click(state, "Alle gegevens");
  EXPECT_TRUE(click(state, "hoek naar beneden").empty()) << "opening a field asks for nothing";
  build(state);
  const auto typed = build(state, {window::TextTyped{"1"}, window::TextTyped{"5"}});
  EXPECT_FALSE(typed.leaves(key("1"))) << "letters are no commands while a field is typed in";
  window::KeyPressed saves = key("s");
  saves.ctrl = true;
  EXPECT_TRUE(typed.leaves(saves)) << "but saving is";
  EXPECT_TRUE(typed.leaves(key("F9")));
  const auto* box = named(typed, "hoek naar beneden");
  ASSERT_NE(box, nullptr);
  EXPECT_EQ(box->role, "textbox");
  EXPECT_EQ(box->value, "15") << "the first letter is not lost";
  const auto entered = build(state, {key("Enter")});
  ASSERT_EQ(entered.commands.size(), 1U);
  EXPECT_EQ(entered.commands[0],
            "set-field sensor=" + state.project.plan->sensors[0].uuid.text() + " field=tilt_deg value=15");
}

TEST_F(PanelFrames, a_value_that_was_refused_says_at_the_field_what_is_wrong) {
  app::AppState state = example::example_state(1600, 4000);
  state.selected = {drawing::PickId::Kind::sensor, 0};
  click(state, "Alle gegevens");
  click(state, "hoek naar beneden");
  build(state);                  // gives the keyboard to the field
  build(state, {key("Enter")});  // gives the value to the plan, which refuses it
  ++state.fields_answered;
  state.field_fault = app::AppState::FieldFault{state.project.plan->sensors[0].uuid, "tilt_deg",
                                                "tilt_deg cannot be '95', expected a number from -90 to 90 deg"};
  const auto frame = build(state);
  EXPECT_TRUE(std::any_of(frame.semantics.begin(), frame.semantics.end(), [](const SemanticNode& node) {
    return node.role == "alert" && node.value.find("from -90 to 90 deg") != std::string::npos;
  }));
}

TEST_F(PanelFrames, a_form_closes_with_the_value_that_was_taken_and_with_another_sensor) {
  app::AppState state = example::example_state(1600, 4000);
  state.selected = {drawing::PickId::Kind::sensor, 0};
  click(state, "Alle gegevens");
  const auto is_open = [&] {
    const auto frame = build(state);
    return std::any_of(frame.semantics.begin(), frame.semantics.end(),
                       [](const SemanticNode& node) { return node.role == "textbox"; });
  };
  click(state, "hoek naar beneden");
  EXPECT_TRUE(is_open());
  build(state, {key("Enter")});
  ++state.fields_answered;  // taken, though the plan is as it was: the value was the same
  EXPECT_FALSE(is_open());
  click(state, "hoek naar beneden");
  EXPECT_TRUE(is_open());
  state.selected.index = 1;
  EXPECT_FALSE(is_open()) << "what was typed was meant for the other one";
}

TEST_F(PanelFrames, edits_that_wait_are_shown_before_anything_else_is_done_with_them) {
  app::AppState state = example::example_state();
  plan::Step step{.what = {"edit.remove_sensor", {{"sensor", std::string("cam-3")}}}};
  state.recovery =
      plan::Journal::Waiting{.base_iso = "2026-11-26T10:00:00Z",
                             .happened = {{plan::Happening::Kind::taken, std::make_shared<const plan::Step>(step)}}};
  EXPECT_EQ(click(state, "Haal ze terug"), std::vector<std::string>{"recover-edits"});
  EXPECT_EQ(click(state, "Gooi ze weg"), std::vector<std::string>{"discard-edits"});
}

TEST_F(PanelFrames, a_conflict_shows_three_values_and_the_last_that_is_settled_saves) {
  app::AppState state = example::example_state();
  state.conflicts = {{"sensor 1", "cam-1", "tilt_deg", "10", "20", ""}, {"area a1", "area a1", "", "", "x", "y"}};
  const auto frame = build(state);
  for (const auto& [label, value] : {std::pair{"Het was", "10"}, {"Hier", "20"}, {"Bij de ander", "niet ingevuld"}}) {
    ASSERT_NE(named(frame, label), nullptr) << label;
    EXPECT_EQ(named(frame, label)->value, value);
  }
  EXPECT_EQ(click(state, "Die van hier"),
            std::vector<std::string>{"settle-conflict thing=\"sensor 1\" take=mine field=tilt_deg"});
  state.conflicts.erase(state.conflicts.begin());
  EXPECT_EQ(click(state, "Die van de ander"),
            (std::vector<std::string>{"settle-conflict thing=\"area a1\" take=theirs", "save"}));
}

TEST_F(PanelFrames, closing_with_unsaved_work_asks_what_to_do_with_it) {
  app::AppState state = example::example_state();
  state.asks_to_quit = true;
  EXPECT_EQ(click(state, "Opslaan en sluiten"), std::vector<std::string>{"quit unsaved=save"});
  EXPECT_EQ(click(state, "Sluiten zonder opslaan"), std::vector<std::string>{"quit unsaved=drop"});
  EXPECT_EQ(click(state, "Terug naar het plan"), std::vector<std::string>{"quit unsaved=stay"});
}

TEST_F(PanelFrames, leave_no_text_untranslated) {
  auto state = example::example_state();
  state.selected = {drawing::PickId::Kind::sensor, 0};
  for (const auto mode : {app::Mode::planner, app::Mode::presentation, app::Mode::kiosk}) {
    state.mode = mode;
    for (const auto& node : build(state).semantics) {
      EXPECT_EQ((node.name + node.value).find('<'), std::string::npos) << node.name << " " << node.value;
      EXPECT_EQ((node.name + node.value).find('{'), std::string::npos) << node.name << " " << node.value;
    }
  }
}

TEST_F(PanelFrames, answer_for_a_spot_who_sees_it_and_why_it_is_red) {
  auto state = example::example_state();
  state.spot = example::example_spot();  // within zone Z1 of the example
  const auto frame = build(state);
  EXPECT_NE(named(frame, "Camera Hofplein noord"), nullptr);
  EXPECT_NE(named(frame, "Waarom is dit meer dan het voorbeeld?"), nullptr);
  EXPECT_EQ(click(state, "Toon de plek"), std::vector<std::string>{"select-zone id=Z1"});
}

TEST_F(PanelFrames, show_what_a_device_could_do_beside_what_the_register_says) {
  auto state = example::example_state(1600, 4000);
  auto edited = std::make_shared<plan::Plan>(*state.project.plan);
  registers::Sensor& sensor = edited->sensors.change(0);
  sensor.model = {.value = "q 600"};
  sensor.data.observed_data = {.value = "beeld, geen geluid"};
  registers::RegisterRecord model{.type = registers::RecordType::model, .id = "Q-600"};
  for (const auto& [field, value] :
       {std::pair{"microphone", "ja"}, {"face_recognition", "ja"}, {"end_of_support", "2026-11-19"}}) {
    ASSERT_TRUE(set_value(model, field, value));
  }
  edited->records = {model};
  state.project.plan = edited;
  state.selected = {drawing::PickId::Kind::sensor, 0};
  const auto frame = build(state);
  ASSERT_NE(named(frame, "geluid opnemen"), nullptr);
  EXPECT_EQ(named(frame, "geluid opnemen")->value, "het register zegt van niet");
  ASSERT_NE(named(frame, "gezichten herkennen"), nullptr);
  EXPECT_EQ(named(frame, "gezichten herkennen")->value, "het register zegt er niets over");
  ASSERT_NE(named(frame, "ondersteuning"), nullptr);
  EXPECT_EQ(named(frame, "ondersteuning")->value, "Ondersteuning geëindigd op 19 november 2026");
  state.mode = app::Mode::presentation;
  EXPECT_EQ(named(build(state), "geluid opnemen"), nullptr);
}

TEST_F(PanelFrames, tell_what_a_building_is) {
  auto state = example::example_state();
  auto city = std::make_shared<model::CityModel>();
  city->objects.push_back({.id = "pand-1",
                           .object_class = model::ObjectClass::building,
                           .lod = "2.2",
                           .attributes = R"({"oorspronkelijkbouwjaar": 1657, "straatnaam": "Markt"})"});
  state.project.city = city;
  state.selected = {drawing::PickId::Kind::city_object, 0};
  const auto frame = build(state);
  ASSERT_NE(named(frame, "Bouwjaar"), nullptr);
  EXPECT_EQ(named(frame, "Bouwjaar")->value, "1657");
  for (const auto& node : frame.semantics) EXPECT_EQ(node.value.find("Markt"), std::string::npos);
}

TEST_F(PanelFrames, keep_the_view_where_it_is_when_the_inspector_opens) {
  auto state = example::example_state();
  const auto closed = build(state).insets;
  state.selected = {drawing::PickId::Kind::sensor, 0};
  EXPECT_EQ(build(state).insets, closed);
}

TEST_F(PanelFrames, of_the_presentation_leave_the_city_to_the_mouse) {
  auto state = example::example_state();
  state.mode = app::Mode::presentation;
  const double right_half = 0.85 * state.viewport.width_px;
  const double middle = 0.5 * state.viewport.height_px;
  build(state);
  build(state, {window::MouseMoved{right_half, middle}});
  EXPECT_FALSE(build(state).wants_mouse);
  build(state, {window::MouseMoved{0.1 * state.viewport.width_px, middle}});
  EXPECT_TRUE(build(state).wants_mouse);
  state.story->blank = true;
  build(state, {window::MouseMoved{right_half, middle}});
  EXPECT_TRUE(build(state).wants_mouse);
}

TEST_F(PanelFrames, of_a_presentation_with_what_is_not_public_say_so_on_every_slide) {
  auto state = example::example_state();
  state.mode = app::Mode::presentation;
  const auto says_so = [&] { return named(build(state), "Intern: niet voor publiek") != nullptr; };
  for (int step = 0; step < static_cast<int>(state.story->story.steps.size()); ++step) {
    state.story->step = step;
    EXPECT_TRUE(says_so()) << step;
  }
  state.story->blank = true;
  EXPECT_TRUE(says_so());
  state.story->blank = false;
  state.public_only = true;
  EXPECT_FALSE(says_so());
}

TEST_F(PanelFrames, mark_what_was_assumed) {
  auto state = example::example_state();
  state.selected = {drawing::PickId::Kind::sensor, 0};
  const auto frame = build(state);
  ASSERT_NE(named(frame, "Bereik"), nullptr);
  EXPECT_EQ(named(frame, "Bereik")->value, "60\u00a0m (aangenomen)");
  EXPECT_EQ(named(frame, "Kijkrichting")->value, "214\u00b0");
  EXPECT_EQ(named(frame, "Verantwoordelijke functie")->value, "niet ingevuld");
}

TEST_F(PanelFrames, give_fingers_targets_of_at_least_44_pixels) {
  auto state = example::example_state(1080, 1920);
  state.mode = app::Mode::kiosk;
  for (const auto& node : build(state).semantics) {
    if (node.role != "button") continue;
    EXPECT_GE(node.width_px, 44.0F) << node.name;
    EXPECT_GE(node.height_px, 44.0F) << node.name;
  }
}

TEST_F(PanelFrames, of_the_kiosk_overlap_nowhere) {
  auto state = example::example_state(1080, 1920);
  state.mode = app::Mode::kiosk;
  state.kiosk.screen = app::KioskScreen::answer;
  state.spot = example::example_spot();
  const auto frame = build(state);
  std::vector<SemanticNode> buttons;
  for (const auto& node : frame.semantics) {
    if (node.role == "button" || node.role == "heading") buttons.push_back(node);
  }
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    for (std::size_t j = i + 1; j < buttons.size(); ++j) {
      const auto& a = buttons[i];
      const auto& b = buttons[j];
      const bool apart = a.x_px + a.width_px <= b.x_px || b.x_px + b.width_px <= a.x_px ||
                         a.y_px + a.height_px <= b.y_px || b.y_px + b.height_px <= a.y_px;
      EXPECT_TRUE(apart) << a.name << " and " << b.name;
    }
  }
}

}  // namespace
}  // namespace schouw::panels
