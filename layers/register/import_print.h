// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "layers/register/sensor.h"

namespace schouw::registers {

// What a sensor states, field by field, as "name:checksum name:checksum", position included: small enough to be kept
// with each sensor, so that a later import knows what was edited since, in whichever program.
std::string import_print(const Sensor& sensor);

// The fields of which a sensor states something else than the print; none of one without a print. "position" for the
// place. Checksums are CRC-32C: of 4 thousand million edits one may go unseen.
std::vector<std::string> edited_since_import(const Sensor& sensor);

// Whether a sensor states of a field what the print says.
bool states_as_in(const Sensor& sensor, const std::string& field, const std::string& print);

}  // namespace schouw::registers
