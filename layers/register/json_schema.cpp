// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/json_schema.h"

#include <iterator>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Json;

constexpr std::string_view kPublicity[] = {"public", "internal", "confidential"};

Json choices_json(std::string_view choices) {
  Json list = Json::array();
  for (const std::string& word : parts_of(choices, " ")) list.push_back(word);
  return list;
}

void add_type(Json& json, FieldType type, std::string_view choices) {
  switch (type) {
    case FieldType::number: json["type"] = "number"; return;
    case FieldType::yes_no: json["type"] = "boolean"; return;
    case FieldType::date:
      json["type"] = "string";
      json["format"] = "date";
      return;
    case FieldType::choice:
      json["type"] = "string";
      json["enum"] = choices_json(choices);
      return;
    case FieldType::text: json["type"] = "string"; return;
  }
}

// title and description are JSON Schema's own; a second language has no place there.
void add_words(Json& json, const std::string& key, const WordsOf& words) {
  json["title"] = words("en", key);
  if (const std::string help = words("en", key + ".help"); !help.empty()) json["description"] = help;
  json["x-title-nl"] = words("nl", key);
  if (const std::string help = words("nl", key + ".help"); !help.empty()) json["x-description-nl"] = help;
}

Json field_json(const Field& field, const WordsOf& words) {
  Json json = Json::object();
  add_words(json, "field." + std::string(field.name), words);
  add_type(json, field.type, field.choices);
  if (field.type == FieldType::number) {
    json["minimum"] = field.minimum;
    json["maximum"] = field.maximum;
  }
  if (!field.unit.empty()) json["x-unit"] = field.unit;
  if (field.list) json["x-list"] = "values are parted by |";
  if (!field.expects.empty()) json["x-form"] = field.expects;
  json["x-publicity"] = kPublicity[static_cast<std::size_t>(field.publicity)];
  return json;
}

Json schema_of(const char* title, const char* description) {
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"title", title},
          {"description", description},
          {"type", "object"},
          {"properties", Json::object()}};
}

}  // namespace

Json sensor_json_schema(const WordsOf& words) {
  Json schema = schema_of("Schouw sensor",
                          "What a register states of one sensor. A value that is not stated is absent, never a "
                          "sentinel. x-publicity: public, internal or confidential; what has none is confidential.");
  Json& properties = schema["properties"];
  properties["uuid"] = {{"title", "Identity: UUIDv5 of the source and its id"},
                        {"type", "string"},
                        {"format", "uuid"},
                        {"x-publicity", "public"}};
  properties["position"] = {{"title", "East and north in the project's coordinate system"},
                            {"type", "array"},
                            {"items", {{"type", "number"}}},
                            {"minItems", 2},
                            {"maxItems", 2},
                            {"x-unit", "m"},
                            {"x-publicity", "public"}};
  for (const Field& field : registered_fields()) properties[std::string(field.name)] = field_json(field, words);
  schema["required"] = {"id", "name", "kind"};
  return schema;
}

Json record_json_schema(RecordType type, const WordsOf& words) {
  static constexpr const char* kTitles[] = {"Schouw organisation", "Schouw system", "Schouw link", "Schouw model",
                                            "Schouw observation"};
  static constexpr const char* kDescriptions[] = {
      "Who is who in a register of sensors.", "What sensors feed, or what works on their data.",
      "Who passes what to whom: between systems, organisations and sensors, by their ids.",
      ("What a datasheet states of a model of device. A sensor names it in its field model; what a device could do "
       "is "
       "no word about what it does."),
      "What somebody who walked a street saw of a sensor, in one round. Nothing of it is public."};
  static_assert(std::size(kTitles) == std::size(kRecordTypes) && std::size(kDescriptions) == std::size(kRecordTypes));
  Json schema = schema_of(kTitles[static_cast<std::size_t>(type)], kDescriptions[static_cast<std::size_t>(type)]);
  for (const RecordField& field : record_fields(type)) {
    Json json = Json::object();
    // A field that a sensor has as well is called the same.
    const bool shared = field_named(field.name) != nullptr && field.name != "kind";
    add_words(json, (shared ? "field." : "record.") + std::string(field.name), words);
    add_type(json, field.type, field.choices);
    json["x-publicity"] = kPublicity[static_cast<std::size_t>(field.publicity)];
    schema["properties"][std::string(field.name)] = std::move(json);
  }
  schema["required"] = {"id"};
  return schema;
}

}  // namespace schouw::registers
