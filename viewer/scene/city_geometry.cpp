// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/city_geometry.h"

#include <osg/BoundingBox>
#include <osg/Geometry>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "viewer/scene/static_geometry.h"
#include "viewer/scene/vertex_attributes.h"

namespace schouw::scene {
namespace {

constexpr float kChunk_m = 250.0F;

// Height of the lowest corner of each object, by object index.
std::vector<float> feet_of(const drawing::SurfaceMesh& mesh) {
  std::uint32_t count = 0;
  for (const std::uint32_t object : mesh.objects) {
    if (object != drawing::kNoObject) count = std::max(count, object + 1);
  }
  std::vector<float> feet_m(count, 1e9F);
  for (std::size_t triangle = 0; triangle < mesh.objects.size(); ++triangle) {
    const std::uint32_t object = mesh.objects[triangle];
    if (object == drawing::kNoObject) continue;
    for (std::size_t corner = 0; corner < 3; ++corner) {
      feet_m[object] = std::min(feet_m[object], mesh.positions[triangle * 3 + corner].up_m);
    }
  }
  return feet_m;
}

osg::Vec3f vector_of(const crs::ScenePosition& p) { return {p.east_m, p.north_m, p.up_m}; }

// A quiet difference between neighbours: the same for an object in every run.
std::uint8_t grain_of(std::uint32_t object) { return static_cast<std::uint8_t>((object * 2654435761U) >> 24); }

class Chunk {
 public:
  void add(const drawing::SurfaceMesh& mesh, std::size_t triangle, float foot_m) {
    const osg::Vec3f a = vector_of(mesh.positions[triangle * 3]);
    const osg::Vec3f b = vector_of(mesh.positions[triangle * 3 + 1]);
    const osg::Vec3f c = vector_of(mesh.positions[triangle * 3 + 2]);
    osg::Vec3f normal = (b - a) ^ (c - a);
    if (normal.normalize() <= 0.0F) return;
    const osg::Vec4b packed(static_cast<signed char>(std::lround(normal.x() * 127.0F)),
                            static_cast<signed char>(std::lround(normal.y() * 127.0F)),
                            static_cast<signed char>(std::lround(normal.z() * 127.0F)), 0);
    const auto tone = static_cast<std::uint8_t>(mesh.tones[triangle]);
    for (const osg::Vec3f& corner : {a, b, c}) {
      const float above_m = std::clamp((corner.z() - foot_m) * 4.0F, 0.0F, 255.0F);
      positions_->push_back(corner);
      normals_->push_back(packed);
      kinds_->push_back({tone, 0, static_cast<std::uint8_t>(above_m), grain_of(mesh.objects[triangle])});
    }
  }

  osg::ref_ptr<osg::Geometry> geometry() const {
    osg::ref_ptr<osg::Geometry> geometry = new_static_geometry();
    geometry->setVertexArray(positions_);
    normals_->setNormalize(true);
    geometry->setVertexAttribArray(kFirstAttribute, normals_, osg::Array::BIND_PER_VERTEX);
    geometry->setVertexAttribArray(kSecondAttribute, kinds_, osg::Array::BIND_PER_VERTEX);
    geometry->addPrimitiveSet(new osg::DrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(positions_->size())));
    return geometry;
  }
  bool empty() const { return positions_->empty(); }

 private:
  osg::ref_ptr<osg::Vec3Array> positions_ = new osg::Vec3Array;
  osg::ref_ptr<osg::Vec4bArray> normals_ = new osg::Vec4bArray;
  osg::ref_ptr<osg::Vec4ubArray> kinds_ = new osg::Vec4ubArray;
};

float foot_of(const std::vector<float>& feet_m, std::uint32_t object) {
  return object == drawing::kNoObject ? 0.0F : feet_m[object];
}

}  // namespace

osg::ref_ptr<osg::Group> city_geometry(const drawing::SurfaceMesh& mesh, bool ground) {
  const std::vector<float> feet_m = feet_of(mesh);
  std::map<std::pair<int, int>, Chunk> chunks;
  for (std::size_t triangle = 0; triangle < mesh.tones.size(); ++triangle) {
    if (mesh.ground[triangle] != ground) continue;
    const crs::ScenePosition& first = mesh.positions[triangle * 3];
    const std::pair<int, int> key{static_cast<int>(std::floor(first.east_m / kChunk_m)),
                                  static_cast<int>(std::floor(first.north_m / kChunk_m))};
    chunks[key].add(mesh, triangle, foot_of(feet_m, mesh.objects[triangle]));
  }
  osg::ref_ptr<osg::Group> group = new osg::Group;
  for (const auto& [key, chunk] : chunks) {
    if (!chunk.empty()) group->addChild(chunk.geometry());
  }
  return group;
}

osg::Vec4f ground_reach(const drawing::SurfaceMesh& mesh) {
  osg::BoundingBoxf box;
  for (std::size_t triangle = 0; triangle < mesh.ground.size(); ++triangle) {
    if (!mesh.ground[triangle]) continue;
    for (std::size_t corner = 0; corner < 3; ++corner) box.expandBy(vector_of(mesh.positions[triangle * 3 + corner]));
  }
  if (!box.valid()) return kEndlessGround;
  const osg::Vec3f middle = box.center();
  return {middle.x(), middle.y(), std::max(1.0F, box.xMax() - middle.x()), std::max(1.0F, box.yMax() - middle.y())};
}

osg::ref_ptr<osg::Group> object_geometry(const drawing::SurfaceMesh& mesh, std::uint32_t object) {
  const std::vector<float> feet_m = feet_of(mesh);
  Chunk chunk;
  for (std::size_t triangle = 0; triangle < mesh.objects.size(); ++triangle) {
    if (mesh.objects[triangle] == object) chunk.add(mesh, triangle, foot_of(feet_m, object));
  }
  osg::ref_ptr<osg::Group> group = new osg::Group;
  if (!chunk.empty()) group->addChild(chunk.geometry());
  return group;
}

}  // namespace schouw::scene
