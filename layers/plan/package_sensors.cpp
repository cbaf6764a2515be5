// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/package_sensors.h"

#include <utility>

#include "layers/plan/plan_tables.h"
#include "layers/plan/table_memory.h"
#include "layers/register/field.h"
#include "layers/register/sensor_list.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;
using registers::Sensor;

constexpr const char* kTable = "sensors";

}  // namespace

PackageSensors::PackageSensors(tables::PackageUpdate& update, std::string file_name)
    : update_(update), file_name_(std::move(file_name)), layout_(tables::layout_of(sensor_layout())) {
  for (const tables::Column& column : layout_.columns) columns_.push_back(column.name);
}

Result<std::unique_ptr<PackageSensors>> PackageSensors::open(tables::PackageUpdate& update, std::string file_name,
                                                             base::Diagnostics& said) {
  using Opened = Result<std::unique_ptr<PackageSensors>>;
  std::unique_ptr<PackageSensors> sensors(new PackageSensors(update, std::move(file_name)));
  const tables::TableShape* shape = update.table(kTable);
  const std::vector<tables::Column> columns =
      shape == nullptr ? std::vector<tables::Column>() : shape->layout.columns;
  sensors->reader_ = std::make_unique<SensorRowReader>(columns, sensors->file_name_);
  auto done = update.for_each_row(kTable, [&](tables::Row&& row) {
    const Sensor sensor = sensors->reader_->read(row, said);
    base::Uuid uuid = sensor.uuid;
    while (sensors->index_of(uuid)) uuid = uuid_apart(uuid, row.fid);
    if (cell_text(cell_named(columns, row, "uuid")) != uuid.text())
      sensors->without_uuid_.emplace_back(row.fid, uuid);
    sensors->note(sensor, uuid, row.fid);
    return true;
  });
  if (!done) return Opened::failure(done.diagnostics());
  base::append(said, done.diagnostics());
  return sensors;
}

PackageSensors::Names PackageSensors::names_of(const Sensor& sensor) {
  const bool named = !sensor.sources.empty();
  return {.id = texts_.add(sensor.id),
          .source_id = texts_.add(named ? std::string_view(sensor.sources.front().id) : std::string_view()),
          .system = texts_.add(named ? std::string_view(sensor.sources.front().system) : std::string_view())};
}

void PackageSensors::note(const Sensor& sensor, const base::Uuid& uuid, std::int64_t fid) {
  places_.emplace(uuid, static_cast<std::uint32_t>(uuids_.size()));
  uuids_.push_back(uuid);
  fids_.push_back(fid);
  names_.push_back(names_of(sensor));
}

void PackageSensors::for_each_name(const NameVisit& visit) const {
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    visit(i, texts_.text(names_[i].id), texts_.text(names_[i].source_id), texts_.text(names_[i].system));
  }
}

std::optional<std::uint32_t> PackageSensors::index_of(const base::Uuid& uuid) const {
  const auto found = places_.find(uuid);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

Result<Sensor> PackageSensors::at(std::uint32_t index) {
  const auto row = update_.row(kTable, fids_[index]);
  if (!row) return Result<Sensor>::failure(row.diagnostics());
  if (!*row) {
    return base::Diagnostic{.code = "PLAN-103",
                            .message = "a row of the table sensors is gone that was there",
                            .where = {.file = file_name_, .row = fids_[index]},
                            .hint = "open the .bak beside it"};
  }
  base::Diagnostics told_already;
  Sensor sensor = reader_->read(**row, told_already);
  sensor.uuid = uuids_[index];
  return sensor;
}

// Columns that an older version did not write come with the first change.
Result<Done> PackageSensors::begin_change() {
  if (changed_) return Done{};
  if (auto made = update_.ensure_table(layout_); !made) return made;
  reader_ = std::make_unique<SensorRowReader>(update_.table(kTable)->layout.columns, file_name_);
  const auto next = update_.next_fid(kTable);
  if (!next) return Result<Done>::failure(next.diagnostics());
  // A place may have been kept before.
  next_fid_ += *next;
  for (auto& [place, fid] : kept_) fid += *next;
  changed_ = true;
  return Done{};
}

Result<Done> PackageSensors::put(std::uint32_t index, const Sensor& before, Sensor after) {
  if (auto begun = begin_change(); !begun) return begun;
  names_[index] = names_of(after);
  return update_.update(kTable, fids_[index], row_change(layout_, sensor_edit(before, after)));
}

Result<Done> PackageSensors::add(Sensor&& sensor, std::optional<std::size_t> kept) {
  if (auto begun = begin_change(); !begun) return begun;
  if (sensor.uuid.is_nil()) sensor.uuid = registers::uuid_of(sensor);
  const auto place = kept ? kept_.find(*kept) : kept_.end();
  const std::int64_t fid = place == kept_.end() ? next_fid_++ : place->second;
  if (place != kept_.end()) kept_.erase(place);
  const auto written = update_.insert_row(kTable, columns_, fid, sensor_row(sensor));
  if (!written) return Result<Done>::failure(written.diagnostics());
  note(sensor, sensor.uuid, fid);
  return Done{};
}

// Before the first change fids count from nought.
void PackageSensors::keep_place(std::size_t kept) { kept_.emplace(kept, next_fid_++); }

Result<Done> PackageSensors::write_missing_uuids() {
  for (const auto& [fid, uuid] : without_uuid_) {
    auto done = update_.update(kTable, fid, {.values = {{"uuid", uuid.text()}}, .geometry = {}});
    if (!done) return done;
  }
  return Done{};
}

Result<Done> PackageSensors::for_each_place(const std::function<void(const Sensor&)>& visit) {
  const std::vector<tables::Column> columns = update_.table(kTable)->layout.columns;
  return update_.for_each_row(kTable, [&](tables::Row&& row) {
    Sensor sensor;
    for (const char* name : {"id", "height_nap_m", "height_above_ground_m"}) {
      const tables::Cell* cell = cell_named(columns, row, name);
      registers::field_named(name)->set(sensor, cell_text(cell));
    }
    if (sensor.id.empty()) sensor.id = row_id(row.fid);
    if (const auto* point = std::get_if<model::Coordinate>(&row.geometry)) {
      sensor.position = crs::MapPosition{point->x, point->y, 0.0};
    }
    visit(sensor);
    return true;
  });
}

}  // namespace schouw::plan
