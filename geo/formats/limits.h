// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>

namespace schouw::formats {

// What a foreign file may ask of this machine. Each limit has a code in docs/diagnostics and is far above any file of
// a municipality: a whole BAG is 11 million buildings, a register some 10 thousand sensors.
inline constexpr std::uint64_t kLargestFile_bytes = std::uint64_t{8} << 30;      // IO-104
inline constexpr std::uint64_t kLargestText_bytes = std::uint64_t{2} << 30;      // IO-104: CSV, GeoJSON, Overpass
inline constexpr std::uint64_t kLargestUnpacked_bytes = std::uint64_t{1} << 30;  // IO-104: the parts of an XLSX
inline constexpr std::size_t kMostFeatures = 20'000'000;                         // IO-114
inline constexpr std::size_t kMostVertices = 200'000'000;                        // IO-114
inline constexpr std::size_t kMostColumns = 4096;                                // IO-114
inline constexpr std::size_t kMostCells = 50'000'000;                            // IO-114: of a text or a workbook
inline constexpr std::size_t kLongestCell_bytes = 1 << 20;                       // IO-114
inline constexpr int kMostNesting = 64;                                          // IO-110: JSON within JSON
inline constexpr std::int64_t kMostTerrainCells = 400'000'000;                   // TER-103: 1.6 GB of floats
inline constexpr int kMostPicturePixels = 100'000'000;                           // IO-114: 300 MB of RGB
inline constexpr std::size_t kMostRowDiagnostics = 100;  // of one kind in one file; the rest is counted

}  // namespace schouw::formats
