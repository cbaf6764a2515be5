// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/restricted_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/base/json.h"
#include "layers/publish/needles.h"
#include "layers/publish/public_sensors.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/register_record.h"
#include "layers/register/value_text.h"
#include "layers/stacking/public_cells.h"

namespace schouw::publish {

namespace {

using registers::Field;
using registers::FieldType;
using registers::Publication;
using registers::Sensor;

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What a restricted text is.
enum class Is { value, name };

class Collector {
 public:
  explicit Collector(RestrictedValues& values) : values_(values) {}

  void allow(std::string_view text, Is is = Is::value) {
    const std::string lower = registers::lower_case(text);
    public_texts_.insert(lower);
    public_text_ += lower + "\n";
    if (is == Is::name) public_names_ += lower + "\n";
  }
  void restrict(std::string_view text, std::string of, Is is = Is::value) {
    const std::string plain(registers::trimmed(text));
    if (plain.size() < Needles::kShortest_bytes) return;
    values_.texts.push_back({plain, std::move(of), false});
    is_.push_back(is);
  }
  // Every text within JSON, however deep.
  void restrict_json(const base::Json& json, const std::string& of) {
    if (json.is_string()) restrict(json.get<std::string>(), of);
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) restrict_json(value, of);
  }
  void restrict_place(const crs::MapPosition& at, const std::string& of) {
    for (const double metres : {at.east_m, at.north_m}) {
      // The corners of squares are whole tens, and whose they are tells nothing.
      if (std::fmod(metres, stacking::kPublicCell_m) != 0.0) values_.coordinates.insert(metres);
      const std::string text = fmt::format("{}", metres);
      if (text.find('.') != std::string::npos) restrict(text, of);
    }
  }
  void allow_place(const crs::MapPosition& at) {
    values_.coordinates.erase(at.east_m);
    values_.coordinates.erase(at.north_m);
  }
  void finish() {
    std::vector<std::string> lower;
    lower.reserve(values_.texts.size());
    for (const RestrictedText& text : values_.texts) lower.push_back(registers::lower_case(text.text));
    std::vector<bool> open(lower.size(), false);
    for (std::size_t i = 0; i < lower.size(); ++i) open[i] = public_texts_.count(lower[i]) != 0;
    const Needles needles(lower);
    needles.in(public_text_, [&](std::size_t i, std::size_t, std::size_t) {
      open[i] = open[i] || std::all_of(lower[i].begin(), lower[i].end(), is_letter);
    });
    needles.in(public_names_,
               [&](std::size_t i, std::size_t, std::size_t) { values_.texts[i].in_a_name = is_[i] == Is::name; });
    std::vector<RestrictedText> kept;
    for (std::size_t i = 0; i < lower.size(); ++i) {
      if (!open[i]) kept.push_back(std::move(values_.texts[i]));
    }
    values_.texts = std::move(kept);
  }

 private:
  RestrictedValues& values_;
  std::vector<Is> is_;                  // by text
  std::set<std::string> public_texts_;  // lower case
  std::string public_text_;             // all of them
  std::string public_names_;
};

bool describes(const Field& field) {
  return field.name == "id" || field.name == "name" || field.name == "description_nl" ||
         field.name == "description_en";
}

Is what(std::string_view field) {
  return field == "id" || field == "name" || field == "street" ? Is::name : Is::value;
}

// A generalised sensor is called otherwise in the copy.
bool shows(const Sensor& sensor, const Field& field, const std::string& date_iso) {
  if (!in_copy(sensor, date_iso)) return false;
  if (*sensor.publication == Publication::generalised && describes(field)) return false;
  return registers::may_be_public(field, *sensor.publication);
}

void collect_fields(const Sensor& sensor, const std::string& date_iso, Collector& collect) {
  for (const Field& field : registers::registered_fields()) {
    const auto value = field.get(sensor);
    if (!value) continue;
    if (shows(sensor, field, date_iso)) {
      collect.allow(*value, what(field.name));
    } else if (field.type == FieldType::text && (field.publicity != registers::Publicity::open || describes(field))) {
      // A choice is a word of everyone's.
      collect.restrict(*value, fmt::format("{} of {}", field.name, sensor.id), what(field.name));
    }
  }
}

bool exact_in_copy(const Sensor& sensor, const std::string& date_iso) {
  return in_copy(sensor, date_iso) && *sensor.publication == Publication::published;
}

void collect_sensor(const Sensor& sensor, const std::string& date_iso, Collector& collect) {
  collect_fields(sensor, date_iso, collect);
  for (const auto& [name, value] : sensor.unknown_fields) {
    collect.restrict(value, fmt::format("{} of {}", name, sensor.id), Is::name);  // perhaps its address
  }
  if (const auto foreign = base::parse_json(sensor.foreign_record, "record"); foreign) {
    collect.restrict_json(*foreign, fmt::format("record of {}", sensor.id));
  } else {
    collect.restrict(sensor.foreign_record, fmt::format("record of {}", sensor.id));
  }
  if (exact_in_copy(sensor, date_iso)) {
    collect.allow(sensor.uuid.text(), Is::name);
    for (const registers::SourceRef& source : sensor.sources) collect.allow(source.licence);
    // The copy may call it as its own register does, without the number of a row.
    if (!sensor.sources.empty()) collect.allow(sensor.sources.front().id, Is::name);
    collect.allow(sensor.id.substr(0, sensor.id.rfind('#')), Is::name);
    for (const registers::SourceRef& source : sensor.sources) {
      collect.allow(base::named_uuid(source.system, source.id.substr(0, source.id.rfind('#'))).text());
    }
    return;
  }
  collect.restrict(sensor.uuid.text(), fmt::format("uuid of {}", sensor.id));
  for (const registers::SourceRef& source : sensor.sources) {
    collect.restrict(source.id, fmt::format("source of {}", sensor.id), Is::name);
  }
  if (sensor.position) collect.restrict_place(*sensor.position, fmt::format("position of {}", sensor.id));
}

// What an internal value of a record gives away by being found: a text. A choice, a date or yes is everyone's word,
// and so is a street, which every sensor may show.
bool tells(const registers::RecordField* field) {
  if (field == nullptr) return true;
  return field->type == FieldType::text && field->name != "street";
}

// A record is called and described by texts, whatever its fields are named.
void collect_record(const registers::RegisterRecord& record, Collector& collect) {
  const bool shown = registers::public_part(record).has_value();
  const std::string of = " of " + registers::key_of(record);
  if (shown) collect.allow(record.id, Is::name);
  if (!shown) collect.restrict(record.id, "id" + of, Is::name);
  for (const auto& [name, value] : record.values) {
    const registers::RecordField* field = registers::record_field_named(record.type, name);
    const bool open = field != nullptr && field->publicity == registers::Publicity::open;
    const bool describing = name == "name" || name == "description_nl" || name == "description_en";
    if (shown && open) collect.allow(value, what(name));
    if ((!open && tells(field)) || (!shown && describing)) collect.restrict(value, name + of, what(name));
  }
  for (const auto& [name, value] : record.unknown) collect.restrict(value, name + of);
  const auto east = registers::number_from_text(value_of(record, "east_m"));
  const auto north = registers::number_from_text(value_of(record, "north_m"));
  if (east && north) collect.restrict_place({*east, *north, 0.0}, "place" + of);
}

void collect_scenarios(const plan::Plan& whole, Collector& collect) {
  for (const plan::ScenarioRecord& scenario : whole.scenarios) {
    collect.restrict(scenario->name, "name of a scenario", Is::name);
    for (const plan::Change& change : scenario->changes) {
      const auto* put = std::get_if<plan::PutSensor>(&change.edit);
      if (put == nullptr || whole.sensors.find(put->sensor->uuid) != nullptr) continue;
      const std::string of = "scenario " + scenario->name;
      collect.restrict(put->sensor->id, "id in " + of, Is::name);
      collect.restrict(put->sensor->name, "name in " + of, Is::name);
      if (put->sensor->position) collect.restrict_place(*put->sensor->position, "position in " + of);
    }
  }
}

void allow_rest(const plan::Plan& whole, Collector& collect) {
  for (const areas::Area& area : whole.areas) {
    for (const std::string& text : {area.id, area.name, area.type}) collect.allow(text, Is::name);
    for (const auto& polygon : area.polygons) {
      for (const auto& ring : polygon.rings) {
        for (const auto& corner : ring) collect.allow_place({corner.x, corner.y, 0.0});
      }
    }
  }
  const policy::ThresholdTable& limits = whole.policy.thresholds;
  for (const std::string& text : {limits.decided_by, limits.decided_on, limits.decided_number, limits.source})
    collect.allow(text);
  for (const model::Provenance& source : whole.sources) {
    collect.restrict(source.file, "name of an imported file");
    if (source.kind != "city" && source.kind != "terrain") continue;
    collect.allow(source.attribution);
    collect.allow(source.licence);
  }
}

}  // namespace

RestrictedValues restricted_values(const plan::Plan& whole, const std::string& date_iso,
                                   const std::vector<std::string>& also_public) {
  RestrictedValues values;
  Collector collect(values);
  for (const Sensor& sensor : whole.sensors) collect_sensor(sensor, date_iso, collect);
  for (const registers::RegisterRecord& record : whole.records) collect_record(record, collect);
  collect_scenarios(whole, collect);
  collect.restrict(whole.title, "title of the plan", Is::name);
  allow_rest(whole, collect);
  for (const Sensor& sensor : whole.sensors) {
    if (exact_in_copy(sensor, date_iso) && sensor.position) collect.allow_place(*sensor.position);
  }
  for (const std::string& text : also_public) collect.allow(text);
  collect.finish();
  return values;
}

}  // namespace schouw::publish
