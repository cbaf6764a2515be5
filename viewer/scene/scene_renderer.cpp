// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/scene_renderer.h"

#include <osg/GLExtensions>
#include <osg/GLObjects>
#include <osg/Image>
#include <osg/Version>
#include <osgViewer/Viewer>

#include <algorithm>
#include <cmath>
#include <utility>

#include "viewer/scene/frame_uniforms.h"
#include "viewer/scene/glyph_atlas.h"
#include "viewer/scene/layer_nodes.h"
#include "viewer/scene/palette.h"
#include "viewer/scene/passes.h"
#include "viewer/scene/picture_transfer.h"
#include "viewer/scene/raster_slots.h"
#include "viewer/scene/shader_programs.h"
#include "viewer/scene/symbol_geometry.h"
#include "viewer/scene/symbol_layout.h"

namespace schouw::scene {
namespace {

constexpr GLint kRg8 = 0x822B;
constexpr GLenum kRg = 0x8227;
constexpr unsigned kGlyphUnit = 2;

osg::Matrixd osg_matrix(const drawing::Matrix& m) { return osg::Matrixd(m.data()); }

osg::ref_ptr<osg::Texture2D> glyph_texture(osg::Image* image) {
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(image);
  texture->setInternalFormat(kRg8);
  texture->setResizeNonPowerOfTwoHint(false);
  texture->setFilter(osg::Texture::MIN_FILTER, osg::Texture::NEAREST);
  texture->setFilter(osg::Texture::MAG_FILTER, osg::Texture::NEAREST);
  return texture;
}

// Twice the size where that is still a picture the driver and a person's patience can take.
PassSize pass_size(const drawing::Viewport& viewport, Quality quality) {
  constexpr double kLargestDoubled_px = 2560.0 * 1600.0;
  const int width = std::max(1, viewport.width_px);
  const int height = std::max(1, viewport.height_px);
  const bool still = quality == Quality::still;
  const bool doubled = still && 1.0 * width * height <= kLargestDoubled_px;
  return {.width_px = width, .height_px = height, .supersample = doubled ? 2 : 1, .occlusion = still};
}

struct RenderTarget {
  drawing::CameraPose pose;
  drawing::Viewport viewport;
  Quality quality = Quality::moving;
  bool operator==(const RenderTarget&) const = default;
};

}  // namespace

struct SceneRenderer::Implementation {
  // First, so that they end last: whatever of OSG ends after the window makes new data for the context, and a vertex
  // array in it writes into freed statics of OSG 3.6.5 when the program exits.
  osg::ref_ptr<osgViewer::GraphicsWindowEmbedded> window;
  osg::ref_ptr<osgViewer::Viewer> viewer = new osgViewer::Viewer;

  Programs programs;
  std::unique_ptr<GlyphAtlas> atlas;
  std::array<std::unique_ptr<LayerNodes>, drawing::kLayerIds.size()> layers;
  PassContent content;
  osg::ref_ptr<osg::Group> root = new osg::Group;
  osg::ref_ptr<osg::Group> symbols = new osg::Group;
  osg::ref_ptr<osg::Image> glyph_image = new osg::Image;
  std::unique_ptr<RasterUniforms> rasters;
  std::unique_ptr<FrameUniforms> uniforms;
  std::array<std::unique_ptr<Passes>, 2> passes;  // by Quality

  crs::SceneOrigin origin;
  Palette palette = palette_of(Theme::light);
  Theme theme = Theme::light;
  std::optional<drawing::PickId> selected;
  double interface_scale = 1.0;
  SymbolLayout layout;
  unsigned glyph_revision = 0;
  unsigned revision = 1;
  unsigned drawn_revision = 0;
  RenderTarget drawn;
  int largest_texture_px = 4096;

  Implementation() = default;
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;
  ~Implementation();

  LayerNodes& layer(drawing::LayerId id) { return *layers[static_cast<std::size_t>(id)]; }

  void build();
  void start_viewer();
  void use_origin(const crs::SceneOrigin& wanted);
  void place_layers();
  void show_selection();
  Passes& passes_for(const RenderTarget& target);
  void update_rasters();
  void update_symbols(const RenderTarget& target);
  void render(const RenderTarget& target);
  unsigned picture_texture() const;
};

void SceneRenderer::Implementation::build() {
  content.city = new osg::Group;
  content.overlay = new osg::Group;
  content.symbols = symbols;
  for (auto& nodes : layers) nodes = std::make_unique<LayerNodes>(programs);
  // The list of layers has the top first; what is on top is drawn last.
  int bin = 1;
  const auto add_overlay = [&](osg::Node* node) {
    node->getOrCreateStateSet()->setRenderBinDetails(bin++, "RenderBin");
    content.overlay->addChild(node);
  };
  for (auto nodes = layers.rbegin(); nodes != layers.rend(); ++nodes) content.city->addChild((*nodes)->surfaces());
  for (auto nodes = layers.rbegin(); nodes != layers.rend(); ++nodes) content.overlay->addChild((*nodes)->glass());
  for (auto nodes = layers.rbegin(); nodes != layers.rend(); ++nodes) add_overlay((*nodes)->fills());
  for (auto nodes = layers.rbegin(); nodes != layers.rend(); ++nodes) add_overlay((*nodes)->lines());

  osg::StateSet& states = *symbols->getOrCreateStateSet();
  states.setAttributeAndModes(programs.symbol);
  states.setRenderBinDetails(10, "RenderBin");
  // NOLINTBEGIN(cppcoreguidelines-pro-type-const-cast): osg::Image only reads what it does not own
  glyph_image->setImage(GlyphAtlas::kSide_px, GlyphAtlas::kSide_px, 1, kRg8, kRg, GL_UNSIGNED_BYTE,
                        const_cast<unsigned char*>(atlas->pixels().data()), osg::Image::NO_DELETE, 1);
  // NOLINTEND(cppcoreguidelines-pro-type-const-cast)
  states.setTextureAttribute(kGlyphUnit, glyph_texture(glyph_image));
  states.addUniform(new osg::Uniform("glyph_map", static_cast<int>(kGlyphUnit)));
  rasters = std::make_unique<RasterUniforms>(*root->getOrCreateStateSet());
  uniforms = std::make_unique<FrameUniforms>(*root->getOrCreateStateSet());
  uniforms->set_palette(palette);
}

void SceneRenderer::Implementation::start_viewer() {
  window = viewer->setUpViewerAsEmbeddedInWindow(0, 0, 1, 1);
  viewer->setThreadingModel(osgViewer::ViewerBase::SingleThreaded);
  viewer->setKeyEventSetsDone(0);
  viewer->setLightingMode(osg::View::NO_LIGHT);
  // Where there is no window there is no framebuffer 0 either; every picture is drawn by the passes.
  osg::Camera& camera = *viewer->getCamera();
  camera.setRenderTargetImplementation(osg::Camera::FRAME_BUFFER_OBJECT);
  camera.attach(osg::Camera::COLOR_BUFFER, GL_RGBA);
  camera.setViewport(0, 0, 1, 1);
  camera.setClearMask(0);
  camera.setCullingActive(false);
  camera.setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  viewer->setSceneData(root);
  GLint side_px = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &side_px);
  largest_texture_px = std::max(largest_texture_px, side_px);
}

SceneRenderer::Implementation::~Implementation() {
  if (!window) return;
  osg::State* state = window->getState();
  for (const auto& used : passes) {
    if (used) used->root()->releaseGLObjects(state);
  }
  for (osg::Group* group : {root.get(), content.city.get(), content.overlay.get(), symbols.get()}) {
    group->releaseGLObjects(state);
  }
  viewer->releaseGLObjects(state);
  osg::flushAllDeletedGLObjects(state->getContextID());
}

void SceneRenderer::Implementation::use_origin(const crs::SceneOrigin& wanted) {
  origin = wanted;
  place_layers();
}

void SceneRenderer::Implementation::place_layers() {
  for (auto& nodes : layers) nodes->move_to(origin);
}

void SceneRenderer::Implementation::show_selection() {
  std::optional<std::uint32_t> object;
  if (selected && selected->kind == drawing::PickId::Kind::city_object) object = selected->index;
  layer(drawing::LayerId::buildings).highlight(object, palette.selected_colour);
}

Passes& SceneRenderer::Implementation::passes_for(const RenderTarget& target) {
  const PassSize size = pass_size(target.viewport, target.quality);
  auto& kept = passes[static_cast<std::size_t>(target.quality)];
  if (!kept || !(kept->size() == size)) kept = std::make_unique<Passes>(size, content, programs);
  return *kept;
}

void SceneRenderer::Implementation::update_rasters() {
  std::vector<RasterSlot> slots;
  for (auto nodes = layers.rbegin(); nodes != layers.rend() && slots.size() < kRasterSlots; ++nodes) {
    if (const auto slot = (*nodes)->raster_slot(origin)) slots.push_back(*slot);
  }
  rasters->set(slots);
  for (auto& nodes : layers) nodes->set_raster_count(slots.size());
}

void SceneRenderer::Implementation::update_symbols(const RenderTarget& target) {
  std::vector<SymbolSource> sources;
  std::vector<LayerNodes*> sources_nodes;
  for (auto nodes = layers.rbegin(); nodes != layers.rend(); ++nodes) {
    if (!(*nodes)->visible() || !(*nodes)->list()) continue;
    sources.push_back({(*nodes)->list().get(), (*nodes)->opacity()});
    sources_nodes.push_back(nodes->get());
  }
  SymbolView view{.pose = target.pose,
                  .viewport = target.viewport,
                  .interface_scale = interface_scale,
                  .selected = selected,
                  .halo = palette.halo,
                  .stem = palette.label_ink};
  if (palette.dark) view.label_ink = palette.label_ink;
  layout = lay_out_symbols(sources, view, *atlas);
  for (std::size_t i = 0; i < sources_nodes.size(); ++i) sources_nodes[i]->set_stems(layout.pin_sizes[i]);
  symbols->removeChildren(0, symbols->getNumChildren());
  if (!layout.quads.empty()) symbols->addChild(symbol_geometry(layout.quads));
  if (glyph_revision != atlas->revision()) glyph_image->dirty();
  glyph_revision = atlas->revision();
}

void SceneRenderer::Implementation::render(const RenderTarget& target) {
  Passes& used = passes_for(target);
  const osg::Matrixd projection = osg_matrix(drawing::projection_matrix(target.pose, target.viewport));
  const osg::Matrixd view = osg_matrix(drawing::view_matrix(target.pose, origin));
  used.set_view(view, projection);
  uniforms->set_view({.pose = target.pose,
                      .viewport = target.viewport,
                      .view = view,
                      .projection = projection,
                      .interface_scale = interface_scale,
                      .supersample = used.size().supersample});
  update_rasters();
  update_symbols(target);
  root->removeChildren(0, root->getNumChildren());
  root->addChild(used.root());
  viewer->frame(0.0);
  drawn = target;
  drawn_revision = revision;
}

unsigned SceneRenderer::Implementation::picture_texture() const {
  const auto& used = passes[static_cast<std::size_t>(drawn.quality)];
  if (!used || drawn_revision == 0) return 0;
  const osg::Texture::TextureObject* object = used->picture()->getTextureObject(window->getState()->getContextID());
  return object == nullptr ? 0 : object->id();
}

base::Result<std::unique_ptr<SceneRenderer>> SceneRenderer::create(const SceneOptions& options) {
  auto implementation = std::make_unique<Implementation>();
  auto programs = load_programs(options.shader_folder);
  if (!programs) return base::Result<std::unique_ptr<SceneRenderer>>::failure(std::move(programs).diagnostics());
  auto atlas = GlyphAtlas::open(options.font_file, options.bold_font_file);
  if (!atlas) return base::Result<std::unique_ptr<SceneRenderer>>::failure(std::move(atlas).diagnostics());
  implementation->programs = *std::move(programs);
  implementation->atlas = *std::move(atlas);
  implementation->build();
  implementation->start_viewer();
  return std::unique_ptr<SceneRenderer>(new SceneRenderer(std::move(implementation)));
}

SceneRenderer::SceneRenderer(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
SceneRenderer::~SceneRenderer() = default;

void SceneRenderer::set_surfaces(drawing::LayerId layer, std::shared_ptr<const drawing::SurfaceMesh> mesh) {
  Implementation& self = *implementation_;
  const std::optional<crs::SceneOrigin> origin = mesh ? std::optional(mesh->origin) : std::nullopt;
  self.layer(layer).set_surfaces(std::move(mesh));
  self.use_origin(origin.value_or(self.origin));
  if (layer == drawing::LayerId::buildings) self.show_selection();
  ++self.revision;
}

void SceneRenderer::set_draw_list(drawing::LayerId layer, std::shared_ptr<const drawing::DrawList> list) {
  implementation_->layer(layer).set_list(std::move(list));
  implementation_->place_layers();
  ++implementation_->revision;
}

void SceneRenderer::set_raster(drawing::LayerId layer, std::shared_ptr<const drawing::RasterLayer> raster) {
  implementation_->layer(layer).set_raster(std::move(raster), implementation_->largest_texture_px);
  ++implementation_->revision;
}

void SceneRenderer::set_raster_classes(drawing::LayerId layer, const std::vector<drawing::CountClasses>& classes) {
  implementation_->layer(layer).set_classes(classes, implementation_->largest_texture_px);
  ++implementation_->revision;
}

void SceneRenderer::update_raster(drawing::LayerId layer, std::shared_ptr<const raster::Grid<std::uint16_t>> values,
                                  const drawing::RasterWindow& window) {
  implementation_->layer(layer).update_counts(std::move(values), window, implementation_->largest_texture_px);
  if (!window.empty()) ++implementation_->revision;
}

SceneRenderer::RasterUploads SceneRenderer::raster_uploads(drawing::LayerId layer) const {
  const UploadTally tally = implementation_->layer(layer).raster_uploads();
  return {tally.whole, tally.windows, tally.bytes};
}

void SceneRenderer::set_visible(drawing::LayerId layer, bool visible) {
  LayerNodes& nodes = implementation_->layer(layer);
  if (nodes.visible() == visible) return;
  nodes.set_visible(visible);
  ++implementation_->revision;
}

void SceneRenderer::set_opacity(drawing::LayerId layer, double opacity) {
  LayerNodes& nodes = implementation_->layer(layer);
  if (nodes.opacity() == opacity) return;
  nodes.set_opacity(opacity);
  ++implementation_->revision;
}

void SceneRenderer::set_selected(const std::optional<drawing::PickId>& selected) {
  if (implementation_->selected == selected) return;
  implementation_->selected = selected;
  implementation_->show_selection();
  ++implementation_->revision;
}

void SceneRenderer::set_theme(Theme theme) {
  if (implementation_->theme == theme) return;
  implementation_->theme = theme;
  implementation_->palette = palette_of(theme);
  implementation_->uniforms->set_palette(implementation_->palette);
  implementation_->show_selection();
  ++implementation_->revision;
}

void SceneRenderer::set_interface_scale(double scale) {
  if (implementation_->interface_scale == scale) return;
  implementation_->interface_scale = scale;
  ++implementation_->revision;
}

bool SceneRenderer::needs_render(const drawing::CameraPose& pose, const drawing::Viewport& viewport,
                                 Quality quality) const {
  return implementation_->drawn_revision != implementation_->revision ||
         !(implementation_->drawn == RenderTarget{pose, viewport, quality});
}

void SceneRenderer::render(const drawing::CameraPose& pose, const drawing::Viewport& viewport, Quality quality) {
  implementation_->render({pose, viewport, quality});
}

void SceneRenderer::show(unsigned framebuffer) const {
  const unsigned texture = implementation_->picture_texture();
  const drawing::Viewport& size = implementation_->drawn.viewport;
  if (texture != 0) copy_texture_to_framebuffer(texture, framebuffer, size.width_px, size.height_px);
}

SceneRenderer::Picture SceneRenderer::read_picture() const {
  const unsigned texture = implementation_->picture_texture();
  if (texture == 0) return {};
  const drawing::Viewport& size = implementation_->drawn.viewport;
  return {.width_px = size.width_px,
          .height_px = size.height_px,
          .rgb = read_texture_rgb(texture, size.width_px, size.height_px)};
}

std::optional<drawing::PickId> SceneRenderer::symbol_at(double x_px, double y_px) const {
  return target_at(implementation_->layout, x_px, y_px);
}

std::string osg_version() { return osgGetVersion(); }

}  // namespace schouw::scene
