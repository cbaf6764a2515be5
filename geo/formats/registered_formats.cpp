// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/json_outline.h"
#include "geo/formats/limits.h"
#include "geo/formats/probe.h"
#include "geo/formats/text_encoding.h"

namespace schouw::formats {

namespace {

using namespace std::string_view_literals;  // NOLINT(google-build-using-namespace): made for this

bool has(std::string_view head, std::string_view part) { return head.find(part) != std::string_view::npos; }

bool starts(std::string_view head, std::string_view part) { return head.substr(0, part.size()) == part; }

bool ends_as(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  return std::equal(extension.begin(), extension.end(), name.end() - static_cast<std::ptrdiff_t>(extension.size()),
                    [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

std::string_view text_start(std::string_view head) {
  if (starts(head, "\xef\xbb\xbf")) head.remove_prefix(3);
  const auto first = head.find_first_not_of(" \t\r\n\x1e");
  return first == std::string_view::npos ? std::string_view() : head.substr(first);
}

bool is_object(std::string_view head) { return starts(text_start(head), "{"); }

bool is_xml(std::string_view head) { return starts(text_start(head), "<") && !has(head, "\0"sv); }

// Whether a JSON key has this text as value, whatever blanks stand between.
bool says(std::string_view head, std::string_view key, std::string_view value) {
  const std::string quoted = fmt::format("\"{}\"", key);
  for (auto at = head.find(quoted); at != std::string_view::npos; at = head.find(quoted, at + 1)) {
    auto rest = head.substr(at + quoted.size());
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(" \t\r\n:")));
    if (starts(rest, fmt::format("\"{}\"", value))) return true;
  }
  return false;
}

bool cityjson_sequence(std::string_view head, std::string_view) {
  if (!is_object(head)) return false;
  const auto text = text_start(head);
  const std::string_view first_line = text.substr(0, text.find('\n'));
  if (says(first_line, "type", "CityJSONFeature")) return true;
  const auto second =
      first_line.size() < text.size() ? text_start(text.substr(first_line.size())) : text.substr(0, 0);
  return says(first_line, "type", "CityJSON") && starts(second, "{");
}

bool cityjson(std::string_view head, std::string_view name) {
  if (!is_object(head) || cityjson_sequence(head, name)) return false;
  return says(head, "type", "CityJSON") || says(head, "type", "CityJSONFeature") || has(head, "\"CityObjects\"") ||
         ends_as(name, ".city.json");
}

bool project(std::string_view head, std::string_view name) {
  return starts(head, "SQLite format 3\0"sv) &&
         (ends_as(name, ".schouw.gpkg") || has(head, "CREATE TABLE \"schouw_"));
}

constexpr std::size_t kApplicationIdAt = 68;  // SQLite's file format, section 1.3

bool geopackage(std::string_view head, std::string_view name) {
  if (!starts(head, "SQLite format 3\0"sv) || project(head, name)) return false;
  const auto id = head.substr(std::min(head.size(), kApplicationIdAt), 4);
  return id == "GPKG" || id == "GP10" || id == "GP11" || has(head, "gpkg_contents");
}

bool sqlite(std::string_view head, std::string_view name) {
  return starts(head, "SQLite format 3\0"sv) && !geopackage(head, name) && !project(head, name);
}

// An answer of Overpass, or its list of elements alone.
bool overpass(std::string_view head, std::string_view name) {
  if (cityjson(head, name)) return false;
  const JsonOutline outline = json_outline(text_start(head));
  if (!outline.list) return outline.object && outline.find("elements") != nullptr;
  const bool type = outline.says("type", "node") || outline.says("type", "way") || outline.says("type", "relation");
  return type && outline.find("id") != nullptr;
}

bool geojson_sequence(std::string_view head, std::string_view) {
  const auto text = text_start(head);
  if (!starts(text, "{")) return false;
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return false;
  return says(text.substr(0, end), "type", "Feature") && !says(text.substr(0, end), "type", "FeatureCollection") &&
         starts(text_start(text.substr(end)), "{");
}

bool geojson(std::string_view head, std::string_view name) {
  if (!is_object(head) || cityjson(head, name) || cityjson_sequence(head, name) || geojson_sequence(head, name)) {
    return false;
  }
  const JsonOutline outline = json_outline(text_start(head));
  return outline.says("type", "FeatureCollection") || outline.says("type", "Feature");
}

// A list of entities or one; its context, or an id by the scheme that the standard names.
bool ngsi_ld(std::string_view head, std::string_view name) {
  const auto text = text_start(head);
  if (!starts(text, "[") && !starts(text, "{")) return false;
  if (starts(text, "{") && (geojson(head, name) || cityjson(head, name) || overpass(head, name))) return false;
  return has(head, "\"type\"") &&
         (has(head, "urn:ngsi-ld:") || has(head, "\"GeoProperty\"") || has(head, "ngsi-ld-core-context"));
}

// Objects of any kind, in a list or alone. It comes last of what is JSON.
bool json_records(std::string_view head, std::string_view) {
  const auto text = text_start(head);
  if (!starts(text, "{") && !starts(text, "[")) return false;
  const JsonOutline outline = json_outline(text);
  return outline.object && !outline.members.empty();
}

bool gml(std::string_view head, std::string_view) {
  // CityGML buildings are a city and not a table; BGT files have a CityModel too, but no buildings in three
  // dimensions.
  return is_xml(head) && has(head, "opengis.net/gml") && !has(head, "citygml/building/");
}

bool osm_xml(std::string_view head, std::string_view) { return is_xml(head) && has(head, "<osm"); }

bool osm_pbf(std::string_view head, std::string_view) { return has(head.substr(0, 64), "OSMHeader"); }

bool xlsx(std::string_view head, std::string_view name) {
  return starts(head, "PK\x03\x04") && (has(head, "xl/") || ends_as(name, ".xlsx"));
}

bool ods(std::string_view head, std::string_view name) {
  return starts(head, "PK\x03\x04") &&
         (has(head, "application/vnd.oasis.opendocument.spreadsheet") || ends_as(name, ".ods"));
}

bool kml(std::string_view head, std::string_view name) {
  if (is_xml(head)) return has(head, "<kml") || has(head, ":kml ");
  return starts(head, "PK\x03\x04") && (ends_as(name, ".kmz") || has(head.substr(0, 128), "doc.kml"));
}

bool mapinfo_table(std::string_view head, std::string_view name) {
  return starts(text_start(head), "!table") && ends_as(name, ".tab");
}

bool mapinfo_text(std::string_view head, std::string_view name) {
  return ends_as(name, ".mif") && (starts(text_start(head), "Version") || starts(text_start(head), "VERSION"));
}

bool flatgeobuf(std::string_view head, std::string_view) { return starts(head, "fgb\x03"); }

bool shapefile(std::string_view head, std::string_view name) {
  return starts(head, "\x00\x00\x27\x0a"sv) && ends_as(name, ".shp");
}

bool geotiff(std::string_view head, std::string_view) {
  return starts(head, "II*\0"sv) || starts(head, "MM\0*"sv) || starts(head, "II+\0"sv) || starts(head, "MM\0+"sv);
}

// One of its first lines has a separator: a title above the header may have none.
bool is_separated(std::string_view text) {
  constexpr std::size_t kLooked_bytes = 4096;
  const auto head = text.substr(0, kLooked_bytes);
  return head.find('\n') == std::string_view::npos && head.find('\r') == std::string_view::npos
             ? false
             : head.find_first_of(",;\t|") != std::string_view::npos;
}

bool csv(std::string_view head, std::string_view name) {
  std::string decoded;
  if (encoding_of(head) != Encoding::utf_8) {
    decoded = decode_text(std::string(head.substr(0, head.size() / 2 * 2))).text;
    head = decoded;
  }
  const auto text = text_start(head);
  if (text.empty() || text.find_first_of("<{[%") == 0) return false;
  if (ends_as(name, ".csv") || ends_as(name, ".tsv")) return true;
  return ends_as(name, ".txt") && !has(head, "\0"sv) && is_separated(text);
}

constexpr std::array kFormats = {
    Format{"cityjson", "CityJSON", Content::city, "A 3D city: CityJSON 1.0, 1.1 or 2.0.", cityjson},
    Format{"cityjsonseq", "CityJSONSeq", Content::city, "A 3D city, one feature a line.", cityjson_sequence},
    Format{"schouw", "Schouw project", Content::project, "A project: register, areas, results.", project},
    Format{"geojson", "GeoJSON", Content::features, "Points, lines or areas; a register or a map.", geojson},
    Format{"geojsonseq", "GeoJSONSeq", Content::features, "GeoJSON, one feature a line.", geojson_sequence},
    Format{"overpass", "Overpass JSON", Content::features, "OpenStreetMap elements as Overpass gives them.",
           overpass},
    Format{"ngsi_ld", "NGSI-LD", Content::features, "Entities of a context broker, as FIWARE gives them.", ngsi_ld},
    Format{"json_records", "JSON records", Content::features,
           "A list of objects, as the interface of a register gives.", json_records},
    Format{"gpkg", "GeoPackage", Content::features, "Tables with points, lines or areas.", geopackage},
    Format{"sqlite", "SpatiaLite", Content::features, "SQLite tables with geometry.", sqlite},
    Format{"gml", "GML", Content::features, "Features of BGT or IMGeo.", gml},
    Format{"osm_pbf", "OpenStreetMap PBF", Content::features, "An extract of OpenStreetMap.", osm_pbf},
    Format{"osm_xml", "OpenStreetMap XML", Content::features, "An extract of OpenStreetMap.", osm_xml},
    Format{"xlsx", "Excel workbook", Content::features, "A register as a workbook (.xlsx).", xlsx},
    Format{"ods", "OpenDocument spreadsheet", Content::features, "A register as a workbook (.ods).", ods},
    Format{"kml", "KML", Content::features, "Places of Google Earth, also zipped (.kmz).", kml},
    Format{"mapinfo", "MapInfo table", Content::features, "A .tab with its .dat, .map and .id.", mapinfo_table},
    Format{"mapinfo_mif", "MapInfo interchange", Content::features, "A .mif with its .mid.", mapinfo_text},
    Format{"flatgeobuf", "FlatGeobuf", Content::features, "One table with geometry.", flatgeobuf},
    Format{"shapefile", "Shapefile", Content::features, "A .shp with its .dbf, .shx and .prj.", shapefile},
    Format{"geotiff", "GeoTIFF", Content::raster, "Heights of the ground.", geotiff},
    Format{"csv", "CSV", Content::features, "A register as text with a separator.", csv},
};

std::string known_names() {
  std::string names;
  for (const Format& format : kFormats) names += (names.empty() ? "" : ", ") + std::string(format.name);
  return names;
}

struct ExtensionClaim {
  std::string_view extension;
  std::string_view ids;  // what such a file may honestly hold
};
constexpr std::array kClaims = {
    ExtensionClaim{".gpkg", "gpkg schouw"},
    ExtensionClaim{".geojson", "geojson geojsonseq"},
    ExtensionClaim{".tif", "geotiff"},
    ExtensionClaim{".tiff", "geotiff"},
    ExtensionClaim{".csv", "csv"},
    ExtensionClaim{".xlsx", "xlsx"},
    ExtensionClaim{".ods", "ods"},
    ExtensionClaim{".kml", "kml"},
    ExtensionClaim{".kmz", "kml"},
    ExtensionClaim{".gml", "gml"},
    ExtensionClaim{".sqlite", "sqlite gpkg"},
    ExtensionClaim{".pbf", "osm_pbf"},
    ExtensionClaim{".osm", "osm_xml"},
    ExtensionClaim{".fgb", "flatgeobuf"},
    ExtensionClaim{".shp", "shapefile"},
    ExtensionClaim{".city.json", "cityjson cityjsonseq"},
    ExtensionClaim{".city.jsonl", "cityjsonseq cityjson"},
};

base::Diagnostics compare_with_extension(const Format& format, const std::filesystem::path& path) {
  for (const ExtensionClaim& claim : kClaims) {
    if (!ends_as(path.filename().string(), claim.extension) || has(claim.ids, format.id)) continue;
    return {{.code = "IO-111",
             .severity = base::Severity::warning,
             .message = fmt::format("the name ends in {} but the content is {}", claim.extension, format.name),
             .where = {.file = path.string()},
             .hint = "it is read as what it holds; rename it"}};
  }
  return {};
}

}  // namespace

std::span<const Format> registered_formats() { return kFormats; }

base::Result<const Format*> probe_file(const std::filesystem::path& path) {
  if (auto plain = check_plain_file(path, kLargestFile_bytes); !plain) {
    return base::Result<const Format*>::failure(std::move(plain).diagnostics());
  }
  constexpr std::size_t kHead_bytes = 65'536;
  std::string head(kHead_bytes, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  const std::string name = path.filename().string();
  for (const Format& format : kFormats) {
    if (format.probe(head, name)) return {&format, compare_with_extension(format, path)};
  }
  // Microsoft's compound file, [MS-CFB] 2.2: an .xls, or a workbook that a password locks.
  const bool compound = starts(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
  return base::Diagnostic{
      .code = "IO-106",
      .message = "the content is of no format that Schouw reads, expected one of: " + known_names(),
      .where = {.file = path.string(), .byte = 0},
      .hint = compound ? "open it in a spreadsheet program and save it as .xlsx without a password"
                       : "convert it, for example to GeoJSON, CSV or CityJSON"};
}

}  // namespace schouw::formats
