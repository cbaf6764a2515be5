// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layers/story/story.h"

namespace schouw::story {

namespace {

using base::Json;

struct ToJson {
  Json operator()(const std::string& value) const { return value; }
  Json operator()(std::int64_t value) const { return value; }
  Json operator()(const base::Sentence::Number& value) const {
    return {{"number", value.value}, {"decimals", value.decimals}};
  }
  Json operator()(const base::Sentence::Key& value) const { return {{"key", value.key}}; }
  Json operator()(const base::Sentence::List& value) const { return {{"list", value.items}}; }
  Json operator()(const base::Sentence::Date& value) const { return {{"date", value.iso}}; }
};

Json sentence_json(const base::Sentence& sentence) {
  Json values = Json::object();
  for (const auto& [name, value] : sentence.values) values[name] = std::visit(ToJson{}, value);
  Json json = {{"key", sentence.key}};
  if (!values.empty()) json["values"] = std::move(values);
  return json;
}

Json camera_json(const drawing::CameraPose& camera) {
  return {{"east_m", camera.target.east_m},
          {"north_m", camera.target.north_m},
          {"up_m", camera.target.up_m},
          {"azimuth_deg", camera.azimuth.degrees()},
          {"tilt_deg", camera.tilt.degrees()},
          {"distance_m", camera.distance_m},
          {"vertical_fov_deg", camera.vertical_fov.degrees()},
          {"orthographic", camera.orthographic}};
}

Json step_json(const Step& step) {
  Json figures = Json::array();
  for (const auto& figure : step.figures) {
    figures.push_back({{"value", sentence_json(figure.value)},
                       {"label", sentence_json(figure.label)},
                       {"alarming", figure.alarming}});
  }
  Json layers = Json::array();
  for (const auto layer : step.layers) layers.push_back(drawing::layer_name(layer));
  Json json = {{"id", step.id},
               {"kicker", sentence_json(step.kicker)},
               {"title", sentence_json(step.title)},
               {"text", sentence_json(step.text)},
               {"figures", std::move(figures)},
               {"source", sentence_json(step.source)},
               {"camera", camera_json(step.camera)},
               {"layers", std::move(layers)}};
  if (!step.selected_sensor.empty()) json["selected_sensor"] = step.selected_sensor;
  if (!step.selected_zone.empty()) json["selected_zone"] = step.selected_zone;
  return json;
}

// Reads members and remembers the first that is not as it must be.
class Reader {
 public:
  explicit Reader(std::string file_name) : file_name_(std::move(file_name)) {}

  bool failed() const { return !field_.empty(); }
  base::Diagnostic problem() const {
    return {
        .code = "STO-101",
        .message = fmt::format("the story could not be read: {} is missing or wrong, expected {}", field_, expected_),
        .where = {.file = file_name_, .field = field_},
        .hint = "write the story again from the program, or mend the member"};
  }

  template <class Fits>
  const Json* member(const Json& json, const std::string& at, const char* name, const Fits& fits,
                     const char* expected) {
    const std::string field = at + "/" + name;
    if (json.is_object() && json.contains(name) && fits(json[name])) return &json[name];
    fail(field, expected);
    return nullptr;
  }
  std::string text(const Json& json, const std::string& at, const char* name) {
    const Json* found = member(
        json, at, name, [](const Json& j) { return j.is_string(); }, "a text");
    return found == nullptr ? "" : found->get<std::string>();
  }
  double number(const Json& json, const std::string& at, const char* name) {
    const auto fits = [](const Json& j) { return j.is_number() && std::isfinite(j.get<double>()); };
    const Json* found = member(json, at, name, fits, "a number");
    return found == nullptr ? 0.0 : found->get<double>();
  }
  bool yes_no(const Json& json, const std::string& at, const char* name) {
    const Json* found = member(
        json, at, name, [](const Json& j) { return j.is_boolean(); }, "true or false");
    return found != nullptr && found->get<bool>();
  }
  const Json* array(const Json& json, const std::string& at, const char* name) {
    return member(
        json, at, name, [](const Json& j) { return j.is_array(); }, "an array");
  }
  const Json* object(const Json& json, const std::string& at, const char* name) {
    return member(
        json, at, name, [](const Json& j) { return j.is_object(); }, "an object");
  }
  void fail(const std::string& field, const char* expected) {
    if (failed()) return;
    field_ = field;
    expected_ = expected;
  }

 private:
  std::string file_name_;
  std::string field_;
  std::string expected_;
};

bool is_text_list(const Json& json) {
  return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& item) { return item.is_string(); });
}

base::Sentence::Value value_from(Reader& reader, const Json& json, const std::string& at) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_object() && json.contains("number")) {
    const double decimals = reader.number(json, at, "decimals");
    return base::Sentence::Number{reader.number(json, at, "number"), std::clamp(static_cast<int>(decimals), 0, 9)};
  }
  if (json.is_object() && json.contains("key")) return base::Sentence::Key{reader.text(json, at, "key")};
  if (json.is_object() && json.contains("date")) return base::Sentence::Date{reader.text(json, at, "date")};
  if (json.is_object() && json.contains("list") && is_text_list(json["list"])) {
    return base::Sentence::List{json["list"].get<std::vector<std::string>>()};
  }
  reader.fail(at, "a text, an integer, or an object with number, key, list or date");
  return std::string();
}

base::Sentence sentence_from(Reader& reader, const Json& parent, const std::string& at, const char* name) {
  const Json* json = reader.object(parent, at, name);
  if (json == nullptr) return {};
  const std::string here = at + "/" + name;
  base::Sentence sentence{.key = reader.text(*json, here, "key")};
  if (!json->contains("values")) return sentence;
  const Json* values = reader.object(*json, here, "values");
  if (values == nullptr) return sentence;
  const std::string values_at = here + "/values/";
  for (const auto& [key, value] : values->items()) {
    sentence.values.emplace_back(key, value_from(reader, value, values_at + key));
  }
  return sentence;
}

drawing::CameraPose camera_from(Reader& reader, const Json& step, const std::string& at) {
  drawing::CameraPose camera;
  const Json* json = reader.object(step, at, "camera");
  if (json == nullptr) return camera;
  const std::string here = at + "/camera";
  camera.target = {reader.number(*json, here, "east_m"), reader.number(*json, here, "north_m"),
                   reader.number(*json, here, "up_m")};
  camera.azimuth = base::Angle::from_degrees(reader.number(*json, here, "azimuth_deg"));
  camera.tilt = base::Angle::from_degrees(reader.number(*json, here, "tilt_deg"));
  camera.distance_m = reader.number(*json, here, "distance_m");
  camera.vertical_fov = base::Angle::from_degrees(reader.number(*json, here, "vertical_fov_deg"));
  camera.orthographic = reader.yes_no(*json, here, "orthographic");
  if (!reader.failed() && camera.distance_m <= 0.0) reader.fail(here + "/distance_m", "a number over 0");
  return camera;
}

std::vector<drawing::LayerId> layers_from(Reader& reader, const Json& step, const std::string& at) {
  std::vector<drawing::LayerId> layers;
  const Json* names = reader.array(step, at, "layers");
  if (names == nullptr) return layers;
  for (const auto& name : *names) {
    const auto found = std::find_if(drawing::kLayerIds.begin(), drawing::kLayerIds.end(), [&](drawing::LayerId id) {
      return name.is_string() && name.get<std::string>() == drawing::layer_name(id);
    });
    if (found == drawing::kLayerIds.end()) {
      reader.fail(at + "/layers", "names of layers");
    } else {
      layers.push_back(*found);
    }
  }
  return layers;
}

std::vector<Figure> figures_from(Reader& reader, const Json& step, const std::string& at) {
  std::vector<Figure> figures;
  const Json* list = reader.array(step, at, "figures");
  if (list == nullptr) return figures;
  if (list->size() > 2) reader.fail(at + "/figures", "at most two figures");
  for (std::size_t i = 0; i < list->size() && !reader.failed(); ++i) {
    const std::string here = fmt::format("{}/figures/{}", at, i);
    figures.push_back({.value = sentence_from(reader, (*list)[i], here, "value"),
                       .label = sentence_from(reader, (*list)[i], here, "label"),
                       .alarming = reader.yes_no((*list)[i], here, "alarming")});
  }
  return figures;
}

// Older stories referred by the place in a list, which meant something else in each plan: such a step selects
// nothing.
std::string name_from(Reader& reader, const Json& step, const std::string& at, const char* name) {
  if (!step.contains(name) || step[name].is_number()) return {};
  return reader.text(step, at, name);
}

Step step_from(Reader& reader, const Json& json, const std::string& at) {
  return {.id = reader.text(json, at, "id"),
          .kicker = sentence_from(reader, json, at, "kicker"),
          .title = sentence_from(reader, json, at, "title"),
          .text = sentence_from(reader, json, at, "text"),
          .figures = figures_from(reader, json, at),
          .source = sentence_from(reader, json, at, "source"),
          .camera = camera_from(reader, json, at),
          .layers = layers_from(reader, json, at),
          .selected_sensor = name_from(reader, json, at, "selected_sensor"),
          .selected_zone = name_from(reader, json, at, "selected_zone")};
}

}  // namespace

base::Json to_json(const Story& story) {
  Json steps = Json::array();
  for (const auto& step : story.steps) steps.push_back(step_json(step));
  return {{"id", story.id}, {"title", sentence_json(story.title)}, {"steps", std::move(steps)}};
}

base::Result<Story> story_from_json(const base::Json& json, const std::string& file_name) {
  Reader reader(file_name);
  Story story{.id = reader.text(json, "", "id"), .title = sentence_from(reader, json, "", "title")};
  if (const Json* steps = reader.failed() ? nullptr : reader.array(json, "", "steps")) {
    for (std::size_t i = 0; i < steps->size() && !reader.failed(); ++i) {
      story.steps.push_back(step_from(reader, (*steps)[i], fmt::format("/steps/{}", i)));
    }
  }
  if (reader.failed()) return reader.problem();
  return story;
}

}  // namespace schouw::story
