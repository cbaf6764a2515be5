// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/json.h"
#include "layers/fieldwork/compare_rounds.h"
#include "layers/fieldwork/read_answers.h"
#include "layers/fieldwork/take_round.h"
#include "layers/register/import_register.h"
#include "viewer/cli/shell.h"

// What field-round and quality say of rounds.
namespace schouw::cli {

// What reading answers did.
struct ReadRound {
  std::string round;
  fieldwork::Answers answers;
  registers::MergeCounts counts;  // of observations
  std::vector<fieldwork::Proposal> proposals;
  bool taken = false;  // whether they went into the register
};
base::Json read_round_json(const ReadRound& round);
void print_read_round(Shell& shell, const ReadRound& round);

struct RoundNames {
  std::string first;
  std::string second;
};
base::Json comparison_json(const RoundNames& names, const fieldwork::RoundComparison& found,
                           const text::Texts& texts);
void print_comparison(Shell& shell, const RoundNames& names, const fieldwork::RoundComparison& found);

// Of the newest answers against the register; null where the plan has no answers.
base::Json contradictions_json(const plan::Plan& plan);
void print_contradictions(Shell& shell, const plan::Plan& plan);

}  // namespace schouw::cli
