// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/content_hash.h"
#include "layers/plan/plan.h"
#include "layers/register/datasheet.h"

namespace schouw::plan {

std::uint64_t content_hash(const std::vector<model::Provenance>& sources) {
  base::ContentHash hash;
  for (const model::Provenance& s : sources) {
    const crs::TransformationRecord& t = s.transformation;
    for (const std::string* text :
         {&s.kind, &s.file, &s.content_hash, &s.format, &s.source_crs, &s.licence, &s.attribution, &s.imported_at,
          &t.operation, &t.heights_missing_reason, &t.datum_choice}) {
      hash.add_text(*text);
    }
    hash.add(t.accuracy_m.value_or(-1.0)).add(std::uint64_t{t.grids_missing}).add(std::uint64_t{t.heights_kept});
  }
  return hash.value();
}

std::uint64_t revision_of(const Plan& plan) {
  base::ContentHash hash;
  hash.add_text(plan.title).add_text(plan.project_crs.wkt);
  hash.add(plan.sensors.content_hash()).add(plan.areas.content_hash()).add(plan.policy.source_hash);
  hash.add(policy::sight_hash(plan.policy)).add(policy::limits_hash(plan.policy)).add(content_hash(plan.sources));
  // A plan that has none is the version that it was before there were any.
  for (const registers::RegisterRecord& record : plan.records) hash.add(registers::content_hash(record));
  hash.add(std::uint64_t{plan.stories.size()});
  for (const std::string& story : plan.stories) hash.add_text(story);
  for (const auto& scenario : plan.scenarios) hash.add(scenario->hash);
  return hash.value();
}

std::uint64_t analysed_revision_of(const Plan& plan) {
  base::ContentHash hash;
  hash.add_text(plan.project_crs.wkt).add(plan.sensors.content_hash()).add(plan.areas.content_hash());
  hash.add(content_hash(plan.sources));
  // What datasheets state is computed with; organisations, systems and what was seen are not.
  if (const std::uint64_t models = registers::models_hash(plan.records)) hash.add(models);
  return hash.value();
}

}  // namespace schouw::plan
