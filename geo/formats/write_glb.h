// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/result.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

// Writes the triangles of a city as binary glTF 2.0 (Khronos): a mesh a class of objects, with normals, y up and
// north away (x east, y up, z south). Positions are floats relative to their node, whose translation is in whole
// metres; the node above them states CRS and origin in its extras, so that east = origin[0] + x, north = origin[1] -
// z, up = origin[2] + y. Triangles without area are left out. The same city gives the same bytes.
//   const auto written = write_glb("town.glb", *project.city);
// Accuracy: 0.25 mm within 2 km of the middle of a class, 1 mm within 8 km. Cost: linear in the triangles, some 90
// bytes each in memory. Replaces the file atomically. Fails with IO-163 (larger than the 4 GiB of a .glb), IO-164
// (nothing to write), IO-105.
base::Result<base::Done> write_glb(const std::filesystem::path& path, const model::CityModel& city);

}  // namespace schouw::formats
