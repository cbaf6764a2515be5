// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/publish.h"

#include <gmock/gmock.h>

#include "geo/tables/geopackage.h"
#include "layers/register/import_register.h"
#include "layers/register/register_record.h"
#include "tests/layers/publish/example_plan.h"

namespace schouw::publish {
namespace {

namespace fs = std::filesystem;
using registers::Publication;
using registers::Sensor;

Sensor shown() { return sensor_of("CAM-0001", 121687.25, 487484.75, Publication::published); }
Sensor coarse() { return sensor_of("CAM-0002", 121712.5, 487433.5, Publication::generalised); }

std::vector<Sensor> withheld() {
  Sensor household = sensor_of("household-1", 121650.0, 487450.0, Publication::published);
  household.scope = registers::Scope::household;
  Sensor hidden = sensor_of("CAM-0903", 121691.5, 487473.5, Publication::published);
  hidden.deployment.hide_after.value = "2026-11-30";
  return {hidden, sensor_of("CAM-0900", 121688.5, 487470.5, Publication::internal),
          sensor_of("CAM-0901", 121689.5, 487471.5, Publication::secret),
          sensor_of("CAM-0902", 121690.5, 487472.5, std::nullopt), household};
}

TEST_F(Publishing, a_withheld_sensor_changes_no_byte) {
  const std::string without = published(plan_of({shown(), coarse()}), "without");
  ASSERT_FALSE(without.empty());
  for (const Sensor& sensor : withheld()) {
    EXPECT_TRUE(published(plan_of({sensor, shown(), coarse()}), "before") == without) << sensor.id;
    EXPECT_TRUE(published(plan_of({shown(), coarse(), sensor}), "after") == without) << sensor.id;
  }
}

TEST_F(Publishing, the_order_of_the_register_changes_no_byte) {
  Sensor other = coarse();
  other.id = other.sources[0].id = "CAM-0003";
  other.deployment.owner.value = "Waterschap";
  EXPECT_TRUE(published(plan_of({shown(), coarse(), other}), "one") ==
              published(plan_of({other, coarse(), shown()}), "two"));
}

// Of two devices that share an id in the register the second is called #2, and of two registers each by its source.
TEST_F(Publishing, an_id_does_not_tell_that_a_withheld_sensor_shares_it) {
  Sensor first = shown();
  Sensor second = sensor_of("CAM-0001#2", 121690.0, 487480.0, Publication::published);
  first.publication.value = Publication::secret;
  Sensor alone = second;
  alone.id = alone.sources[0].id = "CAM-0001";
  alone.name = second.name = "Camera Markt";
  alone.uuid = {};
  EXPECT_TRUE(published(plan_of({first, second}), "two") == published(plan_of({alone}), "one"));

  Sensor of_osm = sensor_of("osm:CAM-0001", 121690.0, 487480.0, Publication::published);
  of_osm.sources = {{"osm", "CAM-0001", "ODbL"}};
  of_osm.name = "Camera Markt";
  Sensor only_osm = of_osm;
  only_osm.id = "CAM-0001";
  EXPECT_TRUE(published(plan_of({first, of_osm}), "sources") == published(plan_of({only_osm}), "source"));
}

TEST_F(Publishing, the_same_project_and_date_give_the_same_bytes_also_over_themselves) {
  save(plan_of({shown(), coarse()}));
  ASSERT_TRUE(publish_project(options("2026-12-01")));
  const std::string first = bytes_of("public.gpkg");
  ASSERT_TRUE(publish_project(options("2026-12-01")));
  EXPECT_TRUE(bytes_of("public.gpkg") == first);
  EXPECT_FALSE(fs::exists(file("public.gpkg.bak"))) << "the copy before may show what is withheld now";
}

TEST_F(Publishing, nothing_lies_in_pages_that_are_free) {
  const std::string bytes = published(plan_of({shown(), coarse()}), "one");
  ASSERT_GT(bytes.size(), 100U);
  // SQLite file format 1.3: the first free page and how many there are, bytes 32 to 39.
  EXPECT_EQ(bytes.substr(32, 8), std::string(8, '\0'));
}

Sensor nasty() {
  Sensor sensor = shown();
  sensor.model.value = "AXIS Q-998877 <geheim> & \"meer\"";
  sensor.mount_object.value = "BAG 0503100000012345";
  sensor.deployment.schedule.value = "mo-fr 08:00-18:00";
  sensor.ptz_presets.value = "balkon buren: 180, 10";
  sensor.unknown_fields = {{"ip", "10.20.30.40"}, {"notitie", "sleutel bij de conciërge"}, {"firmware", "fw-7.1.2b"}};
  sensor.foreign_record = R"({"qgis":{"memo":"bel de beheerder over de hoogwerker"}})";
  sensor.deployment.contact.value = "naam.de.achter@gemeente.example.nl";
  return sensor;
}

TEST_F(Publishing, restricted_values_are_absent_from_the_bytes) {
  Sensor secret = withheld()[2];
  secret.name = "Observatiepost kerktoren";
  secret.unknown_fields = {{"dossier", "OVJ-2026-0042"}};
  Sensor coarse_one = coarse();
  coarse_one.description_nl.value = "Hangt naast de voordeur van nummer 6.";
  coarse_one.name = "Opvanghuis Westsingel 6";
  const std::string bytes = published(plan_of({nasty(), secret, coarse_one}), "nasty");
  ASSERT_FALSE(bytes.empty());
  EXPECT_NE(bytes.find("Camera CAM-0001"), std::string::npos) << "the scan would find what is there";
  for (const char* restricted :
       {"Q-998877", "0503100000012345", "08:00-18:00", "balkon buren", "10.20.30.40", "conciërge", "fw-7.1.2b",
        "hoogwerker", "naam.de.achter", "kerktoren", "OVJ-2026-0042", "CAM-0901", "CAM-0002", "voordeur",
        "Opvanghuis", "wethouder", "121689", "121712"}) {
    EXPECT_EQ(bytes.find(restricted), std::string::npos) << restricted;
  }
  EXPECT_NE(bytes.find("***@gemeente.example.nl"), std::string::npos);
}

TEST_F(Publishing, a_public_text_that_holds_something_restricted_stops_it_and_leaves_the_old_copy) {
  save(plan_of({shown()}));
  ASSERT_TRUE(publish_project(options("2026-12-01")));
  const std::string before = bytes_of("public.gpkg");
  Sensor talks = shown();
  talks.description_nl.value = "Hangt tegenover CAM-0901.";
  save(plan_of({talks, withheld()[2]}));
  const auto refused = publish_project(options("2026-12-02"));
  ASSERT_EQ(code_of(refused), "PUB-120");
  EXPECT_EQ(base::failure_kind(refused.diagnostics()), base::DiagnosticKind::invalid_input);
  EXPECT_THAT(refused.diagnostics().front().message, testing::HasSubstr("CAM-0901"));
  EXPECT_TRUE(bytes_of("public.gpkg") == before);
  PublishOptions allowed = options("2026-12-02");
  allowed.also_public = {"CAM-0901"};
  const auto published = publish_project(allowed);
  ASSERT_TRUE(published) << published.diagnostics().front().message;
  EXPECT_EQ(published->report.also_public, allowed.also_public);
}

// A generalised sensor that is turned, renamed or moved within its square looks the same; where it leaves the square
// it is another one, so that nobody learns on which edge it stood.
TEST_F(Publishing, a_generalised_sensor_cannot_be_followed) {
  const std::string before = published(plan_of({shown(), coarse()}), "before");
  Sensor moved = coarse();
  moved.position = crs::MapPosition{121788.0, 487401.0, 0.0};
  moved.name = "Een andere naam";
  moved.azimuth_deg.value = 270.0;
  moved.height_above_ground_m.value = 7.5;
  EXPECT_TRUE(published(plan_of({shown(), moved}), "after") == before);

  const auto id_of = [&](const Sensor& sensor) { return registers::redacted({sensor})[0].id; };
  moved.position = crs::MapPosition{121801.0, 487401.0, 0.0};
  EXPECT_NE(id_of(moved), id_of(coarse()));
}

TEST_F(Publishing, of_a_generalised_sensor_nothing_is_computed) {
  save(plan_of({coarse()}));
  const auto done = publish_project(options("2026-12-01"));
  ASSERT_TRUE(done) << done.diagnostics().front().message;
  EXPECT_EQ(done->squares, 0);
  const auto package = tables::read_package(file("public.gpkg"));
  ASSERT_TRUE(package);
  const auto* at = std::get_if<model::Coordinate>(&package->table("sensors")->rows.at(0).geometry);
  ASSERT_NE(at, nullptr);
  EXPECT_EQ(at->x, 121750.0) << "the middle of 121700 to 121800";
  EXPECT_EQ(at->y, 487450.0);
}

TEST_F(Publishing, hides_a_sensor_from_the_day_after_its_register_says_so) {
  Sensor until = shown();
  until.deployment.hide_after.value = "2026-11-30";
  save(plan_of({until}));
  const auto last_day = publish_project(options("2026-11-30"));
  ASSERT_TRUE(last_day) << last_day.diagnostics().front().message;
  EXPECT_EQ(last_day->sensors, 1);
  const auto next_day = publish_project(options("2026-12-01"));
  ASSERT_TRUE(next_day) << next_day.diagnostics().front().message;
  EXPECT_EQ(next_day->sensors, 0);
}

// What stands beside the sensors leads to nothing that is withheld either.
TEST_F(Publishing, holds_only_public_systems_and_links_between_what_it_holds) {
  const auto record = [](registers::RecordType type, const std::string& id, const std::string& publication) {
    registers::RegisterRecord made{.type = type, .id = id};
    set_value(made, "publication", publication);
    return made;
  };
  const auto link = [&](const std::string& id, const std::string& from, const std::string& to) {
    registers::RegisterRecord made = record(registers::RecordType::link, id, "public");
    set_value(made, "from", from);
    set_value(made, "to", to);
    return made;
  };
  Sensor feeds = shown();
  feeds.systems.value = "vms-stad|vms-geheim";
  plan::Plan plan = plan_of({feeds, withheld()[2]});
  plan.records = {record(registers::RecordType::system, "vms-stad", "public"),
                  record(registers::RecordType::system, "vms-geheim", "internal"), link("l1", "CAM-0001", "vms-stad"),
                  link("l2", "CAM-0901", "vms-stad"), link("l3", "vms-stad", "vms-geheim")};
  set_value(plan.records[0], "contract", "CT-2026-4711");
  save(plan);
  const auto done = publish_project(options("2026-12-01"));
  ASSERT_TRUE(done) << done.diagnostics().front().message;
  const auto package = tables::read_package(file("public.gpkg"));
  ASSERT_TRUE(package);
  EXPECT_EQ(package->table("systems")->rows.size(), 1U);
  ASSERT_EQ(package->table("links")->rows.size(), 1U);
  EXPECT_EQ(std::get<std::string>(package->table("links")->rows[0].cells[0]), "l1");
  const std::string bytes = bytes_of("public.gpkg");
  for (const char* restricted : {"vms-geheim", "CT-2026-4711", "CAM-0901"}) {
    EXPECT_EQ(bytes.find(restricted), std::string::npos) << restricted;
  }
}

// A dossier is public by a word of its own; what is internal in it, and whoever names one that is not, gives no clue.
TEST_F(Publishing, holds_public_dossiers_and_what_is_about_them) {
  using registers::RecordType;
  const auto record = [](RecordType type, const std::string& id, const std::string& publication,
                         const std::vector<std::pair<std::string, std::string>>& values) {
    registers::RegisterRecord made{.type = type, .id = id};
    set_value(made, "publication", publication);
    for (const auto& [field, value] : values) EXPECT_TRUE(set_value(made, field, value)) << field;
    return made;
  };
  Sensor answered = shown();
  answered.dossier.value = "dossier-markt|dossier-geheim";
  plan::Plan plan = plan_of({answered});
  plan.records = {record(RecordType::dossier, "dossier-markt", "public",
                         {{"goal", "doel-geheim"}, {"decision_number", "R-26"}, {"supply_chain", "zwak-punt-7"}}),
                  record(RecordType::dossier, "dossier-geheim", "internal", {}),
                  record(RecordType::goal, "doel-geheim", "internal", {}),
                  record(RecordType::system, "vms", "public", {{"dossier", "dossier-geheim|dossier-markt"}}),
                  record(RecordType::review, "advies-1", "public", {{"about", "dossier-markt"}, {"advice", "Ja"}}),
                  record(RecordType::review, "advies-2", "public", {{"about", "dossier-geheim"}}),
                  record(RecordType::commitment, "belofte-1", "public", {{"about", "plan"}, {"text", "Tellen"}})};
  save(plan);
  const auto done = publish_project(options("2026-12-01"));
  ASSERT_TRUE(done) << done.diagnostics().front().message;
  const auto package = tables::read_package(file("public.gpkg"));
  ASSERT_TRUE(package);
  EXPECT_EQ(package->table("dossiers")->rows.size(), 1U);
  EXPECT_EQ(package->table("goals")->rows.size(), 0U);
  EXPECT_EQ(package->table("reviews")->rows.size(), 1U);
  EXPECT_EQ(package->table("commitments")->rows.size(), 1U);
  const std::string bytes = bytes_of("public.gpkg");
  EXPECT_NE(bytes.find("R-26"), std::string::npos);
  for (const char* restricted : {"dossier-geheim", "doel-geheim", "zwak-punt-7", "advies-2"}) {
    EXPECT_EQ(bytes.find(restricted), std::string::npos) << restricted;
  }
}

TEST_F(Publishing, refuses_to_replace_the_project_or_a_foreign_file) {
  save(plan_of({shown()}));
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "town.schouw.gpkg"))), "PUB-101");
  fs::create_symlink(file("town.schouw.gpkg"), file("link.gpkg"));
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "link.gpkg"))), "PUB-101");
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "public.schouw.gpkg"))), "PUB-102");
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "public.geojson"))), "PUB-102");
  EXPECT_EQ(code_of(publish_project(options("2026-13-01"))), "PUB-106");
  std::ofstream(file("notes.gpkg")) << "notes";
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "notes.gpkg"))), "PUB-103");
  EXPECT_EQ(bytes_of("notes.gpkg"), "notes");
  save(plan_of({}), "other.gpkg");
  EXPECT_EQ(code_of(publish_project(options("2026-12-01", "other.gpkg"))), "PUB-103") << "another project";
  ASSERT_TRUE(publish_project(options("2026-12-02")));
  EXPECT_EQ(code_of(publish_project(options("2026-12-01"))), "PUB-107") << "an earlier date than the copy there";
}

TEST_F(Publishing, a_city_that_is_gone_stops_it) {
  plan::Plan plan = plan_of({shown()});
  plan.sources = {{.kind = "city", .file = "t.city.json", .content_hash = "00ff"}};
  save(plan);
  EXPECT_EQ(code_of(publish_project(options("2026-12-01"))), "PUB-104");
  EXPECT_FALSE(fs::exists(file("public.gpkg")));
}

TEST_F(Publishing, that_is_stopped_writes_nothing) {
  save(plan_of({shown()}));
  base::Progress progress;
  progress.cancel.cancel();
  const auto stopped = publish_project(options("2026-12-01"), progress);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(base::failure_kind(stopped.diagnostics()), base::DiagnosticKind::cancelled);
  EXPECT_FALSE(fs::exists(file("public.gpkg")));
}

TEST_F(Publishing, reports_what_it_held_back_and_why) {
  std::vector<Sensor> sensors = withheld();
  sensors.push_back(nasty());
  sensors.push_back(coarse());
  save(plan_of(sensors));
  const auto done = publish_project(options("2026-12-01"));
  ASSERT_TRUE(done) << done.diagnostics().front().message;
  const RedactionReport& report = done->report;
  EXPECT_EQ(report.sensors, 7);
  EXPECT_EQ(report.exact, 1);
  EXPECT_EQ(report.generalised, 1);
  EXPECT_THAT(report.withheld,
              testing::ElementsAre(std::pair("hidden", 1), std::pair("household", 1), std::pair("internal", 1),
                                   std::pair("not_stated", 1), std::pair("secret", 1)));
  EXPECT_EQ(report.fields.at("model").sensors, 1);
  EXPECT_EQ(report.fields.at("model").publicity, "internal");
  EXPECT_EQ(report.fields.at("azimuth_deg").sensors, 1) << "of the generalised one alone";
  EXPECT_EQ(report.fields.at("azimuth_deg").publicity, "generalised");
  EXPECT_EQ(report.unknown_fields, 3);
  EXPECT_EQ(report.foreign_records, 1);
  EXPECT_EQ(report.masked_addresses, 1);
}

TEST_F(Publishing, warns_where_an_earlier_copy_shows_what_is_withheld_now) {
  save(plan_of({shown()}));
  ASSERT_TRUE(publish_project(options("2026-11-01")));
  Sensor hidden = shown();
  hidden.publication.value = Publication::secret;
  save(plan_of({hidden}));
  const auto done = publish_project(options("2026-12-01"));
  ASSERT_TRUE(done) << done.diagnostics().front().message;
  EXPECT_THAT(done.diagnostics(), testing::Contains(testing::Field(&base::Diagnostic::code, "PUB-132")));
  EXPECT_EQ(bytes_of("public.gpkg").find("CAM-0001"), std::string::npos) << "nor does the time line name it";
}

}  // namespace
}  // namespace schouw::publish
