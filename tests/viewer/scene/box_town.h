// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cmath>
#include <filesystem>
#include <memory>

#include "layers/drawing/camera.h"
#include "layers/drawing/draw_list.h"
#include "viewer/scene/scene_renderer.h"

// A town of boxes to draw in tests: a square of 60 m in the middle with four blocks around it, a canal in the south.
// East, north and up in metres from the origin.
namespace schouw::box_town {

inline constexpr crs::SceneOrigin kOrigin{{85000.0, 447000.0, 0.0}};

struct Box {
  float west, south, east, north, height;
};
inline constexpr std::array<Box, 4> kBoxes = {{{-80.0F, -20.0F, -35.0F, 30.0F, 12.0F},
                                               {35.0F, -20.0F, 80.0F, 30.0F, 15.0F},
                                               {-30.0F, 35.0F, 30.0F, 70.0F, 18.0F},
                                               {-20.0F, -30.0F, 20.0F, -22.0F, 6.0F}}};

class MeshBuilder {
 public:
  explicit MeshBuilder(const crs::SceneOrigin& origin) { mesh_->origin = origin; }

  using Corner = std::array<float, 3>;
  void quad(const std::array<Corner, 4>& c, drawing::Tone tone, std::uint32_t object, bool ground) {
    for (const auto& triangle : {std::array<std::size_t, 3>{0, 1, 2}, {0, 2, 3}}) {
      for (const std::size_t i : triangle) {
        mesh_->positions.push_back(mesh_->origin.to_scene(kOrigin.to_map({c[i][0], c[i][1], c[i][2]})));
      }
      mesh_->tones.push_back(tone);
      mesh_->objects.push_back(object);
      mesh_->ground.push_back(ground);
    }
  }
  void flat(float west, float south, float east, float north, float up, drawing::Tone tone, bool ground,
            std::uint32_t object = drawing::kNoObject) {
    quad({{{west, south, up}, {east, south, up}, {east, north, up}, {west, north, up}}}, tone, object, ground);
  }
  void box(const Box& b, std::uint32_t object) {
    flat(b.west, b.south, b.east, b.north, b.height, drawing::Tone::roof, false, object);
    const std::array<std::array<float, 2>, 4> at = {
        {{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}}};
    for (std::size_t i = 0; i < 4; ++i) {
      const auto& p = at[i];
      const auto& q = at[(i + 1) % 4];
      quad({{{p[0], p[1], 0.0F}, {q[0], q[1], 0.0F}, {q[0], q[1], b.height}, {p[0], p[1], b.height}}},
           drawing::Tone::wall, object, false);
    }
  }
  std::shared_ptr<const drawing::SurfaceMesh> done() const { return mesh_; }

 private:
  std::shared_ptr<drawing::SurfaceMesh> mesh_ = std::make_shared<drawing::SurfaceMesh>();
};

inline std::shared_ptr<const drawing::SurfaceMesh> buildings(const crs::SceneOrigin& origin = kOrigin) {
  MeshBuilder builder(origin);
  std::uint32_t object = 0;
  for (const Box& box : kBoxes) builder.box(box, object++);
  return builder.done();
}

inline std::shared_ptr<const drawing::SurfaceMesh> ground(const crs::SceneOrigin& origin = kOrigin) {
  MeshBuilder builder(origin);
  builder.flat(-120.0F, -40.0F, 120.0F, 100.0F, 0.0F, drawing::Tone::square, true);
  builder.flat(-120.0F, -80.0F, 120.0F, -40.0F, -0.8F, drawing::Tone::water, true);
  return builder.done();
}

// One class over the square in the middle, 20 m around its centre.
inline std::shared_ptr<const drawing::RasterLayer> raster() {
  auto values = std::make_shared<raster::Grid<std::uint16_t>>(
      raster::GridFrame{.west_m = 84980.0, .south_m = 446985.0, .cell_m = 1.0, .columns = 40, .rows = 40}, 4);
  auto layer = std::make_shared<drawing::RasterLayer>();
  layer->origin = kOrigin;
  layer->values = values;
  layer->classes = {{{1, {60, 130, 210, 255}, false}, {4, {200, 40, 30, 255}, false}}};
  return layer;
}

inline drawing::Pin pin(float east, float north, float up, std::uint32_t index) {
  return {.at = {east, north, up},
          .ground = {east, north, 0.0F},
          .letter = "C",
          .fill = drawing::colour_from_hex(0xffdd00),
          .ink = drawing::colour_from_hex(0x1f2430),
          .pick = {drawing::PickId::Kind::sensor, index}};
}

inline drawing::CameraPose pose() {
  return {.target = {85000.0, 447005.0, 0.0},
          .azimuth = base::Angle::from_degrees(0.0),
          .tilt = base::Angle::from_degrees(45.0),
          .distance_m = 220.0};
}

inline constexpr drawing::Viewport kViewport{.width_px = 320, .height_px = 240};

inline scene::SceneOptions options() {
  const std::filesystem::path fonts = "/usr/share/fonts/opentype/inter";
  return {.shader_folder = std::filesystem::path(SCHOUW_SOURCE_DIR) / "shaders",
          .font_file = fonts / "Inter-Regular.otf",
          .bold_font_file = fonts / "Inter-Bold.otf"};
}

}  // namespace schouw::box_town
