// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/products.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "geo/base/units.h"
#include "layers/town/random.h"
#include "layers/town/register/record_tables.h"
#include "layers/town/register/sensor_tables.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {
namespace {

// Whether one of a row's tweaks is this word.
bool has(const SensorRow& row, std::string_view word) {
  return fmt::format(" {} ", row.tweaks).find(fmt::format(" {} ", word)) != std::string::npos;
}

struct Mounted {
  Spot at;
  double azimuth_deg = kNone;
  std::string_view mount = "pole";
};

// The end of the outer normal that stands on the building line of a face's side.
Mounted on_facade(const District& town, const SensorRow& row) {
  constexpr double kBefore_m = 0.1;
  for (const PlanFace& face : town.faces) {
    if (face.id != row.face) continue;
    const Loop front = loops_of(face).front;
    for (std::size_t i = 0; i < front.size(); ++i) {
      if (face.sides[i].street != row.street) continue;
      const Spot a = front[i];
      const Spot b = front[(i + 1) % front.size()];
      const Spot outward = left_of(unit(b - a)) * -1.0;
      const double azimuth = base::normalised_azimuth_deg(azimuth_of_deg(outward) + row.azimuth_deg);
      return {between(a, b, row.x) + outward * kBefore_m, azimuth, "wall"};
    }
  }
  return {{row.x, row.y}, row.azimuth_deg, "pole"};
}

Mounted mounted(const District& town, const SensorRow& row) {
  if (!row.face.empty()) return on_facade(town, row);
  if (row.kind == "water") return {{row.x, row.y}, row.azimuth_deg, "wall"};
  if (row.kind == "light") return {{row.x, row.y}, row.azimuth_deg, "street_lamp"};
  return {{row.x, row.y}, row.azimuth_deg, row.height_m <= 0.0 ? "" : "pole"};
}

void text_if(Attributes& to, std::string_view key, std::string_view value) {
  if (!value.empty()) to.text(key, value);
}

std::string_view status_of(const SensorRow& row) {
  for (const std::string_view status : {"proposed", "approved", "temporary", "inactive", "removed"}) {
    if (has(row, status)) return status;
  }
  return has(row, "mobile") ? "temporary" : "active";
}

std::string_view publication_of(const SensorRow& row) {
  for (const std::string_view publication : {"generalised", "internal", "secret"}) {
    if (has(row, publication)) return publication;
  }
  return "public";
}

void add_geometry(Attributes& to, const SensorRow& row, const Mounted& place, Random& random) {
  text_if(to, "mount", place.mount);
  to.text("mobility", has(row, "mobile") ? "movable" : "fixed");
  to.text("position_quality", row.face.empty() ? "map" : "surveyed");
  if (has(row, "nap")) {
    to.number("height_nap_m", ground_m(place.at) + row.height_m, 2);
  } else if (!has(row, "noheight")) {
    to.number("height_above_ground_m", row.height_m, 1);
  }
  const Device& device = device_named(has(row, "nooptics") ? "" : row.device);
  if (place.azimuth_deg != kNone && !has(row, "nodirection")) {
    to.number("azimuth_deg", base::normalised_azimuth_deg(place.azimuth_deg + random.between(-3.0, 3.0)), 1);
    if (row.tilt_deg != kNone) to.number("tilt_deg", row.tilt_deg + random.between(-1.0, 1.0), 1);
  }
  if (device.hfov_deg > 0.0 && !has(row, "nodirection")) {
    to.number("hfov_deg", device.hfov_deg, 1).number("vfov_deg", device.vfov_deg, 1).text("lens", device.lens);
    to.whole("pixels_w", std::llround(device.pixels_w)).whole("pixels_h", std::llround(device.pixels_h));
  }
  if (device.range_max_m > 0.0) to.number("range_max_m", device.range_max_m, 0).text("range_basis", "declared");
  text_if(to, "model", device.model);
}

// Dates as a register shows them in the autumn of 2026: some passed, some with a year that means nothing.
void add_period(Attributes& to, const SensorRow& row, Random& random) {
  if (has(row, "silent")) return;
  // No sensor of a dossier started before its decision: that would be a fault of principle I.
  const int year = std::max(random.whole(2017, 2025), accounts_of(row.programme).first_year);
  if (has(row, "proposed")) {
    to.text("active_from", "2027-04-01").text("active_until", "2030-04-01");
    return;
  }
  const int month = random.whole(1, 12);
  to.text("active_from", fmt::format("{}-{:02}-01", year, year == 2026 ? (month + 1) / 2 : month));
  if (has(row, "expired")) {
    to.text("active_until", "2026-09-01");
  } else if (has(row, "placeholder")) {
    to.text("active_until", "2050-01-01");
  } else if (has(row, "mobile")) {
    to.text("active_until", "2026-12-31");
  } else {
    to.text("active_until", fmt::format("{}-{:02}-01", random.whole(2027, 2030), random.whole(1, 12)));
  }
  if (has(row, "review")) to.text("review_by", "2027-03-01");
  if (has(row, "weekend")) to.text("schedule", "fr-sa 20:00-24:00; su 00:00-05:00");
  if (row.programme == "orde" && row.street.empty() && row.name.find("Brouwers") != std::string_view::npos) {
    to.text("schedule", "th-sa 20:00-24:00; fr-su 00:00-05:00");
  }
}

void add_law(Attributes& to, const SensorRow& row, const Programme& p) {
  text_if(to, "legal_basis", p.legal_basis);
  text_if(to, "processing_regime", has(row, "avg") ? "AVG" : p.processing_regime);
  text_if(to, "legal_ground", has(row, "groundf") ? "art. 6 lid 1 onder f AVG" : p.legal_ground);
  text_if(to, "legal_reference", p.legal_reference);
  text_if(to, "decision_reference", p.decision_reference);
}

void add_data(Attributes& to, const SensorRow& row, const Programme& p) {
  // A contradiction: the register says that no personal data is taken where people can be recognised.
  to.text("personal_data", has(row, "contradiction") ? "none" : p.personal_data);
  text_if(to, "observed_data", p.observed_data);
  text_if(to, "processing", p.processing);
  if (!has(row, "silent")) to.yes_no("self_learning", has(row, "selflearning"));
  text_if(to, "retention", has(row, "longkept") ? "P90D" : has(row, "sixweeks") ? "P42D" : p.retention);
}

void add_organisations(Attributes& to, const SensorRow& row, const Programme& p) {
  text_if(to, "owner", p.owner);
  text_if(to, "controller", p.controller);
  text_if(to, "operator", p.operator_name);
  if (has(row, "nobody")) {
    to.text("responsible_officer", "geen");
  } else if (!has(row, "noofficer")) {
    text_if(to, "responsible_officer", p.responsible_officer);
    text_if(to, "contact", p.contact);
  }
  text_if(to, "supplier", p.supplier);
  text_if(to, "dpia_status", p.dpia_status);
  if (p.dpia_status == "uitgevoerd") to.text("dpia_url", "https://meerschouw.example.nl/dpia/" + std::string(p.id));
  if (p.personal_data == "identifiable" && !has(row, "proposed")) {
    to.yes_no("sign_present", !has(row, "nosign"));
  }
}

struct KindWords {
  std::string_view kind, dutch, english;
};
constexpr KindWords kKindWords[] = {
    {"camera", "Deze camera kijkt naar de straat.", "This camera watches the street."},
    {"anpr", "Deze camera leest kentekens van voertuigen.", "This camera reads number plates of vehicles."},
    {"thermal", "Deze camera ziet warmte, geen gezichten.", "This camera sees heat, not faces."},
    {"optical_counter", "Deze teller telt wie langsloopt.", "This counter counts who walks past."},
    {"lidar", "Deze sensor meet afstanden met licht.", "This sensor measures distances with light."},
    {"radar", "Deze radar meet hoe snel voertuigen rijden.", "This radar measures how fast vehicles go."},
    {"wifi", "Deze sensor merkt telefoons in de buurt op.", "This sensor notices telephones nearby."},
    {"microphone", "Deze microfoon luistert naar geschreeuw en brekend glas.",
     "This microphone listens for shouting and breaking glass."},
    {"sound_level", "Deze meter meet hoe hard het geluid is en neemt niets op.",
     "This meter measures how loud it is and records nothing."},
    {"air_quality", "Deze meter meet hoe schoon de lucht is.", "This meter measures how clean the air is."},
    {"weather", "Deze meter meet het weer.", "This meter measures the weather."},
    {"water", "Deze meter meet hoe hoog het water staat.", "This meter measures how high the water is."},
    {"traffic_loop", "Deze lus in de weg telt voertuigen.", "This loop in the road counts vehicles."},
    {"parking", "Deze sensor ziet of een parkeerplaats vrij is.",
     "This sensor tells whether a parking space is free."},
    {"beacon", "Dit baken stuurt een signaal naar telefoons met de app.",
     "This beacon sends a signal to telephones with the app."},
    {"light", "Deze lamp merkt beweging op.", "This lamp notices movement."},
};

void add_description(Attributes& to, const SensorRow& row, const Programme& p) {
  if (has(row, "silent")) return;
  for (const KindWords& words : kKindWords) {
    if (words.kind != row.kind) continue;
    to.text("description_nl",
            p.goal.empty() ? std::string(words.dutch) : fmt::format("{} Doel: {}.", words.dutch, p.goal));
    to.text("description_en", words.english);
  }
}

void write_sensor(GeoJsonFile& file, const std::string& id, const SensorRow& row, const Mounted& place,
                  Random& random) {
  const Programme& programme = programme_named(row.programme);
  Attributes properties;
  properties.text("id", id).text("name", row.name).text("kind", row.kind);
  properties.text("status", status_of(row)).text("publication", publication_of(row));
  add_geometry(properties, row, place, random);
  add_period(properties, row, random);
  text_if(properties, "purpose", programme.purpose);
  text_if(properties, "theme", programme.theme);
  text_if(properties, "goal", programme.goal);
  add_law(properties, row, programme);
  add_data(properties, row, programme);
  add_organisations(properties, row, programme);
  text_if(properties, "systems", accounts_of(row.programme).systems);
  text_if(properties, "dossier", accounts_of(row.programme).dossier);
  add_description(properties, row, programme);
  file.point(id, place.at, properties);
}

struct DistrictSensor {
  std::string_view kind, word, device, programme;
  double height_m;
};
constexpr DistrictSensor kDistrictSensors[] = {
    {"traffic_loop", "Verkeerslus", "punt", "stroom", 0.0},
    {"light", "Lantaarnsensor", "kring25", "licht", 4.5},
    {"camera", "Camera", "hd", "gebouwen", 4.8},
    {"air_quality", "Luchtmeter", "", "lucht", 3.0},
    {"parking", "Parkeersensor", "punt", "parkeren", 0.0},
    {"optical_counter", "Teller", "teller", "tellen", 3.8},
    {"camera", "Verkeerscamera", "hd-smal", "stroom", 7.0},
    {"sound_level", "Geluidmeter", "kring25", "geluid", 4.0},
};

}  // namespace

std::int64_t core_sensor_count() { return static_cast<std::int64_t>(sensor_rows().size()); }

void write_core_sensors(GeoJsonFile& file, const District& town, std::int64_t wanted, std::uint64_t seed) {
  const auto rows = sensor_rows();
  const std::int64_t count = std::min(wanted, core_sensor_count());
  for (std::int64_t i = 0; i < count; ++i) {
    // A smaller register takes rows at even distances, so that it still holds every kind.
    const std::int64_t chosen = i * core_sensor_count() / count;
    const SensorRow& row = rows[static_cast<std::size_t>(chosen)];
    Random random(seed, {chosen, 77});
    write_sensor(file, fmt::format("MS-{:03}", chosen + 1), row, mounted(town, row), random);
  }
}

std::int64_t write_district_sensors(GeoJsonFile& file, const District& district, std::int64_t wanted,
                                    std::int64_t round) {
  std::int64_t written = 0;
  for (const PlanFace& face : district.faces) {
    if (written == wanted) break;
    const std::size_t side = static_cast<std::size_t>(round) % face.sides.size();
    Random random(7, {district.column, district.row, round, written});
    const DistrictSensor& kind = kDistrictSensors[static_cast<std::size_t>(
        random.whole(0, static_cast<int>(std::size(kDistrictSensors)) - 1))];
    const Loop kerb = loops_of(face).kerb;
    const Spot at = between(kerb[side], kerb[(side + 1) % kerb.size()], random.between(0.02, 0.4));
    const Spot toward = kerb[(side + 1) % kerb.size()] - at;
    const bool looks = kind.kind == "camera";
    const std::string name = fmt::format("{} {}", kind.word, face.sides[side].street);
    const SensorRow row{kind.kind,
                        name,
                        "",
                        "",
                        at.x_m,
                        at.y_m,
                        kind.height_m,
                        looks ? azimuth_of_deg(toward) : kNone,
                        looks ? 16.0 : kNone,
                        kind.device,
                        kind.programme,
                        random.chance(0.1) ? "expired" : (random.chance(0.1) ? "noofficer" : "")};
    const std::string id = fmt::format("MS-{}-{}-{}", face.id, round, written + 1);
    write_sensor(file, id, row, {at, row.azimuth_deg, kind.height_m > 0.0 ? "pole" : ""}, random);
    ++written;
  }
  return written;
}

}  // namespace schouw::town
