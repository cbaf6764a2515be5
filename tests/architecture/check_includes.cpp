// SPDX-License-Identifier: EUPL-1.2
#include "tests/architecture/check_includes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <regex>
#include <span>
#include <vector>

namespace schouw::architecture {
namespace {

// A library and the only rooms that see it. A place is a room or a file; the beginning of the header decides.
struct Library {
  std::string_view header;
  std::vector<std::string_view> places;
};

const std::array kLibraries = {
    Library{"fmt/", {"geo", "layers", "viewer"}},
    Library{"nlohmann/", {"geo/base/json.h"}},
    Library{"uuid/", {"geo/base"}},
    Library{"proj", {"geo/crs"}},
    Library{"gdal", {"geo/formats"}},
    Library{"ogr", {"geo/formats"}},
    Library{"cpl_", {"geo/formats"}},
    Library{"simdjson", {"geo/formats"}},
    Library{"expat", {"geo/formats"}},
    Library{"xlsxwriter", {"geo/formats"}},
    Library{"sqlite3", {"geo/tables"}},
    Library{"libpq", {"geo/tables"}},
    Library{"geos", {"geo/mesh"}},
    Library{"embree3/", {"geo/sight"}},
    Library{"Cbc_C_Interface.h", {"layers/advice"}},
    Library{"osg", {"viewer/scene"}},
    Library{"OpenThreads/", {"viewer/scene"}},
    Library{"ft2build.h", {"viewer/scene"}},
    Library{"GL/", {"viewer/scene", "viewer/window"}},
    Library{"GLFW/", {"viewer/window"}},
    Library{"EGL/", {"viewer/window"}},
    Library{"imgui", {"viewer/panels"}},
    Library{"backends/imgui", {"viewer/panels"}},
    Library{"tao/", {"layers/query"}},
    Library{"CLI/", {"viewer/cli"}},
};

// The operating system. Meaning is headless and asks it nothing, so layers/ is in no list.
const std::array kSystemHeaders = {
    Library{"unistd.h", {"geo/base", "geo/formats", "geo/tables", "geo/tiles", "viewer"}},
    Library{"fcntl.h", {"geo/base", "geo/formats", "geo/tables", "geo/tiles", "viewer"}},
    Library{"sys/", {"geo/base", "geo/formats", "geo/tables", "geo/tiles", "viewer"}},
    Library{"signal.h", {"geo/base", "viewer"}},
    Library{"pwd.h", {"geo/base"}},
    Library{"immintrin.h", {"geo/sight", "geo/raster"}},
};

struct Include {
  std::size_t line = 0;
  std::string header;
  bool quoted = false;
};

std::vector<Include> includes_of(const SourceFile& file) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^">]+)[">])");
  std::vector<Include> includes;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(file.lines[i], match, kInclude)) includes.push_back({i + 1, match[2], match[1] == "\""});
  }
  return includes;
}

bool is_within(std::string_view path, std::string_view place) {
  return path == place || (path.starts_with(place) && path[place.size()] == '/');
}

bool is_standard(std::string_view header) {
  return std::ranges::all_of(header,
                             [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

const Library* library_of(std::string_view header) {
  for (const auto table : {std::span<const Library>(kLibraries), std::span<const Library>(kSystemHeaders)}) {
    const auto found = std::ranges::find_if(table, [&](const Library& l) { return header.starts_with(l.header); });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

// Empty: allowed.
std::string judge_foreign(const SourceFile& file, const Include& include) {
  if (is_standard(include.header)) return "";
  const Library* library = library_of(include.header);
  if (library == nullptr) {
    return fmt::format("<{}> is in no table: add its library to tests/architecture/check_includes.cpp",
                       include.header);
  }
  const bool allowed =
      std::ranges::any_of(library->places, [&](std::string_view place) { return is_within(file.path, place); });
  return allowed ? "" : fmt::format("<{}> belongs to {} alone", include.header, fmt::join(library->places, ", "));
}

std::string judge_ours(const SourceTree& tree, const Rooms& rooms, const SourceFile& file, const Include& include) {
  if (tree.find(include.header) == nullptr) {
    return fmt::format("\"{}\" is no file; write the path from the root, and libraries in <>", include.header);
  }
  const std::string_view from = rooms.room_of(file.path);
  const std::string_view to = rooms.room_of(include.header);
  if (to.empty()) return fmt::format("\"{}\" lies in no room", include.header);
  if (file.path == "viewer/main.cpp" || from == to) return "";
  const auto& uses = rooms.uses.at(std::string(from));
  if (std::ranges::find(uses, to) != uses.end()) return "";
  return fmt::format("{} does not use {}: no such edge in its CMakeLists.txt", from, to);
}

std::vector<std::string> words_of(const std::string& text) {
  static const std::regex kWord(R"([^\s()]+)");
  return {std::sregex_token_iterator(text.begin(), text.end(), kWord), {}};
}

int storey(std::string_view room) { return room.starts_with("geo/") ? 0 : room.starts_with("layers/") ? 1 : 2; }

void read_storey(const SourceFile& file, Rooms& rooms, Problems& problems) {
  static const std::regex kRoom(R"(schouw_room\(([^)]*)\))");
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), kRoom), end; it != end; ++it) {
    const std::vector<std::string> words = words_of((*it)[1]);
    const std::string& room = words.front();
    const std::size_t line = file.line_at(static_cast<std::size_t>(it->position()));
    auto& uses = rooms.uses[room];
    bool listing = false;
    for (const std::string& word : std::span(words).subspan(1)) {
      if (word == "USES" || word == "LIBRARIES") {
        listing = word == "USES";
      } else if (listing) {
        uses.push_back(word);
        const bool above = std::ranges::find(rooms.in_order, word) != rooms.in_order.end();
        if (!above)
          problems.push_back({file.path, line, fmt::format("{} uses {}, which is not listed above it", room, word)});
        if (storey(word) > storey(room))
          problems.push_back({file.path, line, fmt::format("{} looks up to {}", room, word)});
      }
    }
    rooms.in_order.push_back(room);
  }
}

}  // namespace

std::string_view Rooms::room_of(std::string_view path) const {
  for (const std::string& room : in_order) {
    if (is_within(path, room)) return room;
  }
  return {};
}

Rooms read_rooms(const SourceTree& tree, Problems& problems) {
  Rooms rooms;
  for (const std::string_view storey_name : {"geo", "layers", "viewer"}) {
    const SourceFile* file = tree.find(std::string(storey_name) + "/CMakeLists.txt");
    if (file != nullptr) {
      read_storey(*file, rooms, problems);
    } else {
      problems.push_back({std::string(storey_name) + "/CMakeLists.txt", 0, "is missing"});
    }
  }
  return rooms;
}

Problems check_includes(const SourceTree& tree) {
  Problems problems;
  const Rooms rooms = read_rooms(tree, problems);
  for (const SourceFile& file : tree.files) {
    const bool ours = file.is_below("geo") || file.is_below("layers") || file.is_below("viewer");
    if (!ours || !file.is_cpp()) continue;
    if (rooms.room_of(file.path).empty() && file.path != "viewer/main.cpp") {
      problems.push_back({file.path, 0, "lies in no room that a CMakeLists.txt lists"});
      continue;
    }
    for (const Include& include : includes_of(file)) {
      const std::string verdict =
          include.quoted ? judge_ours(tree, rooms, file, include) : judge_foreign(file, include);
      if (!verdict.empty()) problems.push_back({file.path, include.line, verdict});
    }
  }
  return problems;
}

}  // namespace schouw::architecture
