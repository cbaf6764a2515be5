// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geo/base/text_table.h"
#include "geo/base/uuid.h"
#include "geo/tables/update_package.h"
#include "layers/plan/sensor_table.h"
#include "layers/register/register_merge.h"

namespace schouw::plan {

// The sensors of a project that is being updated, which stay in its file: in memory are only who they are and what
// they are called.
//   auto sensors = PackageSensors::open(update, project.string(), diagnostics);
//   registers::RegisterMerge merge(**sensors, options);
// Cost: open reads every row once; at, put and add read or write one row. Memory: some 130 bytes a sensor. Threads:
// one at a time. The update must outlive it. Fails as the update does; then the update is no good any more.
class PackageSensors final : public registers::SensorBook {
 public:
  // What cannot be read of a row is told, as SensorRowReader does.
  static base::Result<std::unique_ptr<PackageSensors>> open(tables::PackageUpdate& update, std::string file_name,
                                                            base::Diagnostics& said);

  void for_each_name(const NameVisit& visit) const override;
  std::size_t size() const override { return uuids_.size(); }
  std::optional<std::uint32_t> index_of(const base::Uuid& uuid) const override;
  base::Result<registers::Sensor> at(std::uint32_t index) override;
  base::Result<base::Done> put(std::uint32_t index, const registers::Sensor& before,
                               registers::Sensor after) override;
  base::Result<base::Done> add(registers::Sensor&& sensor, std::optional<std::size_t> kept) override;
  void keep_place(std::size_t kept) override;

  bool changed() const { return changed_; }
  // Rows that do not state who they are get their uuid.
  base::Result<base::Done> write_missing_uuids();
  // Of each sensor its id, place and heights, and nothing else.
  base::Result<base::Done> for_each_place(const std::function<void(const registers::Sensor&)>& visit);

 private:
  PackageSensors(tables::PackageUpdate& update, std::string file_name);
  base::Result<base::Done> begin_change();
  void note(const registers::Sensor& sensor, const base::Uuid& uuid, std::int64_t fid);

  // What one sensor is called: numbers in names_.
  struct Names {
    std::uint32_t id = 0;
    std::uint32_t source_id = 0;
    std::uint32_t system = 0;
  };
  Names names_of(const registers::Sensor& sensor);

  tables::PackageUpdate& update_;
  std::string file_name_;
  std::unique_ptr<SensorRowReader> reader_;
  tables::TableLayout layout_;
  std::vector<std::string> columns_;
  base::TextTable texts_;
  std::vector<base::Uuid> uuids_;
  std::vector<std::int64_t> fids_;
  std::vector<Names> names_;
  std::unordered_map<base::Uuid, std::uint32_t> places_;
  std::vector<std::pair<std::int64_t, base::Uuid>> without_uuid_;
  std::unordered_map<std::size_t, std::int64_t> kept_;  // fids that were kept for sensors to come
  std::int64_t next_fid_ = 0;
  bool changed_ = false;
};

}  // namespace schouw::plan
