// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/object_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/base/json.h"

namespace schouw::app {

namespace {

struct Known {
  const char* attribute;
  const char* label;
  enum class As { text, year, metres, word } as;
};

// The first attribute that is there speaks for its label.
constexpr std::array kKnown = {
    Known{"oorspronkelijkbouwjaar", "object.year", Known::As::year},
    Known{"oorspronkelijkBouwjaar", "object.year", Known::As::year},
    Known{"yearOfConstruction", "object.year", Known::As::year},
    Known{"gebruiksdoel", "object.use", Known::As::text},
    Known{"function", "object.use", Known::As::text},
    Known{"usage", "object.use", Known::As::text},
    Known{"status", "object.status", Known::As::text},
    Known{"b3_dak_type", "object.roof", Known::As::word},
    Known{"dak_type", "object.roof", Known::As::word},
    Known{"roofType", "object.roof", Known::As::text},
    Known{"b3_h_maaiveld", "object.foot", Known::As::metres},
    Known{"h_maaiveld", "object.foot", Known::As::metres},
};

base::Sentence value_of(const base::Json& value, const Known& known) {
  if (value.is_number() && known.as == Known::As::metres) {
    return {.key = "object.metres", .values = {{"value", base::Sentence::Number{value.get<double>(), 1}}}};
  }
  if (value.is_number() && known.as == Known::As::year) {
    // A year is a name, not an amount: no language groups its digits.
    return {.key = "object.text", .values = {{"value", fmt::format("{:.0f}", value.get<double>())}}};
  }
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) return {};
  const auto& text = value.get_ref<const std::string&>();
  const bool translated =
      known.as == Known::As::word && (text == "slanted" || text == "horizontal" || text == "multiple horizontal");
  if (translated) {
    return {.key = text == "slanted"      ? "object.roof.slanted"
                   : text == "horizontal" ? "object.roof.flat"
                                          : "object.roof.flat_levels"};
  }
  return {.key = "object.text", .values = {{"value", text}}};
}

}  // namespace

std::vector<ObjectFact> object_facts(const model::CityObject& object) {
  std::vector<ObjectFact> facts;
  const double height_m = object.bounds.empty() ? 0.0 : object.bounds.max.up_m - object.bounds.min.up_m;
  if (height_m > 0.05) {
    facts.push_back(
        {"object.height", {.key = "object.metres", .values = {{"value", base::Sentence::Number{height_m, 1}}}}});
  }
  const auto attributes = base::parse_json(object.attributes, object.id);
  if (!attributes || !attributes->is_object()) return facts;
  for (const Known& known : kKnown) {
    const bool told = std::any_of(facts.begin(), facts.end(), [&](const auto& f) { return f.label == known.label; });
    const auto found = attributes->find(known.attribute);
    if (told || found == attributes->end()) continue;
    base::Sentence value = value_of(*found, known);
    if (!value.key.empty()) facts.push_back({known.label, std::move(value)});
  }
  return facts;
}

}  // namespace schouw::app
