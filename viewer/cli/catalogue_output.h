// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/base/json.h"
#include "layers/plan/plan.h"
#include "viewer/cli/shell.h"

// What the devices of a plan could do by their datasheets, beside what its register says. Never a verdict.
namespace schouw::cli {

// {"models","matched","not_in_catalogue","other_supplier","several","unmatched":[…],"sensors":[…]}; `in_use` of each
// capability is cannot_tell. Null where the plan has no models. Cost: linear in records and sensors.
base::Json catalogue_json(const plan::Plan& plan, const std::string& today_iso, const text::Texts& texts);
// The same in words; nothing where the plan has no models.
void print_catalogue(Shell& shell, const plan::Plan& plan, const std::string& today_iso);

}  // namespace schouw::cli
