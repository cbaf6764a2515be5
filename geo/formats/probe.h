// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "geo/base/result.h"

namespace schouw::formats {

// What a file turned out to hold, by its bytes and never by its name alone.
enum class Content { city, features, raster, project };

// A kind of file that Schouw reads. The list is registered_formats.cpp: one is added by a probe and a line there
// (docs/how-to/add-a-format.md), and the first in the list whose probe says yes has the file.
//   bool las(std::string_view head, std::string_view) { return head.substr(0, 4) == "LASF"; }
//   constexpr Format kLas{"las", "LAS", Content::features, "Points of a laser scan.", las};
// Cost: probe_file reads at most 64 KiB and asks one probe after the other until one says yes. Threads: any, a probe
// keeps nothing. Texts and function are there as long as the program. A probe does not fail: it says no, also to no
// bytes.
struct Format {
  std::string_view id;    // "cityjson"
  std::string_view name;  // "CityJSON"
  Content content;
  std::string_view doc;  // one sentence for the manual
  // The first bytes decide (up to 64 KiB); file_name only breaks ties (CSV). Must not read anything else.
  bool (*probe)(std::string_view head, std::string_view file_name);
};

std::span<const Format> registered_formats();

// The format of a file, an entry of registered_formats. Fails with IO-101/102 (missing, unreadable), IO-103 (empty),
// IO-104 (larger than Schouw takes), IO-106 (no format matches; lists the formats that Schouw reads), IO-107 (a name
// with /vsi, ://, < or { that would make a library open something else). Warns with IO-111 where the name says
// another format.
base::Result<const Format*> probe_file(const std::filesystem::path& path);

}  // namespace schouw::formats
