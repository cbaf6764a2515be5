// SPDX-License-Identifier: EUPL-1.2
#include <embree3/rtcore.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "geo/sight/terrain_sight.h"
#include "geo/sight/triangle_sight.h"

namespace schouw::sight {

std::string embree_version() { return RTC_VERSION_STRING; }

namespace {

constexpr double kLetThrough_m = 0.01;
constexpr double kFarthest_m = 1e6;

struct Corner {
  float east_m, north_m, up_m;
};

// Embree answers null or sets an error where others throw: what it lacks is memory, or it is we who are wrong.
[[noreturn]] void throw_failure(RTCError error) {
  // "Unknown" is any other exception inside Embree: a thread that the system does not give, met only without memory.
  // Wrong arguments and operations have errors of their own.
  if (error == RTC_ERROR_OUT_OF_MEMORY || error == RTC_ERROR_UNKNOWN) throw std::bad_alloc();
  throw std::runtime_error("Embree failed with error " + std::to_string(static_cast<int>(error)));
}

void check(RTCDevice device) {
  const RTCError error = rtcGetDeviceError(device);
  if (error != RTC_ERROR_NONE) throw_failure(error);
}

// A handle or a buffer, which is null only where something failed.
template <class T>
T checked(T made, RTCDevice device) {
  check(device);
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

struct Release {
  void operator()(RTCDevice device) const { rtcReleaseDevice(device); }
  void operator()(RTCScene scene) const { rtcReleaseScene(scene); }
  void operator()(RTCGeometry geometry) const { rtcReleaseGeometry(geometry); }
};
template <class Handle>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Release>;

// Copies corners and indices into buffers that Embree owns, which are padded as it wants them.
void attach(RTCDevice device, RTCScene scene, const std::vector<Corner>& corners,
            const std::vector<std::array<std::uint32_t, 3>>& triangles) {
  if (triangles.empty()) return;
  const Owned<RTCGeometry> geometry(checked(rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE), device));
  void* vertex_buffer = checked(rtcSetNewGeometryBuffer(geometry.get(), RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3,
                                                        sizeof(Corner), corners.size()),
                                device);
  std::copy(corners.begin(), corners.end(), static_cast<Corner*>(vertex_buffer));
  void* index_buffer = checked(rtcSetNewGeometryBuffer(geometry.get(), RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                                       sizeof(std::array<std::uint32_t, 3>), triangles.size()),
                               device);
  std::copy(triangles.begin(), triangles.end(), static_cast<std::array<std::uint32_t, 3>*>(index_buffer));
  rtcCommitGeometry(geometry.get());
  rtcAttachGeometry(scene, geometry.get());
  check(device);
}

}  // namespace

struct TriangleSight::Implementation {
  Owned<RTCDevice> device;
  Owned<RTCScene> scene;
  crs::SceneOrigin origin;
  std::vector<std::uint32_t> object_of;  // per triangle of the city's geometry
  const model::Terrain* terrain = nullptr;

  Corner corner(const crs::MapPosition& p) const {
    const crs::ScenePosition s = origin.to_scene(p);
    return {s.east_m, s.north_m, s.up_m};
  }
  void add(const model::CityModel& city, const model::Occluders& occluders);
};

void TriangleSight::Implementation::add(const model::CityModel& city, const model::Occluders& occluders) {
  std::vector<Corner> corners;
  corners.reserve(city.vertices_mm.size());
  for (std::uint32_t v = 0; v < city.vertices_mm.size(); ++v) corners.push_back(corner(city.position(v)));
  std::vector<std::array<std::uint32_t, 3>> triangles;
  for (std::uint32_t i = 0; i < city.objects.size(); ++i) {
    const model::CityObject& object = city.objects[i];
    if (!model::hides(object, occluders)) continue;
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      if (!model::hides(object, city.kinds[t], occluders)) continue;
      triangles.push_back(city.triangles[t]);
      object_of.push_back(i);
    }
  }
  attach(device.get(), scene.get(), corners, triangles);
}

TriangleSight::TriangleSight(const model::CityModel* city, const model::Terrain* terrain,
                             const model::Occluders& occluders)
    : implementation_(std::make_unique<Implementation>()) {
  Implementation& self = *implementation_;
  self.terrain = terrain;
  if (city != nullptr) self.origin.at = city->origin;
  self.device.reset(checked(rtcNewDevice(nullptr), nullptr));
  RTCDevice device = self.device.get();
  self.scene.reset(checked(rtcNewScene(device), device));
  // Robust: a ray must not slip through the edge that two triangles share.
  rtcSetSceneFlags(self.scene.get(), RTC_SCENE_FLAG_ROBUST);
  if (city != nullptr) self.add(*city, occluders);
  rtcCommitScene(self.scene.get());
  if (const RTCError error = rtcGetDeviceError(device); error != RTC_ERROR_NONE) {
    // Embree 3.13 ends the program when a scene is released whose building failed: what there is of it stays behind.
    (void)self.scene.release();
    (void)self.device.release();
    throw_failure(error);
  }
}

TriangleSight::~TriangleSight() = default;

bool TriangleSight::line_is_clear(const crs::MapPosition& from, const crs::MapPosition& to) const {
  const Corner a = implementation_->corner(from);
  const Corner b = implementation_->corner(to);
  RTCRay ray{};
  ray.org_x = a.east_m;
  ray.org_y = a.north_m;
  ray.org_z = a.up_m;
  ray.dir_x = b.east_m - a.east_m;
  ray.dir_y = b.north_m - a.north_m;
  ray.dir_z = b.up_m - a.up_m;
  const double length =
      std::hypot(static_cast<double>(ray.dir_x), static_cast<double>(ray.dir_y), static_cast<double>(ray.dir_z));
  if (length <= 2.0 * kLetThrough_m) return true;
  ray.tnear = static_cast<float>(kLetThrough_m / length);
  ray.tfar = static_cast<float>(1.0 - kLetThrough_m / length);
  ray.mask = 0xffffffffU;
  RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  rtcOccluded1(implementation_->scene.get(), &context, &ray);
  if (ray.tfar < 0.0F) return false;  // Embree sets it to minus infinity where something is hit
  if (implementation_->terrain == nullptr) return true;
  const Line3 line{.at = from,
                   .along = {to.east_m - from.east_m, to.north_m - from.north_m, to.up_m - from.up_m},
                   .first = kLetThrough_m / length,
                   .last = 1.0 - kLetThrough_m / length};
  return !first_under(*implementation_->terrain, line);
}

std::optional<TriangleSight::Hit> TriangleSight::first_hit(const crs::MapPosition& from,
                                                           const std::array<double, 3>& direction) const {
  const double length = std::hypot(direction[0], direction[1], direction[2]);
  if (!(length > 0.0)) return std::nullopt;
  const Corner start = implementation_->corner(from);
  RTCRayHit ray{};
  ray.ray.org_x = start.east_m;
  ray.ray.org_y = start.north_m;
  ray.ray.org_z = start.up_m;
  ray.ray.dir_x = static_cast<float>(direction[0] / length);
  ray.ray.dir_y = static_cast<float>(direction[1] / length);
  ray.ray.dir_z = static_cast<float>(direction[2] / length);
  ray.ray.tfar = std::numeric_limits<float>::infinity();
  ray.ray.mask = 0xffffffffU;
  ray.hit.geomID = RTC_INVALID_GEOMETRY_ID;
  RTCIntersectContext context;
  rtcInitIntersectContext(&context);
  rtcIntersect1(implementation_->scene.get(), &context, &ray);
  const bool solid = ray.hit.geomID != RTC_INVALID_GEOMETRY_ID;
  double share = (solid ? static_cast<double>(ray.ray.tfar) : kFarthest_m) / length;
  Hit hit;
  if (solid) hit.object = implementation_->object_of[ray.hit.primID];
  const auto under = implementation_->terrain == nullptr
                         ? std::nullopt
                         : first_under(*implementation_->terrain, {.at = from, .along = direction, .last = share});
  if (!solid && !under) return std::nullopt;
  if (under) {
    share = *under;
    hit.object.reset();
  }
  hit.position = {from.east_m + direction[0] * share, from.north_m + direction[1] * share,
                  from.up_m + direction[2] * share};
  return hit;
}

}  // namespace schouw::sight
