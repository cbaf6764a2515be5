// SPDX-License-Identifier: EUPL-1.2
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "geo/formats/cityjson_classes.h"
#include "geo/formats/cityjson_document.h"

namespace schouw::formats {

namespace {

namespace ondemand = simdjson::ondemand;

// The text of a value as the file writes it, without the space behind it; the value is then behind us.
std::string_view raw_text(ondemand::value value) {
  std::string_view raw;
  ondemand::json_type type{};
  if (value.type().get(type)) return {};
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (value.get_object().get(object) || object.raw_json().get(raw)) return {};
  } else if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (value.get_array().get(array) || array.raw_json().get(raw)) return {};
  } else {
    raw = value.raw_json_token();
  }
  while (!raw.empty() && static_cast<unsigned char>(raw.back()) <= ' ') raw.remove_suffix(1);
  return raw;
}

bool read_text(ondemand::value value, std::string& out) {
  std::string_view text;
  if (value.get_string().get(text)) return false;
  out = text;
  return true;
}

// Numbers come with as many decimals as their writer likes: 2, 2.0 and 2.200000 are levels 2, 2 and 2.2.
std::string without_trailing_zeros(std::string_view number) {
  if (number.find('.') != std::string_view::npos && number.find_first_of("eE") == std::string_view::npos) {
    while (number.back() == '0') number.remove_suffix(1);
    if (number.back() == '.') number.remove_suffix(1);
  }
  return std::string(number);
}

std::string read_lod(ondemand::value value) {
  const std::string_view raw = raw_text(value);
  if (raw.size() >= 2 && raw.front() == '"') return std::string(raw.substr(1, raw.size() - 2));
  const bool number = !raw.empty() && (raw.front() == '-' || (raw.front() >= '0' && raw.front() <= '9'));
  return number ? without_trailing_zeros(raw) : std::string();
}

std::vector<std::string> read_texts(ondemand::value value) {
  std::vector<std::string> texts;
  ondemand::array array;
  if (value.get_array().get(array)) return texts;
  for (auto item : array) {
    ondemand::value text;
    std::string out;
    if (item.get(text)) return texts;
    if (read_text(text, out)) texts.push_back(std::move(out));
  }
  return texts;
}

// Calls visit(name, value) for each member; false where the value is no object. A name that is no Unicode text (half
// a surrogate pair) comes as an empty one.
template <class Visit>
bool for_each_member(ondemand::value value, const Visit& visit) {
  ondemand::object object;
  if (value.get_object().get(object)) return false;
  for (auto member : object) {
    ondemand::field field;
    std::string_view name;
    if (std::move(member).get(field)) return false;
    if (field.unescaped_key().get(name)) name = {};
    visit(name, field.value());
  }
  return true;
}

model::SurfaceKind read_surface_kind(ondemand::value surface) {
  std::string type;
  for_each_member(surface, [&](std::string_view name, ondemand::value value) {
    if (name == "type") read_text(value, type);
  });
  return surface_kind_of(type);
}

void read_semantics(ondemand::value semantics, RawGeometry& geometry) {
  for_each_member(semantics, [&](std::string_view name, ondemand::value value) {
    if (name == "values") {
      geometry.semantic_values = raw_text(value);
    } else if (name == "surfaces") {
      ondemand::array surfaces;
      if (value.get_array().get(surfaces)) return;
      for (auto item : surfaces) {
        ondemand::value surface;
        if (item.get(surface)) return;
        geometry.surface_kinds.push_back(read_surface_kind(surface));
      }
    }
  });
}

std::optional<std::uint64_t> whole_number(std::string_view raw) {
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
  return problem == std::errc() && end == raw.data() + raw.size() ? std::optional(number) : std::nullopt;
}

bool read_geometry(ondemand::value value, RawGeometry& geometry) {
  return for_each_member(value, [&](std::string_view name, ondemand::value part) {
    if (name == "type") {
      read_text(part, geometry.type);
    } else if (name == "lod") {
      geometry.lod = read_lod(part);
    } else if (name == "boundaries") {
      geometry.boundaries = raw_text(part);
    } else if (name == "semantics") {
      read_semantics(part, geometry);
    } else if (name == "template") {
      geometry.template_index = whole_number(raw_text(part));
    } else if (name == "transformationMatrix") {
      geometry.matrix = raw_text(part);
    }
  });
}

bool read_geometries(ondemand::value value, std::vector<RawGeometry>& geometries) {
  ondemand::array array;
  if (value.get_array().get(array)) return false;
  for (auto item : array) {
    ondemand::value geometry;
    if (item.get(geometry) || !read_geometry(geometry, geometries.emplace_back())) return false;
  }
  return true;
}

RawObject read_object(std::string_view id, ondemand::value value) {
  RawObject object{.id = std::string(id)};
  const bool is_object = for_each_member(value, [&](std::string_view name, ondemand::value part) {
    if (name == "type") {
      if (!read_text(part, object.type)) object.fault = "its type is not text";
    } else if (name == "attributes") {
      object.attributes = raw_text(part);
    } else if (name == "parents") {
      object.parents = read_texts(part);
    } else if (name == "children") {
      object.children = read_texts(part);
    } else if (name == "geometry") {
      if (!read_geometries(part, object.geometries)) object.fault = "its geometry is not a list of objects";
    }
  });
  if (!is_object) object.fault = "it is not a JSON object";
  if (id.empty()) object.fault = "its id is empty or no Unicode text";
  if (object.fault.empty() && object.type.empty()) object.fault = "it has no type";
  return object;
}

// 1.0 and later: a text; found in the wild and in drafts: a bare number, and {"crs": {"epsg": 7415}}.
void read_metadata(ondemand::value metadata, RawDocument& document) {
  for_each_member(metadata, [&](std::string_view name, ondemand::value part) {
    if (name == "referenceSystem") {
      if (read_text(part, document.crs)) return;
      if (const auto number = whole_number(raw_text(part))) document.crs = "EPSG:" + std::to_string(*number);
    } else if (name == "crs" && document.crs.empty()) {
      for_each_member(part, [&](std::string_view key, ondemand::value code) {
        if (key != "epsg") return;
        if (const auto number = whole_number(raw_text(code))) document.crs = "EPSG:" + std::to_string(*number);
      });
    }
  });
}

void read_templates(ondemand::value templates, RawDocument& document) {
  for_each_member(templates, [&](std::string_view name, ondemand::value part) {
    if (name == "templates") read_geometries(part, document.templates);
    if (name == "vertices-templates") document.template_vertices = raw_text(part);
  });
}

void read_member(std::string_view name, ondemand::value value, RawDocument& document) {
  if (name == "type") {
    read_text(value, document.type);
  } else if (name == "version") {
    if (!read_text(value, document.version)) document.version = raw_text(value);
  } else if (name == "id") {
    read_text(value, document.id);
  } else if (name == "CityObjects") {
    document.has_objects = for_each_member(value, [&](std::string_view id, ondemand::value object) {
      // A name view lives in the parser's buffer only until the next text: it is copied at once.
      document.objects.push_back(read_object(std::string(id), object));
    });
  } else if (name == "transform") {
    document.transform = raw_text(value);
  } else if (name == "vertices") {
    document.vertices = raw_text(value);
  } else if (name == "metadata") {
    read_metadata(value, document);
  } else if (name == "geometry-templates") {
    read_templates(value, document);
  }
}

}  // namespace

struct CityJsonParser::Implementation {
  ondemand::parser parser;
};

CityJsonParser::CityJsonParser() : implementation_(std::make_unique<Implementation>()) {}
CityJsonParser::~CityJsonParser() = default;

CityJsonParser::Outcome CityJsonParser::parse(std::string_view text) {
  // The lazy parser skips what nobody asks for without looking at it; the grammar is checked before.
  if (const auto fault = first_json_fault(text)) return {std::nullopt, *fault};
  ondemand::document json;
  const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + kTextPadding);
  if (const auto problem = implementation_->parser.iterate(padded).get(json)) {
    return {std::nullopt, {0, simdjson::error_message(problem)}};
  }
  RawDocument document;
  ondemand::value root;
  if (json.get_value().get(root)) return {std::move(document), {}};  // a bare text or number: no CityJSON type
  for_each_member(root, [&](std::string_view name, ondemand::value value) { read_member(name, value, document); });
  return {std::move(document), {}};
}

}  // namespace schouw::formats
