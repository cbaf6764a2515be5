// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/palette.h"

#include <algorithm>
#include <cmath>

namespace schouw::panels {

namespace {

using drawing::colour_from_hex;

constexpr Palette kLight = {.paper = colour_from_hex(0xffffff),
                            .ink = colour_from_hex(0x1c2733),
                            .muted = colour_from_hex(0x55616e),
                            .accent = colour_from_hex(0x1d4f86),
                            .accent_ink = colour_from_hex(0xffffff),
                            .hover = colour_from_hex(0xeef3f9),
                            .line = colour_from_hex(0xc3ccd6),
                            .track = colour_from_hex(0xe4e9ee),
                            .alarm = colour_from_hex(0xa8301a),
                            .alarm_paper = colour_from_hex(0xfef4ef),
                            .alarm_line = colour_from_hex(0xf0c3b0),
                            .example = colour_from_hex(0x6a2c82),
                            .example_paper = colour_from_hex(0xf8f1fb),
                            .example_line = colour_from_hex(0xd9bfe3),
                            .yellow = colour_from_hex(0xfff3a6),
                            .yellow_ink = colour_from_hex(0x33300a),
                            .blue = colour_from_hex(0xcdebfa),
                            .blue_ink = colour_from_hex(0x0c3a52),
                            .shadow = colour_from_hex(0x1c2733)};

constexpr Palette kDark = {.paper = colour_from_hex(0x18222d),
                           .ink = colour_from_hex(0xf0f4f8),
                           .muted = colour_from_hex(0xacb8c4),
                           .accent = colour_from_hex(0x8cbcf0),
                           .accent_ink = colour_from_hex(0x0c1722),
                           .hover = colour_from_hex(0x243342),
                           .line = colour_from_hex(0x4a5a6a),
                           .track = colour_from_hex(0x2e3d4c),
                           .alarm = colour_from_hex(0xff9d85),
                           .alarm_paper = colour_from_hex(0x3a221d),
                           .alarm_line = colour_from_hex(0x7d4536),
                           .example = colour_from_hex(0xdcb3ec),
                           .example_paper = colour_from_hex(0x2f2138),
                           .example_line = colour_from_hex(0x6b4a7c),
                           .yellow = colour_from_hex(0xffdd00),
                           .yellow_ink = colour_from_hex(0x1b1a05),
                           .blue = colour_from_hex(0x36b2e6),
                           .blue_ink = colour_from_hex(0x041c28),
                           .shadow = colour_from_hex(0x000000)};

constexpr Palette kContrast = {.paper = colour_from_hex(0x000000),
                               .ink = colour_from_hex(0xffffff),
                               .muted = colour_from_hex(0xffffff),
                               .accent = colour_from_hex(0xffdd00),
                               .accent_ink = colour_from_hex(0x000000),
                               .hover = colour_from_hex(0x333333),
                               .line = colour_from_hex(0xffffff),
                               .track = colour_from_hex(0x4d4d4d),
                               .alarm = colour_from_hex(0xffb4a0),
                               .alarm_paper = colour_from_hex(0x000000),
                               .alarm_line = colour_from_hex(0xffb4a0),
                               .example = colour_from_hex(0xe6c8f2),
                               .example_paper = colour_from_hex(0x000000),
                               .example_line = colour_from_hex(0xe6c8f2),
                               .yellow = colour_from_hex(0xffdd00),
                               .yellow_ink = colour_from_hex(0x000000),
                               .blue = colour_from_hex(0x36b2e6),
                               .blue_ink = colour_from_hex(0x000000),
                               .shadow = colour_from_hex(0x000000)};

// IEC 61966-2-1, with the threshold of WCAG 2.1.
double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(drawing::Colour c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

}  // namespace

const Palette& palette_of(app::Theme theme) {
  switch (theme) {
    case app::Theme::dark: return kDark;
    case app::Theme::contrast: return kContrast;
    case app::Theme::light: break;
  }
  return kLight;
}

double contrast_ratio(drawing::Colour a, drawing::Colour b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

std::array<std::pair<drawing::Colour, drawing::Colour>, 13> text_pairs(const Palette& p) {
  return {{{p.ink, p.paper},
           {p.muted, p.paper},
           {p.accent, p.paper},
           {p.accent_ink, p.accent},
           {p.ink, p.hover},
           {p.alarm, p.paper},
           {p.alarm, p.alarm_paper},
           {p.ink, p.alarm_paper},
           {p.example, p.paper},
           {p.example, p.example_paper},
           {p.ink, p.example_paper},
           {p.yellow_ink, p.yellow},
           {p.blue_ink, p.blue}}};
}

}  // namespace schouw::panels
