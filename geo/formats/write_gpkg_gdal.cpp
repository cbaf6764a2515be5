// SPDX-License-Identifier: EUPL-1.2
#include <ogrsf_frmts.h>

#include "geo/base/atomic_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/ogr_geometry_gdal.h"
#include "geo/formats/write_tables.h"

namespace schouw::formats {

namespace {

OGRwkbGeometryType geometry_type(const model::FeatureTable& table) {
  for (const auto& feature : table.features) {
    const auto geometry = ogr_geometry(feature.geometry);
    if (geometry) return geometry->getGeometryType();
  }
  return wkbNone;
}

void set_type(OGRFieldDefn& column, ColumnType type) {
  switch (type) {
    case ColumnType::text: break;
    case ColumnType::integer: column.SetType(OFTInteger64); break;
    case ColumnType::number: column.SetType(OFTReal); break;
    case ColumnType::date: column.SetType(OFTDate); break;
    case ColumnType::yes_no:
      column.SetType(OFTInteger);
      column.SetSubType(OFSTBoolean);
      break;
  }
}

// That of the first value that is there; text where there is none.
ColumnType type_of(const model::FeatureTable& table, const std::string& name) {
  for (const auto& feature : table.features) {
    const auto* value = feature.field(name);
    if (value == nullptr || std::holds_alternative<std::monostate>(*value)) continue;
    if (std::holds_alternative<std::int64_t>(*value)) return ColumnType::integer;
    if (std::holds_alternative<double>(*value)) return ColumnType::number;
    return std::holds_alternative<bool>(*value) ? ColumnType::yes_no : ColumnType::text;
  }
  return ColumnType::text;
}

struct FieldSetter {
  OGRFeature& feature;
  int index;

  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const { feature.SetField(index, text.c_str()); }
  void operator()(std::int64_t number) const { feature.SetField(index, static_cast<GIntBig>(number)); }
  void operator()(double number) const { feature.SetField(index, number); }
  void operator()(bool yes) const { feature.SetField(index, yes ? 1 : 0); }
};

bool write_rows(OGRLayer& layer, const model::FeatureTable& table) {
  for (const auto& source : table.features) {
    const OGRFeatureUniquePtr row(OGRFeature::CreateFeature(layer.GetLayerDefn()));
    for (std::size_t i = 0; i < table.field_names.size(); ++i) {
      const auto* value = source.field(table.field_names[i]);
      if (value != nullptr) std::visit(FieldSetter{*row, static_cast<int>(i)}, *value);
    }
    if (auto geometry = ogr_geometry(source.geometry)) row->SetGeometryDirectly(geometry.release());
    if (layer.CreateFeature(row.get()) != OGRERR_NONE) return false;
  }
  return true;
}

bool write_table(GDALDataset& dataset, const model::FeatureTable& table, std::span<const ColumnType> types) {
  OGRSpatialReference reference;
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (table.crs &&
      reference.SetFromUserInput((table.crs->id.empty() ? table.crs->wkt : table.crs->id).c_str(),
                                 OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) != OGRERR_NONE) {
    return false;
  }
  CPLStringList options;
  // A column of ours may be called fid; the package's own key then needs another name.
  options.AddString("FID=package_fid");
  OGRLayer* layer =
      dataset.CreateLayer(table.name.c_str(), table.crs ? &reference : nullptr, geometry_type(table), options.List());
  if (layer == nullptr) return false;
  for (std::size_t i = 0; i < table.field_names.size(); ++i) {
    const std::string& name = table.field_names[i];
    OGRFieldDefn column(name.c_str(), OFTString);
    set_type(column, i < types.size() ? types[i] : type_of(table, name));
    if (layer->CreateField(&column) != OGRERR_NONE) return false;
  }
  return write_rows(*layer, table);
}

bool write_all(const MemoryFile& file, std::span<const model::FeatureTable> tables,
               std::span<const std::vector<ColumnType>> types) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  const DatasetHandle dataset(driver->Create(file.name().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset || dataset->StartTransaction() != OGRERR_NONE) return false;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto of_table = i < types.size() ? std::span<const ColumnType>(types[i]) : std::span<const ColumnType>();
    if (!write_table(*dataset, tables[i], of_table)) return false;
  }
  return dataset->CommitTransaction() == OGRERR_NONE;
}

}  // namespace

base::Result<base::Done> write_gpkg(const std::filesystem::path& path, std::span<const model::FeatureTable> tables,
                                    std::span<const std::vector<ColumnType>> types) {
  register_allowed_drivers();
  const GdalMessages messages;
  const MemoryFile file("gpkg");
  // The clock would make two equal exports differ.
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
  const bool written = write_all(file, tables, types);
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
  if (written) return base::write_file_atomically(path, file.bytes());
  return base::Diagnostic{.code = "IO-105",
                          .message = "cannot write the GeoPackage: " + messages.reason(),
                          .where = {.file = path.string()},
                          .hint = "check that every table has a name of its own and one type of geometry"};
}

}  // namespace schouw::formats
