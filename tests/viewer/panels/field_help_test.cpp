// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "layers/register/json_schema.h"
#include "layers/register/vocabulary.h"
#include "tests/viewer/panels/example_state.h"
#include "viewer/app/load_texts.h"
#include "viewer/panels/panels.h"

namespace schouw::panels {
namespace {

text::Texts words_in(text::Language language) {
  auto texts = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", language);
  EXPECT_TRUE(texts);
  return texts ? *std::move(texts) : text::Texts();
}

TEST(FieldHelp, each_registered_field_has_a_label_and_help_in_both_languages) {
  const auto dutch = words_in(text::Language::nl);
  const auto english = words_in(text::Language::en);
  for (const registers::Field& field : registers::registered_fields()) {
    const std::string label = fmt::format("field.{}", field.name);
    for (const text::Texts* texts : {&dutch, &english}) {
      EXPECT_TRUE(texts->has(label)) << label;
      ASSERT_TRUE(texts->has(label + ".help")) << label;
      const std::string help = (*texts)(label + ".help");
      EXPECT_NE(help, (*texts)(label)) << label;
      EXPECT_EQ(help.back(), '.') << help;
      EXPECT_LE(help.size(), 260U) << help;  // a sentence or two; three where a field stays internal
    }
    EXPECT_NE(dutch(label + ".help"), english(label + ".help")) << label;
  }
}

TEST(FieldHelp, each_field_of_organisations_systems_and_links_is_explained_in_their_schemas) {
  const auto dutch = words_in(text::Language::nl);
  const auto english = words_in(text::Language::en);
  const auto words = [&](std::string_view language, std::string_view key) {
    const auto& texts = language == "nl" ? dutch : english;
    return texts.has(key) ? texts(key) : std::string();
  };
  for (const auto type : registers::kRecordTypes) {
    const auto schema = registers::record_json_schema(type, words);
    for (const auto& [name, property] : schema["properties"].items()) {
      for (const char* part : {"title", "description", "x-title-nl", "x-description-nl"}) {
        EXPECT_TRUE(property.contains(part) && !property[part].get<std::string>().empty())
            << registers::record_type_name(type) << " " << name << " has no " << part;
      }
    }
  }
}

// An internal field says so, and no other does: the words follow the table of fields.
TEST(FieldHelp, says_of_internal_fields_that_they_stay_internal) {
  const auto dutch = words_in(text::Language::nl);
  const auto english = words_in(text::Language::en);
  for (const registers::Field& field : registers::registered_fields()) {
    const std::string key = fmt::format("field.{}.help", field.name);
    const bool internal = field.publicity == registers::Publicity::internal;
    EXPECT_EQ(dutch(key).find("Dit veld blijft intern.") != std::string::npos, internal) << key;
    EXPECT_EQ(english(key).find("This field stays internal.") != std::string::npos, internal) << key;
  }
}

class FieldHelpShown : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto fonts = find_fonts();
    if (!fonts) GTEST_SKIP() << "no fonts: " << fonts.diagnostics().front().message;
    auto panels = Panels::create(*fonts);
    ASSERT_TRUE(panels);
    panels_ = *std::move(panels);
    texts_ = words_in(text::Language::nl);
    state_.selected = {drawing::PickId::Kind::sensor, 0};
    click("Alle gegevens");
  }
  Panels::Frame build(const std::vector<window::InputEvent>& events = {}) {
    return panels_->build(state_, texts_, events, 0.02);
  }
  static const SemanticNode* with(const Panels::Frame& frame, std::string_view role, std::string_view name) {
    const auto found = std::find_if(frame.semantics.begin(), frame.semantics.end(),
                                    [&](const SemanticNode& node) { return node.role == role && node.name == name; });
    return found == frame.semantics.end() ? nullptr : &*found;
  }
  void move_to(std::string_view name) {
    const auto before = build();
    const auto* node = with(before, "button", name);
    ASSERT_NE(node, nullptr) << name;
    build({window::MouseMoved{node->x_px + node->width_px / 2.0, node->y_px + node->height_px / 2.0}});
  }
  void click(std::string_view name) {
    move_to(name);
    for (const bool down : {true, false}) {
      const auto before = build();
      const auto* node = with(before, "button", name);
      ASSERT_NE(node, nullptr) << name;
      build({window::MousePressed{window::MouseButton::left, down, node->x_px + node->width_px / 2.0,
                                  node->y_px + node->height_px / 2.0}});
    }
  }
  // High enough for the whole form.
  app::AppState state_ = example::example_state(1600, 4000);
  std::unique_ptr<Panels> panels_;
  text::Texts texts_;
};

TEST_F(FieldHelpShown, stands_beside_a_field_while_the_mouse_is_over_it) {
  EXPECT_EQ(with(build(), "tooltip", "waarom de gegevens gebruikt mogen worden"), nullptr);
  move_to("waarom de gegevens gebruikt mogen worden");
  const auto frame = build();
  const auto* help = with(frame, "tooltip", "waarom de gegevens gebruikt mogen worden");
  ASSERT_NE(help, nullptr);
  EXPECT_NE(help->value.find("artikel 6 AVG"), std::string::npos);
  // 40 em of 13 pixels, and 11 of margin at either side; more than one line, left of the form.
  EXPECT_LE(help->width_px, 40 * 13 + 2 * 11 + 1);
  EXPECT_GT(help->height_px, 2 * 13 + 2 * 11);
  const auto* field = with(frame, "button", "waarom de gegevens gebruikt mogen worden");
  ASSERT_NE(field, nullptr);
  EXPECT_LT(help->x_px + help->width_px, field->x_px);
  build({window::MouseMoved{400.0, 2000.0}});
  EXPECT_EQ(with(build(), "tooltip", "waarom de gegevens gebruikt mogen worden"), nullptr);
}

TEST_F(FieldHelpShown, comes_by_the_keyboard_as_well_and_goes_with_escape) {
  build({window::MouseMoved{400.0, 2000.0}});
  const auto key = [](const char* name) {
    return window::KeyPressed{
        .name = name, .pressed = true, .repeated = false, .ctrl = false, .shift = false, .alt = false};
  };
  bool shown = false;
  for (int i = 0; i < 200 && !shown; ++i) {
    build({key("Tab")});
    shown = with(build(), "tooltip", "kijkrichting") != nullptr;
  }
  EXPECT_TRUE(shown);
  build({key("Escape")});
  EXPECT_EQ(with(build(), "tooltip", "kijkrichting"), nullptr);
}

TEST_F(FieldHelpShown, leaves_the_mouse_to_what_is_under_it) {
  move_to("kijkrichting");
  const auto frame = build();
  const auto* help = with(frame, "tooltip", "kijkrichting");
  ASSERT_NE(help, nullptr);
  // ImGui asks the windows of the frame before, in which the help still stood.
  EXPECT_FALSE(build({window::MouseMoved{help->x_px + 20.0, help->y_px + 5.0}}).wants_mouse);
}

TEST_F(FieldHelpShown, the_form_shows_terms_of_a_vocabulary_in_words) {
  const auto vocabulary = registers::load_vocabulary(SCHOUW_SOURCE_DIR "/data/vocabulary");
  ASSERT_TRUE(vocabulary);
  app::add_terms(texts_, *vocabulary);
  auto edited = std::make_shared<plan::Plan>(*state_.project.plan);
  registers::Sensor& sensor = edited->sensors.change(0);
  sensor.deployment.purposes = {{.purpose = "purpose__safety_security"}};
  sensor.data.processing = {.value = "process__encrypted; telt"};
  state_.project.plan = edited;
  const auto frame = build();
  ASSERT_NE(with(frame, "button", "doel"), nullptr);
  EXPECT_EQ(with(frame, "button", "doel")->value, "veiligheid");
  EXPECT_EQ(with(frame, "button", "wat er met de gegevens gebeurt")->value, "versleuteld; telt");
}

}  // namespace
}  // namespace schouw::panels
