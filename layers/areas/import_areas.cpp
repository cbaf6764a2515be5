// SPDX-License-Identifier: EUPL-1.2
#include "layers/areas/import_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

#include "geo/crs/crs_in_force.h"

namespace schouw::areas {

namespace {

constexpr std::array<std::string_view, 7> kIdColumns = {"id",       "code",   "identificatie", "buurtcode",
                                                        "wijkcode", "gml_id", "lokaalid"};
constexpr std::array<std::string_view, 8> kNameColumns = {"name",      "naam",     "name_nl", "title",
                                                          "buurtnaam", "wijknaam", "label",   "omschrijving"};
constexpr std::array<std::string_view, 7> kTypeColumns = {"type",     "area_type", "soort", "functie",
                                                          "category", "categorie", "kind"};

constexpr std::array<std::string_view, 5> kResidentColumns = {"aantal_inwoners", "aantalinwoners", "inwoners",
                                                              "residents", "population"};
constexpr std::array<std::string_view, 4> kStreetColumns = {"street_km", "straatlengte_km", "weglengte_km",
                                                            "kilometer_straat"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<double> number_of(const std::string& text) {
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <std::size_t N>
std::string text_in(const model::Feature& feature, const std::array<std::string_view, N>& columns) {
  for (const std::string_view column : columns) {
    for (const auto& [name, value] : feature.fields) {
      if (lower(name) != column) continue;
      if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty()) return *text;
      if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    }
  }
  return {};
}

// A number that a column states. CBS writes what it does not tell as -99995, -99997 and the like: below nothing there
// is no number.
template <std::size_t N>
std::optional<double> number_in(const model::Feature& feature, const std::array<std::string_view, N>& columns) {
  for (const std::string_view column : columns) {
    for (const auto& [name, value] : feature.fields) {
      if (lower(name) != column) continue;
      std::optional<double> number;
      if (const auto* whole = std::get_if<std::int64_t>(&value)) number = static_cast<double>(*whole);
      if (const auto* real = std::get_if<double>(&value)) number = *real;
      if (const auto* text = std::get_if<std::string>(&value)) number = number_of(*text);
      if (number && std::isfinite(*number) && *number >= 0.0) return number;
    }
  }
  return std::nullopt;
}

std::string type_in_words(std::string_view text, const policy::Policy& policy) {
  const std::string words = lower(text);
  for (const policy::AreaType& type : policy.area_types) {
    if (type.id == words) return type.id;
  }
  for (const policy::AreaType& type : policy.area_types) {
    for (const std::string& word : type.words) {
      if (words.find(word) != std::string::npos) return type.id;
    }
  }
  return {};
}

// What people call an area begins with a capital; what it is does not.
bool begins_small(std::string_view text) { return !text.empty() && text.front() >= 'a' && text.front() <= 'z'; }

bool says_type(std::string_view words, const std::string& type, const policy::Policy& policy) {
  return type_in_words(words, policy) == type;
}

// What people call an area, apart from its type: "Markt" of "Markt, plein voor betogingen" or of "Plein voor
// betogingen: Markt". "Kerk De Ark" is a name as it stands, and so is a neighbourhood's.
std::string label_of(const std::string& name, const std::string& type, const policy::Policy& policy) {
  if (type == "neighbourhood" || type == "default") return name;
  for (const std::string_view between : {", ", " - ", " – ", " ("}) {
    const auto at = name.rfind(between);
    if (at == std::string::npos || at == 0) continue;
    std::string_view tail = std::string_view(name).substr(at + between.size());
    if (between == " (" && tail.size() > 1 && tail.back() == ')') tail.remove_suffix(1);
    if (begins_small(tail) && says_type(tail, type, policy)) return name.substr(0, at);
  }
  const auto colon = name.find(": ");
  if (colon == std::string::npos || colon + 2 >= name.size()) return name;
  return says_type(std::string_view(name).substr(0, colon), type, policy) ? name.substr(colon + 2) : name;
}

class AreaReader {
 public:
  AreaReader(const policy::Policy& policy, const AreasOptions& options)
      : policy_(policy), options_(options), into_project_(options.project_crs) {}

  base::Result<base::Done> read(const model::FeatureTable& table) {
    const auto source = crs::crs_in_force(model::crs_claims_of(table, options_.assumed_crs),
                                          {.file = options_.file_name}, "the table '" + table.name + "'");
    if (!source) return base::Result<base::Done>::failure(source.diagnostics());
    base::append(diagnostics_, source.diagnostics());
    const auto transformation = into_project_.from(*source);
    if (!transformation) return base::Result<base::Done>::failure(transformation.diagnostics());
    for (const model::Feature& feature : table.features) read(table, feature, **transformation);
    import_.transformation = (*transformation)->record();
    import_.source_crs = crs::label_of(*source);
    return base::Done{};
  }

  base::Result<AreasImport> finish() {
    if (!import_.areas.empty()) return {std::move(import_), std::move(diagnostics_)};
    diagnostics_.push_back(problem("AREA-110", "no area could be taken", "give a file with polygons"));
    return base::Result<AreasImport>::failure(std::move(diagnostics_));
  }

 private:
  base::Diagnostic problem(std::string code, std::string message, std::string hint) const {
    base::Diagnostic out;
    out.code = std::move(code);
    out.message = std::move(message);
    out.where.file = options_.file_name;
    out.hint = std::move(hint);
    return out;
  }

  void reject(const model::Feature& feature, std::string code, const std::string& why) {
    ++import_.rejected;
    auto warning = problem(std::move(code), fmt::format("row {} left out: {}", feature.row, why),
                           "give the area as a polygon or multipolygon");
    warning.severity = base::Severity::warning;
    warning.where.row = feature.row;
    warning.where.feature = feature.id;
    diagnostics_.push_back(std::move(warning));
  }

  void read(const model::FeatureTable& table, const model::Feature& feature, const crs::Transformation& transform) {
    const auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&feature.geometry);
    if (polygons == nullptr || polygons->empty()) {
      return reject(feature, "AREA-101", "found no polygon, expected one");
    }
    Area area{.name = text_in(feature, kNameColumns),
              .polygons = *polygons,
              .residents = number_in(feature, kResidentColumns),
              .street_km = number_in(feature, kStreetColumns)};
    for (model::PolygonWithHoles& polygon : area.polygons) {
      for (model::Ring& ring : polygon.rings) {
        for (model::Coordinate& corner : ring) {
          const auto at = transform.forward({corner.x, corner.y, std::nullopt});
          if (!at) return reject(feature, "AREA-102", "a corner lies outside what the coordinate system covers");
          corner = {at->x, at->y, std::nullopt};
        }
      }
    }
    area.type = type_of(table, feature);
    // From the name as the file states it, so that a plan of an older version meets the same areas.
    area.id = id_of(feature, area);
    area.name = area.name.empty() ? area.id : label_of(area.name, area.type, policy_);
    import_.areas.push_back(std::move(area));
  }

  std::string type_of(const model::FeatureTable& table, const model::Feature& feature) const {
    for (const std::string& text : {text_in(feature, kTypeColumns), table.name, options_.file_name}) {
      if (auto type = type_in_words(text, policy_); !type.empty()) return type;
    }
    return "neighbourhood";
  }

  std::string id_of(const model::Feature& feature, const Area& area) {
    std::string id = text_in(feature, kIdColumns);
    if (id.empty()) id = area.name.empty() ? feature.id : area.type + "/" + area.name;
    if (id.empty()) id = fmt::format("{}/{}", area.type, feature.row);
    const std::string stated = id;
    for (int n = 2; !ids_.insert(id).second; ++n) id = fmt::format("{}-{}", stated, n);
    return id;
  }

  const policy::Policy& policy_;
  const AreasOptions& options_;
  crs::TransformationsInto into_project_;
  AreasImport import_;
  base::Diagnostics diagnostics_;
  std::set<std::string> ids_;
};

}  // namespace

base::Result<AreasImport> import_areas(std::span<const model::FeatureTable> tables, const policy::Policy& policy,
                                       const AreasOptions& options) {
  AreaReader reader(policy, options);
  for (const model::FeatureTable& table : tables) {
    if (auto done = reader.read(table); !done) return base::Result<AreasImport>::failure(done.diagnostics());
  }
  return reader.finish();
}

AreaCounts merge_areas(AreaList& into, std::vector<Area> from) {
  AreaCounts counts;
  for (Area& area : from) {
    const auto held = into.index_of(area.id);
    if (!held) {
      into.push_back(std::move(area));
      ++counts.added;
    } else if (into[*held] == area) {
      ++counts.unchanged;
    } else {
      into.put(*held, std::move(area));
      ++counts.changed;
    }
  }
  return counts;
}

}  // namespace schouw::areas
