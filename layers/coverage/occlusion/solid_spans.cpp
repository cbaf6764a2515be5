// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/occlusion/solid_spans.h"

#include <algorithm>
#include <tuple>

namespace schouw::coverage {

namespace {

constexpr double kSameHeight_m = 0.002;
constexpr double kAtFoot_m = 0.5;

// Bridges, canopies and posts are made of sheets as often as of bodies; buildings and plants are bodies.
bool may_be_a_sheet(model::ObjectClass object_class) {
  switch (object_class) {
    case model::ObjectClass::building:
    case model::ObjectClass::plant_cover:
    case model::ObjectClass::vegetation: return false;
    default: return true;
  }
}

// One object over one place, walked upwards: an underside begins a body, an upper side ends it.
class SpanBuilder {
 public:
  SpanBuilder(const SolidObject& object, std::vector<Span>& spans)
      : object_(object), sheets_(may_be_a_sheet(object.object_class)), spans_(spans) {}

  void pass(const Crossing& c) {
    if (c.looks_down) {
      if (depth_++ == 0) begin_ = c;
    } else if (depth_ > 0) {
      if (--depth_ == 0) add(begin_, begin_.up_m, c.up_m);
    } else if (sheets_ || c.outer) {
      add(c, c.up_m - static_cast<float>(kSheet_m), c.up_m);
    } else {
      add_without_bottom(c);
    }
    last_ = c;
  }

  // Faces that never end: a body up to the last of them, or an underside alone.
  void end() {
    if (depth_ == 0) return;
    if (last_.up_m > begin_.up_m) {
      add(begin_, begin_.up_m, last_.up_m);
    } else if (sheets_ || begin_.outer) {
      add(begin_, begin_.up_m, begin_.up_m + static_cast<float>(kSheet_m));
    } else {
      add_without_bottom(begin_);
    }
  }

 private:
  void add(const Crossing& from, float bottom_m, float top_m) {
    spans_.push_back(
        {.place = from.place,
         .bottom_m = std::min(bottom_m, top_m - static_cast<float>(kSheet_m)),
         .top_m = top_m,
         .object = object_.index,
         .from_ground = from.on_ground,
         .from_foot = !sheets_ && !from.outer && static_cast<double>(bottom_m) - object_.foot_m < kAtFoot_m});
    ++added_;
  }
  void add_without_bottom(const Crossing& c) {
    const bool on_another = added_ > 0;
    add(c, on_another ? spans_.back().top_m : c.up_m, c.up_m);
    if (!on_another) spans_.back().from_ground = true;
  }

  const SolidObject& object_;
  bool sheets_;
  std::vector<Span>& spans_;
  int depth_ = 0;
  int added_ = 0;
  Crossing begin_;
  Crossing last_;
};

// An edge that two triangles share is met twice.
bool same(const Crossing& a, const Crossing& b) {
  return a.looks_down == b.looks_down && static_cast<double>(b.up_m) - static_cast<double>(a.up_m) < kSameHeight_m;
}

}  // namespace

Crossing crossing_of(std::uint32_t place, double up_m, model::SurfaceKind kind, bool turns_left) {
  using model::SurfaceKind;
  Crossing c{.place = place, .up_m = static_cast<float>(up_m), .looks_down = !turns_left};
  switch (kind) {
    case SurfaceKind::ground:
      c.looks_down = true;
      c.on_ground = true;
      break;
    case SurfaceKind::roof: c.looks_down = false; break;
    case SurfaceKind::outer_ceiling:
      c.looks_down = true;
      c.outer = true;
      break;
    case SurfaceKind::outer_floor:
      c.looks_down = false;
      c.outer = true;
      break;
    default: break;
  }
  return c;
}

void add_spans(const SolidObject& object, std::vector<Crossing>& crossings, std::vector<Span>& spans) {
  std::sort(crossings.begin(), crossings.end(), [](const Crossing& a, const Crossing& b) {
    return std::tie(a.place, a.up_m, b.looks_down) < std::tie(b.place, b.up_m, a.looks_down);
  });
  for (std::size_t i = 0; i < crossings.size();) {
    SpanBuilder climb(object, spans);
    const std::size_t first = i;
    for (; i < crossings.size() && crossings[i].place == crossings[first].place; ++i) {
      if (i > first && same(crossings[i - 1], crossings[i])) continue;
      climb.pass(crossings[i]);
    }
    climb.end();
  }
}

void stack_column(Span* first, Span* last, const GroundBelow& ground, Column& column) {
  column.solid_m.reset();
  column.slabs.clear();
  const auto foot = static_cast<float>(ground.height_m);
  for (Span* s = first; s != last; ++s) {
    if (s->from_ground || (ground.assumed && s->from_foot)) s->bottom_m = std::min(s->bottom_m, foot);
  }
  std::sort(first, last, [](const Span& a, const Span& b) {
    return std::tie(a.bottom_m, a.top_m, a.object) < std::tie(b.bottom_m, b.top_m, b.object);
  });
  float standing_m = foot;
  for (const Span* s = first; s != last; ++s) {
    float& below_m = column.slabs.empty() ? standing_m : column.slabs.back().top_m;
    if (static_cast<double>(s->bottom_m) - static_cast<double>(below_m) < kLeastClearance_m) {
      below_m = std::max(below_m, s->top_m);
    } else {
      column.slabs.push_back({s->place, s->bottom_m, s->top_m});
    }
  }
  if (static_cast<double>(standing_m) - ground.height_m >= kLeastRise_m) column.solid_m = standing_m;
}

}  // namespace schouw::coverage
