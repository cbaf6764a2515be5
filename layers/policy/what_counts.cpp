// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/what_counts.h"

#include <algorithm>

namespace schouw::policy {

namespace {

KindObservation kind_of(const CheckedJson& json) {
  KindObservation kind{.kind = json.text("kind"),
                       .may_record_personal_data = json.yes_no("may_record_personal_data"),
                       .reason = json.text("reason")};
  const std::string observed = json.text("observes");
  if (observed == "things") {
    kind.observed = Observed::things;
  } else if (observed == "transmits") {
    kind.observed = Observed::nothing;
  } else if (observed != "persons") {
    json.complain("observes", "found '" + observed + "', expected persons, things or transmits");
  }
  if (kind.reason.empty()) json.complain("reason", "expected why the kind observes this");
  return kind;
}

}  // namespace

const KindObservation& WhatCounts::of(std::string_view kind) const {
  static const KindObservation kUnnamed;
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const KindObservation& entry) { return entry.kind == kind; });
  return found == kinds.end() ? kUnnamed : *found;
}

WhatCounts what_counts_of(const CheckedJson& json) {
  WhatCounts what;
  for (const CheckedJson& entry : json.list("kinds")) {
    KindObservation kind = kind_of(entry);
    const bool twice =
        std::any_of(what.kinds.begin(), what.kinds.end(), [&](const auto& held) { return held.kind == kind.kind; });
    if (twice) entry.complain("kind", "found '" + kind.kind + "' twice, expected each kind once");
    what.kinds.push_back(std::move(kind));
  }
  return what;
}

}  // namespace schouw::policy
