// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/package_reader.h"

#include <fmt/format.h>

#include <utility>

#include "geo/tables/package_file.h"
#include "geo/tables/table_rows.h"

namespace schouw::tables {

struct PackageReader::State {
  std::filesystem::path path;
  DatabaseHandle database;
  FileStamp stamp;
  PackageSystem system;
  std::vector<TableShape> shapes;
};

PackageReader::PackageReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
PackageReader::PackageReader(PackageReader&&) noexcept = default;
PackageReader& PackageReader::operator=(PackageReader&&) noexcept = default;
PackageReader::~PackageReader() = default;

base::Result<PackageReader> PackageReader::open(const std::filesystem::path& path) {
  using Failed = base::Result<PackageReader>;
  if (auto header = check_header(path); !header) return Failed::failure(header.diagnostics());
  auto stamp = stamp_of(path);
  if (!stamp) return Failed::failure(stamp.diagnostics());
  auto database = open_defensively(path, Access::reading);
  if (!database) return damaged(path, "it cannot be opened");
  if (const std::string found = quick_check(database.get()); found != "ok") return damaged(path, found);
  auto system = read_system(database.get(), path);
  if (!system) return Failed::failure(system.diagnostics());
  auto shapes = read_shapes(database.get(), path);
  if (!shapes) return Failed::failure(shapes.diagnostics());
  auto said = shapes.diagnostics();
  auto state =
      std::make_unique<State>(State{path, std::move(database), *stamp, *std::move(system), *std::move(shapes)});
  return {PackageReader(std::move(state)), std::move(said)};
}

const crs::Crs& PackageReader::crs() const { return state_->system.crs; }
const std::vector<TableShape>& PackageReader::tables() const { return state_->shapes; }
const FileStamp& PackageReader::stamp() const { return state_->stamp; }
const TableShape* PackageReader::table(std::string_view name) const { return find_shape(state_->shapes, name); }

base::Result<base::Done> PackageReader::for_each_row(std::string_view name, const std::vector<std::string>& columns,
                                                     const RowVisit& visit) {
  const TableShape* shape = table(name);
  if (shape == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  auto done = visit_rows(state_->database.get(), {*shape, columns, state_->path}, visit);
  const auto now = stamp_of(state_->path);
  if (now && *now == state_->stamp) return done;
  return package_problem("PLAN-108", state_->path, "another program changed it while it was read", "open it again");
}

base::Result<Package> read_package(const std::filesystem::path& path) {
  auto reader = PackageReader::open(path);
  if (!reader) return base::Result<Package>::failure(std::move(reader).diagnostics());
  base::Diagnostics said = reader.diagnostics();
  Package package{.crs = reader->crs()};
  for (const TableShape& shape : reader->tables()) {
    const TableLayout& layout = shape.layout;
    Table table{layout.name, layout.description, layout.geometry, layout.columns, {}};
    table.rows.reserve(static_cast<std::size_t>(shape.row_count));
    auto done = reader->for_each_row(layout.name, names_of(layout.columns), [&](Row&& row) {
      table.rows.push_back(std::move(row));
      return true;
    });
    base::append(said, done.diagnostics());
    if (!done) return base::Result<Package>::failure(std::move(said));
    package.tables.push_back(std::move(table));
  }
  return {std::move(package), std::move(said)};
}

}  // namespace schouw::tables
