// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace schouw::architecture {

// The table of edges, as the CMakeLists.txt of geo, layers and viewer state it with schouw_room(... USES ...).
struct Rooms {
  std::vector<std::string> in_order;                     // lowest first
  std::map<std::string, std::vector<std::string>> uses;  // room -> the rooms that it looks down on

  std::string_view room_of(std::string_view path) const;  // empty: in no room
};

// A room that uses one that is not listed above it, or that lies higher up in the house, is a problem.
Rooms read_rooms(const SourceTree& tree, Problems& problems);

// Every #include of a room: ours along an edge and with the path from the root; a third-party header only in its
// room; the standard library everywhere. viewer/main.cpp, which puts the house together, may include any room.
Problems check_includes(const SourceTree& tree);

}  // namespace schouw::architecture
