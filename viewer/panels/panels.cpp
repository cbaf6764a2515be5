// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/panels.h"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "viewer/panels/mode_panels.h"
#include "viewer/panels/planner.h"
#include "viewer/panels/ui.h"

namespace schouw::panels {

namespace {

constexpr int kMostPasses = 4;  // heights settle in two; a wrapped line may shift another
constexpr float kLeastDelta_s = 1e-4F;

TypeScale planner_type(float scale) {
  return {{13.0F * scale, 13.0F * scale, 15.0F * scale, 15.0F * scale, 20.0F * scale, 28.0F * scale}};
}

TypeScale presentation_type(float height_px, double interface_scale) {
  const float text = kPresentationText * height_px * std::max(1.0F, static_cast<float>(interface_scale));
  return {{text, text, text, text, text * 1.55F, text * 1.6F}};
}

TypeScale kiosk_type(float scale, double text_scale) {
  const float s = scale * static_cast<float>(text_scale);
  return {{30.0F * s, 30.0F * s, 34.0F * s, 34.0F * s, 52.0F * s, 60.0F * s}};
}

float design_scale(const app::AppState& state) {
  const auto& v = state.viewport;
  const float shorter = static_cast<float>(std::min(v.width_px, v.height_px));
  const auto chosen = static_cast<float>(state.interface_scale);
  const auto shown = static_cast<float>(state.shown_scale());
  if (state.mode == app::Mode::kiosk) return chosen * shorter / 1080.0F;
  if (state.mode == app::Mode::presentation) return chosen * static_cast<float>(v.height_px) / 1080.0F;
  return shown;
}

TypeScale type_scale(const app::AppState& state, float scale) {
  TypeScale type = planner_type(scale);
  if (state.mode == app::Mode::kiosk) type = kiosk_type(scale, state.kiosk.text_scale);
  if (state.mode == app::Mode::presentation) {
    type = presentation_type(static_cast<float>(state.viewport.height_px), state.interface_scale);
  }
  // Whole pixels: a size that differs by a hair is no reason to build the atlas again.
  for (auto& em : type.em_px) em = std::max(6.0F, std::round(em));
  return type;
}

// The keys that a line of text is edited with; letters come as typed text.
struct EditingKey {
  ImGuiKey key;
  std::string_view name;
};
constexpr EditingKey kEditingKeys[] = {{ImGuiKey_LeftArrow, "Left"},
                                       {ImGuiKey_RightArrow, "Right"},
                                       {ImGuiKey_Home, "Home"},
                                       {ImGuiKey_End, "End"},
                                       {ImGuiKey_Delete, "Delete"},
                                       {ImGuiKey_Backspace, "Backspace"},
                                       {ImGuiKey_Enter, "Enter"},
                                       {ImGuiKey_Escape, "Escape"},
                                       {ImGuiKey_A, "a"},
                                       {ImGuiKey_C, "c"},
                                       {ImGuiKey_V, "v"},
                                       {ImGuiKey_X, "x"},
                                       {ImGuiKey_Z, "z"},
                                       {ImGuiKey_Y, "y"}};

void feed_editing(const FrameInput& input) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyCtrl = io.KeyShift = io.KeyAlt = false;
  for (std::size_t i = 0; i < std::size(kEditingKeys); ++i) io.KeysDown[i] = false;
  for (const window::KeyPressed& key : input.keys) {
    io.KeyCtrl = io.KeyCtrl || key.ctrl;
    io.KeyShift = io.KeyShift || key.shift;
    io.KeyAlt = io.KeyAlt || key.alt;
    for (std::size_t i = 0; i < std::size(kEditingKeys); ++i) {
      if (kEditingKeys[i].name == key.name) io.KeysDown[i] = true;
    }
  }
  if (!input.typed.empty()) io.AddInputCharactersUTF8(input.typed.c_str());
}

bool is_key(const window::KeyPressed& key, std::string_view name) {
  return key.name == name && !key.ctrl && !key.alt;
}

}  // namespace

void Ui::tell(std::string_view role, std::string_view name, std::string_view value, const Box& box, bool enabled) {
  frame.semantics.push_back({.role = std::string(role),
                             .name = std::string(name),
                             .value = std::string(value),
                             .enabled = enabled,
                             .x_px = box.x,
                             .y_px = box.y,
                             .width_px = box.width,
                             .height_px = box.height});
}

struct Panels::Implementation {
  ImGuiContext* context = nullptr;
  FontBook fonts;
  InputFeed feed;
  Focus focus;
  Measured measured;
  PlannerMemory planner;
  app::Mode mode = app::Mode::planner;
  bool dragging = false;
  bool gl_ready = false;
  bool atlas_changed = true;

  ~Implementation() {
    ImGui::SetCurrentContext(context);
    if (gl_ready) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context);
  }

  void start();
  void take_input(const app::AppState& state, const FrameInput& input, double elapsed_s, Frame& frame);
  void take_keys(const FrameInput& input, Frame& frame);
  void move_focus(int step);
  void pass(const app::AppState& state, const text::Texts& texts, float scale, Frame& frame);
};

void Panels::Implementation::start() {
  context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  for (std::size_t i = 0; i < std::size(kEditingKeys); ++i) io.KeyMap[kEditingKeys[i].key] = static_cast<int>(i);
  ImGuiStyle& style = ImGui::GetStyle();
  style.AntiAliasedLines = true;
  style.AntiAliasedLinesUseTex = false;
  style.CircleTessellationMaxError = 0.15F;
  style.WindowMinSize = ImVec2(1.0F, 1.0F);
}

void Panels::Implementation::take_input(const app::AppState& state, const FrameInput& input, double elapsed_s,
                                        Frame& frame) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(static_cast<float>(state.viewport.width_px), static_cast<float>(state.viewport.height_px));
  io.DeltaTime = std::max(kLeastDelta_s, static_cast<float>(elapsed_s));
  io.MousePos = ImVec2(static_cast<float>(input.x_px), static_cast<float>(input.y_px));
  for (int button = 0; button < 3; ++button) io.MouseDown[button] = input.down[button];
  io.MouseWheel = static_cast<float>(input.wheel);
  feed_editing(input);
  take_keys(input, frame);
}

// A text takes letters, arrows and the usual keys of editing; saving, ending and function keys it does not know.
bool Panels::Frame::leaves(const window::KeyPressed& key) const {
  if (!typing) return !wants_keyboard;
  const bool function_key = key.name.size() > 1 && key.name[0] == 'F' && key.name[1] >= '1' && key.name[1] <= '9';
  return function_key || (key.ctrl && (key.name == "s" || key.name == "q" || key.name == "h"));
}

void Panels::Implementation::move_focus(int step) {
  const auto& order = focus.order;
  if (order.empty()) return;
  const auto here = std::find(order.begin(), order.end(), focus.id);
  const auto count = static_cast<int>(order.size());
  const int at = here == order.end() ? (step > 0 ? -1 : count) : static_cast<int>(here - order.begin());
  focus.id = order[static_cast<std::size_t>((at + step + count) % count)];
}

void Panels::Implementation::take_keys(const FrameInput& input, Frame& frame) {
  focus.activate = false;
  focus.step = 0;
  if (input.down[0]) focus.id.clear();
  frame.typing = focus.typing;
  for (const auto& key : input.keys) {
    if (focus.typing && !is_key(key, "Tab")) continue;
    const bool speaks_to_part = !focus.id.empty();
    bool used = true;
    if (is_key(key, "Tab")) {
      move_focus(key.shift ? -1 : 1);
    } else if (speaks_to_part && (is_key(key, "Enter") || is_key(key, "Space"))) {
      focus.activate = true;
    } else if (speaks_to_part && focus.id == "week" && (is_key(key, "Left") || is_key(key, "Right"))) {
      focus.step = is_key(key, "Left") ? -1 : 1;
    } else if (speaks_to_part && is_key(key, "Escape")) {
      focus.id.clear();
    } else {
      used = false;
    }
    frame.wants_keyboard = frame.wants_keyboard || used;
  }
}

void Panels::Implementation::pass(const app::AppState& state, const text::Texts& texts, float scale, Frame& frame) {
  frame.semantics.clear();
  focus.order.clear();
  focus.typing = false;
  measured.changed = false;
  frame.insets = {.width_px = state.viewport.width_px, .height_px = state.viewport.height_px};
  ImGui::NewFrame();
  if (!ImGui::GetIO().MouseDown[0] && !ImGui::IsMouseReleased(0)) dragging = false;
  Ui ui{.state = state,
        .texts = texts,
        .palette = palette_of(state.theme),
        .fonts = fonts,
        .scale = scale,
        .screen = {0.0F, 0.0F, static_cast<float>(state.viewport.width_px),
                   static_cast<float>(state.viewport.height_px)},
        .frame = frame,
        .focus = focus,
        .measured = measured,
        .dragging = dragging,
        .touch = state.mode == app::Mode::kiosk};
  switch (state.mode) {
    case app::Mode::planner: show_planner(ui, planner); break;
    case app::Mode::presentation:
      show_presentation(ui);
      show_unsaved(ui);
      break;
    case app::Mode::kiosk: show_kiosk(ui); break;
  }
  if (state.mode != app::Mode::kiosk) show_help_sheet(ui);
  dragging = ui.dragging;
  ImGui::Render();
}

Panels::Panels(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Panels::~Panels() = default;

base::Result<std::unique_ptr<Panels>> Panels::create(const FontFiles& fonts) {
  auto implementation = std::make_unique<Implementation>();
  implementation->start();
  if (auto loaded = implementation->fonts.load(fonts); !loaded) {
    return base::Result<std::unique_ptr<Panels>>::failure(loaded.diagnostics());
  }
  return std::unique_ptr<Panels>(new Panels(std::move(implementation)));
}

Panels::Frame Panels::build(const app::AppState& state, const text::Texts& texts,
                            const std::vector<window::InputEvent>& events, double seconds_since_last) {
  auto& self = *implementation_;
  ImGui::SetCurrentContext(self.context);
  Frame frame;
  if (self.mode != state.mode) {
    self.mode = state.mode;
    self.focus = {};
    self.measured = {};
  }
  const float scale = design_scale(state);
  self.feed.add(events);
  self.take_input(state, self.feed.next(), seconds_since_last, frame);
  if (self.fonts.use(type_scale(state, scale))) self.atlas_changed = true;
  self.pass(state, texts, scale, frame);
  for (int again = 1; again < kMostPasses && self.measured.changed; ++again) {
    self.focus.activate = false;
    ImGui::GetIO().MouseWheel = 0.0F;
    ImGui::GetIO().DeltaTime = kLeastDelta_s;
    self.pass(state, texts, scale, frame);
  }
  frame.wants_mouse = ImGui::GetIO().WantCaptureMouse;
  frame.wants_another_frame = self.feed.pending() || self.measured.changed || !frame.commands.empty();
  return frame;
}

void Panels::draw() {
  auto& self = *implementation_;
  ImGui::SetCurrentContext(self.context);
  ImDrawData* data = ImGui::GetDrawData();
  if (data == nullptr) return;
  if (!self.gl_ready) {
    ImGui_ImplOpenGL3_Init("#version 130");
    ImGui_ImplOpenGL3_NewFrame();
    self.gl_ready = true;
  } else if (self.atlas_changed) {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  }
  self.atlas_changed = false;
  // build() needs no GL, so its drawing was recorded before the atlas had a texture; there is only this one.
  for (int i = 0; i < data->CmdListsCount; ++i) {
    for (auto& command : data->CmdLists[i]->CmdBuffer) command.TextureId = ImGui::GetIO().Fonts->TexID;
  }
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

std::string imgui_version() { return IMGUI_VERSION; }

}  // namespace schouw::panels
