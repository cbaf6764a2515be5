// SPDX-License-Identifier: EUPL-1.2
#include "postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

namespace schouw::database {

namespace {

namespace fs = std::filesystem;

// Debian keeps each version apart; the newest one that has PostGIS.
fs::path find_programs() {
  std::vector<fs::path> versions;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) versions.push_back(entry.path());
  std::sort(versions.rbegin(), versions.rend());
  for (const fs::path& version : versions) {
    const fs::path postgis = fs::path("/usr/share/postgresql") / version.filename() / "extension" / "postgis.control";
    if (fs::exists(version / "bin" / "initdb", none) && fs::exists(postgis, none)) return version / "bin";
  }
  return {};
}

// A server refuses to run as root: then as the user that Debian makes for it.
const passwd* other_user() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

std::string output_of(const std::string& line) {
  std::string out;
  FILE* pipe = ::popen(line.c_str(), "r");
  if (pipe == nullptr) return out;
  std::array<char, 4096> piece{};
  while (const std::size_t length = ::fread(piece.data(), 1, piece.size(), pipe)) out.append(piece.data(), length);
  ::pclose(pipe);
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

PostgresServer::PostgresServer() : programs_(find_programs()) {
  if (programs_.empty()) return;
  // Short: the name of a socket has a hundred characters at most.
  std::string pattern = (fs::temp_directory_path() / "schouw-db-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
  fs::permissions(folder_, fs::perms::all);
  ::setenv("PGSERVICEFILE", (folder_ / "services.conf").c_str(), 1);
  fs::create_directory(folder_ / "data");
  if (const passwd* user = other_user()) {
    if (::chown((folder_ / "data").c_str(), user->pw_uid, user->pw_gid) != 0) return;
  }
  const pid_t made = run({"initdb", "-D", folder_ / "data", "-U", "schouw", "-A", "trust", "-E", "UTF8", "--locale",
                          "C.UTF-8", "--no-sync"});
  if (finished_well(made)) start();
}

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

pid_t PostgresServer::run(const std::vector<std::string>& arguments) const {
  const std::string program = programs_ / arguments.front();
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const passwd* user = other_user();
  const std::string log = folder_ / "log";
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(file, STDOUT_FILENO);
  ::dup2(file, STDERR_FILENO);
  const bool other = user == nullptr || (::initgroups(user->pw_name, user->pw_gid) == 0 &&
                                         ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (other && ::chdir("/") == 0) ::execv(program.c_str(), words.data());
  ::_exit(127);
}

bool PostgresServer::finished_well(pid_t process) const {
  int status = 0;
  return process > 0 && ::waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void PostgresServer::start() {
  process_ = run({"postgres", "-D", folder_ / "data", "-c", "listen_addresses=", "-k", folder_, "-c", "fsync=off"});
  for (int tries = 0; tries < 200; ++tries) {
    if (output_of("psql -XAt -h '" + folder_.string() + "' -U schouw postgres -c 'SELECT 1' 2>/dev/null") == "1")
      return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  stop();
}

void PostgresServer::stop() {
  if (process_ <= 0) return;
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
  process_ = 0;
}

void PostgresServer::add_service(const std::string& name, const std::string& database,
                                 const std::string& user) const {
  std::ofstream(folder_ / "services.conf", std::ios::app)
      << "[" << name << "]\nhost=" << folder_.string() << "\ndbname=" << database << "\nuser=" << user << "\n";
}

void PostgresServer::make_database(const std::string& name) {
  output_of("createdb -h '" + folder_.string() + "' -U schouw " + name);
  add_service(name, name, "schouw");
}

void PostgresServer::add_role(const std::string& name, const std::string& database, const std::string& member_of) {
  const std::string in = member_of.empty() ? "" : " IN ROLE " + member_of;
  psql(database, "CREATE ROLE " + name + " LOGIN" + in);
  add_service(name, database, name);
}

std::string PostgresServer::psql(const std::string& service, const std::string& sql) const {
  const fs::path file = folder_ / "question.sql";
  std::ofstream(file) << sql;
  return output_of("psql 'service=" + service + "' -XqAt -v ON_ERROR_STOP=1 -f '" + file.string() + "' 2>&1");
}

}  // namespace schouw::database
