// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/model/city_model.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

// The names of the files that a plan's city comes from, in the order in which they were first imported.
std::vector<std::string> city_files(const Plan& plan);

// A city of several files is what importing them all in this order gives: where two hold an object of the same id,
// that of the later file is shown, and the other lies beneath it until the later one drops it. Which of them was read
// again last makes no difference. docs/decisions/objects-of-two-files.md.
struct CityFiles {
  std::vector<std::string> files;  // all, in order
  std::string fresh;               // the one that was just read; what was held of it goes
};
// held: null where the project has no city. Every vertex of fresh fits in 32 bits of millimetres from held's origin.
model::CityModel composed(const model::CityModel* held, model::CityModel fresh, const CityFiles& files);

// Adds what differs to the eye: of every id that the file held or holds, what was shown before against what is shown
// now. An object is unchanged where its type, level, attributes, and triangles on the map with their kinds are equal;
// in which order a file lists faces and corners makes no difference.
void count_changes(const model::CityModel* before, const model::CityModel& after, const std::string& file,
                   ImportReport& report);

}  // namespace schouw::plan
