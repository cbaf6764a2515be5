// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/text_table.h"
#include "layers/register/import_register.h"

namespace schouw::registers {

// The sensors of a plan while a register is merged into them, in memory or in a file. An index is that in the plan.
class SensorBook {
 public:
  SensorBook() = default;
  SensorBook(const SensorBook&) = delete;
  SensorBook& operator=(const SensorBook&) = delete;
  virtual ~SensorBook() = default;

  // What sensors are called: in the plan, by their source, and which source that is.
  using NameVisit = std::function<void(std::uint32_t index, std::string_view id, std::string_view source_id,
                                       std::string_view system)>;
  virtual void for_each_name(const NameVisit& visit) const = 0;
  virtual std::size_t size() const = 0;
  virtual std::optional<std::uint32_t> index_of(const base::Uuid& uuid) const = 0;
  virtual base::Result<Sensor> at(std::uint32_t index) = 0;
  virtual base::Result<base::Done> put(std::uint32_t index, const Sensor& before, Sensor after) = 0;
  // At the end; kept: in the place that was kept for it.
  virtual base::Result<base::Done> add(Sensor&& sensor, std::optional<std::size_t> kept) = 0;
  // A sensor will be added that comes before the next ones.
  virtual void keep_place(std::size_t kept) = 0;
};

// The sensors of a plan in memory, which must outlive it; nothing of it fails.
std::unique_ptr<SensorBook> book_of(SensorList& sensors);

// Merges a register sensor by sensor, as merge_register does at once.
//   RegisterMerge merge(book, options);
//   for (Sensor& sensor : sensors) if (auto done = merge.add(place++, std::move(sensor)); !done) return done;
//   const MergeCounts counts = merge.finish();
// Cost: of a sensor that the book has, reading it; else some microseconds. Memory: the ids of the plan, some 30 bytes
// each beside their letters, and every change that is told. Threads: one at a time. The book must outlive it. Fails
// as the book does.
class RegisterMerge {
 public:
  RegisterMerge(SensorBook& book, MergeOptions options);

  // place: that in the register, in whose order changes are told.
  base::Result<base::Done> add(std::size_t place, Sensor&& arriving);
  void keep_place(std::size_t place, const Sensor& so_far);
  MergeCounts finish();

 private:
  std::uint32_t number_of(std::string_view id);
  std::uint32_t system_number(std::string_view system);
  bool is_shared(const std::string& id) const;
  void note_ids(const Sensor& sensor, std::uint32_t index);
  base::Result<base::Done> add_new(std::size_t place, Sensor&& sensor);
  base::Result<base::Done> merge(std::size_t place, std::uint32_t index, Sensor&& sensor);

  SensorBook& book_;
  MergeOptions options_;
  std::size_t before_;  // how many sensors the plan had
  base::TextTable ids_;
  std::vector<std::uint32_t> called_;  // of each id: the sensor of the plan that is called so, plus 1
  std::vector<bool> own_;              // of each id: the source of some sensor calls it so
  std::map<std::string, std::uint32_t, std::less<>> systems_;
  std::vector<std::uint32_t> system_of_;  // of each sensor that was there before
  std::vector<bool> seen_;
  std::vector<bool> arrived_;   // of each system
  std::set<std::size_t> kept_;  // places for which the book keeps one
  int known_by_uuid_ = 0;       // rows of an export in another form
  MergeCounts counted_;
  std::vector<std::pair<std::size_t, FieldChange>> changes_;
  std::vector<std::pair<std::size_t, base::Diagnostic>> told_;
};

}  // namespace schouw::registers
