// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/field_round_output.h"

#include <fmt/format.h>

#include <algorithm>

namespace schouw::cli {

namespace {

using base::Sentence;
using fieldwork::Outcome;

Sentence proposal_line(const fieldwork::Proposal& proposal) {
  const registers::Sensor& sensor = proposal.sensor;
  Sentence line{fmt::format("cli.field_round.change.{}", outcome_name(proposal.outcome)), {{"sensor", sensor.id}}};
  if (proposal.outcome == Outcome::gone) line.values.emplace_back("date", Sentence::Date{proposal.seen_on});
  if (proposal.outcome == Outcome::turned) {
    line.values.emplace_back("azimuth", Sentence::Number{sensor.azimuth_deg.value_or(0.0), 0});
  }
  if (proposal.outcome == Outcome::unregistered) {
    line.values.emplace_back("kind", Sentence::Key{fmt::format("kind.{}", kind_name(sensor.kind))});
  }
  return line;
}

base::Json contradiction_json(const fieldwork::RoundContradiction& one) {
  const fieldwork::Observation& answer = one.answer;
  base::Json json{{"kind", one.kind},
                  {"round", answer.round},
                  {"outcome", outcome_name(answer.outcome)},
                  {"seen_on", answer.seen_on},
                  {"seen_by", answer.seen_by}};
  if (one.sensor != nullptr) json["id"] = one.sensor->id;
  if (answer.sensor) json["uuid"] = answer.sensor->text();
  if (answer.azimuth_deg) json["azimuth_deg"] = *answer.azimuth_deg;
  if (answer.place) json["position"] = {answer.place->east_m, answer.place->north_m};
  if (!answer.street.empty()) json["street"] = answer.street;
  if (!answer.note.empty()) json["note"] = answer.note;
  return json;
}

}  // namespace

base::Json read_round_json(const ReadRound& round) {
  base::Json proposals = base::Json::array();
  for (const fieldwork::Proposal& proposal : round.proposals) {
    base::Json one{{"outcome", outcome_name(proposal.outcome)},
                   {"id", proposal.sensor.id},
                   {"uuid", proposal.sensor.uuid.text()},
                   {"seen_on", proposal.seen_on}};
    if (proposal.outcome != Outcome::gone && proposal.sensor.azimuth_deg) {
      one["azimuth_deg"] = *proposal.sensor.azimuth_deg;
    }
    proposals.push_back(std::move(one));
  }
  return {{"round", round.round},
          {"read", round.answers.read},
          {"answers", round.answers.observations.size()},
          {"unanswered", round.answers.unanswered},
          {"rejected", round.answers.rejected},
          {"repeated", round.answers.repeated},
          {"added", round.counts.added},
          {"changed", round.counts.changed},
          {"unchanged", round.counts.unchanged},
          {"taken", round.taken},
          {"proposals", std::move(proposals)}};
}

void print_read_round(Shell& shell, const ReadRound& round) {
  shell.print(Sentence{"cli.field_round.read",
                       {{"round", round.round},
                        {"read", std::int64_t{round.answers.read}},
                        {"taken", static_cast<std::int64_t>(round.answers.observations.size())},
                        {"unanswered", std::int64_t{round.answers.unanswered}},
                        {"rejected", std::int64_t{round.answers.rejected}},
                        {"repeated", std::int64_t{round.answers.repeated}}}});
  shell.print(Sentence{"cli.field_round.kept",
                       {{"added", std::int64_t{round.counts.added}},
                        {"changed", std::int64_t{round.counts.changed}},
                        {"unchanged", std::int64_t{round.counts.unchanged}}}});
  shell.print(Sentence{round.taken ? "cli.field_round.took" : "cli.field_round.would",
                       {{"count", static_cast<std::int64_t>(round.proposals.size())}}});
  for (const fieldwork::Proposal& proposal : round.proposals) shell.print(proposal_line(proposal));
}

base::Json comparison_json(const RoundNames& names, const fieldwork::RoundComparison& found,
                           const text::Texts& texts) {
  const fieldwork::PopulationEstimate& estimate = *found.estimate;
  return {{"rounds", {names.first, names.second}},
          {"first", found.counts.first},
          {"second", found.counts.second},
          {"both", found.counts.both},
          {"matched_by_place", found.matched_by_place},
          {"seen", estimate.seen},
          {"in_register", found.in_register},
          {"estimate", estimate.number},
          {"variance", estimate.variance},
          {"interval", {{"level", 0.95}, {"low", estimate.low}, {"high", estimate.high}}},
          {"completeness",
           {{"estimate", std::min(1.0, found.in_register / estimate.number)},
            {"low", static_cast<double>(found.in_register) / estimate.high},
            {"high", std::min(1.0, static_cast<double>(found.in_register) / estimate.low)}}},
          {"few", estimate.few},
          {"streets", found.streets},
          {"streets_left_out", found.left_out},
          {"without_place", found.without_place},
          {"assumes", texts("cli.field_round.assumes")}};
}

void print_comparison(Shell& shell, const RoundNames& names, const fieldwork::RoundComparison& found) {
  const fieldwork::PopulationEstimate& estimate = *found.estimate;
  shell.print(Sentence{"cli.field_round.counts",
                       {{"first", names.first},
                        {"n1", std::int64_t{found.counts.first}},
                        {"second", names.second},
                        {"n2", std::int64_t{found.counts.second}},
                        {"both", std::int64_t{found.counts.both}}}});
  shell.print(Sentence{"cli.field_round.estimate",
                       {{"number", Sentence::Number{estimate.number, 0}},
                        {"low", std::int64_t{estimate.low}},
                        {"high", std::int64_t{estimate.high}},
                        {"seen", std::int64_t{estimate.seen}},
                        {"register", std::int64_t{found.in_register}},
                        {"percent", Sentence::Number{100.0 * found.in_register / estimate.number, 0}}}});
  shell.print(Sentence{"cli.field_round.assumes", {}});
}

base::Json contradictions_json(const plan::Plan& plan) {
  const bool any = std::any_of(plan.records.begin(), plan.records.end(),
                               [](const auto& record) { return record.type == registers::RecordType::observation; });
  if (!any) return nullptr;
  base::Json list = base::Json::array();
  for (const fieldwork::RoundContradiction& one : fieldwork::contradictions_with(plan)) {
    list.push_back(contradiction_json(one));
  }
  return list;
}

void print_contradictions(Shell& shell, const plan::Plan& plan) {
  const auto found = fieldwork::contradictions_with(plan);
  if (found.empty()) return;
  shell.print(Sentence{"cli.quality.rounds", {{"count", static_cast<std::int64_t>(found.size())}}});
  for (const fieldwork::RoundContradiction& one : found) {
    Sentence line{fmt::format("cli.quality.rounds.{}", one.kind),
                  {{"round", one.answer.round}, {"date", Sentence::Date{one.answer.seen_on}}}};
    if (one.sensor != nullptr) line.values.emplace_back("sensor", one.sensor->id);
    if (one.kind == "new") {
      if (one.answer.street.empty()) {
        line.values.emplace_back("street", Sentence::Key{"field_round.no_street"});
      } else {
        line.values.emplace_back("street", one.answer.street);
      }
    }
    shell.print(line);
  }
}

}  // namespace schouw::cli
