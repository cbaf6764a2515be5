// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "geo/base/sentence.h"
#include "geo/tables/geopackage.h"
#include "layers/publish/public_figures.h"

namespace schouw::publish {

// The words of the language in which the copy is written.
using Say = std::function<std::string(const base::Sentence&)>;

// Whether a copy of that day holds a sensor of the plan: its register publishes it, and does not hide it after an
// earlier day.
bool in_copy(const registers::Sensor& sensor, const std::string& date_iso);

// A sensor as the copy shows it.
struct PublicSensor {
  registers::Sensor record;  // with the id that it has in the copy
  Sight sight = Sight::not_counted;
  std::string plan_id;  // as the plan's records call it
};

// The sensors of a public plan, by id: their order tells nothing of the register's. An id is that of the sensor's own
// register where no other public sensor has it, else source:id; what a sensor that is not public did to the id of
// this one ("osm:12", "12#2") is undone. Of the systems that it feeds and its dossiers only
// those that are public are named.
std::vector<PublicSensor> shown_sensors(const plan::Plan& plan, const PublicFigures& figures);

// The ids of the records of a type; and those of a list, parted by '|', that are among them.
std::set<std::string> ids_of(const plan::Plan& plan, registers::RecordType type);
std::string public_ids(const std::string& ids, const std::set<std::string>& known);

// A row a sensor: a column a field that may be public, and uuid, position_generalised, sight, source, licence.
tables::Table sensor_table(const std::vector<PublicSensor>& sensors, const Say& say);

// What stands beside the sensors, its links between what they are called in the copy: a link is among them only where
// both of its ends are in the copy, and what is about something only where that is. A dossier names its goal, and a
// system its dossiers, only where those are in the copy.
std::vector<registers::RegisterRecord> shown_records(const plan::Plan& plan,
                                                     const std::vector<PublicSensor>& sensors);

// The same, as a table a type.
std::vector<tables::Table> record_tables(const plan::Plan& plan, const std::vector<PublicSensor>& sensors,
                                         const Say& say);

// The map in words: a row a sensor, from A to Z by street: that of the record, else one that is read from the name;
// of a sensor that has none, and of a generalised one, the row says so.
tables::Table street_table(const std::vector<PublicSensor>& sensors, const areas::AreaList& areas, const Say& say);

// "Camera Oude Oosterstraat 12": "Oude Oosterstraat". Empty where the name holds no word that ends as Dutch names of
// streets do.
std::string street_in(const std::string& name);

}  // namespace schouw::publish
