// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/palette.h"

namespace schouw::scene {
namespace {

// Tones: roof, wall, building_floor, bridge, construction, road, square, railway, water, plant, land, terrain,
// furniture, generic.
Palette light_palette() {
  Palette palette;
  palette.tone_colours = {{{0.965F, 0.955F, 0.935F},
                           {0.905F, 0.893F, 0.868F},
                           {0.900F, 0.890F, 0.870F},
                           {0.890F, 0.885F, 0.875F},
                           {0.900F, 0.890F, 0.870F},
                           {0.865F, 0.865F, 0.872F},
                           {0.900F, 0.897F, 0.890F},
                           {0.835F, 0.830F, 0.830F},
                           {0.670F, 0.795F, 0.875F},
                           {0.820F, 0.880F, 0.780F},
                           {0.895F, 0.893F, 0.870F},
                           {0.885F, 0.883F, 0.868F},
                           {0.860F, 0.855F, 0.845F},
                           {0.900F, 0.895F, 0.880F}}};
  palette.light_terms = {0.64F, 0.40F, 0.74F, 0.035F};
  palette.edge_colour = {0.17F, 0.18F, 0.20F, 0.70F};
  palette.occlusion_colour = {0.22F, 0.22F, 0.25F};
  palette.occlusion_terms = {6.0F, 4.6F};
  palette.ground_far_colour = {0.880F, 0.881F, 0.878F};
  palette.horizon_colour = {0.918F, 0.922F, 0.924F};
  palette.sky_colour = {0.855F, 0.882F, 0.905F};
  palette.selected_colour = {0.85F, 0.28F, 0.12F};
  palette.symbol_rim_colour = {1.0F, 1.0F, 1.0F};
  palette.halo = {255, 255, 255, 235};
  palette.label_ink = {40, 48, 58, 255};
  return palette;
}

Palette dark_palette() {
  Palette palette = light_palette();
  palette.tone_colours = {{{0.360F, 0.375F, 0.400F},
                           {0.300F, 0.312F, 0.335F},
                           {0.290F, 0.300F, 0.320F},
                           {0.290F, 0.300F, 0.315F},
                           {0.300F, 0.312F, 0.335F},
                           {0.175F, 0.185F, 0.202F},
                           {0.200F, 0.208F, 0.222F},
                           {0.150F, 0.158F, 0.172F},
                           {0.110F, 0.190F, 0.260F},
                           {0.150F, 0.205F, 0.165F},
                           {0.160F, 0.170F, 0.180F},
                           {0.150F, 0.160F, 0.172F},
                           {0.260F, 0.270F, 0.290F},
                           {0.220F, 0.230F, 0.245F}}};
  palette.light_terms = {0.70F, 0.42F, 0.66F, 0.05F};
  palette.edge_colour = {0.030F, 0.036F, 0.048F, 0.85F};
  palette.occlusion_colour = {0.05F, 0.06F, 0.08F};
  palette.ground_far_colour = {0.095F, 0.105F, 0.122F};
  palette.horizon_colour = {0.135F, 0.148F, 0.170F};
  palette.sky_colour = {0.075F, 0.088F, 0.112F};
  palette.selected_colour = {1.0F, 0.45F, 0.25F};
  palette.symbol_rim_colour = {0.06F, 0.07F, 0.09F};
  palette.halo = {14, 18, 24, 235};
  palette.label_ink = {228, 233, 240, 255};
  palette.dark = true;
  return palette;
}

// White city, black lines: what is data stands out, and what is a wall cannot be missed.
Palette contrast_palette() {
  Palette palette = light_palette();
  palette.tone_colours = {{{1.000F, 1.000F, 1.000F},
                           {0.800F, 0.800F, 0.800F},
                           {0.900F, 0.900F, 0.900F},
                           {0.880F, 0.880F, 0.880F},
                           {0.900F, 0.900F, 0.900F},
                           {0.930F, 0.930F, 0.930F},
                           {0.960F, 0.960F, 0.960F},
                           {0.800F, 0.800F, 0.800F},
                           {0.520F, 0.720F, 0.860F},
                           {0.760F, 0.880F, 0.700F},
                           {0.960F, 0.960F, 0.960F},
                           {0.950F, 0.950F, 0.950F},
                           {0.820F, 0.820F, 0.820F},
                           {0.900F, 0.900F, 0.900F}}};
  palette.light_terms = {0.68F, 0.36F, 0.80F, 0.0F};
  palette.edge_colour = {0.0F, 0.0F, 0.0F, 1.0F};
  palette.occlusion_terms = {6.0F, 3.0F};
  palette.ground_far_colour = {1.0F, 1.0F, 1.0F};
  palette.horizon_colour = {1.0F, 1.0F, 1.0F};
  palette.sky_colour = {1.0F, 1.0F, 1.0F};
  palette.selected_colour = {0.80F, 0.0F, 0.0F};
  palette.halo = {255, 255, 255, 255};
  palette.label_ink = {0, 0, 0, 255};
  return palette;
}

}  // namespace

Palette palette_of(Theme theme) {
  switch (theme) {
    case Theme::dark: return dark_palette();
    case Theme::contrast: return contrast_palette();
    case Theme::light: break;
  }
  return light_palette();
}

}  // namespace schouw::scene
