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

void add_type(Json& json, FieldType type, std::string_view choices = {}) {
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

// A list of words is one text; "none" is a value of a date too.
void add_type(Json& json, const RecordField& field) {
  if (field.may_be_none && field.type == FieldType::date) {
    json["type"] = "string";
    json["anyOf"] = {{{"format", "date"}}, {{"const", kNone}}};
  } else {
    add_type(json, field.type, field.choices);
  }
  if (field.list) json["x-list"] = "values are parted by |";
  if (field.list && !field.choices.empty()) json["x-choices"] = choices_json(field.choices);
  if (field.may_be_none) json["x-none"] = "none: the source says that there is none";
}

// What a type says of a field in words of its own; else a field that a sensor has as well is called the same.
std::string words_key(RecordType type, const RecordField& field, const WordsOf& words) {
  const std::string name(field.name);
  std::string own = "record." + std::string(record_type_name(type)) + "." + name;
  if (!words("en", own).empty()) return own;
  const bool shared = field_named(name) != nullptr && name != "kind";
  return (shared ? "field." : "record.") + name;
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
  static constexpr const char* kTitles[] = {
      "Schouw organisation", "Schouw system",     "Schouw link",       "Schouw model",        "Schouw observation",
      "Schouw dossier",      "Schouw goal",       "Schouw evaluation", "Schouw consultation", "Schouw review",
      "Schouw year",         "Schouw commitment", "Schouw plan fact"};
  static constexpr const char* kDescriptions[] = {
      "Who is who in a register of sensors.",
      "What sensors feed, or what works on their data.",
      "Who passes what to whom: between systems, organisations and sensors, by their ids.",
      ("What a datasheet states of a model of device. A sensor names it in its field model; what a device could do "
       "is no word about what it does."),
      "What somebody who walked a street saw of a sensor, in one round. Nothing of it is public.",
      "What a municipality answers for in one deployment of sensors. Sensors and systems name it in dossier.",
      "A goal: its problem, the alternatives and how much would do.",
      "What an evaluation of a dossier, a goal, a system or the plan found, and what was decided.",
      "A conversation with residents and others, and what was done with it.",
      "An independent advice or review, and the reaction to it.",
      "What was asked, provided and spent in a calendar year.",
      "What was promised, to be done when, and what became of it.",
      "Facts about the plan as a whole: the record with the id plan."};
  static_assert(std::size(kTitles) == std::size(kRecordTypes) && std::size(kDescriptions) == std::size(kRecordTypes));
  Json schema = schema_of(kTitles[static_cast<std::size_t>(type)], kDescriptions[static_cast<std::size_t>(type)]);
  for (const RecordField& field : record_fields(type)) {
    Json json = Json::object();
    add_words(json, words_key(type, field, words), words);
    add_type(json, field);
    json["x-publicity"] = kPublicity[static_cast<std::size_t>(field.publicity)];
    schema["properties"][std::string(field.name)] = std::move(json);
  }
  schema["required"] = {"id"};
  return schema;
}

}  // namespace schouw::registers
