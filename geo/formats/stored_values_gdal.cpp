// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/stored_values_gdal.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/spreadsheet_values.h"

namespace schouw::formats {

namespace {

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// Which of a column's values are not of its kind, in SQL.
std::string strangers(const OGRFieldDefn& field, const std::string& column) {
  constexpr std::string_view kIsoDate = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]";
  const std::string type = fmt::format("typeof({})", column);
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
      if (field.GetSubType() == OFSTBoolean)
        return fmt::format("({} <> 'integer' OR {} NOT IN (0, 1))", type, column);
      // The driver of SQLite takes a number of more than 32 bits for its largest.
      return fmt::format("({} <> 'integer' OR {} NOT BETWEEN -2147483647 AND 2147483646)", type, column);
    case OFTReal: return fmt::format("{} NOT IN ('integer', 'real')", type);
    case OFTDate: return fmt::format("({} <> 'text' OR {} NOT GLOB '{}')", type, column, kIsoDate);
    case OFTDateTime: return fmt::format("({} <> 'text' OR {} NOT GLOB '{}*')", type, column, kIsoDate);
    default: return {};
  }
}

std::string query_for(OGRLayer& layer, const std::string& key, const OGRFieldDefn& field) {
  const std::string column = quoted(field.GetNameRef());
  const std::string wrong = strangers(field, column);
  if (wrong.empty()) return {};
  return fmt::format(
      "SELECT CAST({} AS TEXT), typeof({}), CASE typeof({}) WHEN 'real' THEN printf('%!.17g', {}) ELSE CAST({} AS "
      "TEXT) END FROM {} WHERE typeof({}) NOT IN ('null', 'blob') AND {}",
      key, column, column, column, column, quoted(layer.GetName()), column, wrong);
}

void set_field(model::Feature& feature, std::string_view name, model::FieldValue value) {
  const auto field =
      std::find_if(feature.fields.begin(), feature.fields.end(), [&](const auto& one) { return one.first == name; });
  if (field != feature.fields.end()) field->second = std::move(value);
}

}  // namespace

void restore_stored_values(GDALDataset& dataset, OGRLayer& layer, model::FeatureTable& table) {
  const GdalMessages silent;
  const std::string_view named = layer.GetFIDColumn();
  const std::string key = named.empty() ? "rowid" : quoted(named);
  std::unordered_map<std::string_view, std::size_t> place_of;
  const OGRFeatureDefn* definition = layer.GetLayerDefn();
  for (int i = 0; i < definition->GetFieldCount(); ++i) {
    const std::string query = query_for(layer, key, *definition->GetFieldDefn(i));
    OGRLayer* rows = query.empty() ? nullptr : dataset.ExecuteSQL(query.c_str(), nullptr, nullptr);
    if (rows == nullptr) continue;
    while (const OGRFeatureUniquePtr row{rows->GetNextFeature()}) {
      if (place_of.empty()) {
        for (std::size_t at = 0; at < table.features.size(); ++at) place_of.emplace(table.features[at].id, at);
      }
      const auto found = place_of.find(row->GetFieldAsString(0));
      if (found == place_of.end()) continue;
      const std::string stored = row->GetFieldAsString(2);
      const std::string_view kind = row->GetFieldAsString(1);
      set_field(table.features[found->second], definition->GetFieldDefn(i)->GetNameRef(),
                kind == "text"   ? model::FieldValue(stored)
                : kind == "real" ? model::FieldValue(CPLAtof(stored.c_str()))
                                 : model::FieldValue(std::int64_t{CPLAtoGIntBig(stored.c_str())}));
    }
    dataset.ReleaseResultSet(rows);
  }
}

}  // namespace schouw::formats
