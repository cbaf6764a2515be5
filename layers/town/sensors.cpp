// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/sensors.h"

namespace schouw::town {
void write_core_sensors(GeoJsonFile& file, const District&, std::int64_t wanted, std::uint64_t) {
  if (wanted < 1) return;
  Attributes p;
  p.text("id", "MS-001")
      .text("name", "Camera Marktplein")
      .text("kind", "camera")
      .number("height_above_ground_m", 5.0, 1)
      .number("azimuth_deg", 300, 1)
      .number("tilt_deg", 15, 1)
      .number("hfov_deg", 90, 1)
      .number("pixels_w", 1920, 0)
      .text("personal_data", "identifiable");
  file.point("MS-001", {8, -8}, p);
}
std::int64_t write_district_sensors(GeoJsonFile&, const District&, std::int64_t wanted, std::int64_t) {
  return wanted;
}
std::int64_t core_sensor_count() { return 1; }
}  // namespace schouw::town
