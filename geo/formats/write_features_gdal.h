// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <span>

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// Writes tables as GeoPackage, GeoJSON or CSV, by the extension. Every table has a CRS and one geometry type; the
// type of a column is that of its first value. Replaces the file atomically; the same tables give the same bytes.
// GeoJSON and CSV hold one table, keep a millimetre and, as a CSV, put the place in the last columns. Fails with
// IO-105, IO-108 (extension, or several tables for a file of one).
base::Result<base::Done> write_features(const std::filesystem::path& path,
                                        std::span<const model::FeatureTable> tables);

}  // namespace schouw::formats
