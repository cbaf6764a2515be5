// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/crs/project_crs.h"
#include "geo/tables/database.h"

namespace schouw::plan {

// How the database of a shared plan is laid out: the tables of a project (plan_tables.h), the history, which grows
// only and says of each row to which save it belongs, and what was published.
tables::DatabaseDesign shared_design(const crs::Crs& crs);
tables::TableLayout shared_history_layout();
tables::TableLayout publications_layout();

}  // namespace schouw::plan
