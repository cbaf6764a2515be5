// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/formats/coordinate_extent.h"
#include "geo/formats/json_record_fields_simdjson.h"
#include "geo/formats/json_values_simdjson.h"
#include "geo/formats/read_tables.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;
using Tables = base::Result<FeatureTables>;

// Members that hold the records of an answer, in the order in which they are looked for, and those around them.
constexpr std::array<std::string_view, 24> kLists = {
    "value",     "items",   "results",  "records",  "features", "sensors",      "sensoren", "devices",
    "apparaten", "cameras", "elements", "entities", "things",   "registraties", "objecten", "objects",
    "locations", "rows",    "data",     "result",   "content",  "hydra:member", "member",   "gegevens"};
constexpr std::array<std::string_view, 7> kAround = {"_embedded", "data", "result",  "results",
                                                     "response",  "d",    "embedded"};
// Members by which an object is one thing and no answer around several.
constexpr std::array<std::string_view, 12> kOfOneThing = {"id",       "@id",       "@iot.id",  "_id",
                                                          "uuid",     "naam",      "location", "locatie",
                                                          "geometry", "geometrie", "latitude", "coordinates"};

bool holds_objects(element value) {
  array list;
  return value.get(list) == simdjson::SUCCESS &&
         std::any_of(list.begin(), list.end(), [](element one) { return one.is_object(); });
}

std::optional<array> list_named(object root) {
  for (const std::string_view name : kLists) {
    element value;
    if (root[name].get(value) == simdjson::SUCCESS && holds_objects(value)) return array(value);
  }
  return std::nullopt;
}

// The list of records in an object: by its name, within a member around it, or the only one of an object that is no
// thing itself.
std::optional<array> records_in(object root, int depth = 0) {
  constexpr int kDeepest = 3;
  if (auto list = list_named(root)) return list;
  for (const std::string_view name : kAround) {
    object around;
    if (depth < kDeepest && root[name].get(around) == simdjson::SUCCESS) {
      if (auto list = records_in(around, depth + 1)) return list;
    }
  }
  for (const std::string_view name : kOfOneThing) {
    if (root[name].error() == simdjson::SUCCESS) return std::nullopt;
  }
  std::optional<array> only;
  for (const auto [name, value] : root) {
    if (!holds_objects(value)) continue;
    if (only) return std::nullopt;
    only = array(value);
  }
  return only;
}

std::string_view text_of(simdjson::simdjson_result<element> value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// Where the server says that it gave a part only; empty where it does not.
std::string next_page(object root) {
  for (const std::string_view name : {"@iot.nextLink", "@odata.nextLink", "nextLink", "next"}) {
    if (const auto text = text_of(root[name]); !text.empty()) return std::string(text);
  }
  for (const std::string_view links : {"_links", "links"}) {
    const auto next = root[links]["next"];
    if (const auto text = text_of(next["href"]); !text.empty()) return std::string(text);
    if (const auto text = text_of(next); !text.empty()) return std::string(text);
  }
  return {};
}

std::optional<std::int64_t> stated_count(object root) {
  for (const std::string_view name :
       {"@iot.count", "@odata.count", "numberMatched", "totalCount", "total_count", "count", "total"}) {
    std::int64_t count = 0;
    if (root[name].get(count) == simdjson::SUCCESS) return count;
  }
  return std::nullopt;
}

class RecordsTable {
 public:
  explicit RecordsTable(const std::filesystem::path& path) : path_(path), problems_(path), fields_(table_) {
    table_.name = path.stem().string();
  }

  Tables read(element root, const base::Progress& progress) {
    array list;
    object one;
    if (root.get(list) != simdjson::SUCCESS && root.get(one) == simdjson::SUCCESS) {
      if (const auto found = records_in(one)) {
        list = *found;
        tell_of_rest(one, list.size());
      } else {
        take(root);
        return finish();
      }
    }
    std::int64_t done = 0;
    for (const element record : list) {
      if (progress.cancel.cancelled()) return interrupted(path_);
      take(record);
      if (fields_.over_limit() || ++done > static_cast<std::int64_t>(kMostFeatures)) {
        return over_limit(path_, fmt::format("more than {} fields or {} columns", kMostCells, kMostColumns));
      }
    }
    return finish();
  }

 private:
  void take(element record) {
    ++row_;
    if (!record.is_object()) {
      return problems_.left_out(table_, row_, {}, "found a value in the list, expected an object");
    }
    model::Feature feature;
    feature.row = row_;
    if (const auto fault = fields_.add(record, feature)) {
      problems_.add({.code = "IO-143",
                     .severity = base::Severity::warning,
                     .message = fmt::format("\"{}\" is not a geometry as RFC 7946 says; it is read as text", *fault),
                     .where = {.feature = feature.id, .field = *fault, .row = row_},
                     .hint = "correct it in the source and import again"});
    }
    table_.features.push_back(std::move(feature));
  }

  void tell_of_rest(object root, std::size_t found) {
    const std::string next = next_page(root);
    const auto count = stated_count(root);
    if (next.empty() && (!count || *count <= static_cast<std::int64_t>(found))) return;
    notes_.push_back({.code = "IO-152",
                      .severity = base::Severity::warning,
                      .message = fmt::format("the file holds a part: found {} records{}{}", found,
                                             count ? fmt::format(", of {}", *count) : "",
                                             next.empty() ? "" : ", and the address of a next page"),
                      .where = {.file = path_.string()},
                      .hint = "fetch all pages, or ask the server for more records at once"});
  }

  Tables finish() {
    if (table_.features.empty()) {
      return base::Diagnostic{.code = "IO-151",
                              .message = "found no records, expected a list of objects or one object",
                              .where = {.file = path_.string()},
                              .hint = "give the answer of the register's interface, or export it as CSV"};
    }
    take_crs_for_granted();
    base::Diagnostics diagnostics = problems_.take();
    base::append(diagnostics, std::move(notes_));
    return {{std::move(table_)}, std::move(diagnostics)};
  }

  // As with GeoJSON: degrees where they can be. Metres of the Dutch grid can be nothing else.
  void take_crs_for_granted() {
    const CoordinateExtent extent = extent_of(table_);
    if (extent.empty()) return;
    const bool degrees = extent.within(kDegrees);
    if (!degrees && !extent.within(kDutchMetres)) return;
    const auto crs = crs::crs_from_text(degrees ? "EPSG:4326" : "EPSG:28992");
    if (!crs) return;
    table_.crs = *crs;
    table_.crs_is_the_usual = true;
  }

  const std::filesystem::path& path_;
  RowProblems problems_;
  base::Diagnostics notes_;
  model::FeatureTable table_;
  RecordFields fields_;
  std::int64_t row_ = 0;
};

}  // namespace

Tables read_json_records(const std::filesystem::path& path, const base::Progress& progress) {
  auto document = parse_json_file(path, JsonForm::one_value_or_lines);
  if (!document) return Tables::failure(document.diagnostics());
  const element root = (*document)->root;
  // GeoJSON that says so only behind its features.
  if (root.is_object() && text_of(root["type"]) == "FeatureCollection") return read_geojson(path, progress);
  return RecordsTable(path).read(root, progress);
}

}  // namespace schouw::formats
