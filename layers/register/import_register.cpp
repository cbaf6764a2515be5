// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_register.h"

#include <algorithm>

#include "layers/register/far_sensors.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/register_reader.h"
#include "layers/register/register_tables.h"

namespace schouw::registers {

namespace {

using base::Done;
using base::Result;

class SensorsInMemory final : public SensorSink {
 public:
  Result<Done> take(std::size_t place, Sensor sensor) override {
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

// All rows of a source, so many at a time.
template <class Use>
Result<Done> each_piece(formats::FeatureSource& source, std::size_t rows_at_a_time, const RegisterOptions& options,
                        const base::Progress& progress, const Use& use) {
  if (auto begun = source.rewind(); !begun) return begun;
  for (;;) {
    if (progress.cancel.cancelled()) return interrupted(options);
    auto rows = source.next(rows_at_a_time);
    if (!rows) return Result<Done>::failure(rows.diagnostics());
    if (rows->empty()) return Done{};
    if (auto used = use(*std::move(rows)); !used) return used;
  }
}

}  // namespace

Result<RegisterImport> import_in_pieces(formats::FeatureSource& source, const Schema& schema,
                                        const RegisterOptions& options, SensorSink& sink,
                                        const base::Progress& progress, std::size_t rows_at_a_time) {
  using Failed = Result<RegisterImport>;
  auto mapping = mapping_from(schema);
  if (!mapping) return Failed::failure(mapping.diagnostics());
  const Lookups lookups(*mapping, {});
  RegisterReader reader(*mapping, lookups, options, sink);
  using Rows = std::vector<model::Feature>;
  auto done = each_piece(source, rows_at_a_time, options, progress, [&](Rows rows) {
    reader.count(source.table(), std::move(rows));
    return Result<Done>(Done{});
  });
  if (!done) return Failed::failure(done.diagnostics());
  reader.end_count();
  reader.begin(source.table(), source.only_texts());
  done =
      each_piece(source, rows_at_a_time, options, progress, [&](Rows rows) { return reader.read(std::move(rows)); });
  if (!done) return Failed::failure(done.diagnostics());
  reader.end();
  return reader.finish();
}

Result<RegisterImport> import_tables(std::span<const model::FeatureTable> tables, const Schema& schema,
                                     const RegisterOptions& options, SensorSink& sink) {
  using Failed = Result<RegisterImport>;
  auto mapping = mapping_from(schema);
  if (!mapping) return Failed::failure(mapping.diagnostics());
  const Lookups lookups(*mapping, tables);
  RegisterReader reader(*mapping, lookups, options, sink);
  const RegisterTables chosen = register_tables(tables, *mapping, lookups);
  for (const model::FeatureTable* table : chosen.read) {
    const std::vector<model::Feature>& rows = table->features;
    reader.begin(without_rows(*table), std::all_of(rows.begin(), rows.end(), formats::has_only_texts));
    // In pieces, so that there are never two of the whole.
    for (std::size_t at = 0; at < rows.size(); at += kRowsAtATime) {
      const auto first = rows.begin() + static_cast<std::ptrdiff_t>(at);
      const auto count = static_cast<std::ptrdiff_t>(std::min(kRowsAtATime, rows.size() - at));
      auto done = reader.read({first, first + count});
      if (!done) return Failed::failure(done.diagnostics());
    }
    reader.end();
  }
  for (const model::FeatureTable* table : chosen.left) reader.leave(*table);
  return reader.finish();
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
