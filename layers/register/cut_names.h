// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "geo/model/feature.h"
#include "layers/register/mapping.h"

namespace schouw::registers {

// What columns are called whose names the format cut off: dBASE keeps ten characters, so that height_above_ground_m
// is "height_abo" in a shapefile. whole: column (lower case) to the only name of the mapping that begins so.
// unclear: columns that several fields begin with; they are kept as columns that the record does not know. doubtful:
// columns that are called as a field ("processing") where a longer name would be cut to the same; they are taken.
struct CutNames {
  using Others = std::pair<std::string, std::vector<std::string>>;  // a column and the names that it may stand for
  std::map<std::string, std::string> whole;
  std::vector<Others> unclear;
  std::vector<Others> doubtful;
};
CutNames cut_names(const model::FeatureTable& table, const Mapping& mapping);

// The table with the whole names; the same where the format cuts none.
model::FeatureTable with_whole_names(model::FeatureTable table, const CutNames& names);

}  // namespace schouw::registers
