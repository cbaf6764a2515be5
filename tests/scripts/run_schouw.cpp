// SPDX-License-Identifier: EUPL-1.2
#include "run_schouw.h"

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace schouw::scripts {

namespace {

std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

base::Json Answer::json() const { return base::Json::parse(out, nullptr, false); }

bool Answer::mentions(std::string_view code) const { return err.find(code) != std::string::npos; }

Answer run_schouw(const std::vector<std::string>& arguments) {
  const Folder folder;
  std::string line = "env -u DISPLAY -u WAYLAND_DISPLAY " + quoted(SCHOUW_BINARY_DIR "/schouw");
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  line += " >" + quoted(folder / "out") + " 2>" + quoted(folder / "err") + " </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(folder / "out"),
          text_of(folder / "err")};
}

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "schouw-test-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, std::string_view text) const {
  const std::string path = *this / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string real_file(const std::string& name) {
  const char* chosen = std::getenv("SCHOUW_SHARED");
  const std::filesystem::path root = chosen != nullptr ? chosen : SCHOUW_SOURCE_DIR "/../shared";
  const std::filesystem::path path = root / "data" / name;
  std::error_code ignored;
  return std::filesystem::exists(path, ignored) ? path.string() : std::string();
}

}  // namespace schouw::scripts
