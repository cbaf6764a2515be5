// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "geo/model/feature.h"
#include "layers/fieldwork/observation.h"
#include "layers/register/import_register.h"

namespace schouw::fieldwork {

struct AnswerOptions {
  std::string round;
  std::string role;       // who saw what no row says otherwise of; may be empty
  std::string today_iso;  // what lies behind it is no day on which anything was seen
  std::string file_name;  // for diagnostics
};

struct Answers {
  std::vector<Observation> observations;  // each id once
  int read = 0;                           // rows
  int unanswered = 0;                     // rows that nobody filled in
  int rejected = 0;                       // each with a diagnostic
  int repeated = 0;                       // further rows of one sensor: the first is kept
};

// The rows of a list that was filled in, by the mapping data/registers/observations.json; tables without a column of
// outcomes and one of days are no list and are passed over. A row is an answer where it
// states an outcome, a date, a direction or a note. Left out, with row and column: a sensor that the plan does not
// have (FLD-101), an outcome that is none (FLD-102), no date or none that can be read (FLD-103), a date to come
// (FLD-104), a sensor of the register as new (FLD-105), and a further answer for one sensor (FLD-106). A kind,
// direction or place that cannot be read is left out of its answer (FLD-107); a direction that goes with another
// outcome than turned or new is kept with it. Private mail addresses are masked. Cost: linear in the rows. Pure: any
// thread. Fails with REG-111 (the mapping) and FLD-108 (nothing could be taken).
base::Result<Answers> read_answers(std::span<const model::FeatureTable> tables, const registers::Schema& schema,
                                   const plan::Plan& plan, const AnswerOptions& options);

}  // namespace schouw::fieldwork
