// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/geopackage.h"

// What changed between public copies, by date of publication. It names only sensors that are in the newest copy: of
// one that is there no more only the date and the kind are kept, whether it was taken away, withheld or generalised,
// so that the time line leads to nothing that the copy withholds.
namespace schouw::publish {

struct TimeLineRow {
  std::string date;    // of the copy that shows the change
  std::string since;   // of the copy before it
  std::string change;  // "added", "changed", "removed"
  std::string kind;    // of the sensor
  std::string id, uuid;
  std::string field, before, after;                      // of a change; "position": east, north
  std::int64_t count = 1;                                // of removed sensors of that kind
  auto operator<=>(const TimeLineRow&) const = default;  // NOLINT(modernize-use-nullptr): its 0 is none
};

// An earlier public copy: what it showed of sensors, and its own time line.
struct EarlierCopy {
  std::string file;
  std::string date_iso;
  std::set<std::string> dates;  // of the copies before it
  tables::Table sensors;
  std::vector<TimeLineRow> rows;
};

// Fails with PUB-103 where the file is no public copy, and as tables::read_package.
base::Result<EarlierCopy> read_earlier(const std::filesystem::path& path);

// earlier: by date. now: the sensors of the copy that is made. Rows come by date; equal input, equal rows.
std::vector<TimeLineRow> time_line(const std::vector<EarlierCopy>& earlier, const tables::Table& now,
                                   const std::string& date_iso);

tables::Table time_line_table(const std::vector<TimeLineRow>& rows, std::string description);

}  // namespace schouw::publish
