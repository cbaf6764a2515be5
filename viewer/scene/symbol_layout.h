// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "layers/drawing/camera.h"
#include "layers/drawing/draw_list.h"
#include "viewer/scene/glyph_atlas.h"

namespace schouw::scene {

// One rectangle on the picture, in pixels, x from the left, y from the top; what the shader symbol.frag reads.
struct SymbolQuad {
  enum class Kind { disc, text, leg };
  Kind kind = Kind::disc;
  std::array<float, 4> box_px{};    // left, top, right, bottom
  std::array<float, 4> inner_px{};  // the same corners from the disc's middle, or in the atlas
  float radius_px = 0.0F;
  drawing::Colour fill;
  drawing::Colour ink;
  std::array<float, 3> anchor{};  // x_px, y_px, distance_m of what it stands for; distance 0: never hidden
  bool dashed = false;
  bool selected = false;
};

// Where a symbol can be pointed at.
struct SymbolTarget {
  std::array<float, 4> box_px{};
  float radius_px = 0.0F;  // a disc in the middle of the box; 0: the whole box
  drawing::PickId pick;
};

struct SymbolLayout {
  std::vector<SymbolQuad> quads;              // back to front
  std::vector<SymbolTarget> targets;          // in the same order
  std::vector<std::vector<float>> pin_sizes;  // by source and pin: 0 a dot, 1 whole; 1 outside the picture
};

struct SymbolView {
  drawing::CameraPose pose;
  drawing::Viewport viewport;
  double interface_scale = 1.0;
  std::optional<drawing::PickId> selected;
  drawing::Colour halo;
  drawing::Colour stem;                      // of pins
  std::optional<drawing::Colour> label_ink;  // instead of the labels' own
};

// A layer's symbols with its opacity, 0 to 1.
struct SymbolSource {
  const drawing::DrawList* list = nullptr;
  double opacity = 1.0;
};

// Places pins (far ones first, the selected one last) and labels. A pin that would cover a more important one
// shrinks, to a dot on its lens where it must: the selected one keeps its size, then those that are not faint, then
// those of higher priority, then the nearer. A label is left out where it would lie over a pin or a label of higher
// priority (among equals the earlier) or would be cut off; an area's label is faint where much is shown around it.
SymbolLayout lay_out_symbols(const std::vector<SymbolSource>& sources, const SymbolView& view, GlyphAtlas& atlas);

// The frontmost target under a point.
std::optional<drawing::PickId> target_at(const SymbolLayout& layout, double x_px, double y_px);

// Radius of a pin's disc for a view: 13 px by day, less where a whole city is seen at once.
double pin_radius_px(const drawing::CameraPose& pose, double interface_scale);

}  // namespace schouw::scene
