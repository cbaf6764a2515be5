// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <string>

#include "geo/base/json.h"
#include "layers/register/register_record.h"

namespace schouw::registers {

// The words for people of a text key in a language ("nl", "en"); empty where there are none.
using WordsOf = std::function<std::string(const std::string& language, const std::string& key)>;

// The record of a sensor as JSON Schema (2020-12), made from the one list of fields: type, unit, bounds, choices,
// labels and help in two languages, class of publicity. It describes a sensor as it passes between programs: an
// object of stated values under the names of the fields, with uuid and position. data/schemas holds it, and a test
// that it is this.
base::Json sensor_json_schema(const WordsOf& words);
// The same for what stands beside the sensors.
base::Json record_json_schema(RecordType type, const WordsOf& words);

}  // namespace schouw::registers
