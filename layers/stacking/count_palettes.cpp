// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/count_palettes.h"

#include <algorithm>
#include <array>

#include "layers/stacking/stacking_colours.h"

namespace schouw::stacking {

namespace {

using drawing::colour_from_hex;
using drawing::LegendEntry;

// By Step, from one_more.
constexpr std::array<drawing::Colour, 6> kSteps = {colour_from_hex(0xfdb863), colour_from_hex(0xe66101),
                                                   colour_from_hex(0x7f3b08), colour_from_hex(0xb2abd2),
                                                   colour_from_hex(0x5e3c99), colour_from_hex(0x2d004b)};
constexpr std::array<const char*, 6> kStepLabels = {"legend.difference.one_more",   "legend.difference.two_more",
                                                    "legend.difference.three_more", "legend.difference.one_fewer",
                                                    "legend.difference.two_fewer",  "legend.difference.three_fewer"};
constexpr std::array<drawing::Colour, 5> kAmounts = {colour_from_hex(0xfee838), colour_from_hex(0xbcae6c),
                                                     colour_from_hex(0x7d7c78), colour_from_hex(0x434e6c),
                                                     colour_from_hex(0x00224e)};

bool is_more(std::size_t step) { return step < 3; }

}  // namespace

Step step_of(int before, int after) {
  const int more = std::clamp(after - before, -3, 3);
  return static_cast<Step>(more >= 0 ? more : 3 - more);
}

drawing::CountClasses difference_classes() {
  drawing::CountClasses classes;
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    classes.push_back({static_cast<std::uint16_t>(i + 1), kSteps[i].with_alpha(kRasterAlpha), is_more(i)});
  }
  return classes;
}

drawing::Legend difference_legend() {
  drawing::Legend legend;
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    const auto swatch = is_more(i) ? LegendEntry::Swatch::hatched_fill : LegendEntry::Swatch::fill;
    legend.push_back({swatch, kSteps[i], {kStepLabels[i], {}}, ""});
  }
  return legend;
}

drawing::CountClasses amount_classes() {
  drawing::CountClasses classes;
  for (std::size_t i = 0; i < kAmounts.size(); ++i) {
    classes.push_back({static_cast<std::uint16_t>(i + 1), kAmounts[i].with_alpha(kRasterAlpha), false});
  }
  return classes;
}

drawing::Legend amount_legend() {
  drawing::Legend legend;
  for (std::size_t i = 0; i < kAmounts.size(); ++i) {
    const bool last = i + 1 == kAmounts.size();
    legend.push_back(
        {LegendEntry::Swatch::fill,
         kAmounts[i],
         {last ? "legend.amount.or_more" : "legend.amount", {{"count", static_cast<std::int64_t>(i + 1)}}},
         ""});
  }
  return legend;
}

}  // namespace schouw::stacking
