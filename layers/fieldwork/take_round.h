// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/fieldwork/observation.h"
#include "layers/plan/edit.h"

// What observations mean for the register: never by themselves.
namespace schouw::fieldwork {

// One change of a sensor that an answer proposes.
struct Proposal {
  Outcome outcome = Outcome::gone;
  registers::Sensor sensor;  // as it would be
  std::string seen_on;
};

// gone: status removed, and the day as active_until, unless the register states an earlier one. turned, where it says
// whereto, and that is more than half a compass point of eight from the register's: the azimuth, Basis::measured.
// new, with kind and place: a sensor of its own whose status and publication nobody stated, so that it counts as in
// use and is not public. Other answers propose nothing: that a sensor stands does not confirm the rest of its record,
// and a mask or a blocked view may pass. Of one sensor only its newest answer of all rounds counts, and one that the
// plan follows already proposes nothing.
std::vector<Proposal> proposals_of(const plan::Plan& plan, const std::vector<Observation>& answers);

// Where the newest answer about a sensor is against the register.
struct RoundContradiction {
  Observation answer;
  const registers::Sensor* sensor = nullptr;  // null: the register has none, or no longer
  std::string kind;  // gone, standing (the register says removed), turned, masked, blocked, new, lost; text key
                     // "cli.quality.rounds.<kind>"
};
// turned: by more than half a compass point of eight from the register's azimuth, or whereto nobody said. new:
// nothing of that kind within 10 m of its place in the register. The plan must outlive it. Cost: answers times
// sensors for what is new, else linear.
std::vector<RoundContradiction> contradictions_with(const plan::Plan& plan);

// The newest answer about each sensor, of all rounds: by day, then the one that came last.
std::vector<Observation> newest_answers(const std::vector<Observation>& observations);

}  // namespace schouw::fieldwork
