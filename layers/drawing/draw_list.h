// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/crs/position.h"
#include "geo/raster/grid.h"
#include "layers/drawing/colour.h"
#include "layers/drawing/pick_id.h"

// Renderer-neutral drawing instructions: small, immutable, floats below a SceneOrigin. Layers make them; viewer/scene
// turns them into pixels and adds nothing of its own.
namespace schouw::drawing {

// Filled triangles with a colour per vertex; translucent where alpha < 255. Drawn without lighting, hidden by
// buildings.
struct Fill {
  std::vector<crs::ScenePosition> positions;
  std::vector<Colour> colours;           // one per position
  std::vector<std::uint32_t> triangles;  // three indices each
  bool hatched = false;                  // diagonal lines over the fill: data is never told by colour alone
  PickId pick;
};

struct Line {
  std::vector<crs::ScenePosition> positions;  // a strip
  Colour colour;
  float width_px = 1.0F;
  bool dashed = false;          // assumed or proposed
  bool always_visible = false;  // drawn through buildings, fainter where hidden
};

// A round symbol of constant size on the screen with one letter, on a stem that reaches the ground; a dot where pins
// of higher priority, or nearer ones of the same, leave no room for it.
struct Pin {
  crs::ScenePosition at;      // the lens
  crs::ScenePosition ground;  // foot of the stem
  std::string letter;         // one or two characters of UTF-8
  Colour fill;
  Colour ink;           // letter and outline
  bool dashed = false;  // proposed
  bool faint = false;   // filtered out or inactive, still shown
  PickId pick;
  float priority = 0.0F;
};

// Text of constant size on the screen. Higher priority wins where two would overlap.
struct Label {
  crs::ScenePosition at;
  std::string text;
  float size_px = 13.0F;
  Colour ink;
  bool halo = true;
  float priority = 0.0F;
  PickId pick;
};

// What one layer draws over the city: lists of positions below one origin, exact to about 1 mm within 10 km of it.
//   auto list = std::make_shared<DrawList>();
//   list->origin = origin;
//   list->lines.push_back({.positions = {from, to}, .colour = colour_from_hex(0x1a5276), .dashed = true});
// Cost: linear in its corners and symbols, in memory and where it is shown; pins and labels are placed anew for each
// picture. A plain value: a shared constant one may be read by any thread. It refers to nothing, but the index of a
// PickId means a place in the plan, analysis or city that it was made of. It cannot fail: a fill whose colours are
// not as many as its positions is left out; the indices of triangles are not checked.
struct DrawList {
  crs::SceneOrigin origin;
  std::vector<Fill> fills;
  std::vector<Line> lines;
  std::vector<Pin> pins;
  std::vector<Label> labels;
};

// What a surface of the city is, for its colour; the style table is in layers/city.
enum class Tone : std::uint8_t {
  roof,
  wall,
  building_floor,
  bridge,
  construction,
  road,
  square,
  railway,
  water,
  plant,
  land,
  terrain,
  furniture,
  generic
};

// Many triangles with a tone and an object each: the city, the terrain. Three positions a triangle, no indices.
struct SurfaceMesh {
  crs::SceneOrigin origin;
  std::vector<crs::ScenePosition> positions;  // 3 per triangle
  std::vector<Tone> tones;                    // 1 per triangle
  std::vector<std::uint32_t> objects;         // 1 per triangle: index in the city; kNoObject for terrain
  std::vector<bool> ground;                   // 1 per triangle: rasters are draped on these
};
inline constexpr std::uint32_t kNoObject = 0xffffffffU;

// How one class of counts is shown: cells with value >= from (and below the next class's).
struct CountClass {
  std::uint16_t from = 0;
  Colour colour;
  bool hatched = false;
  bool operator==(const CountClass&) const = default;
};
using CountClasses = std::vector<CountClass>;  // ascending; below the first, and at 0, nothing is drawn

// Counts over the ground, coloured by class in the shader, so that another threshold or palette is no new upload.
// What a count means may differ from place to place: each cell lies in one of a few sets, and each set has its
// classes.
struct RasterLayer {
  crs::SceneOrigin origin;
  std::shared_ptr<const raster::Grid<std::uint16_t>> values;
  std::shared_ptr<const raster::Grid<std::uint8_t>> sets;  // on the frame of values; null: all cells lie in set 0
  std::vector<CountClasses> classes;                       // by set; a set beyond them draws nothing
};

// A part of a raster: columns and rows of its values.
struct RasterWindow {
  int first_column = 0;
  int first_row = 0;
  int columns = 0;
  int rows = 0;
  bool empty() const { return columns <= 0 || rows <= 0; }
};

}  // namespace schouw::drawing
