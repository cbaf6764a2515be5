// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include "geo/base/read_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/ogr_conversion.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"
#include "geo/formats/stored_values_gdal.h"

namespace schouw::formats {

namespace {

struct GdalFormat {
  std::string_view id;
  const char* driver;
  std::vector<std::string> options;
};

const GdalFormat* gdal_format(std::string_view id) {
  static const std::array<GdalFormat, 9> kFormats = {{
      // Immutable: SQLite then writes nothing beside the file, not even to read it.
      {"gpkg", "GPKG", {"LIST_ALL_TABLES=NO", "IMMUTABLE=YES"}},
      {"sqlite", "SQLite", {"LIST_ALL_TABLES=NO", "LIST_VIRTUAL_OGR=NO", "IMMUTABLE=YES"}},
      {"gml", "GML", {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", "EXPOSE_GML_ID=YES"}},
      {"osm_pbf", "OSM", {}},
      {"osm_xml", "OSM", {}},
      {"flatgeobuf", "FlatGeobuf", {"VERIFY_BUFFERS=YES"}},
      {"shapefile", "ESRI Shapefile", {}},
      {"mapinfo", "MapInfo File", {}},
      {"mapinfo_mif", "MapInfo File", {}},
  }};
  const auto* found = std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& f) { return f.id == id; });
  return found == kFormats.end() ? nullptr : found;
}

// A document type can name other files and grow without end; no GML or OSM file needs one.
base::Result<base::Done> refuse_document_type(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string window;
  std::string block(1 << 20, '\0');
  for (std::int64_t at = 0; in;) {
    in.read(block.data(), static_cast<std::streamsize>(block.size()));
    window.append(block, 0, static_cast<std::size_t>(in.gcount()));
    const auto found = std::min(window.find("<!DOCTYPE"), window.find("<!ENTITY"));
    if (found != std::string::npos) {
      return base::Diagnostic{.code = "IO-116",
                              .message = "refused the XML: found a document type, expected none",
                              .where = {.file = path.string(), .byte = at + static_cast<std::int64_t>(found)},
                              .hint = "remove the <!DOCTYPE ...> part"};
    }
    constexpr std::size_t kOverlap = 16;
    const std::size_t passed = window.size() - std::min(window.size(), kOverlap);
    at += static_cast<std::int64_t>(passed);
    window.erase(0, passed);
  }
  return base::Done{};
}

// Another program's changes that are not in the file yet: to read them is to write them into it.
base::Result<base::Done> refuse_waiting_changes(const std::filesystem::path& path) {
  for (const char* suffix : {"-wal", "-journal"}) {
    std::error_code none;
    const std::filesystem::path beside = path.string() + suffix;
    if (!std::filesystem::exists(beside, none) || std::filesystem::file_size(beside, none) == 0) continue;
    return base::Diagnostic{
        .code = "IO-165",
        .kind = base::DiagnosticKind::conflict,
        .message = "changes of another program wait beside it in " + beside.filename().string(),
        .where = {.file = path.string()},
        .hint = "close it in that program, which writes them; or open it there once, where that program was killed"};
  }
  return base::Done{};
}

base::Result<base::Done> inspect_first(const std::filesystem::path& path, std::string_view id) {
  if (id == "gpkg" || id == "sqlite") return refuse_waiting_changes(path);
  if (id == "gml" || id == "osm_xml") return refuse_document_type(path);
  return base::Done{};
}

// The names of real tables. A view or a virtual table runs what the file says, so only these are read.
std::optional<std::set<std::string>> real_tables(GDALDataset& dataset, std::string_view id) {
  if (id != "gpkg" && id != "sqlite") return std::nullopt;
  std::set<std::string> names;
  OGRLayer* rows = dataset.ExecuteSQL(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'", nullptr, nullptr);
  if (rows == nullptr) return names;
  while (const OGRFeatureUniquePtr row{rows->GetNextFeature()}) names.insert(row->GetFieldAsString(0));
  dataset.ReleaseResultSet(rows);
  return names;
}

// GDAL's own settings for OpenStreetMap give some tags new names and drop others (source, note, ele, fixme): with
// these every tag comes as it is. The ways that are areas where they close, and tags that make no thing of a node,
// are GDAL's.
constexpr std::string_view kOsmSettings = R"(attribute_name_laundering=no
closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,highway=platform,public_transport=platform
[points]
osm_id=yes
unsignificant=created_by,converted_by,source,time,ele,attribution
other_tags=yes
[lines]
osm_id=yes
other_tags=yes
[multipolygons]
osm_id=yes
other_tags=yes
[multilinestrings]
osm_id=yes
other_tags=yes
[other_relations]
osm_id=yes
other_tags=yes
)";

// "key"=>"value","key"=>"value" with \" and \\ inside, as OSM's driver writes what has no column of its own.
void add_other_tags(std::string_view text, model::Feature& feature) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"') continue;
    std::string word;
    for (++i; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      word += text[i];
    }
    words.push_back(std::move(word));
  }
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    feature.fields.emplace_back(std::move(words[i]), std::move(words[i + 1]));
  }
}

std::string text_field(OGRFeature& feature, const char* name) {
  const int index = feature.GetFieldIndex(name);
  return index < 0 || feature.IsFieldSetAndNotNull(index) == 0 ? std::string() : feature.GetFieldAsString(index);
}

// The same ids as Overpass gives, so that one object is one object whichever way it came.
std::string osm_id(OGRFeature& feature, std::string_view layer) {
  const std::string id = text_field(feature, "osm_id");
  if (layer == "points") return "node/" + id;
  if (layer == "lines") return "way/" + id;
  const std::string way = text_field(feature, "osm_way_id");
  return way.empty() ? "relation/" + id : "way/" + way;
}

class GdalTables {
 public:
  GdalTables(const std::filesystem::path& path, std::string_view id, GDALDataset& dataset)
      : path_(path), id_(id), osm_(id == "osm_pbf" || id == "osm_xml"), dataset_(dataset), problems_(path) {}

  base::Result<FeatureTables> read(const base::Progress& progress) {
    list_layers();
    double done_ratio = 0.0;
    OGRLayer* layer = nullptr;
    dataset_.ResetReading();
    while (const OGRFeatureUniquePtr feature{dataset_.GetNextFeature(&layer, &done_ratio, nullptr, nullptr)}) {
      if (progress.cancel.cancelled()) return interrupted(path_);
      if ((++rows_ & 0x3ffU) == 0) progress.at(std::clamp(done_ratio, 0.0, 1.0), "reading");
      if (const auto at = std::find(layers_.begin(), layers_.end(), layer); at != layers_.end()) {
        take(*feature, tables_[static_cast<std::size_t>(at - layers_.begin())]);
      }
      if (rows_ > kMostFeatures) return over_limit(path_, fmt::format("more than {} features", kMostFeatures));
      if (vertices_ > kMostVertices) return over_limit(path_, fmt::format("more than {} vertices", kMostVertices));
    }
    tell_of_vanished();
    for (std::size_t i = 0; i < tables_.size() && is_database(); ++i) {
      restore_stored_values(dataset_, *layers_[i], tables_[i]);
    }
    if (osm_) finish_osm();
    base::append(diagnostics_, problems_.take());
    return {std::move(tables_), std::move(diagnostics_)};
  }

 private:
  void list_layers() {
    const auto allowed = real_tables(dataset_, id_);
    for (OGRLayer* layer : dataset_.GetLayers()) {
      const std::string name = layer->GetName();
      if (allowed && allowed->count(name.substr(0, name.find('('))) == 0 && allowed->count(name) == 0) {
        diagnostics_.push_back({.code = "IO-117",
                                .severity = base::Severity::warning,
                                .message = fmt::format("\"{}\" is left out: found a view or virtual table", name),
                                .where = {.file = path_.string()},
                                .hint = "export it as a table of its own"});
        continue;
      }
      layers_.push_back(layer);
      tables_.push_back(described(*layer));
    }
  }

  bool is_database() const { return id_ == "gpkg" || id_ == "sqlite"; }

  model::FeatureTable described(OGRLayer& layer) {
    constexpr std::size_t kLongestDbaseName = 10;
    constexpr std::size_t kLongestMapInfoName = 31;
    model::FeatureTable table{.name = layer.GetName()};
    table.ids_are_row_numbers = is_database();
    if (id_ == "shapefile") table.longest_name = kLongestDbaseName;
    if (id_ == "mapinfo" || id_ == "mapinfo_mif") table.longest_name = kLongestMapInfoName;
    if (layer.GetGeomType() != wkbNone) table.crs = crs_from_ogr(layer.GetSpatialRef(), path_.string(), diagnostics_);
    const OGRFeatureDefn* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      table.field_names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
    }
    return table;
  }

  std::string id_of(OGRFeature& feature, const model::FeatureTable& table) const {
    if (id_ == "gml") return text_field(feature, "gml_id");
    if (osm_) return osm_id(feature, table.name);
    if (is_database()) return std::to_string(feature.GetFID());
    return {};
  }

  void take(OGRFeature& source, model::FeatureTable& table) {
    model::Feature feature{.id = id_of(source, table)};
    feature.row = static_cast<std::int64_t>(table.features.size()) + table.left_out + 1;
    auto geometry = geometry_from_ogr(source.GetGeometryRef());
    if (!geometry) return problems_.left_out(table, feature.row, feature.id, "a coordinate is not a finite number");
    vertices_ += vertex_count(*geometry);
    feature.geometry = *std::move(geometry);
    for (int i = 0; i < source.GetFieldCount(); ++i) {
      const std::string& name = table.field_names[static_cast<std::size_t>(i)];
      if (osm_ && name == "other_tags") {
        add_other_tags(text_field(source, "other_tags"), feature);
        continue;
      }
      feature.fields.emplace_back(name, field_from_ogr(source, i));
    }
    table.features.push_back(std::move(feature));
  }

  // A library that stops at a damaged row gives no reason that belongs to it.
  void tell_of_vanished() {
    for (std::size_t i = 0; i < tables_.size() && !osm_; ++i) {
      model::FeatureTable& table = tables_[i];
      const std::int64_t found = static_cast<std::int64_t>(table.features.size()) + table.left_out;
      const std::int64_t missing = layers_[i]->GetFeatureCount(FALSE) - found;
      if (missing <= 0) continue;
      table.left_out += missing;
      problems_.add({.code = "IO-113",
                     .severity = base::Severity::warning,
                     .message = fmt::format("\"{}\": {} rows are left out: the file is damaged behind row {}",
                                            table.name, missing, found),
                     .where = {.row = found + 1},
                     .hint = "repair the file in the program that made it and import again"});
    }
  }

  // Layers without things are none; their columns are the tags that occur.
  void finish_osm() {
    std::erase_if(tables_, [](const model::FeatureTable& table) { return table.features.empty(); });
    for (model::FeatureTable& table : tables_) {
      std::erase(table.field_names, "other_tags");
      std::set<std::string> known(table.field_names.begin(), table.field_names.end());
      for (const model::Feature& feature : table.features) {
        for (const auto& [name, value] : feature.fields) {
          if (known.insert(name).second) table.field_names.push_back(name);
        }
      }
    }
  }

  const std::filesystem::path& path_;
  std::string_view id_;
  bool osm_;
  GDALDataset& dataset_;
  RowProblems problems_;
  base::Diagnostics diagnostics_;
  std::vector<OGRLayer*> layers_;
  FeatureTables tables_;
  std::size_t rows_ = 0;
  std::size_t vertices_ = 0;
};

}  // namespace

base::Result<FeatureTables> read_with_gdal(const std::filesystem::path& path, std::string_view format_id,
                                           const base::Progress& progress) {
  const GdalFormat* format = gdal_format(format_id);
  if (format == nullptr) {
    return base::Diagnostic{.code = "IO-106",
                            .message = fmt::format("{} does not hold a table of features", format_id),
                            .where = {.file = path.string()},
                            .hint = "give a vector file, for example GeoJSON or CSV"};
  }
  if (auto plain = check_plain_file(path, kLargestFile_bytes); !plain) {
    return base::Result<FeatureTables>::failure(std::move(plain).diagnostics());
  }
  register_allowed_drivers();
  const GdalMessages messages;
  if (auto checked = inspect_first(path, format_id); !checked) {
    return base::Result<FeatureTables>::failure(std::move(checked).diagnostics());
  }
  // The GML driver takes its schema from a .gfs or .xsd of the same name, another file that could say anything; in
  // memory there is none.
  std::string bytes;
  std::optional<MemoryFile> alone;
  std::vector<std::string> options = format->options;
  std::string osm_settings(kOsmSettings);
  const MemoryFile settings("ini", osm_settings);
  if (std::string_view(format->driver) == "OSM") options.push_back("CONFIG_FILE=" + settings.name());
  if (format_id == "gml") {
    auto read = base::read_file(path, kLargestText_bytes);
    if (!read) return base::Result<FeatureTables>::failure(std::move(read).diagnostics());
    bytes = *std::move(read);
    alone.emplace("gml", bytes);
  }
  auto dataset = open_with(
      {.driver = format->driver, .flags = GDAL_OF_VECTOR, .options = options, .contents = alone ? &*alone : nullptr},
      path);
  if (!dataset) return base::Result<FeatureTables>::failure(std::move(dataset).diagnostics());
  auto tables = GdalTables(path, format_id, **dataset).read(progress);
  if (!tables) return tables;
  base::Diagnostics diagnostics = tables.diagnostics();
  base::Diagnostics remarks = messages.as_warnings(path);
  // Of a value of another kind than its column's; it was taken from the database itself.
  std::erase_if(remarks,
                [](const auto& remark) { return remark.message.find("parsed incompletely") != std::string::npos; });
  base::append(diagnostics, std::move(remarks));
  return {*std::move(tables), std::move(diagnostics)};
}

}  // namespace schouw::formats
