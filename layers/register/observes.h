// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/policy/policy.h"
#include "layers/register/sensor.h"

namespace schouw::registers {

// Whether a sensor observes people (domain.md 3, "What observes"): by its kind, as the policy says, unless its record
// says otherwise. One of a kind that measures things, or only transmits, does where its record states personal data;
// one of kind `other` does not where its record states none.
bool observes_persons(const Sensor& sensor, const policy::WhatCounts& what);

// Whether a sensor of this kind has an image: of these people say that a place is in view, of others that it is
// within range.
bool is_optical(const Sensor& sensor, const policy::Policy& policy);

}  // namespace schouw::registers
