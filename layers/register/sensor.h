// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/uuid.h"
#include "geo/crs/position.h"
#include "layers/register/stated.h"

// The register record of domain.md 1: Sensor (asset and geometry), Deployment (why, on what ground, how long),
// DataStream (what data, how kept), Organisation. The names of the fields are those of interface.md; field.h lists
// them once with type, unit and publicity.
namespace schouw::registers {

enum class SensorKind : std::uint8_t {
  camera,
  anpr,
  thermal,
  optical_counter,
  lidar,
  radar,
  wifi,
  microphone,
  sound_level,
  air_quality,
  weather,
  water,
  traffic_loop,
  parking,
  beacon,
  light,
  other
};
std::string_view kind_name(SensorKind kind);  // as in interface.md
std::optional<SensorKind> kind_from_name(std::string_view name);

enum class Status : std::uint8_t { proposed, approved, temporary, active, inactive, removed };
std::string_view status_name(Status status);
std::optional<Status> status_from_name(std::string_view name);

enum class PersonalData : std::uint8_t { none, de_identified, pseudonymous, identifiable, biometric, unknown };
std::string_view personal_data_name(PersonalData level);
std::optional<PersonalData> personal_data_from_name(std::string_view name);

enum class Publication : std::uint8_t {
  published,
  generalised,
  internal,
  secret
};  // "public generalised internal secret"
std::string_view publication_name(Publication publication);
std::optional<Publication> publication_from_name(std::string_view name);

// Household devices and the like: kept without address, owner and exact position, never with coverage (domain.md 1).
enum class Scope : std::uint8_t { in_plan, household };

struct SourceRef {
  std::string system;  // "osm", "native", "amsterdam"
  std::string id;      // "node/851372350"
  std::string licence;
  bool operator==(const SourceRef&) const = default;
};

struct Purpose {
  std::string purpose;  // DTPR purpose or the register's own word
  std::string theme;
  std::string goal;
  bool operator==(const Purpose&) const = default;
};

struct Deployment {
  std::vector<Purpose> purposes;
  Stated<std::string> active_from, active_until, review_by, hide_after;  // ISO dates
  Stated<std::string> schedule;  // weekly hours: "mo-fr 08:00-18:00; sa 10:00-17:00"
  Stated<std::string> legal_basis, processing_regime, legal_ground, legal_reference, legal_url, decision_reference;
  Stated<std::string> designated_area;  // polygon_text.h: what the decision drew
  Stated<std::string> owner, decision_maker, controller, operator_name, responsible_officer, contact;
  Stated<std::string> confirmed_on, confirmed_by;  // when, and by which function, the record was last confirmed
  Stated<std::string> dpia_status, dpia_url, dpia_date, weighing, algorithm_register_id, privacy_statement_url;
  Stated<std::string> processing_register_url;
  Stated<bool> sign_present;
  Stated<std::string> sign_place, sign_date;
  Stated<std::string> deployments;  // deployment_text.h: one after the other, of a unit that moves
  bool operator==(const Deployment&) const = default;
};

struct DataStream {
  Stated<PersonalData> personal_data;
  Stated<std::string> observed_data, processing, retention, storage, access, recipients, data_rights;
  Stated<bool> self_learning;
  Stated<std::string> streams;  // stream_text.h: where one device gives several kinds of data
  bool operator==(const DataStream&) const = default;
};

// What the sources state of one sensor. One without a uuid gets it when it enters a SensorList.
//   Sensor sensor{.id = "cam-12", .name = "Markt", .kind = SensorKind::camera};
//   sensor.position = crs::MapPosition{84971.0, 446812.0, 0.0};
//   sensor.tilt_deg = {.value = 10.0, .basis = Basis::declared};
// Cost: some 2.7 kB and its texts; lists share records instead of copying them. A plain value, frozen in a list: any
// thread reads it. It refers to nothing. It cannot fail and checks nothing: Field::set (field.h) and FieldRules do.
struct Sensor {
  base::Uuid uuid;  // of (source, the source's id): who it is, whatever becomes of the rest
  std::string id;   // what people see: unique in the plan, else "source:id"
  std::string name;
  SensorKind kind = SensorKind::other;
  Stated<Status> status;
  Stated<Publication> publication;
  Scope scope = Scope::in_plan;
  std::vector<SourceRef> sources;

  // Geometry. position.up_m is not used: heights stand apart because most registers know only one of them.
  std::optional<crs::MapPosition> position;
  bool position_generalised = false;   // snapped to a grid by redaction: no cone
  Stated<double> position_accuracy_m;  // standard deviation
  Stated<std::string> street;
  Stated<std::string> mobility, position_quality, mount, mount_object;
  Stated<double> height_above_ground_m, height_nap_m;
  Stated<double> azimuth_deg, tilt_deg, roll_deg, hfov_deg, vfov_deg;
  Stated<std::string> lens;         // rectilinear fisheye multi_imager unknown
  Stated<double> imagers;           // of lens multi_imager: how many, side by side across hfov_deg
  Stated<std::string> camera_type;  // fixed dome ptz panning: how it can turn, as far as the source says
  // What a head that turns can reach with its axis: clockwise from the one to the other, the same twice being all
  // round; tilt below the horizon; the width of view zoomed in.
  Stated<double> ptz_pan_from_deg, ptz_pan_to_deg, ptz_tilt_min_deg, ptz_tilt_max_deg, hfov_min_deg;
  Stated<std::string> ptz_presets;  // preset.h
  // polygon_text.h: what the camera blacks out, on the map and in its image; what the owner states that is observed;
  // where a sensor that moves about may be used.
  Stated<std::string> privacy_masks, privacy_masks_image, observed_area, mobility_region;
  Stated<double> range_max_m, range_min_m;
  Stated<std::string> range_basis;  // declared density assumed
  Stated<double> pixels_w, pixels_h, sensor_width_mm, sensor_height_mm, focal_length_min_mm, focal_length_max_mm;

  Deployment deployment;
  DataStream data;
  Stated<std::string> supplier, model, firmware, contract, description_nl, description_en, publication_reason;
  Stated<std::string> systems;  // ids of the systems that it feeds, joined by '|' (register_record.h)
  Stated<std::string> dossier;  // ids of the dossiers that answer for it, likewise

  // What the source states and the record has no field for: class confidential, never published.
  std::vector<std::pair<std::string, std::string>> unknown_fields;
  // What the source stated when it was imported last, as checksums (import_print.h): what was edited since differs.
  // Empty: it was never imported, or by an older version.
  std::string imported;
  // What another program keeps in the column "record" of the project's table: goes back as it came.
  std::string foreign_record;

  bool operator==(const Sensor&) const = default;
};

// domain.md 3, "Who counts": active, temporary and missing status count.
bool counts(const Sensor& sensor);

// The heaviest level of the sensor and its streams; unknown where none states any. Between a level that is no
// personal data and one that is, unknown is the heavier: doubt means personal data (principle 6.4).
PersonalData personal_data_of(const Sensor& sensor);

// The purposes of the sensor, then those of its streams that it does not have itself.
std::vector<Purpose> all_purposes_of(const Sensor& sensor);

// Personal data for counting: missing counts as unknown, and unknown counts as personal (principle 6.4).
bool counts_as_personal(const Sensor& sensor);

}  // namespace schouw::registers
