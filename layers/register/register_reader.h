// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layers/register/cut_names.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/mapping.h"
#include "layers/register/quality.h"
#include "layers/register/read_position.h"
#include "layers/register/read_row.h"
#include "layers/register/sensor_facts.h"

namespace schouw::registers {

// A sensor on its way to a sink: whole, or one that keeps its place.
struct ReadySensor {
  std::size_t place = 0;
  std::unique_ptr<Sensor> sensor;
  bool whole = true;
};
base::Result<base::Done> deliver(std::vector<ReadySensor> ready, SensorSink& sink);

// Reads a register table by table, each in one piece or in several; for import_tables and import_in_pieces. All that
// it is made with outlives it.
class RegisterReader {
 public:
  RegisterReader(const Mapping& mapping, const Lookups& lookups, const RegisterOptions& options);

  // Where the rows of a source are counted first, sensors are ready as soon as all of theirs were read; else at the
  // end.
  void count(const model::FeatureTable& about, std::vector<model::Feature> rows);
  void end_count();

  // A table without its rows, which follow in pieces.
  void begin(const model::FeatureTable& about, bool only_texts);
  void read(std::vector<model::Feature> rows);
  void end();
  // A table that is no part of the register.
  void leave(const model::FeatureTable& table);

  base::Result<RegisterImport> finish();
  // The sensors that became ready since the last call.
  std::vector<ReadySensor> take_ready() { return std::exchange(ready_, {}); }

 private:
  // A sensor of which rows may follow.
  struct Open {
    std::unique_ptr<Sensor> sensor;
    std::uint64_t id_hash = 0;
    bool kept = false;  // the sink knows its place
  };

  model::FeatureTable shaped(const model::FeatureTable& about, const CutNames& names,
                             std::vector<model::Feature> rows) const;
  Row row_of(const model::Feature& feature);
  void note_row_of(std::uint64_t id_hash);
  void hand_over(bool all);
  void limit_told();
  void tell_of_untold();
  void complete(std::size_t place, std::unique_ptr<Sensor> sensor);

  bool read_row_of(Row& row);
  void add_sensor(const Row& row, const std::string& id, Sensor sensor);
  bool is_placeless(const Row& row, const base::Diagnostics& problems) const;
  void note_placeless(const Row& row, Sensor& sensor);
  std::optional<std::size_t> known_as(const std::string& id, const std::optional<crs::MapPosition>& position) const;
  std::string free_id(const std::string& id) const;
  bool is_taken(const std::string& id) const;
  std::uint32_t number_of(const std::string& id);
  void tell_of_another_place(const Row& row, const std::string& shared, const Sensor& sensor);
  bool belongs(Row& row) const;
  void reject(base::Diagnostic diagnostic);
  bool reject_position(const base::Diagnostics& problems);
  void add_to(Sensor& sensor, Sensor further, const Row& row);
  void tell_of_merged(const Row& row, const Sensor& sensor);
  void tell_of_taken_for_yes(const Row& row, const RowRule& rule);
  void tell_of(const CutNames& names);
  bool defaulted(const Field& field, const Sensor& further, const Row& row) const;
  void add_notes();

  const Mapping& mapping_;
  const Lookups& lookups_;
  const RegisterOptions& options_;
  PositionTransformations transformations_;
  crs::GridNorth grid_north_;

  // Of the table that is being read.
  model::FeatureTable about_;
  CutNames names_;
  std::optional<PositionReader> positions_;
  bool only_texts_ = false;
  bool placed_ = true;  // false: no further row of it can be
  std::shared_ptr<const RowColumns> columns_;

  RegisterImport import_;
  RowTally tally_;
  std::size_t looked_at_ = 0;                               // of what is told
  std::map<std::string, std::size_t> told_of_, untold_of_;  // by code
  RegisterFacts facts_;
  std::vector<std::uint32_t> first_of_id_;  // of each id in facts_.ids: the place of its first sensor, plus 1
  std::vector<bool> taken_;                 // of each id in facts_.ids: a sensor is called so
  std::map<std::size_t, Open> open_;        // by place
  std::vector<std::uint64_t> counted_;      // hashes of the ids of all rows
  bool all_counted_ = false;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_left_;  // of ids that come again: rows still to come
  std::vector<ReadySensor> ready_;
  QualityTally quality_;
  int households_ = 0;
};

}  // namespace schouw::registers
