// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/library_versions.h"

#include "geo/crs/project_crs.h"
#include "geo/formats/gdal_environment.h"
#include "geo/formats/workbook.h"
#include "geo/mesh/triangulate.h"
#include "geo/sight/triangle_sight.h"
#include "geo/tables/database.h"
#include "geo/tables/geopackage.h"
#include "layers/advice/exact_cover_cbc.h"
#include "layers/query/query.h"
#include "viewer/panels/panels.h"
#include "viewer/scene/scene_renderer.h"
#include "viewer/window/window.h"

namespace schouw::cli {

base::Json library_versions() {
  return {{"schouw", SCHOUW_VERSION},
          {"gdal", formats::gdal_version()},
          {"proj", crs::proj_version()},
          {"geos", mesh::geos_version()},
          {"cbc", advice::cbc_version()},
          {"embree", sight::embree_version()},
          {"simdjson", formats::simdjson_version()},
          {"sqlite", tables::sqlite_version()},
          {"libpq", tables::libpq_version()},
          {"xlsxwriter", formats::xlsxwriter_version()},
          {"openscenegraph", scene::osg_version()},
          {"pegtl", query::pegtl_version()},
          {"imgui", panels::imgui_version()},
          {"glfw", window::glfw_version()}};
}

}  // namespace schouw::cli
