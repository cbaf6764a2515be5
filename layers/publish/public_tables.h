// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "layers/publish/public_sensors.h"
#include "layers/publish/time_line.h"

namespace schouw::publish {

// The table by which a file is known as a public copy.
inline constexpr const char* kAboutTable = "schouw_public";
inline constexpr int kPublicLayout = 1;

// All that a public copy is made of. Whoever fills it in holds public records only.
struct PublicCopyParams {
  const plan::Plan& plan;  // as plan::load_public gives it
  const PublicFigures& figures;
  const std::vector<EarlierCopy>& earlier;  // by date
  std::string date_iso;                     // of publication
  std::string title;                        // for the public; empty: none
  Say say;
};

// The whole copy as tables. Equal params give equal tables; every text has its private e-mail addresses masked.
tables::Package public_package(const PublicCopyParams& params);

// Its parts.
tables::Table coverage_table(const PublicFigures& figures, const Say& say);
tables::Table public_area_table(const plan::Plan& plan, const PublicFigures& figures, const Say& say);
tables::Table limits_table(const policy::Policy& policy, const Say& say);
tables::Table public_styles(const Say& say);

}  // namespace schouw::publish
