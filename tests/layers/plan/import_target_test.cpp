// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/import_target.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "geo/base/resource_path.h"
#include "geo/formats/feature_source.h"
#include "layers/plan/plan_tables.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/register_merge.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
constexpr const char* kNow = "2026-11-27T00:00:00Z";
constexpr const char* kHeader = "id;naam;kind;purpose;x;y;status;household;wijk;height_nap_m\n";

// Rows that a register should not have and has: ids that come again near and far, at the same place and at another,
// households, places that are missing or far off, values that are none.
std::string odd_register(unsigned seed, int rows) {
  std::mt19937_64 random(seed);
  const auto any = [&](std::initializer_list<const char*> words) {
    return *(words.begin() + random() % words.size());
  };
  std::string text = kHeader;
  for (int i = 0; i < rows; ++i) {
    const auto id = std::to_string(random() % static_cast<unsigned>(rows));
    text += (random() % 30 == 0 ? "" : "S-" + id) + ";Mast " + id + ";";
    text += any({"camera", "anpr", "air_quality", "kip", ""}) + std::string(";") + any({"toezicht", "verkeer", ""});
    text +=
        ";" + std::to_string(84000 + random() % 4 * 10) + ";" + any({"447000", "447000.2", "447010", "", "600000"});
    text += std::string(";") + any({"active", "removed", "onbekend", "weg"}) + ";" + any({"", "", "", "ja"});
    text += std::string(";") + any({"Wijk 1", "Wijk 2", ""}) + ";" + any({"3,5", "n.v.t.", "hoog", "12 m"}) + "\n";
  }
  return text;
}

class Targets : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  // In memory as a whole, and saved as an edit session saves.
  base::Result<ImportReport> import_whole(const fs::path& project, const fs::path& file,
                                          const ImportOptions& options) const {
    if (!fs::exists(project)) {
      Plan empty{.title = tiles_folder(project).stem().stem().string()};
      empty.policy = *policy::load_policy(base::resource_root() / "data" / "policy");
      empty.project_crs = *crs::project_crs_from_text("EPSG:7415");
      EXPECT_TRUE(save_plan(project, empty));
    }
    const auto store = package_store(project);
    const auto target = snapshot_target(*store);
    return import_files_into(*target, project, {file}, options);
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-targets-" + std::to_string(::getpid()));
};

void expect_same(const base::Diagnostics& found, const base::Diagnostics& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].code, expected[i].code);
    EXPECT_EQ(found[i].message, expected[i].message);
    EXPECT_EQ(found[i].where.row, expected[i].where.row);
  }
}

void expect_same(const ImportReport& found, const ImportReport& expected) {
  EXPECT_EQ(found.read, expected.read);
  EXPECT_EQ(found.merged, expected.merged);
  EXPECT_EQ(found.added, expected.added);
  EXPECT_EQ(found.changed, expected.changed);
  EXPECT_EQ(found.gone, expected.gone);
  EXPECT_EQ(found.unchanged, expected.unchanged);
  EXPECT_EQ(found.rejected, expected.rejected);
  EXPECT_EQ(found.kept_edits, expected.kept_edits);
  ASSERT_EQ(found.quality.has_value(), expected.quality.has_value());
  EXPECT_EQ(found.quality->fill_rate, expected.quality->fill_rate);
  EXPECT_EQ(found.quality->duplicates, expected.quality->duplicates);
  ASSERT_EQ(found.changes.size(), expected.changes.size());
  for (std::size_t i = 0; i < found.changes.size(); ++i) {
    EXPECT_EQ(found.changes[i].uuid, expected.changes[i].uuid);
    EXPECT_EQ(found.changes[i].field, expected.changes[i].field);
    EXPECT_EQ(found.changes[i].after, expected.changes[i].after);
  }
  expect_same(found.diagnostics, expected.diagnostics);
}

// Row by row, with fids.
void expect_same_rows(const fs::path& found, const fs::path& expected) {
  const auto a = tables::read_package(found);
  const auto b = tables::read_package(expected);
  ASSERT_TRUE(a && b);
  for (const char* name : {"sensors", "sources", "areas", "schouw_plan", "policy"}) {
    const auto& rows = a->table(name)->rows;
    const auto& others = b->table(name)->rows;
    ASSERT_EQ(rows.size(), others.size()) << name;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].fid, others[i].fid) << name << i;
      EXPECT_EQ(rows[i].cells, others[i].cells) << name << i;
      EXPECT_EQ(rows[i].geometry, others[i].geometry) << name << i;
    }
  }
}

TEST_F(Targets, take_a_register_alike_into_a_file_and_into_memory) {
  const fs::path in_file = folder_ / "file" / "town.schouw.gpkg";
  const fs::path in_memory = folder_ / "memory" / "town.schouw.gpkg";
  fs::create_directories(in_file.parent_path());
  fs::create_directories(in_memory.parent_path());
  // First with a new project, then over what is there: other values, and other ids.
  for (const unsigned seed : {1U, 2U, 3U}) {
    SCOPED_TRACE(seed);
    const auto file = write("register.csv", odd_register(seed, 300));
    const ImportOptions options{.source = seed == 3 ? "other" : "", .now_iso = kNow};
    const auto found = import_files(in_file, {file}, options);
    const auto expected = import_whole(in_memory, file, options);
    ASSERT_TRUE(found && expected);
    expect_same(*found, *expected);
    EXPECT_EQ(found->read, 300);
    EXPECT_EQ(found->read, found->added + found->changed + found->unchanged + found->merged + found->rejected);
    auto plan = package_store(in_file)->read();
    auto other = package_store(in_memory)->read();
    ASSERT_TRUE(plan && other);
    EXPECT_EQ((*plan)->sensors, (*other)->sensors);
    EXPECT_EQ((*plan)->sources.size(), (*other)->sources.size());
  }
  expect_same_rows(in_file, in_memory);
}

// Sensors as they came, and which places were kept before.
class Collected final : public registers::SensorSink {
 public:
  base::Result<base::Done> take(std::size_t place, registers::Sensor&& sensor) override {
    EXPECT_TRUE(sensors.emplace(place, std::move(sensor)).second) << "place " << place << " came twice";
    return base::Done{};
  }
  void keep_place(std::size_t place, const registers::Sensor&) override { kept += sensors.count(place) == 0 ? 1 : 0; }
  std::map<std::size_t, registers::Sensor> sensors;
  int kept = 0;
};

TEST_F(Targets, read_a_register_alike_whatever_the_number_of_rows_at_a_time) {
  const auto path = write("register.csv", odd_register(7, 400));
  const auto schemas = registers::load_schemas(base::resource_root() / "data" / "registers");
  ASSERT_TRUE(schemas);
  const auto& native =
      *std::find_if(schemas->begin(), schemas->end(), [](const auto& one) { return one.id == "native"; });
  const registers::RegisterOptions options{.project_crs = *crs::project_crs_from_text("EPSG:7415"),
                                           .file_name = "register.csv",
                                           .today_iso = "2026-11-27"};
  const auto source = formats::open_in_pieces(path, {});
  ASSERT_TRUE(source && *source);
  model::FeatureTable table = (*source)->table();
  table.features = *(*source)->next(1000);
  ASSERT_EQ(table.features.size(), 400U);
  const auto whole = registers::import_register({&table, 1}, native, options);
  ASSERT_TRUE(whole);
  for (const std::size_t at_a_time : {1U, 3U, 1000U}) {
    SCOPED_TRACE(at_a_time);
    Collected sink;
    const auto found =
        registers::import_in_pieces(**source, native, options, sink, {.progress = {}, .rows_at_a_time = at_a_time});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->read, whole->read);
    EXPECT_EQ(found->merged, whole->merged);
    EXPECT_EQ(found->rejected, whole->rejected);
    EXPECT_EQ(found->quality.fill_rate, whole->quality.fill_rate);
    expect_same(found.diagnostics(), whole.diagnostics());
    ASSERT_EQ(sink.sensors.size(), whole->sensors.size());
    for (const auto& [place, sensor] : sink.sensors) EXPECT_EQ(sensor, whole->sensors[place]) << place;
    EXPECT_EQ(sink.kept > 0, at_a_time < 1000);
  }
}

// By hand: S-1 comes at once, again after the others, and at another place; S-2 comes twice.
TEST_F(Targets, keep_the_place_of_a_sensor_whose_rows_stand_far_apart) {
  std::string text = "id,kind,purpose,owner,x,y\nS-1,camera,toezicht,,84000,447000\n";
  for (int i = 2; i <= 9000; ++i) text += "S-" + std::to_string(i) + ",camera,toezicht,,84001,447000\n";
  text += "S-1,,verkeer,Gemeente,84000,447000\nS-1,camera,,,84500,447000\n";
  const auto report = import_files(folder_ / "a.schouw.gpkg", {write("register.csv", text)}, {.now_iso = kNow});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->read, 9002);
  EXPECT_EQ(report->added, 9001);
  EXPECT_EQ(report->merged, 1);
  const auto plan = package_store(folder_ / "a.schouw.gpkg")->read();
  ASSERT_TRUE(plan);
  const registers::SensorList& sensors = (*plan)->sensors;
  ASSERT_EQ(sensors.size(), 9001U);
  EXPECT_EQ(sensors[0].id, "S-1");
  ASSERT_EQ(sensors[0].deployment.purposes.size(), 2U);
  EXPECT_EQ(sensors[0].deployment.purposes[1].purpose, "verkeer");
  EXPECT_EQ(sensors[0].deployment.owner.value, "Gemeente");
  EXPECT_EQ(sensors[1].id, "S-2");
  EXPECT_EQ(sensors[8999].id, "S-9000");
  EXPECT_EQ(sensors[9000].id, "S-1#2");
}

TEST_F(Targets, leave_no_file_behind_where_nothing_could_be_taken) {
  const auto bad = write("register.csv", "id,kind,x,y\nS-1,camera,,\nS-2,camera,,\n");
  const auto report = import_files(folder_ / "a.schouw.gpkg", {bad}, {.now_iso = kNow});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.diagnostics().back().code, "REG-110");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) files += entry.path() == bad ? 0 : 1;
  EXPECT_EQ(files, 0U);
}

// At each of the places where the work looks whether it is cancelled.
TEST_F(Targets, leave_the_project_as_it_was_wherever_an_import_is_cancelled) {
  const fs::path project = folder_ / "a.schouw.gpkg";
  ASSERT_TRUE(import_files(project, {write("register.csv", odd_register(1, 40))}, {.now_iso = kNow}));
  const auto before = tables::stamp_of(project);
  const auto other = write("register.csv", odd_register(2, 40));
  int cancelled = 0;
  for (std::int64_t look = 1; look < 400; ++look) {
    const auto report =
        import_files(project, {other}, {.now_iso = kNow}, {.report = {}, .cancel = base::CancelToken::at_look(look)});
    if (report) break;
    ++cancelled;
    ASSERT_EQ(base::failure_kind(report.diagnostics()), base::DiagnosticKind::cancelled) << look;
    ASSERT_EQ(*tables::stamp_of(project), *before) << look;
  }
  EXPECT_GT(cancelled, 20);
  EXPECT_NE(*tables::stamp_of(project), *before);
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
  }
}

TEST_F(Targets, leave_a_project_alone_that_another_program_changed_meanwhile) {
  const fs::path project = folder_ / "a.schouw.gpkg";
  ASSERT_TRUE(import_files(project, {write("register.csv", odd_register(1, 40))}, {.now_iso = kNow}));
  const auto size = fs::file_size(project);
  const auto change = [&](double, std::string_view step) {
    if (step == "write" && fs::file_size(project) == size) std::ofstream(project, std::ios::app) << ' ';
  };
  const auto report = import_files(project, {write("register.csv", odd_register(2, 40))}, {.now_iso = kNow},
                                   {.report = change, .cancel = {}});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.diagnostics().back().code, "PLAN-108");
  EXPECT_EQ(fs::file_size(project), size + 1);
}

TEST_F(Targets, change_nothing_on_disk_where_the_same_register_comes_again) {
  const fs::path project = folder_ / "a.schouw.gpkg";
  const auto file = write("register.csv", odd_register(1, 100));
  ASSERT_TRUE(import_files(project, {file}, {.now_iso = kNow}));
  const auto before = tables::stamp_of(project);
  const auto again = import_files(project, {file}, {.now_iso = "2026-11-28T00:00:00Z"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 0);
  EXPECT_EQ(again->changed, 0);
  EXPECT_GT(again->unchanged, 0);
  EXPECT_EQ(*tables::stamp_of(project), *before);
}

}  // namespace
}  // namespace schouw::plan
