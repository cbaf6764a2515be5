// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "layers/plan/plan.h"
#include "layers/publish/time_line.h"

namespace schouw::publish {

// What a public copy of a plan holds back, and why, in numbers. INTERNAL: that there is something to hold back, and
// how much, is itself not public, so nothing of it goes into the copy or beside it.
struct RedactionReport {
  int sensors = 0;  // in the plan
  int exact = 0;    // in the copy
  int generalised = 0;
  std::map<std::string, int> withheld;  // sensors: "internal", "secret", "not_stated", "household", "hidden"
  struct FieldCount {
    std::string publicity;  // "internal", "confidential", or "generalised": it tells a place
    int sensors = 0;
  };
  // Of the sensors in the copy: values that it does not hold, by field.
  std::map<std::string, FieldCount> fields;
  int unknown_fields = 0;   // values that no field of the record takes
  int foreign_records = 0;  // sensors of which another program keeps something in "record"
  int masked_addresses = 0;
  int records = 0;  // organisations, systems and links that are not public
  int scenarios = 0;
  int stories = 0;
  int imported_files = 0;  // whose names, hashes and dates stay behind
  // Sensors that an earlier copy showed by their own id and that are withheld or generalised now: it still shows
  // them.
  int known_from_earlier = 0;
  std::vector<std::string> also_public;  // what a person let through
};

RedactionReport redaction_report(const plan::Plan& whole, const std::string& date_iso,
                                 const std::vector<EarlierCopy>& earlier);
base::Json to_json(const RedactionReport& report);

}  // namespace schouw::publish
