// SPDX-License-Identifier: EUPL-1.2
#include <cassert>

#include "layers/town/register/sensor_tables.h"

namespace schouw::town {
namespace {

constexpr Device kDevices[] = {
    {"hd", "VV-200", "rectilinear", 1920, 1080, 90.0, 58.7, 45.0},
    {"hd-smal", "VV-240", "rectilinear", 1920, 1080, 48.0, 28.1, 60.0},
    {"4k", "VV-800", "rectilinear", 3840, 2160, 92.0, 60.4, 60.0},
    {"koepel", "VV-360", "fisheye", 2560, 2560, 180.0, 180.0, 15.0},
    {"kenteken", "VK-50", "rectilinear", 1920, 1080, 25.0, 14.2, 25.0},
    {"warmte", "VW-64", "rectilinear", 640, 480, 45.0, 34.5, 60.0},
    {"teller", "VT-3D", "rectilinear", 640, 480, 75.0, 60.0, 6.0},
    {"kring50", "", "", 0, 0, 0, 0, 50.0},
    {"kring25", "", "", 0, 0, 0, 0, 25.0},
    {"kring75", "", "", 0, 0, 0, 0, 75.0},
    {"punt", "", "", 0, 0, 0, 0, 3.0},
    {"", "", "", 0, 0, 0, 0, 0},
};

}  // namespace

const Device& device_named(std::string_view id) {
  for (const Device& device : kDevices) {
    if (device.id == id) return device;
  }
  assert(false);
  return kDevices[0];
}

}  // namespace schouw::town
