// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// One table of a file, whose rows are handed out a number at a time, so that a file of any length is read in the
// same memory.
//   auto source = open_in_pieces(path, {});
//   for (auto rows = (*source)->next(1000); rows && !rows->empty(); rows = (*source)->next(1000)) use(*rows);
// Cost: of a CSV a pass over the file to open it, in which everything that is wrong with it is found, and one for
// each time that it is read. Memory: the rows that were asked for. Threads: one at a time. It holds the file open.
// next and rewind fail where the file cannot be read any more, or was cancelled.
class FeatureSource {
 public:
  FeatureSource() = default;
  FeatureSource(const FeatureSource&) = delete;
  FeatureSource& operator=(const FeatureSource&) = delete;
  virtual ~FeatureSource() = default;

  // What is said of the whole table: all but its rows.
  virtual const model::FeatureTable& table() const = 0;
  virtual std::size_t row_count() const = 0;
  // Whether no row has anything but texts.
  virtual bool only_texts() const = 0;
  virtual base::Result<base::Done> rewind() = 0;
  // The next rows, so many at most; none at the end.
  virtual base::Result<std::vector<model::Feature>> next(std::size_t most) = 0;
};

// A file whose rows can be read in pieces, with what is wrong with it as read_feature_file says it; null where its
// kind is read whole. In pieces: CSV whose columns hold no geometries. Fails as read_feature_file.
base::Result<std::unique_ptr<FeatureSource>> open_in_pieces(const std::filesystem::path& path,
                                                            const base::Progress& progress);

// Whether a row has neither a geometry nor anything but texts.
bool has_only_texts(const model::Feature& feature);

// A table that is in memory already.
std::unique_ptr<FeatureSource> source_of(model::FeatureTable table);

}  // namespace schouw::formats
