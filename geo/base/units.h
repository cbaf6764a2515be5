// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <numbers>

namespace schouw::base {

// A plane angle. A type of its own, so that degrees and radians cannot be mixed up.
class Angle {
 public:
  constexpr Angle() = default;
  static constexpr Angle from_degrees(double degrees) { return Angle{degrees * std::numbers::pi / 180.0}; }
  static constexpr Angle from_radians(double radians) { return Angle{radians}; }

  constexpr double degrees() const { return radians_ * 180.0 / std::numbers::pi; }
  constexpr double radians() const { return radians_; }

  constexpr auto operator<=>(const Angle&) const = default;
  friend constexpr Angle operator+(Angle a, Angle b) { return Angle{a.radians_ + b.radians_}; }
  friend constexpr Angle operator-(Angle a, Angle b) { return Angle{a.radians_ - b.radians_}; }
  friend constexpr Angle operator*(Angle a, double factor) { return Angle{a.radians_ * factor}; }
  friend constexpr Angle operator-(Angle a) { return Angle{-a.radians_}; }

 private:
  explicit constexpr Angle(double radians) : radians_(radians) {}
  double radians_ = 0.0;
};

// The same direction within 0 <= azimuth < 360 degrees, clockwise from grid north.
inline double normalised_azimuth_deg(double azimuth_deg) {
  const double turned = std::fmod(azimuth_deg, 360.0);
  return turned < 0.0 ? turned + 360.0 : turned;
}

}  // namespace schouw::base
