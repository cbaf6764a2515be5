// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "geo/base/sentence.h"
#include "geo/formats/workbook.h"
#include "layers/fieldwork/observation.h"

// The list that somebody takes along into the street.
namespace schouw::fieldwork {

using Say = std::function<std::string(const base::Sentence&)>;

struct ListOptions {
  std::string street;  // this one alone, case aside; empty: all
  std::string round;   // its name, where it is known
  // Without what the register has: a round that is to tell how complete it is must not know what to look for.
  bool blind = false;
  int empty_lines = 5;  // a street, for what is new
};

// One sensor of the register, as far as a paper list may tell it: who it is, where it stands and what it looks like.
// No purpose, contact, owner, hours, model or anything of what it does with data.
struct ListedSensor {
  std::string uuid;
  std::string id;
  std::string name;  // private mail addresses masked
  registers::SensorKind kind = registers::SensorKind::other;
  std::optional<crs::MapPosition> place;
  std::string mount;
  std::optional<double> height_m;  // above the ground
  std::optional<double> azimuth_deg;
};

struct StreetList {
  std::string street;  // empty: without one; comes last
  std::vector<ListedSensor> sensors;
};

struct RoundList {
  std::string round;
  std::string crs;  // that places are in
  bool blind = false;
  int empty_lines = 0;
  int secret = 0;  // sensors of the publication `secret`: not on paper
  std::vector<StreetList> streets;
};

// What should stand in the street: neither proposed nor removed, no household device, nothing secret. Streets from A
// to Z; in each from its western end to the next nearest, so that nobody walks up and down; those without a place
// last. Cost: quadratic in the sensors of a street. Pure: any thread. Fails with FLD-120 where no sensor is in that
// street.
base::Result<RoundList> round_list(const plan::Plan& plan, const ListOptions& options);

// "NO": where an azimuth points, in words of a text key "compass.<n>" with n from 0 (north) to 7 (north-west).
std::string compass_word(double azimuth_deg, const Say& say);

// The list as HTML to print on A4, landscape: one file, no script, nothing fetched (its policy says so).
std::string html_of(const RoundList& list, const Say& say);

// The list as a table whose columns read_answers knows; of a workbook with the outcomes and kinds to choose from.
formats::WorkbookSheet sheet_of(const RoundList& list, const Say& say);

}  // namespace schouw::fieldwork
