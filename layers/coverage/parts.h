// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "layers/coverage/coverage.h"

// One analysis in parts: each machine traces the footprints of its share of the sensors into a file, and an analysis
// that is given all parts takes them from there instead of tracing. Everything after that is the same code on the
// same bits, so parts and whole agree bit for bit.
namespace schouw::coverage {

// Share `index` of `count`, from 1. Sensors are dealt out by place, neighbours together: a share needs only the
// occlusion model of its own.
struct Share {
  int index = 1;
  int count = 1;
};
std::vector<std::uint32_t> sensors_of(const plan::Plan& plan, const Share& share);

// What a footprint cannot be made again from without tracing: its cells, numbered over the whole map.
struct TracedCells {
  CellSet seen;
  std::vector<CellSet> reached;
  double blocked_ratio = 0.0;
  bool sees_assumed_ground = false;
};

// Footprints that were traced before, by target height and sensor.
class TracedParts {
 public:
  const TracedCells* find(double target_height_m, std::uint32_t sensor) const;
  void add(double target_height_m, std::uint32_t sensor, TracedCells cells);
  std::size_t size() const { return cells_.size(); }

 private:
  std::map<std::pair<double, std::uint32_t>, TracedCells> cells_;
};

// What a part was traced with; parts join only where all of it is equal.
struct PartParams {
  const plan::Plan& plan;
  const CoverageOptions& options;
  const std::vector<double>& target_heights_m;
};

// Writes a share's coverage at each target height, in their order. Fails with IO-105.
base::Result<base::Done> write_part(const std::filesystem::path& path, const PartParams& params, const Share& share,
                                    const std::vector<CoverageResult>& coverage);

// Reads all parts of an analysis. Fails with IO-101, COV-150 (no part, damaged, or traced from another plan or with
// other options; says which), COV-151 (a share is missing or there twice).
base::Result<std::shared_ptr<const TracedParts>> read_parts(const std::vector<std::filesystem::path>& paths,
                                                            const PartParams& params);

}  // namespace schouw::coverage
