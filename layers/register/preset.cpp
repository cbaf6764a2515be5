// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/preset.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/base/units.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::size_t kMostPresets = 256;

base::Diagnostic unreadable(std::string_view preset, std::string_view problem) {
  return {.code = "REG-123",
          .message = fmt::format("preset '{}': {}", preset.substr(0, 60), problem),
          .where = {.field = "ptz_presets"},
          .hint = "write them as 'entrance: 90, 20, 30; square: 180, 15'"};
}

// Takes the text up to a mark off the front.
std::string_view take_until(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trimmed(part);
}

struct Bounded {
  double least;
  double most;
};

std::optional<double> number_in(std::string_view text, const Bounded& bounds) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(value >= bounds.least && value <= bounds.most)) return std::nullopt;
  return value;
}

base::Result<Preset> preset_from(std::string_view text) {
  std::string_view rest = text;
  if (rest.find(':') == std::string_view::npos) return unreadable(text, "expected a name and a colon");
  Preset preset{.name = std::string(take_until(rest, ':'))};
  if (preset.name.empty()) return unreadable(text, "expected a name before the colon");
  const auto azimuth = number_in(take_until(rest, ','), {-360.0, 360.0});
  if (!azimuth) return unreadable(text, "expected an azimuth from -360 to 360 degrees after the name");
  const auto tilt = number_in(take_until(rest, ','), {-90.0, 90.0});
  if (!tilt) return unreadable(text, "expected a tilt from -90 to 90 degrees after the azimuth");
  preset.azimuth_deg = base::normalised_azimuth_deg(*azimuth);
  preset.tilt_deg = *tilt;
  if (rest.empty()) return preset;
  preset.hfov_deg = number_in(trimmed(rest), {0.1, 170.0});
  if (!preset.hfov_deg) return unreadable(text, "expected a width of view from 0.1 to 170 degrees after the tilt");
  return preset;
}

}  // namespace

base::Result<std::vector<Preset>> presets_from_text(std::string_view text) {
  std::vector<Preset> presets;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view part = take_until(rest, ';');
    if (part.empty()) continue;
    auto preset = preset_from(part);
    if (!preset) return base::Result<std::vector<Preset>>::failure(preset.diagnostics());
    const bool twice =
        std::any_of(presets.begin(), presets.end(), [&](const Preset& other) { return other.name == preset->name; });
    if (twice) return unreadable(part, "its name stands twice");
    if (presets.size() == kMostPresets) return unreadable(part, fmt::format("expected at most {}", kMostPresets));
    presets.push_back(*std::move(preset));
  }
  if (presets.empty()) return unreadable(text, "found none");
  return presets;
}

}  // namespace schouw::registers
