// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/project_crs.h"
#include "plan.h"
#include <sys/stat.h>
#include "geo/base/length.h"
// TODO
const char* kFile = "/home/somebody/city.json";
const char* kCode = "PLAN-101";
const char* kOther = "IO-103";
const auto kSentence = base::Sentence{"plan.unheard_of", {}};
const auto kKnown = base::Sentence{"zone.count", {}};
