// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/base/sentence.h"
#include "layers/plan/plan.h"

namespace schouw::story {

// What a plan rests on, as a reader knows it and each once: the attribution with its licence where it is stated, else
// what it is ("source.city"). The register first, then the city, terrain and areas.
std::vector<base::Sentence::Value> source_names(const plan::Plan& plan);

// The first three of them in a sentence: "<key>.1" with {a}, ".2" with {a} and {b}, ".3", or ".more" with {count}
// others; "<key>.none" where the plan names none.
base::Sentence source_line(const std::string& key, const plan::Plan& plan);

}  // namespace schouw::story
