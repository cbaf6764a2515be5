// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/symbol_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "viewer/scene/pin_sizes.h"

namespace schouw::scene {
namespace {

using Box = std::array<float, 4>;

struct PlacedPin {
  const drawing::Pin* pin;
  drawing::ScreenPoint lens;
  double opacity;
  bool selected;
  PinPlace place;
  std::size_t source = 0;  // and index: which pin of which list
  std::size_t index = 0;
  float size_ratio = 1.0F;
};

struct PlacedLabel {
  const drawing::Label* label;
  drawing::ScreenPoint at;
  double opacity;
};

bool is_selected(const SymbolView& view, const drawing::PickId& pick) {
  return view.selected && pick.kind != drawing::PickId::Kind::nothing && *view.selected == pick;
}

drawing::Colour faded(drawing::Colour colour, double opacity) {
  return colour.with_alpha(static_cast<std::uint8_t>(std::lround(colour.alpha * std::clamp(opacity, 0.0, 1.0))));
}

bool near_picture(const drawing::ScreenPoint& at, const drawing::Viewport& viewport) {
  constexpr double kMargin_px = 200.0;
  return at.x_px > -kMargin_px && at.y_px > -kMargin_px && at.x_px < viewport.width_px + kMargin_px &&
         at.y_px < viewport.height_px + kMargin_px;
}

float distance_for_hiding(const SymbolView& view, const drawing::ScreenPoint& at) {
  return static_cast<float>(view.pose.orthographic && at.depth_m <= 0.0 ? 0.0 : at.depth_m);
}

struct TextPlace {
  float left_px, baseline_px;
  int size_px;
  Weight weight;
};

float text_width_px(const std::vector<char32_t>& letters, int size_px, Weight weight, GlyphAtlas& atlas) {
  float width = 0.0F;
  for (const char32_t letter : letters) width += atlas.glyph(letter, weight, size_px, 0).advance_px;
  return width;
}

// The quads of a text, their colours and anchor taken from like.
void add_text(const std::vector<char32_t>& letters, const TextPlace& place, const SymbolQuad& like, GlyphAtlas& atlas,
              std::vector<SymbolQuad>& quads) {
  float pen = place.left_px;
  const float baseline = std::round(place.baseline_px);
  for (const char32_t letter : letters) {
    const float whole = std::floor(pen);
    const int part = std::min(3, static_cast<int>((pen - whole) * 4.0F));
    const Glyph& glyph = atlas.glyph(letter, place.weight, place.size_px, part);
    pen += glyph.advance_px;
    if (glyph.width_px == 0) continue;
    SymbolQuad quad = like;
    quad.kind = SymbolQuad::Kind::text;
    const float left = whole + static_cast<float>(glyph.left_px);
    const float top = baseline + static_cast<float>(glyph.top_px);
    const auto x = static_cast<float>(glyph.atlas_x);
    const auto y = static_cast<float>(glyph.atlas_y);
    const auto width = static_cast<float>(glyph.width_px);
    const auto height = static_cast<float>(glyph.height_px);
    quad.box_px = {left, top, left + width, top + height};
    quad.inner_px = {x, y, x + width, y + height};
    quads.push_back(quad);
  }
}

void add_leg(const PlacedPin& placed, const SymbolQuad& like, const PinShape& shape, const SymbolView& view,
             std::vector<SymbolQuad>& quads) {
  SymbolQuad leg = like;
  leg.kind = SymbolQuad::Kind::leg;
  const auto half = static_cast<float>(2.0 * view.interface_scale);
  const auto& [x, y, radius] = placed.place;
  leg.box_px = {x - half, y - shape.lift_px, x + half, y};
  leg.inner_px = {-half, -shape.lift_px, half, 0.0F};
  leg.ink = faded(view.stem, 0.9 * placed.opacity);
  quads.push_back(leg);
}

// Between two thirds and full size the letter comes in; on less it could not be read.
void add_letter(const PlacedPin& placed, const SymbolQuad& disc, GlyphAtlas& atlas, std::vector<SymbolQuad>& quads) {
  const float shown = std::clamp((placed.size_ratio - 0.65F) / 0.25F, 0.0F, 1.0F);
  const std::vector<char32_t> letters = code_points(placed.pin->letter);
  const int size_px = static_cast<int>(std::lround(disc.radius_px * (letters.size() > 1 ? 0.86 : 1.08)));
  if (shown <= 0.0F || size_px < 7 || letters.empty()) return;
  SymbolQuad text = disc;
  text.fill = text.fill.with_alpha(0);  // no halo
  text.ink = faded(text.ink, shown);
  const float width = text_width_px(letters, size_px, Weight::bold, atlas);
  const float capital = atlas.capital_height_px(Weight::bold, size_px);
  const float x = (disc.box_px[0] + disc.box_px[2]) / 2.0F;
  const float y = (disc.box_px[1] + disc.box_px[3]) / 2.0F;
  add_text(letters, {x - width / 2.0F, y + capital / 2.0F, size_px, Weight::bold}, text, atlas, quads);
}

void add_pin(const PlacedPin& placed, const SymbolView& view, GlyphAtlas& atlas, SymbolLayout& layout) {
  const drawing::Pin& pin = *placed.pin;
  const double scale = view.interface_scale;
  const PinShape shape = pin_shape(placed.place, placed.size_ratio, scale);
  const float x = placed.place.x_px;
  const float y = placed.place.y_px - shape.lift_px;
  const double opacity = placed.opacity * (pin.faint ? 0.4 : 1.0);
  SymbolQuad disc{.radius_px = shape.radius_px,
                  .fill = faded(pin.fill, opacity),
                  .ink = faded(pin.ink, opacity),
                  .anchor = {x, placed.place.y_px, distance_for_hiding(view, placed.lens)},
                  .dashed = pin.dashed,
                  .selected = placed.selected};
  if (shape.lift_px > shape.radius_px) add_leg(placed, disc, shape, view, layout.quads);
  const float reach = shape.radius_px + static_cast<float>(9.0 * scale);
  disc.box_px = {x - reach, y - reach, x + reach, y + reach};
  disc.inner_px = {-reach, -reach, reach, reach};
  layout.quads.push_back(disc);
  add_letter(placed, disc, atlas, layout.quads);
  const float touch = shape.radius_px + 2.0F;
  layout.targets.push_back({{x - touch, y - touch, x + touch, y + touch}, touch, pin.pick});
}

bool overlap(const Box& a, const Box& b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

// Boxes already taken, found by cells of 128 px.
class TakenBoxes {
 public:
  explicit TakenBoxes(const drawing::Viewport& viewport)
      : columns_(viewport.width_px / kCell_px + 5),
        rows_(viewport.height_px / kCell_px + 5),
        cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

  bool is_free(const Box& box) const {
    bool free = true;
    each_cell(box, [&](std::size_t cell) {
      for (const Box& taken : cells_[cell]) free = free && !overlap(taken, box);
    });
    return free;
  }
  // How much is taken within some 48 px around.
  int count_near(const Box& box, double interface_scale) const {
    const auto around = static_cast<float>(48.0 * interface_scale);
    const Box wide = {box[0] - around, box[1] - around, box[2] + around, box[3] + around};
    std::set<Box> found;
    each_cell(wide, [&](std::size_t cell) {
      for (const Box& taken : cells_[cell]) {
        if (overlap(taken, wide)) found.insert(taken);
      }
    });
    return static_cast<int>(found.size());
  }
  void take(const Box& box) {
    each_cell(box, [&](std::size_t cell) { cells_[cell].push_back(box); });
  }

 private:
  static constexpr int kCell_px = 128;

  template <class Visit>
  void each_cell(const Box& box, Visit visit) const {
    const auto cell_of = [](float at, int count) {
      return std::clamp(static_cast<int>(std::floor(at / kCell_px)) + 2, 0, count - 1);
    };
    for (int row = cell_of(box[1], rows_); row <= cell_of(box[3], rows_); ++row) {
      for (int column = cell_of(box[0], columns_); column <= cell_of(box[2], columns_); ++column) {
        visit(static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column));
      }
    }
  }

  int columns_, rows_;
  std::vector<std::vector<Box>> cells_;
};

// Not cut off by the picture's edge or by a panel.
bool is_whole(const Box& box, const drawing::Viewport& viewport) {
  return box[0] >= static_cast<float>(viewport.inset_left_px) && box[2] <= static_cast<float>(viewport.width_px) &&
         box[1] >= static_cast<float>(viewport.inset_top_px) &&
         box[3] <= static_cast<float>(viewport.height_px - viewport.inset_bottom_px);
}

// The name of an area steps back where much is shown around it.
double area_label_opacity(int symbols_near) { return std::clamp(1.0 - 0.07 * symbols_near, 0.45, 1.0); }

void add_label(const PlacedLabel& placed, const SymbolView& view, GlyphAtlas& atlas, TakenBoxes& taken,
               SymbolLayout& layout) {
  const drawing::Label& label = *placed.label;
  const int size_px = std::clamp(static_cast<int>(std::lround(label.size_px * view.interface_scale)), 6, 200);
  const std::vector<char32_t> letters = code_points(label.text);
  const float width = text_width_px(letters, size_px, Weight::regular, atlas);
  const float capital = atlas.capital_height_px(Weight::regular, size_px);
  const float left = std::round(static_cast<float>(placed.at.x_px) - width / 2.0F);
  const float baseline = std::round(static_cast<float>(placed.at.y_px) + capital / 2.0F);
  const float margin = 0.3F * static_cast<float>(size_px);
  const Box box = {left - margin, baseline - capital - margin, left + width + margin, baseline + margin};
  if (letters.empty() || !is_whole(box, view.viewport) || !taken.is_free(box)) return;
  const double opacity = placed.opacity * (label.pick.kind == drawing::PickId::Kind::area
                                               ? area_label_opacity(taken.count_near(box, view.interface_scale))
                                               : 1.0);
  taken.take(box);
  SymbolQuad text{.fill = faded(view.halo, label.halo ? opacity : 0.0),
                  .ink = faded(view.label_ink.value_or(label.ink), opacity),
                  .anchor = {static_cast<float>(placed.at.x_px), static_cast<float>(placed.at.y_px),
                             distance_for_hiding(view, placed.at)}};
  // Halos first: the halo of one letter must not cover the next letter.
  SymbolQuad halo = text;
  halo.ink = halo.ink.with_alpha(0);
  text.fill = text.fill.with_alpha(0);
  const TextPlace place{left, baseline, size_px, Weight::regular};
  if (label.halo) add_text(letters, place, halo, atlas, layout.quads);
  add_text(letters, place, text, atlas, layout.quads);
  if (label.pick.kind != drawing::PickId::Kind::nothing) layout.targets.push_back({box, 0.0F, label.pick});
}

// Selected first, then those that count before those that are faint, then by priority, then the nearest.
bool comes_before(const PlacedPin& a, const PlacedPin& b) {
  if (a.selected != b.selected) return a.selected;
  if (a.pin->faint != b.pin->faint) return b.pin->faint;
  if (a.pin->priority != b.pin->priority) return a.pin->priority > b.pin->priority;
  return a.lens.depth_m < b.lens.depth_m;
}

void give_sizes(std::vector<PlacedPin>& pins, double interface_scale) {
  std::stable_sort(pins.begin(), pins.end(), comes_before);
  std::vector<PinPlace> places;
  places.reserve(pins.size());
  for (const PlacedPin& pin : pins) places.push_back(pin.place);
  const std::vector<float> sizes = pin_sizes(places, interface_scale);
  for (std::size_t i = 0; i < pins.size(); ++i) pins[i].size_ratio = sizes[i];
}

// Dots first, as only they may lie under another pin; of each kind the far ones first, and the selected one last.
bool lies_under(const PlacedPin& a, const PlacedPin& b) {
  if (a.selected != b.selected) return b.selected;
  const bool a_is_dot = a.size_ratio <= 0.0F;
  const bool b_is_dot = b.size_ratio <= 0.0F;
  if (a_is_dot != b_is_dot) return a_is_dot;
  return a.lens.depth_m > b.lens.depth_m;
}

std::vector<PlacedPin> placed_pins(const std::vector<SymbolSource>& sources, const SymbolView& view) {
  const double radius = pin_radius_px(view.pose, view.interface_scale);
  std::vector<PlacedPin> pins;
  for (std::size_t source_index = 0; source_index < sources.size(); ++source_index) {
    const SymbolSource& source = sources[source_index];
    for (std::size_t index = 0; index < source.list->pins.size(); ++index) {
      const drawing::Pin& pin = source.list->pins[index];
      const auto lens = drawing::project(view.pose, view.viewport, source.list->origin.to_map(pin.at));
      if (!lens || !near_picture(*lens, view.viewport)) continue;
      const bool selected = is_selected(view, pin.pick);
      const PinPlace place{static_cast<float>(lens->x_px), static_cast<float>(lens->y_px),
                           static_cast<float>(radius * (selected ? 1.08 : 1.0))};
      pins.push_back({&pin, *lens, source.opacity, selected, place, source_index, index});
    }
  }
  give_sizes(pins, view.interface_scale);
  std::stable_sort(pins.begin(), pins.end(), lies_under);
  return pins;
}

std::vector<PlacedLabel> placed_labels(const std::vector<SymbolSource>& sources, const SymbolView& view) {
  std::vector<PlacedLabel> labels;
  for (const SymbolSource& source : sources) {
    for (const drawing::Label& label : source.list->labels) {
      const auto at = drawing::project(view.pose, view.viewport, source.list->origin.to_map(label.at));
      if (at && near_picture(*at, view.viewport)) labels.push_back({&label, *at, source.opacity});
    }
  }
  std::stable_sort(labels.begin(), labels.end(),
                   [](const PlacedLabel& a, const PlacedLabel& b) { return a.label->priority > b.label->priority; });
  return labels;
}

SymbolLayout lay_out_once(const std::vector<SymbolSource>& sources, const SymbolView& view, GlyphAtlas& atlas) {
  SymbolLayout pins;
  TakenBoxes taken(view.viewport);
  for (const SymbolSource& source : sources) pins.pin_sizes.emplace_back(source.list->pins.size(), 1.0F);
  for (const PlacedPin& pin : placed_pins(sources, view)) {
    add_pin(pin, view, atlas, pins);
    pins.pin_sizes[pin.source][pin.index] = pin.size_ratio;
  }
  for (const SymbolTarget& target : pins.targets) taken.take(target.box_px);
  for (const SymbolQuad& quad : pins.quads) {
    if (quad.kind == SymbolQuad::Kind::leg) taken.take(quad.box_px);
  }
  SymbolLayout layout;
  layout.pin_sizes = std::move(pins.pin_sizes);
  for (const PlacedLabel& label : placed_labels(sources, view)) add_label(label, view, atlas, taken, layout);
  layout.quads.insert(layout.quads.end(), pins.quads.begin(), pins.quads.end());
  layout.targets.insert(layout.targets.end(), pins.targets.begin(), pins.targets.end());
  return layout;
}

}  // namespace

double pin_radius_px(const drawing::CameraPose& pose, double interface_scale) {
  return 13.0 * interface_scale * std::clamp(std::sqrt(1400.0 / std::max(1.0, pose.distance_m)), 0.45, 1.0);
}

SymbolLayout lay_out_symbols(const std::vector<SymbolSource>& sources, const SymbolView& view, GlyphAtlas& atlas) {
  const unsigned generation = atlas.generation();
  SymbolLayout layout = lay_out_once(sources, view, atlas);
  // The atlas ran full on the way: places that were given out before are no longer true.
  if (atlas.generation() != generation) layout = lay_out_once(sources, view, atlas);
  return layout;
}

std::optional<drawing::PickId> target_at(const SymbolLayout& layout, double x_px, double y_px) {
  for (auto target = layout.targets.rbegin(); target != layout.targets.rend(); ++target) {
    const auto& [left, top, right, bottom] = target->box_px;
    if (x_px < left || x_px > right || y_px < top || y_px > bottom) continue;
    const double away = std::hypot(x_px - (left + right) / 2.0, y_px - (top + bottom) / 2.0);
    if (target->radius_px > 0.0F && away > target->radius_px) continue;
    if (target->pick.kind != drawing::PickId::Kind::nothing) return target->pick;
  }
  return std::nullopt;
}

}  // namespace schouw::scene
