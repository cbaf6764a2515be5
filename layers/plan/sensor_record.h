// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>

#include "geo/base/json.h"
#include "layers/register/sensor_list.h"

namespace schouw::plan {

// The column "record": what the other columns of the table sensors do not say (whence values come, why they are
// missing, sources, properties without a field), as JSON. What another program keeps in it stays; a text that is no
// JSON stays as it is, and our part then has no place.
std::string record_text(const registers::Sensor& sensor);
// Adds to a sensor whose fields are set. False where the text is no JSON object: it is then kept as foreign.
bool read_record(const std::string& text, registers::Sensor& sensor);

// The whole of a sensor, for the journal and for scenarios; reading what was written gives an equal sensor. Nothing
// where the JSON is not such a one.
base::Json sensor_json(const registers::Sensor& sensor);
std::optional<registers::Sensor> sensor_from_json(const base::Json& json);

}  // namespace schouw::plan
