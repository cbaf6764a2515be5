// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/formats/csv_rows.h"
#include "geo/formats/feature_source.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/probe.h"
#include "geo/formats/read_tables.h"

namespace schouw::formats {

namespace {

using base::Done;
using base::Result;

// All records of a file into rows; cells are counted where they stay in memory.
Result<Done> read_into(CsvRows& rows, CsvFile& file, const std::filesystem::path& path, bool count_cells,
                       const base::Progress& progress) {
  std::vector<std::string> cells;
  std::size_t count = 0;
  for (;;) {
    if (progress.cancel.cancelled()) return interrupted(path);
    const auto more = file.next(cells);
    if (!more) return Result<Done>::failure(more.diagnostics());
    if (!*more) return Done{};
    count += std::max(cells.size(), rows.column_count());
    if (auto added = rows.add(cells, file); !added) return added;
    if (count_cells && count > kMostCells) return over_limit(path, fmt::format("more than {} cells", kMostCells));
  }
}

base::Diagnostics said_of(CsvRows& rows, const CsvFile& file) {
  base::Diagnostics said = rows.problems().take();
  base::append(said, std::move(rows.notes()));
  base::append(said, file.notes());
  return said;
}

class CsvSource final : public FeatureSource {
 public:
  CsvSource(std::filesystem::path path, CsvFile file, model::FeatureTable table, std::size_t row_count,
            base::CancelToken cancel)
      : path_(std::move(path)),
        file_(std::move(file)),
        table_(std::move(table)),
        row_count_(row_count),
        cancel_(std::move(cancel)),
        rows_(path_, CsvRows::Keep::rows) {}

  const model::FeatureTable& table() const override { return table_; }
  std::size_t row_count() const override { return row_count_; }
  bool only_texts() const override { return true; }
  Result<Done> rewind() override {
    rows_ = CsvRows(path_, CsvRows::Keep::rows);
    handed_out_ = 0;
    return file_.rewind();
  }
  Result<std::vector<model::Feature>> next(std::size_t most) override {
    using Rows = Result<std::vector<model::Feature>>;
    while (rows_.row_count() < handed_out_ + most) {
      if (cancel_.cancelled()) return interrupted(path_);
      const auto more = file_.next(cells_);
      if (!more) return Rows::failure(more.diagnostics());
      if (!*more) break;
      if (auto added = rows_.add(cells_, file_); !added) return Rows::failure(added.diagnostics());
    }
    handed_out_ = rows_.row_count();
    return rows_.take_rows();
  }

 private:
  std::filesystem::path path_;
  CsvFile file_;
  model::FeatureTable table_;
  std::size_t row_count_;
  base::CancelToken cancel_;
  CsvRows rows_;
  std::vector<std::string> cells_;
  std::size_t handed_out_ = 0;
};

class TableSource final : public FeatureSource {
 public:
  explicit TableSource(model::FeatureTable table)
      : rows_(std::exchange(table.features, {})), table_(std::move(table)) {}

  const model::FeatureTable& table() const override { return table_; }
  std::size_t row_count() const override { return rows_.size(); }
  bool only_texts() const override { return std::all_of(rows_.begin(), rows_.end(), has_only_texts); }
  Result<Done> rewind() override {
    at_ = 0;
    return Done{};
  }
  Result<std::vector<model::Feature>> next(std::size_t most) override {
    const std::size_t begin = std::exchange(at_, std::min(at_ + most, rows_.size()));
    return std::vector<model::Feature>(rows_.begin() + static_cast<std::ptrdiff_t>(begin),
                                       rows_.begin() + static_cast<std::ptrdiff_t>(at_));
  }

 private:
  std::vector<model::Feature> rows_;
  model::FeatureTable table_;
  std::size_t at_ = 0;
};

}  // namespace

bool has_only_texts(const model::Feature& feature) {
  return std::holds_alternative<std::monostate>(feature.geometry) &&
         std::all_of(feature.fields.begin(), feature.fields.end(), [](const auto& field) {
           return std::holds_alternative<std::string>(field.second) ||
                  std::holds_alternative<std::monostate>(field.second);
         });
}

Result<FeatureTables> read_csv(const std::filesystem::path& path, const base::Progress& progress) {
  using Failed = Result<FeatureTables>;
  if (auto plain = check_plain_file(path, kLargestText_bytes); !plain) {
    return Failed::failure(std::move(plain).diagnostics());
  }
  auto file = CsvFile::open(path);
  if (!file) return Failed::failure(std::move(file).diagnostics());
  CsvRows rows(path, CsvRows::Keep::rows);
  if (auto read = read_into(rows, *file, path, true, progress); !read) return Failed::failure(read.diagnostics());
  auto table = rows.finish();
  if (!table) return Failed::failure(std::move(table).diagnostics());
  if (auto taken = take_geometry_columns(*table, rows.problems(), rows.notes()); !taken) {
    return Failed::failure(std::move(taken).diagnostics());
  }
  return {{*std::move(table)}, said_of(rows, *file)};
}

Result<std::unique_ptr<FeatureSource>> open_csv_in_pieces(const std::filesystem::path& path,
                                                          const base::Progress& progress) {
  using Opened = Result<std::unique_ptr<FeatureSource>>;
  if (auto plain = check_plain_file(path, kLargestFile_bytes); !plain) {
    return Opened::failure(std::move(plain).diagnostics());
  }
  auto file = CsvFile::open(path);
  if (!file) return Opened::failure(std::move(file).diagnostics());
  CsvRows names(path, CsvRows::Keep::names);
  if (auto read = read_into(names, *file, path, false, progress); !read) return Opened::failure(read.diagnostics());
  const std::string geometries = names.geometry_column();
  const std::size_t row_count = names.row_count();
  auto table = names.finish();
  if (!table) return Opened::failure(std::move(table).diagnostics());
  // Which rows count is known by all rows only: the system that most of them state.
  if (!geometries.empty()) return std::unique_ptr<FeatureSource>();
  base::Diagnostics said = said_of(names, *file);
  if (auto again = file->rewind(); !again) return Opened::failure(again.diagnostics());
  return {std::make_unique<CsvSource>(path, *std::move(file), *std::move(table), row_count, progress.cancel),
          std::move(said)};
}

std::unique_ptr<FeatureSource> source_of(model::FeatureTable table) {
  return std::make_unique<TableSource>(std::move(table));
}

Result<std::unique_ptr<FeatureSource>> open_in_pieces(const std::filesystem::path& path,
                                                      const base::Progress& progress) {
  using Opened = Result<std::unique_ptr<FeatureSource>>;
  const auto format = probe_file(path);
  if (!format) return Opened::failure(format.diagnostics());
  if ((*format)->id != "csv") return std::unique_ptr<FeatureSource>();
  auto opened = open_csv_in_pieces(path, progress);
  base::Diagnostics said = format.diagnostics();
  base::append(said, opened.diagnostics());
  if (!opened) return Opened::failure(std::move(said));
  return {*std::move(opened), std::move(said)};
}

}  // namespace schouw::formats
