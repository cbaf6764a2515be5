// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/base/sentence.h"
#include "geo/model/city_model.h"

namespace schouw::app {

struct ObjectFact {
  std::string label;  // a key of the texts
  base::Sentence value;
};

// What a person may want to know of a building or another object: year, use, heights and the like, as CityJSON, BAG
// and 3DBAG name them. Never an address: the map is about public space, not about who lives where.
std::vector<ObjectFact> object_facts(const model::CityObject& object);

}  // namespace schouw::app
