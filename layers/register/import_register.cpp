// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_register.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "geo/base/run_beside.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/register_reader.h"
#include "layers/register/register_tables.h"

namespace schouw::registers {

namespace {

using base::Done;
using base::Result;

class SensorsInMemory final : public SensorSink {
 public:
  Result<Done> take(std::size_t place, Sensor&& sensor) override {
    if (sensors.size() <= place) sensors.resize(place + 1);
    sensors[place] = std::move(sensor);
    return Done{};
  }
  void keep_place(std::size_t, const Sensor&) override {}

  std::vector<Sensor> sensors;
};

base::Diagnostic interrupted(const RegisterOptions& options) {
  return {.code = "IO-109",
          .kind = base::DiagnosticKind::cancelled,
          .message = "reading was interrupted",
          .where = {.file = options.file_name},
          .hint = "start again; nothing was changed"};
}

constexpr std::size_t kRowsAtATime = 4096;

model::FeatureTable without_rows(const model::FeatureTable& table) {
  return {.name = table.name,
          .crs = table.crs,
          .crs_is_the_usual = table.crs_is_the_usual,
          .ids_are_row_numbers = table.ids_are_row_numbers,
          .longest_name = table.longest_name,
          .field_names = table.field_names,
          .features = {},
          .left_out = table.left_out};
}

// A register in pieces: while rows are read here, the sensors of those before go to the sink beside.
class PieceImport {
 public:
  PieceImport(formats::FeatureSource& source, RegisterReader& reader, const RegisterOptions& options,
              SensorSink& sink, const PieceOptions& how)
      : source_(source), reader_(reader), options_(options), sink_(sink), how_(how) {}

  Result<Done> count() {
    if (auto begun = source_.rewind(); !begun) return begun;
    for (auto rows = next();; rows = next()) {
      if (!rows) return Result<Done>::failure(rows.diagnostics());
      if (rows->empty()) break;
      reader_.count(source_.table(), *std::move(rows));
    }
    reader_.end_count();
    return Done{};
  }

  Result<Done> read() {
    if (auto begun = source_.rewind(); !begun) return begun;
    for (bool more = true; more;) {
      Result<Rows> rows = Rows();
      Result<Done> delivered = Done{};
      std::vector<ReadySensor> ready = reader_.take_ready();
      const auto read = [&] {
        rows = next();
        more = rows && !rows->empty();
        if (more) reader_.read(*std::move(rows));
      };
      if (ready.empty()) {
        read();
      } else {
        base::run_beside(read, [&] { delivered = deliver(std::move(ready), sink_); });
      }
      if (!rows) return Result<Done>::failure(rows.diagnostics());
      if (!delivered) return delivered;
    }
    return Done{};
  }

 private:
  using Rows = std::vector<model::Feature>;

  Result<Rows> next() {
    if (how_.progress.cancel.cancelled()) return interrupted(options_);
    return source_.next(how_.rows_at_a_time);
  }

  formats::FeatureSource& source_;
  RegisterReader& reader_;
  const RegisterOptions& options_;
  SensorSink& sink_;
  const PieceOptions& how_;
};

// The last sensors follow what is said of all.
Result<RegisterImport> finished(RegisterReader& reader, SensorSink& sink) {
  auto imported = reader.finish();
  if (!imported) return imported;
  if (auto done = deliver(reader.take_ready(), sink); !done) {
    return Result<RegisterImport>::failure(done.diagnostics());
  }
  return imported;
}

}  // namespace

Result<RegisterImport> import_in_pieces(formats::FeatureSource& source, const Schema& schema,
                                        const RegisterOptions& options, SensorSink& sink,
                                        const PieceOptions& pieces) {
  using Failed = Result<RegisterImport>;
  auto mapping = mapping_from(schema);
  if (!mapping) return Failed::failure(mapping.diagnostics());
  const Lookups lookups(*mapping, {});
  RegisterReader reader(*mapping, lookups, options);
  PieceImport reading(source, reader, options, sink, pieces);
  if (auto counted = reading.count(); !counted) return Failed::failure(counted.diagnostics());
  reader.begin(source.table(), source.only_texts());
  if (auto read = reading.read(); !read) return Failed::failure(read.diagnostics());
  reader.end();
  return finished(reader, sink);
}

Result<RegisterImport> import_tables(std::span<const model::FeatureTable> tables, const Schema& schema,
                                     const RegisterOptions& options, SensorSink& sink) {
  using Failed = Result<RegisterImport>;
  auto mapping = mapping_from(schema);
  if (!mapping) return Failed::failure(mapping.diagnostics());
  const Lookups lookups(*mapping, tables);
  RegisterReader reader(*mapping, lookups, options);
  const RegisterTables chosen = register_tables(tables, *mapping, lookups);
  for (const model::FeatureTable* table : chosen.read) {
    const std::vector<model::Feature>& rows = table->features;
    reader.begin(without_rows(*table), std::all_of(rows.begin(), rows.end(), formats::has_only_texts));
    // In pieces, so that there are never two of the whole.
    for (std::size_t at = 0; at < rows.size(); at += kRowsAtATime) {
      const auto first = rows.begin() + static_cast<std::ptrdiff_t>(at);
      const auto count = static_cast<std::ptrdiff_t>(std::min(kRowsAtATime, rows.size() - at));
      reader.read({first, first + count});
    }
    reader.end();
  }
  for (const model::FeatureTable* table : chosen.left) reader.leave(*table);
  return finished(reader, sink);
}

bool looks_values_up(const Schema& schema) {
  const auto mapping = mapping_from(schema);
  return mapping && std::any_of(mapping->fields.begin(), mapping->fields.end(),
                                [](const FieldRule& rule) { return rule.lookup.has_value(); });
}

Result<RegisterImport> import_register(std::span<const model::FeatureTable> tables, const Schema& schema,
                                       const RegisterOptions& options) {
  SensorsInMemory sink;
  auto imported = import_tables(tables, schema, options, sink);
  if (!imported) return imported;
  imported->sensors = std::move(sink.sensors);
  return imported;
}

}  // namespace schouw::registers
