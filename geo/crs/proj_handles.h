// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Owners of PROJ's objects; for the sources of this room only, because it includes <proj.h>.
#include <proj.h>
#include <proj_experimental.h>

#include <memory>
#include <string>

#include "geo/crs/project_crs.h"

namespace schouw::crs {

struct ContextDeleter {
  void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct PjDeleter {
  void operator()(PJ* object) const { proj_destroy(object); }
};
struct ListDeleter {
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
struct FactoryDeleter {
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const { proj_operation_factory_context_destroy(factory); }
};
using ContextHandle = std::unique_ptr<PJ_CONTEXT, ContextDeleter>;
using PjHandle = std::unique_ptr<PJ, PjDeleter>;
using ListHandle = std::unique_ptr<PJ_OBJ_LIST, ListDeleter>;
using FactoryHandle = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, FactoryDeleter>;

// A context that asks nothing of the network and writes nothing to stderr. Belongs to one thread.
ContextHandle quiet_context();

// The object of a Crs: by its id where it has one, because PROJ knows better operations for those; else by its WKT.
PjHandle object_of(PJ_CONTEXT* context, const Crs& crs);

// The part of a CRS that places things in plan: the first member of a compound, a 3D geographic CRS made 2D.
// Nothing for a CRS without such a part (vertical, geocentric).
PjHandle horizontal_part(PJ_CONTEXT* context, const PJ* object);
// The second member of a compound CRS; nothing for the others.
PjHandle vertical_part(PJ_CONTEXT* context, const PJ* object);
// The geographic CRS below a projected one; a geographic one itself.
PjHandle geographic_base(PJ_CONTEXT* context, const PJ* horizontal);

}  // namespace schouw::crs
