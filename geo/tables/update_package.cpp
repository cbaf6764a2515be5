// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/update_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <utility>

#include "geo/base/atomic_file.h"
#include "geo/tables/package_bookkeeping.h"
#include "geo/tables/package_file.h"
#include "geo/tables/package_schema.h"
#include "geo/tables/table_editor.h"
#include "geo/tables/table_rows.h"

namespace schouw::tables {

struct PackageUpdate::State {
  std::filesystem::path path;
  FileStamp stamp;
  base::AtomicFile file;
  DatabaseHandle database;
  PackageSystem system;
  std::vector<TableShape> shapes;
  std::map<std::string, TableEditor> editors;  // before the database is closed they must go
  bool broken = false;                         // a change stands half in the copy
  bool reshaped = false;
  bool is_new = false;  // no file was copied

  TableEditor* editor_of(std::string_view name);
  // A refusal leaves the copy as it was before; anything else does not.
  template <class T>
  base::Result<T> noted(base::Result<T> result);
  base::Result<base::Done> add_table(const TableLayout& layout);
  base::Result<base::Done> add_columns(const TableShape& shape, const TableLayout& layout);
  static base::Result<FileStamp> copy(base::AtomicFile& to, const std::filesystem::path& path);
  base::Result<base::Done> open();
  base::Result<base::Done> read_shapes_again();
  base::Result<base::Done> finish(const std::string& last_change);
  base::Result<base::Done> put_in_place();
  base::Diagnostic refused(const std::string& table) const;
};

TableEditor* PackageUpdate::State::editor_of(std::string_view name) {
  const TableShape* shape = find_shape(shapes, name);
  if (shape == nullptr) return nullptr;
  const auto found = editors.find(shape->layout.name);
  if (found != editors.end()) return &found->second;
  return &editors.try_emplace(shape->layout.name, database.get(), *shape, path).first->second;
}

template <class T>
base::Result<T> PackageUpdate::State::noted(base::Result<T> result) {
  if (result) return result;
  const std::string& code = result.diagnostics().front().code;
  broken = broken || (code != "PLAN-130" && code != "PLAN-131" && code != "PLAN-132");
  return result;
}

base::Diagnostic PackageUpdate::State::refused(const std::string& table) const {
  return cannot_write(path, fmt::format("table {}: {}", table, sqlite3_errmsg(database.get())));
}

PackageUpdate::PackageUpdate(std::unique_ptr<State> state) : state_(std::move(state)) {}
PackageUpdate::PackageUpdate(PackageUpdate&&) noexcept = default;
PackageUpdate::~PackageUpdate() = default;

// Copies while nobody can write. The stamp is that of the bytes that were copied.
base::Result<FileStamp> PackageUpdate::State::copy(base::AtomicFile& to, const std::filesystem::path& path) {
  using Failed = base::Result<FileStamp>;
  const auto original = hold_unchanged(path);
  if (!original) return Failed::failure(original.diagnostics());
  if (auto header = check_header(path); !header) return Failed::failure(header.diagnostics());
  auto stamp = stamp_of(path);
  if (!stamp) return stamp;
  if (auto copied = to.copy_of(*original); !copied) return Failed::failure(as_of_package(copied.diagnostics()));
  if (!leave_wal_mode(to.descriptor())) return cannot_write(path, std::strerror(errno));
  return stamp;
}

base::Result<base::Done> PackageUpdate::State::open() {
  using Failed = base::Result<base::Done>;
  database = open_defensively(file.fresh(), Access::writing);
  if (!database) return damaged(path, "it cannot be opened");
  if (const std::string found = quick_check(database.get()); found != "ok") return damaged(path, found);
  auto found = read_system(database.get(), path);
  if (!found) return Failed::failure(found.diagnostics());
  system = *std::move(found);
  auto read = read_shapes_again();
  if (read && !execute(database.get(), "BEGIN IMMEDIATE")) return cannot_write(path, sqlite3_errmsg(database.get()));
  return read;
}

base::Result<PackageUpdate> PackageUpdate::begin(const std::filesystem::path& path) {
  using Failed = base::Result<PackageUpdate>;
  if (auto header = check_header(path); !header) return Failed::failure(header.diagnostics());
  base::remove_orphans(path);
  auto file = base::AtomicFile::beside(path);
  if (!file) return Failed::failure(as_of_package(std::move(file).diagnostics()));
  auto stamp = State::copy(*file, path);
  if (!stamp) return Failed::failure(stamp.diagnostics());
  std::unique_ptr<State> state(new State{path, *stamp, *std::move(file), {}, {}, {}, {}, false, false, false});
  auto opened = state->open();
  if (!opened) return Failed::failure(opened.diagnostics());
  return {PackageUpdate(std::move(state)), opened.diagnostics()};
}

base::Result<PackageUpdate> PackageUpdate::begin_new(const std::filesystem::path& path, const Package& package,
                                                     const std::string& last_change_iso) {
  using Failed = base::Result<PackageUpdate>;
  if (auto quiet = check_nothing_waits(path); !quiet) return Failed::failure(quiet.diagnostics());
  base::remove_orphans(path);
  auto file = base::AtomicFile::beside(path);
  if (!file) return Failed::failure(as_of_package(std::move(file).diagnostics()));
  if (auto filled = fill_package(file->fresh(), path, package, last_change_iso); !filled) {
    return Failed::failure(filled.diagnostics());
  }
  std::unique_ptr<State> state(new State{path, {}, *std::move(file), {}, {}, {}, {}, false, true, true});
  auto opened = state->open();
  if (!opened) return Failed::failure(opened.diagnostics());
  return {PackageUpdate(std::move(state)), opened.diagnostics()};
}

const crs::Crs& PackageUpdate::crs() const { return state_->system.crs; }
const FileStamp& PackageUpdate::stamp() const { return state_->stamp; }
const std::vector<TableShape>& PackageUpdate::tables() const { return state_->shapes; }
const TableShape* PackageUpdate::table(std::string_view name) const { return find_shape(state_->shapes, name); }

base::Result<Table> PackageUpdate::read(std::string_view name) {
  const TableShape* shape = table(name);
  if (shape == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  const TableLayout& layout = shape->layout;
  Table out{layout.name, layout.description, layout.geometry, layout.columns, {}};
  auto done = for_each_row(name, [&](Row&& row) {
    out.rows.push_back(std::move(row));
    return true;
  });
  if (!done) return base::Result<Table>::failure(done.diagnostics());
  return {std::move(out), done.diagnostics()};
}

base::Result<base::Done> PackageUpdate::for_each_row(std::string_view name, const RowVisit& visit) {
  const TableShape* shape = table(name);
  if (shape == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  const std::vector<std::string> columns = names_of(shape->layout.columns);
  return visit_rows(state_->database.get(), {*shape, columns, state_->path}, visit);
}

base::Result<std::optional<Row>> PackageUpdate::row(std::string_view name, std::int64_t fid) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return editor->row(fid);
}

base::Result<base::Done> PackageUpdate::State::add_table(const TableLayout& layout) {
  const TableNames names = tables::names_of(layout);
  Statement taken(database.get(), "SELECT type FROM sqlite_master WHERE name = ? COLLATE NOCASE");
  if (taken.bind(1, layout.name).step()) {
    base::Diagnostic diagnostic =
        package_problem("PLAN-131", path,
                        fmt::format("table {}: a {} of that name is there and is not listed in gpkg_contents",
                                    layout.name, taken.text(0)),
                        "rename it in the program that made it");
    diagnostic.where.feature = layout.name;
    return diagnostic;
  }
  const bool spatial = layout.geometry != GeometryType::none;
  const ContentsRow contents{.srs_id = system.srs_id, .last_change = with_milliseconds("")};
  const bool done = execute(database.get(), optional_tables_sql() + create_table_sql(layout, names)) &&
                    (!spatial || execute(database.get(), create_rtree_sql(layout.name, names))) &&
                    write_contents(database.get(), layout, contents) &&
                    (!spatial || execute(database.get(), create_triggers_sql(layout.name, names)));
  if (!done) return refused(layout.name);
  return base::Done{};
}

base::Result<base::Done> PackageUpdate::State::add_columns(const TableShape& shape, const TableLayout& layout) {
  const auto conflict = [&](const std::string& what) {
    base::Diagnostic diagnostic = package_problem("PLAN-131", path, fmt::format("table {}: {}", layout.name, what),
                                                  "rename it in that program");
    diagnostic.where.feature = layout.name;
    return diagnostic;
  };
  if (layout.geometry != GeometryType::none && shape.geometry_column.empty()) {
    return conflict("it has no column for a place");
  }
  for (const Column& column : layout.columns) {
    if (find_column(shape, column.name) != nullptr) continue;
    if (same_name(column.name, shape.geometry_column) || same_name(column.name, shape.key)) {
      return conflict(fmt::format("its own key or place is called {}", column.name));
    }
    if (!execute(database.get(), add_column_sql(shape.layout.name, column))) return refused(layout.name);
    reshaped = true;
  }
  return base::Done{};
}

base::Result<base::Done> PackageUpdate::State::read_shapes_again() {
  auto again = read_shapes(database.get(), path);
  if (!again) return base::Result<base::Done>::failure(again.diagnostics());
  base::Diagnostics said = again.diagnostics();
  shapes = *std::move(again);
  return {base::Done{}, std::move(said)};
}

base::Result<base::Done> PackageUpdate::ensure_table(const TableLayout& layout) {
  const TableShape* shape = table(layout.name);
  if (shape == nullptr) {
    auto added = state_->noted(state_->add_table(layout));
    if (!added) return added;
    state_->reshaped = true;
    return state_->noted(state_->read_shapes_again());
  }
  const std::string name = shape->layout.name;
  const bool whole = std::all_of(layout.columns.begin(), layout.columns.end(),
                                 [&](const Column& column) { return find_column(*shape, column.name) != nullptr; });
  const bool placed = layout.geometry == GeometryType::none || !shape->geometry_column.empty();
  // Shapes are read with the number of rows, which takes a look at each of them.
  if (whole && placed) return base::Done{};
  if (auto added = state_->noted(state_->add_columns(*shape, layout)); !added) return added;
  if (auto read = state_->noted(state_->read_shapes_again()); !read) return read;
  // What an editor knows of columns is old now; what it has to finish is not.
  const auto editor = state_->editors.find(name);
  if (editor != state_->editors.end()) editor->second.take_shape(*table(name));
  return base::Done{};
}

base::Result<std::int64_t> PackageUpdate::insert(std::string_view name, std::optional<std::int64_t> fid,
                                                 const RowChange& row) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return state_->noted(editor->insert(fid, row));
}

base::Result<std::int64_t> PackageUpdate::insert_row(std::string_view name, const std::vector<std::string>& columns,
                                                     std::optional<std::int64_t> fid, const Row& row) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return state_->noted(editor->insert_row(columns, fid, row));
}

base::Result<std::int64_t> PackageUpdate::next_fid(std::string_view name) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return editor->next_fid();
}

base::Result<base::Done> PackageUpdate::update(std::string_view name, std::int64_t fid, const RowChange& row) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return state_->noted(editor->update(fid, row));
}

base::Result<base::Done> PackageUpdate::erase(std::string_view name, std::int64_t fid) {
  TableEditor* editor = state_->editor_of(name);
  if (editor == nullptr) return no_such(state_->path, fmt::format("table {}", name));
  return state_->noted(editor->erase(fid));
}

base::Result<base::Done> PackageUpdate::State::finish(const std::string& last_change) {
  for (auto& [name, editor] : editors) {
    if (!editor.changed()) continue;
    if (auto finished = editor.finish(last_change); !finished) return finished;
  }
  editors.clear();
  if (!execute(database.get(), "COMMIT")) return cannot_write(path, sqlite3_errmsg(database.get()));
  database.reset();
  return base::Done{};
}

// The file stays held from the last look at its stamp until the new one is in its place.
base::Result<base::Done> PackageUpdate::State::put_in_place() {
  using Failed = base::Result<base::Done>;
  const auto changed = [&] {
    return package_problem("PLAN-108", path, "another program changed it since it was opened here",
                           "open it again and repeat the edits; nothing of either is lost");
  };
  std::error_code problem;
  if (is_new) {
    if (std::filesystem::exists(path, problem)) return changed();
    auto made = file.commit(base::AtomicFile::Keep::backup);
    if (!made) return Failed::failure(as_of_package(std::move(made).diagnostics()));
    return made;
  }
  if (!std::filesystem::exists(path, problem)) return changed();
  const auto original = hold_unchanged(path);
  if (!original) return Failed::failure(original.diagnostics());
  if (!hold_alone(*original)) {
    return package_problem("PLAN-107", path, "another Schouw is saving it", "do this again in a moment");
  }
  if (auto quiet = check_nothing_waits(path); !quiet) return quiet;
  const auto now = stamp_of(path);
  if (!now || *now != stamp) return changed();
  auto done = file.commit(base::AtomicFile::Keep::backup);
  if (!done) return Failed::failure(as_of_package(std::move(done).diagnostics()));
  return done;
}

base::Result<base::Done> PackageUpdate::commit(const std::string& last_change_iso) {
  if (state_->broken || !state_->database) {
    return cannot_write(state_->path, "an earlier change failed half way, or it was written already");
  }
  const bool nothing = !state_->reshaped && std::none_of(state_->editors.begin(), state_->editors.end(),
                                                         [](const auto& entry) { return entry.second.changed(); });
  if (nothing) return base::Done{};
  if (auto finished = state_->finish(with_milliseconds(last_change_iso)); !finished) {
    state_->broken = true;
    return finished;
  }
  return state_->put_in_place();
}

}  // namespace schouw::tables
