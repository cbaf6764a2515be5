// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "geo/base/sentence.h"
#include "layers/drawing/camera.h"
#include "layers/drawing/layer_id.h"
#include "layers/findings/finding.h"

namespace schouw::story {

// A figure shown big beside a sentence: "1.180 m²  boven de norm".
struct Figure {
  base::Sentence value;
  base::Sentence label;
  bool alarming = false;
};

struct Step {
  std::string id;
  base::Sentence kicker;  // the question above the title: "Wat staat hier?"
  base::Sentence title;
  base::Sentence text;
  std::vector<Figure> figures;  // at most two
  base::Sentence source;        // the source line
  drawing::CameraPose camera;
  std::vector<drawing::LayerId> layers;  // visible; all others are not
  std::string selected_sensor;           // uuid or id; empty: none
  std::string selected_zone;             // id in the analysis at hand; empty: none
};

// What a presentation shows, step by step. Sentences are keys and values, so that a story is in no language.
//   const Story story = first_story(project, analysis, findings);
//   const auto again = story_from_json(to_json(story), "story");
// Cost: some sentences a step; first_story sorts the zones and looks through all footprints for each sensor of the
// worst one. A plain value, made by pure functions: any thread. It refers to nothing and may outlive its plan: a
// step names what it selects by uuid or id, and selects nothing where that is gone. Only reading one fails.
struct Story {
  std::string id;
  base::Sentence title;
  std::vector<Step> steps;
};

// The story that makes itself: what stands here, where it stacks (per worst zone), one sensor, what the policy says.
// At least four steps for any plan; a step says so where there is nothing to tell.
Story first_story(const plan::Project& project, const stacking::Analysis& analysis,
                  const std::vector<findings::Finding>& findings);

// What a project keeps; reading gives back an equal story. Angles in degrees, lengths in metres. Fails with STO-101
// naming the member that is missing or is not what it must be.
base::Json to_json(const Story& story);
base::Result<Story> story_from_json(const base::Json& json, const std::string& file_name);

}  // namespace schouw::story
