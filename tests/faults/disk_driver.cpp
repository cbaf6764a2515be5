// SPDX-License-Identifier: EUPL-1.2
// Does one thing to the disk and says how it ended: 0 done, 2 refused with a diagnostic (on standard error).
#include <cstdio>
#include <cstdlib>
#include <string>

#include "geo/base/append_log.h"
#include "geo/base/atomic_file.h"
#include "geo/base/lock_file.h"
#include "geo/tables/update_package.h"

namespace schouw {
namespace {

int ended(const base::Diagnostics& diagnostics, bool done) {
  for (const auto& diagnostic : diagnostics) std::fprintf(stderr, "%s\n", base::describe(diagnostic).c_str());
  return done ? 0 : 2;
}

int replace(const std::filesystem::path& path) {
  auto file = base::AtomicFile::beside(path);
  if (!file) return ended(file.diagnostics(), false);
  for (int part = 0; part < 3; ++part) {
    if (auto written = file->write("new bytes "); !written) return ended(written.diagnostics(), false);
  }
  const auto done = file->commit(base::AtomicFile::Keep::backup);
  return ended(done.diagnostics(), static_cast<bool>(done));
}

tables::RowChange row(const std::string& id, double x, double y) {
  return {.values = {{"id", id}}, .geometry = model::Coordinate{x, y, {}}};
}

int update(const std::filesystem::path& path) {
  auto update = tables::PackageUpdate::begin(path);
  if (!update) return ended(update.diagnostics(), false);
  const tables::TableLayout layout{.name = "cases", .columns = {{"id"}}};
  if (auto made = update->ensure_table(layout); !made) return ended(made.diagnostics(), false);
  for (std::int64_t fid = 1; fid <= 40; ++fid) {
    const auto changed = update->update("sensors", fid, row("changed", static_cast<double>(fid), 1));
    if (!changed) return ended(changed.diagnostics(), false);
  }
  if (auto gone = update->erase("sensors", 41); !gone) return ended(gone.diagnostics(), false);
  const auto done = update->commit("2026-11-21T10:00:00Z");
  return ended(done.diagnostics(), static_cast<bool>(done));
}

int write(const std::filesystem::path& path) {
  tables::Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  tables::Table sensors{"sensors", "", tables::GeometryType::point, {{"id"}}, {}};
  for (int i = 0; i < 50; ++i) sensors.rows.push_back({model::Coordinate{1.0 * i, 2, {}}, {std::string("written")}});
  package.tables = {sensors};
  const auto done = tables::write_package(path, package, "2026-11-21T10:00:00Z");
  return ended(done.diagnostics(), static_cast<bool>(done));
}

// Goes on after a failure, as an editor would.
int log(const std::filesystem::path& path) {
  auto log = base::AppendLog::open_or_create(path, {});
  if (!log) return ended(log.diagnostics(), false);
  bool failed = false;
  for (int i = 0; i < 6; ++i) {
    failed = !log->append("record " + std::to_string(i)) || failed;
    if (i % 2 == 1) failed = !log->sync() || failed;
  }
  return failed ? 2 : 0;
}

int lock(const std::filesystem::path& path) {
  auto lock = base::LockFile::take(path);
  if (!lock) return ended(lock.diagnostics(), false);
  const auto beats = lock->heartbeat();
  return ended(beats.diagnostics(), static_cast<bool>(beats));
}

int run(const std::string& what, const std::filesystem::path& path) {
  if (what == "replace") return replace(path);
  if (what == "update") return update(path);
  if (what == "write") return write(path);
  if (what == "log") return log(path);
  return what == "lock" ? lock(path) : 64;
}

}  // namespace
}  // namespace schouw

int main(int count, char** words) { return count == 3 ? schouw::run(words[1], words[2]) : 64; }
