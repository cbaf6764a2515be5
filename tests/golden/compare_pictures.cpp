// SPDX-License-Identifier: EUPL-1.2
#include "tests/golden/compare_pictures.h"

#include <algorithm>
#include <cstdlib>

#include "fmt/format.h"
#include "geo/formats/write_png_gdal.h"

namespace schouw::golden {
namespace {

int step_between(const Picture& a, const Picture& b, std::size_t pixel) {
  int step = 0;
  for (std::size_t i = pixel * 3; i < pixel * 3 + 3; ++i) step = std::max(step, std::abs(a.rgb[i] - b.rgb[i]));
  return step;
}

std::filesystem::path write(const Picture& picture, const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(SCHOUW_BINARY_DIR) / "golden";
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const std::filesystem::path file = folder / name;
  const auto written = formats::write_png(file, picture.width_px, picture.height_px, picture.rgb);
  return written ? file : std::filesystem::path("(could not be written)");
}

}  // namespace

Comparison compare(const Picture& actual, const Picture& expected, const Tolerance& tolerance) {
  Comparison result;
  result.same_size = actual.width_px == expected.width_px && actual.height_px == expected.height_px &&
                     actual.rgb.size() == expected.rgb.size();
  if (!result.same_size || actual.rgb.empty()) return result;
  result.largest_step = 0;
  result.difference = actual;
  std::size_t others = 0;
  const std::size_t pixels = actual.rgb.size() / 3;
  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    const int step = step_between(actual, expected, pixel);
    result.largest_step = std::max(result.largest_step, step);
    const bool other = step > tolerance.channel_step;
    others += other ? 1 : 0;
    std::uint8_t* out = &result.difference.rgb[pixel * 3];
    for (int i = 0; i < 3; ++i) out[i] = static_cast<std::uint8_t>(other ? (i == 0 ? 220 : 0) : 160 + out[i] / 3);
  }
  result.other_ratio = static_cast<double>(others) / static_cast<double>(pixels);
  return result;
}

std::string compare_with_golden(const Picture& actual, const std::string& name, const Tolerance& tolerance) {
  const auto file = std::filesystem::path(SCHOUW_SOURCE_DIR) / "tests" / "golden" / "pictures" / (name + ".png");
  const auto read = formats::read_png(file);
  if (!read) {
    return fmt::format("no picture {} to compare with; wrote {}", file.string(),
                       write(actual, name + ".actual.png").string());
  }
  const Picture expected{read->width_px, read->height_px, read->rgb};
  const Comparison result = compare(actual, expected, tolerance);
  if (result.same_size && result.other_ratio <= tolerance.other_ratio) return {};
  const std::string written = write(actual, name + ".actual.png").string();
  if (!result.same_size) {
    return fmt::format("{} is {} x {} pixels, expected {} x {}; wrote {}", name, actual.width_px, actual.height_px,
                       expected.width_px, expected.height_px, written);
  }
  write(result.difference, name + ".diff.png");
  return fmt::format("{}: {:.3f} % of the pixels differ, expected at most {:.3f} %; wrote {} and its diff", name,
                     100.0 * result.other_ratio, 100.0 * tolerance.other_ratio, written);
}

}  // namespace schouw::golden
