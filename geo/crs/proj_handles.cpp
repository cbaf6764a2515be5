// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/proj_handles.h"

namespace schouw::crs {

ContextHandle quiet_context() {
  ContextHandle context(proj_context_create());
  proj_log_func(context.get(), nullptr, [](void*, int, const char*) {});
  proj_context_set_enable_network(context.get(), 0);
  proj_context_use_proj4_init_rules(context.get(), 0);
  return context;
}

PjHandle object_of(PJ_CONTEXT* context, const Crs& crs) {
  if (!crs.id.empty()) {
    if (PjHandle object(proj_create(context, crs.id.c_str())); object) return object;
  }
  return PjHandle(crs.wkt.empty() ? nullptr : proj_create(context, crs.wkt.c_str()));
}

PjHandle horizontal_part(PJ_CONTEXT* context, const PJ* object) {
  switch (proj_get_type(object)) {
    case PJ_TYPE_COMPOUND_CRS: {
      const PjHandle member(proj_crs_get_sub_crs(context, object, 0));
      return member ? horizontal_part(context, member.get()) : nullptr;
    }
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_PROJECTED_CRS: return PjHandle(proj_crs_demote_to_2D(context, nullptr, object));
    default: return nullptr;
  }
}

PjHandle vertical_part(PJ_CONTEXT* context, const PJ* object) {
  if (proj_get_type(object) != PJ_TYPE_COMPOUND_CRS) return nullptr;
  return PjHandle(proj_crs_get_sub_crs(context, object, 1));
}

PjHandle geographic_base(PJ_CONTEXT* context, const PJ* horizontal) {
  return PjHandle(proj_crs_get_geodetic_crs(context, horizontal));
}

}  // namespace schouw::crs
