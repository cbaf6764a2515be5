// SPDX-License-Identifier: EUPL-1.2
// The program on a shared plan, as a person at a shell meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "postgres_server.h"
#include "run_schouw.h"

namespace schouw::scripts {
namespace {

using testing::HasSubstr;

constexpr const char* kRegister =
    "id;name;kind;east;north;azimuth_deg;publication\n"
    "cam-1;Markt;camera;84500;447500;90;public\n"
    "cam-2;Kade;camera;84520;447510;180;secret\n"
    "lus-1;Brug;traffic_loop;84540;447520;;public\n";

class SharedProgram : public testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new database::PostgresServer; }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  void SetUp() override {
    if (!server_->ready()) GTEST_SKIP() << "no PostgreSQL with PostGIS on this machine";
    name_ = "shared" + std::to_string(++made_);
    server_->make_database(name_);
    ::setenv("XDG_STATE_HOME", (folder_ / "state").c_str(), 1);
  }
  std::string plan() const { return "pg:" + name_; }
  std::string psql(const std::string& sql) const { return server_->psql(name_, sql); }
  void fill() const {
    ASSERT_EQ(run_schouw({"store", "init", plan(), "--project-crs", "EPSG:28992"}).exit_code, 0);
    const Answer imported =
        run_schouw({"import", plan(), folder_.write("register.csv", kRegister), "--crs", "EPSG:28992"});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
  }

  static database::PostgresServer* server_;
  static int made_;
  Folder folder_;
  std::string name_;
};

database::PostgresServer* SharedProgram::server_ = nullptr;
int SharedProgram::made_ = 0;

TEST_F(SharedProgram, is_named_wherever_a_project_may_be) {
  fill();
  EXPECT_EQ(psql("SELECT string_agg(id || ' ' || round(ST_X(geom)), ', ' ORDER BY id) FROM schouw.sensors"),
            "cam-1 84500, cam-2 84520, lus-1 84540");
  EXPECT_EQ(run_schouw({"info", plan(), "--json"}).json()["sensors"], 3);
  const Answer asked = run_schouw({"query", plan(), "--where", "kind = camera", "--json"});
  ASSERT_EQ(asked.exit_code, 0) << asked.err;
  EXPECT_THAT(asked.out, HasSubstr("cam-1"));
  EXPECT_THAT(asked.out, testing::Not(HasSubstr("lus-1")));
  const std::string script = folder_.write("s", "set-field sensor=cam-1 field=azimuth_deg value=45\nsave\n");
  const Answer edited = run_schouw({"run", plan(), "--script", script, "--save"});
  ASSERT_EQ(edited.exit_code, 0) << edited.err;
  EXPECT_EQ(psql("SELECT azimuth_deg FROM schouw.sensors WHERE id = 'cam-1'"), "45");
  EXPECT_EQ(psql("SELECT who || ' ' || field || ' ' || old || ' ' || new || ' ' || stored_by FROM schouw.history"),
            "script azimuth_deg 90 45 schouw");
  EXPECT_EQ(run_schouw({"quality", plan(), "--json"}).json()["sensors"], 3);
  EXPECT_EQ(run_schouw({"check", plan(), "--json"}).json().is_discarded(), false);
}

TEST_F(SharedProgram, import_again_tells_what_changed) {
  fill();
  const std::string changed = folder_.write("register.csv",
                                            "id;name;kind;east;north;azimuth_deg;publication\n"
                                            "cam-1;Markt;camera;84500;447500;95;public\n"
                                            "cam-2;Kade;camera;84520;447510;180;secret\n");
  const Answer again = run_schouw({"import", plan(), changed, "--crs", "EPSG:28992", "--json"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  const base::Json report = again.json();
  EXPECT_EQ(report["changed"], 1);
  EXPECT_EQ(report["gone"], 1);
  EXPECT_EQ(report["unchanged"], 1);
  EXPECT_EQ(psql("SELECT azimuth_deg FROM schouw.sensors WHERE id = 'cam-1'"), "95");
}

TEST_F(SharedProgram, a_killed_writer_leaves_the_plan_as_it_was) {
  fill();
  psql(
      "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'; "
      "CREATE TRIGGER wait AFTER UPDATE ON schouw.sensors FOR EACH ROW EXECUTE FUNCTION wait()");
  const std::string script = folder_.write("s", "set-field sensor=cam-1 field=name value=Half\n");
  const pid_t writer = ::fork();
  if (writer == 0) {
    ::execl(SCHOUW_BINARY_DIR "/schouw", "schouw", "run", plan().c_str(), "--script", script.c_str(), "--save",
            static_cast<char*>(nullptr));
    ::_exit(127);
  }
  std::string waiting;
  for (int tries = 0; tries < 100 && waiting != "1"; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    waiting = psql("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
  }
  ASSERT_EQ(waiting, "1");
  ::kill(writer, SIGKILL);
  ::waitpid(writer, nullptr, 0);
  psql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'; "
      "DROP TRIGGER wait ON schouw.sensors");
  EXPECT_EQ(psql("SELECT name FROM schouw.sensors WHERE id = 'cam-1'"), "Markt");
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.history"), "0");
  const Answer again = run_schouw({"run", plan(), "--script", script, "--save"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(psql("SELECT name FROM schouw.sensors WHERE id = 'cam-1'"), "Half");
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.history"), "1");
}

TEST_F(SharedProgram, publishes_for_who_may_and_says_so_in_the_store) {
  fill();
  server_->add_role("publisher_" + name_, name_, "schouw_publisher");
  server_->add_role("reader_" + name_, name_, "schouw_reader");
  const std::string out = folder_ / "public.gpkg";
  const Answer refused = run_schouw({"publish", "pg:reader_" + name_, "--out", out});
  EXPECT_EQ(refused.exit_code, 4);
  EXPECT_TRUE(refused.mentions("DB-104")) << refused.err;
  const Answer published = run_schouw({"publish", "pg:publisher_" + name_, "--out", out, "--json"});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  EXPECT_EQ(published.json()["sensors"], 2);
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.publications WHERE stored_by = 'publisher_" + name_ + "'"), "1");
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.publications WHERE length(content_hash) > 8"), "1");
}

TEST_F(SharedProgram, opens_without_the_server_and_sends_later) {
  fill();
  server_->stop();
  const Answer offline = run_schouw({"query", plan(), "--where", "kind = camera"});
  EXPECT_EQ(offline.exit_code, 0);
  EXPECT_TRUE(offline.mentions("DB-114")) << offline.err;
  const std::string script = folder_.write("s", "set-field sensor=cam-2 field=name value=Onderweg\n");
  const Answer saved = run_schouw({"run", plan(), "--script", script, "--save"});
  EXPECT_EQ(saved.exit_code, 0) << saved.err;
  EXPECT_TRUE(saved.mentions("DB-115")) << saved.err;
  server_->start();
  ASSERT_TRUE(server_->ready());
  EXPECT_EQ(psql("SELECT name FROM schouw.sensors WHERE id = 'cam-2'"), "Kade");
  EXPECT_TRUE(run_schouw({"query", plan(), "--where", "kind = camera"}).mentions("DB-115"));
  const Answer sent = run_schouw({"run", plan(), "--script", folder_.write("none", ""), "--save"});
  ASSERT_EQ(sent.exit_code, 0) << sent.err;
  EXPECT_TRUE(sent.mentions("DB-116")) << sent.err;
  EXPECT_EQ(psql("SELECT name FROM schouw.sensors WHERE id = 'cam-2'"), "Onderweg");
  EXPECT_EQ(psql("SELECT new FROM schouw.history"), "Onderweg");
}

TEST_F(SharedProgram, fails_with_the_code_of_what_is_wrong) {
  EXPECT_EQ(run_schouw({"store", "init", "delft.gpkg"}).exit_code, 2);
  EXPECT_EQ(run_schouw({"query", "pg:no_such_service", "--where", "kind = camera"}).exit_code, 3);
  EXPECT_EQ(run_schouw({"query", plan(), "--where", "kind = camera"}).exit_code, 3);
  ASSERT_EQ(run_schouw({"store", "init", plan()}).exit_code, 0);
  server_->add_role("nobody_" + name_, name_);
  const Answer refused = run_schouw({"query", "pg:nobody_" + name_, "--where", "kind = camera"});
  EXPECT_EQ(refused.exit_code, 4);
  EXPECT_TRUE(refused.mentions("DB-104")) << refused.err;
  const Answer cannot = run_schouw({"store", "init", "pg:nobody_" + name_});
  EXPECT_EQ(cannot.exit_code, 4);
  EXPECT_TRUE(cannot.mentions("DB-106")) << cannot.err;
}

}  // namespace
}  // namespace schouw::scripts
