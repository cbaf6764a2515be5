// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/crs_in_force.h"

#include <utility>

namespace schouw::crs {

std::string label_of(const Crs& crs) { return crs.id.empty() ? crs.name : crs.id; }

base::Result<Crs> crs_in_force(const CrsClaims& claims, const base::Place& where, const std::string& what) {
  if (claims.stated && claims.asked && !(*claims.stated == *claims.asked)) {
    base::Diagnostic differs{.code = "CRS-105",
                             .severity = base::Severity::warning,
                             .message = what + " states " + label_of(*claims.stated) + "; --crs " +
                                        label_of(*claims.asked) + " is not used",
                             .where = where,
                             .hint = "leave --crs out, or correct what the file states"};
    return {*claims.stated, {std::move(differs)}};
  }
  for (const auto* claim : {&claims.stated, &claims.asked, &claims.usual}) {
    if (*claim) return **claim;
  }
  return base::Diagnostic{.code = "CRS-104",
                          .message = what + " states no coordinate system, and its coordinates do not tell it",
                          .where = where,
                          .hint = "say which with --crs EPSG:n, or state it in the file"};
}

base::Result<const Transformation*> TransformationsInto::from(const Crs& source) {
  const auto held = by_wkt_.find(source.wkt);
  if (held != by_wkt_.end()) return held->second.get();
  auto made = Transformation::between(source, target_);
  if (!made) return base::Result<const Transformation*>::failure(made.diagnostics());
  auto& entry = by_wkt_[source.wkt];
  entry = std::make_unique<const Transformation>(*std::move(made));
  return entry.get();
}

}  // namespace schouw::crs
