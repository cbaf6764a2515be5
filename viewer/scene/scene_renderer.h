// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "geo/base/result.h"
#include "layers/drawing/camera.h"
#include "layers/drawing/draw_list.h"
#include "layers/drawing/layer_id.h"

namespace schouw::scene {

// moving: edges without ambient occlusion, at the window's size. still: everything, drawn at twice the size up to a
// picture of 2560 x 1600 pixels.
enum class Quality { moving, still };

// light is the default; dark and contrast follow experience.md.
enum class Theme { light, dark, contrast };

struct SceneOptions {
  std::filesystem::path shader_folder;
  std::filesystem::path font_file;  // for pins and labels
  std::filesystem::path bold_font_file;
};

// Draws the city and what lies over it into a framebuffer of its own, with OpenSceneGraph. Same content, pose and
// size give the same picture on the same driver.
//   auto renderer = SceneRenderer::create({shaders, regular_font, bold_font});
//   (*renderer)->set_draw_list(drawing::LayerId::sensors, list);
//   (*renderer)->render(pose, viewport, Quality::still);
//   const SceneRenderer::Picture picture = (*renderer)->read_picture();
// Cost: a setter is linear in what it is given, other than switches; render in pixels, triangles and symbols: with
// 160 buildings at 1280 x 720 on one core 0.07 s moving, 0.48 s still (docs/decisions/scene-passes.md). It holds
// what a layer shows until that is set again, and framebuffers of the last size of each quality. One thread, and one
// GL context, which is current whenever a member is called and when the renderer ends; it may not outlive that.
// Floats are counted from the origin of the surfaces that were set last. Of several visible rasters those of the two
// lowest layers are shown. Only create fails.
class SceneRenderer {
 public:
  // Needs a current GL context. Fails with SCN-101 (a shader does not compile, with the log), SCN-102 (missing file).
  static base::Result<std::unique_ptr<SceneRenderer>> create(const SceneOptions& options);
  ~SceneRenderer();

  void set_surfaces(drawing::LayerId layer, std::shared_ptr<const drawing::SurfaceMesh> mesh);
  void set_draw_list(drawing::LayerId layer, std::shared_ptr<const drawing::DrawList> list);
  void set_raster(drawing::LayerId layer, std::shared_ptr<const drawing::RasterLayer> raster);
  // Other classes, by set, for the same counts: a table of a few bytes, no upload of cells.
  void set_raster_classes(drawing::LayerId layer, const std::vector<drawing::CountClasses>& classes);
  // Other counts on the frame of the raster that is shown, equal to it but in `window`: only that is uploaded, and
  // nothing where it is empty. A raster larger than the driver takes is reduced and uploaded whole. The values are
  // read when the next frame is drawn.
  void update_raster(drawing::LayerId layer, std::shared_ptr<const raster::Grid<std::uint16_t>> values,
                     const drawing::RasterWindow& window);
  void set_visible(drawing::LayerId layer, bool visible);
  void set_opacity(drawing::LayerId layer, double opacity);
  void set_selected(const std::optional<drawing::PickId>& selected);
  void set_theme(Theme theme);
  void set_interface_scale(double scale);  // pins, labels, lines

  // True where something changed since the last render() with this pose, viewport and quality.
  bool needs_render(const drawing::CameraPose& pose, const drawing::Viewport& viewport, Quality quality) const;
  void render(const drawing::CameraPose& pose, const drawing::Viewport& viewport, Quality quality);
  // Copies the last picture into the framebuffer that is bound (0: the window's), and leaves GL state as ImGui
  // expects it.
  void show(unsigned framebuffer) const;

  struct Picture {
    int width_px = 0;
    int height_px = 0;
    std::vector<std::uint8_t> rgb;  // rows from the top
  };
  Picture read_picture() const;

  // What the raster that a layer shows has cost since it was set.
  struct RasterUploads {
    std::size_t whole = 0;    // of all its cells
    std::size_t windows = 0;  // of a part
    std::size_t bytes = 0;
  };
  RasterUploads raster_uploads(drawing::LayerId layer) const;

  // The pin or label under a pixel, as last drawn.
  std::optional<drawing::PickId> symbol_at(double x_px, double y_px) const;

 private:
  struct Implementation;
  explicit SceneRenderer(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

std::string osg_version();

}  // namespace schouw::scene
