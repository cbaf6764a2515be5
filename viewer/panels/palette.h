// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <span>
#include <utility>

#include "layers/drawing/colour.h"
#include "viewer/app/app_state.h"

// The colours of the interface. One accent; data has its own colours, which the layers choose.
namespace schouw::panels {

struct Palette {
  drawing::Colour paper;        // panels
  drawing::Colour ink;          // text
  drawing::Colour muted;        // secondary text
  drawing::Colour accent;       // buttons, checks, bars
  drawing::Colour accent_ink;   // text on accent
  drawing::Colour hover;        // under the pointer, on paper
  drawing::Colour line;         // hairlines and outlines of parts
  drawing::Colour track;        // the empty part of bars
  drawing::Colour alarm;        // text of what asks for attention
  drawing::Colour alarm_paper;  // its box
  drawing::Colour alarm_line;
  drawing::Colour example;  // what is more than a norm that no council adopted: never the colour of alarm
  drawing::Colour example_paper;
  drawing::Colour example_line;
  drawing::Colour yellow;  // personal data: identifiable
  drawing::Colour yellow_ink;
  drawing::Colour blue;  // personal data: de-identified
  drawing::Colour blue_ink;
  drawing::Colour shadow;
};

const Palette& palette_of(app::Theme theme);

// WCAG 2.1: (L1 + 0.05) / (L2 + 0.05), 1 to 21. Alpha is left out of account.
double contrast_ratio(drawing::Colour a, drawing::Colour b);

// Every pair of text and ground that the panels use; each must reach 4.5.
std::array<std::pair<drawing::Colour, drawing::Colour>, 13> text_pairs(const Palette& palette);

}  // namespace schouw::panels
