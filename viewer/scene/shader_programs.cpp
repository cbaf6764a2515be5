// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/shader_programs.h"

#include <array>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include "geo/base/read_file.h"
#include "viewer/scene/shader_check.h"
#include "viewer/scene/vertex_attributes.h"

namespace schouw::scene {
namespace {

base::Result<base::Done> append_shader(const std::filesystem::path& folder, const std::string& name,
                                       std::set<std::string>& seen, std::string& text) {
  if (!seen.insert(name).second) return base::Done{};
  const auto content = base::read_file(folder / name);
  if (!content) {
    return base::Diagnostic{.code = "SCN-102",
                            .message = fmt::format("cannot read the shader {}", name),
                            .where = {.file = (folder / name).string()},
                            .hint = "install Schouw again, or name the folder that holds shaders/"};
  }
  std::istringstream lines(*content);
  for (std::string line; std::getline(lines, line);) {
    constexpr std::string_view kInclude = "#include \"";
    if (line.rfind(kInclude, 0) != 0) {
      text += line + "\n";
      continue;
    }
    const std::string included = line.substr(kInclude.size(), line.rfind('"') - kInclude.size());
    if (auto done = append_shader(folder, included, seen, text); !done) return done;
  }
  return base::Done{};
}

// A define has its place after the line of the version.
std::string with_define(std::string text, const std::string& define) {
  const std::size_t version = text.find("#version");
  if (version == std::string::npos) return define + text;
  return text.insert(text.find('\n', version) + 1, define);
}

base::Result<osg::ref_ptr<osg::Program>> load_program(const std::filesystem::path& folder, const std::string& vertex,
                                                      const std::string& fragment, const std::string& define) {
  std::array<ShaderText, 2> stages{{{folder / (vertex + ".vert"), {}}, {folder / (fragment + ".frag"), {}}}};
  for (ShaderText& stage : stages) {
    auto text = load_shader(folder, stage.file.filename().string());
    if (!text) return base::Result<osg::ref_ptr<osg::Program>>::failure(std::move(text).diagnostics());
    stage.text = with_define(*std::move(text), define);
  }
  if (auto checked = check_shaders(stages[0], stages[1]); !checked) {
    return base::Result<osg::ref_ptr<osg::Program>>::failure(std::move(checked).diagnostics());
  }
  osg::ref_ptr<osg::Program> program = new osg::Program;
  program->setName(fragment);
  program->addShader(new osg::Shader(osg::Shader::VERTEX, stages[0].text));
  program->addShader(new osg::Shader(osg::Shader::FRAGMENT, stages[1].text));
  for (const auto& [name, location] : kVertexAttributes) program->addBindAttribLocation(name, location);
  return program;
}

}  // namespace

base::Result<std::string> load_shader(const std::filesystem::path& folder, const std::string& name) {
  std::string text;
  std::set<std::string> seen;
  if (auto done = append_shader(folder, name, seen, text); !done) {
    return base::Result<std::string>::failure(std::move(done).diagnostics());
  }
  return text;
}

base::Result<Programs> load_programs(const std::filesystem::path& folder) {
  struct Wanted {
    osg::ref_ptr<osg::Program> Programs::*member;
    const char* vertex;
    const char* fragment;
    const char* define = "";
  };
  constexpr std::array<Wanted, 8> kWanted = {
      {{&Programs::fill, "fill", "fill"},
       {&Programs::line, "line", "line"},
       {&Programs::symbol, "symbol", "symbol"},
       {&Programs::occlusion, "screen", "occlusion"},
       {&Programs::occlusion_blur, "screen", "occlusion_blur"},
       {&Programs::composite_moving, "screen", "composite", "#define STILL 0\n"},
       {&Programs::composite_still, "screen", "composite", "#define STILL 1\n"},
       {&Programs::picture, "screen", "picture"}}};
  Programs programs;
  for (std::size_t rasters = 0; rasters < programs.city.size(); ++rasters) {
    auto program = load_program(folder, "city", "city", fmt::format("#define RASTERS {}\n", rasters));
    if (!program) return base::Result<Programs>::failure(std::move(program).diagnostics());
    programs.city[rasters] = *std::move(program);
  }
  for (const Wanted& wanted : kWanted) {
    auto program = load_program(folder, wanted.vertex, wanted.fragment, wanted.define);
    if (!program) return base::Result<Programs>::failure(std::move(program).diagnostics());
    programs.*wanted.member = *std::move(program);
  }
  return programs;
}

}  // namespace schouw::scene
