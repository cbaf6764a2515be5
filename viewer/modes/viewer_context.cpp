// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/viewer_context.h"

#include "geo/base/calendar.h"
#include "geo/base/resource_path.h"
#include "layers/publish/public_plan.h"
#include "viewer/app/load_texts.h"
#include "viewer/app/session.h"

namespace schouw::modes {

namespace {

template <class T>
base::Result<ViewerContext> stage_failure(const base::Result<T>& failed) {
  return base::Result<ViewerContext>::failure(failed.diagnostics());
}

base::Result<BothLanguages> load_texts() {
  auto dutch = app::load_texts(text::Language::nl);
  if (!dutch) return base::Result<BothLanguages>::failure(dutch.diagnostics());
  auto english = app::load_texts(text::Language::en);
  if (!english) return base::Result<BothLanguages>::failure(english.diagnostics());
  english->set_number_format(text::NumberFormat::english);
  return BothLanguages{*std::move(dutch), *std::move(english)};
}

std::string plain_name(const std::filesystem::path& project) {
  std::string name = project.filename().string();
  for (const std::string_view ending : {".schouw.gpkg", ".gpkg"}) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

}  // namespace

base::Result<plan::Project> open_project(const SessionOptions& options, const base::Progress& progress) {
  if (options.project.empty()) return plan::Project{};
  if (!options.public_only) return plan::load_project(options.project, progress);
  auto project = plan::load_public(options.project, progress);
  // What a register hides after a day is not public after it, as in a public copy.
  if (project) project->plan = publish::without_hidden(project->plan, base::today_iso());
  return project;
}

base::Result<ViewerContext> make_viewer_context(const SessionOptions& options, plan::Project project,
                                                const drawing::Viewport& viewport) {
  auto texts = load_texts();
  if (!texts) return stage_failure(texts);
  const auto fonts = panels::find_fonts();
  if (!fonts) return stage_failure(fonts);
  auto renderer = scene::SceneRenderer::create({.shader_folder = base::resource_root() / "shaders",
                                                .font_file = fonts->medium,
                                                .bold_font_file = fonts->bold});
  if (!renderer) return stage_failure(renderer);
  auto panels = panels::Panels::create(*fonts);
  if (!panels) return stage_failure(panels);

  ViewerContext viewer;
  viewer.texts = *std::move(texts);
  viewer.renderer = *std::move(renderer);
  viewer.panels = *std::move(panels);
  viewer.state.mode = options.mode;
  viewer.state.public_only = options.public_only;
  viewer.state.language = options.language;
  viewer.state.viewport = viewport;
  app::replace_project(viewer.state, std::move(project), plain_name(options.project));
  return viewer;
}

}  // namespace schouw::modes
