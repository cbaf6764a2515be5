// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <span>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/formats/feature_source.h"
#include "layers/register/import_register.h"

namespace schouw::registers {

// Where the sensors of a register go as they are read. A place is that in the register, from 0.
class SensorSink {
 public:
  SensorSink() = default;
  SensorSink(const SensorSink&) = delete;
  SensorSink& operator=(const SensorSink&) = delete;
  virtual ~SensorSink() = default;

  // A sensor of which all rows were read. Each place comes once, in any order. What fails ends the import.
  virtual base::Result<base::Done> take(std::size_t place, Sensor&& sensor) = 0;
  // A sensor of which further rows follow later than the next sensors: it keeps its place among them.
  virtual void keep_place(std::size_t place, const Sensor& so_far) = 0;
};

struct PieceOptions {
  base::Progress progress;
  std::size_t rows_at_a_time = 4096;
};

// As import_register, for a register that is never whole in memory: sensors go to the sink, and what is given has
// none. Whatever the number of rows at a time, sink, counts and diagnostics are the same but for keep_place.
//   auto source = formats::open_in_pieces(path, progress);
//   const auto imported = import_in_pieces(**source, schema, options, sink, {.progress = progress});
// Cost: two passes over the source, the first for the ids alone. Memory: the rows at a time, 100 bytes and the id of
// each sensor, and the sensors of which rows are still to come: where rows of one id stand far apart, those between
// do not add to it. Threads: the one that calls it. Fails as import_register and as the source and the sink do; what
// the sink took until then counts for nothing.
base::Result<RegisterImport> import_in_pieces(formats::FeatureSource& source, const Schema& schema,
                                              const RegisterOptions& options, SensorSink& sink,
                                              const PieceOptions& pieces);

// The same for tables that are in memory.
base::Result<RegisterImport> import_tables(std::span<const model::FeatureTable> tables, const Schema& schema,
                                           const RegisterOptions& options, SensorSink& sink);

// So many rows of a table recognise() looks at: enough to meet an attribute that only some rows state.
inline constexpr std::size_t kProbedRows = 100'000;

// Whether values of a register stand in other tables of its file, so that it cannot be read in pieces.
bool looks_values_up(const Schema& schema);

}  // namespace schouw::registers
