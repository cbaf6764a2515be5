// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace schouw::golden {

// Three bytes a pixel, rows from the top.
struct Picture {
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgb;
};

// How unlike two pictures may be: a pixel counts as other when one channel differs by more than channel_step.
struct Tolerance {
  int channel_step = 24;
  double other_ratio = 0.002;
};

struct Comparison {
  bool same_size = false;
  double other_ratio = 1.0;  // share of pixels that count as other
  int largest_step = 255;    // of one channel anywhere
  Picture difference;        // dimmed picture, other pixels in red
};
Comparison compare(const Picture& actual, const Picture& expected, const Tolerance& tolerance = {});

// Compares with the picture tests/golden/pictures/<name>.png. Unlike, or no such picture: writes <name>.actual.png
// and <name>.diff.png below <build folder>/golden and returns why; alike: returns an empty text.
std::string compare_with_golden(const Picture& actual, const std::string& name, const Tolerance& tolerance = {});

}  // namespace schouw::golden
