// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace schouw::database {

// A PostgreSQL server with a folder, a socket and a service file of its own, that listens to no network and ends with
// this process, however that ends.
//   PostgresServer server;                              // ready() false: this machine has none, or no PostGIS
//   server.make_database("plan");                       // the service "plan", as the owner "schouw"
//   server.add_role("anna", "plan");                    // the service "anna", on that database
class PostgresServer {
 public:
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  bool ready() const { return process_ > 0; }
  void make_database(const std::string& name);
  void add_role(const std::string& name, const std::string& database, const std::string& member_of = "");
  void stop();
  void start();
  // What psql answers, unaligned, as that service; what it complains of where it fails.
  std::string psql(const std::string& service, const std::string& sql) const;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  void add_service(const std::string& name, const std::string& database, const std::string& user) const;
  pid_t run(const std::vector<std::string>& arguments) const;
  bool finished_well(pid_t process) const;

  std::filesystem::path folder_;
  std::filesystem::path programs_;
  pid_t process_ = 0;
};

}  // namespace schouw::database
