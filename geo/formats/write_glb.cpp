// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/write_glb.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "geo/base/atomic_file.h"
#include "geo/base/json.h"

namespace schouw::formats {

namespace {

using base::Json;
using Vector = std::array<double, 3>;

static_assert(std::endian::native == std::endian::little,
              "glTF is little-endian and is written as it lies in memory");

// Numbers of the specification of glTF 2.0.
constexpr std::uint32_t kMagic = 0x46546C67;
constexpr std::uint32_t kJsonChunk = 0x4E4F534A;
constexpr std::uint32_t kBinaryChunk = 0x004E4942;
constexpr int kFloat = 5126;
constexpr int kUnsignedInt = 5125;
constexpr int kVertices = 34962;
constexpr int kIndices = 34963;
constexpr std::uint64_t kLargest_bytes = std::numeric_limits<std::uint32_t>::max();

// East, north, up as x, y, z of glTF.
Vector y_up(double east_m, double north_m, double up_m) { return {east_m, up_m, 0.0 - north_m}; }  // no negative zero

Vector minus(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

// Nothing where the triangle has no area.
std::optional<Vector> normal_of(const Vector& a, const Vector& b, const Vector& c) {
  const Vector u = minus(b, a);
  const Vector v = minus(c, a);
  const Vector n = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
  const double length = std::hypot(n[0], n[1], n[2]);
  if (!(length > 0.0)) return std::nullopt;
  return Vector{n[0] / length, n[1] / length, n[2] / length};
}

// Corners of one object that share place and direction are one vertex.
struct Corner {
  std::uint32_t vertex = 0;
  std::array<std::int16_t, 3> direction{};
  bool operator==(const Corner&) const = default;
};
struct CornerHash {
  std::size_t operator()(const Corner& c) const noexcept {
    std::size_t hash = c.vertex;
    for (const std::int16_t d : c.direction) hash = hash * 1'000'003U + static_cast<std::uint16_t>(d);
    return hash;
  }
};

struct MeshData {
  Vector offset{};  // of the node, in whole metres
  std::vector<float> positions, normals;
  std::vector<std::uint32_t> indices;
  std::array<float, 3> low{}, high{};
};

class MeshBuilder {
 public:
  MeshBuilder(const model::CityModel& city, const crs::MapPosition& origin) : city_(city), origin_(origin) {}

  MeshData mesh_of(const std::vector<const model::CityObject*>& objects) {
    MeshData mesh{.offset = middle_of(objects)};
    for (const model::CityObject* object : objects) {
      corners_.clear();
      for (std::uint32_t t = 0; t < object->triangle_count; ++t) {
        add_triangle(city_.triangles[object->first_triangle + t], mesh);
      }
    }
    measure(mesh);
    return mesh;
  }

 private:
  Vector place_of(std::uint32_t vertex) const {
    const crs::MapPosition at = city_.position(vertex);
    return y_up(at.east_m - origin_.east_m, at.north_m - origin_.north_m, at.up_m - origin_.up_m);
  }

  Vector middle_of(const std::vector<const model::CityObject*>& objects) const {
    crs::MapBounds bounds;
    for (const model::CityObject* object : objects) bounds.include(object->bounds);
    if (bounds.empty()) return {};
    return y_up(std::round((bounds.min.east_m + bounds.max.east_m) / 2.0 - origin_.east_m),
                std::round((bounds.min.north_m + bounds.max.north_m) / 2.0 - origin_.north_m), 0.0);
  }

  void add_triangle(const std::array<std::uint32_t, 3>& triangle, MeshData& mesh) {
    const std::array<Vector, 3> places = {place_of(triangle[0]), place_of(triangle[1]), place_of(triangle[2])};
    const auto normal = normal_of(places[0], places[1], places[2]);
    if (!normal) return;
    for (std::size_t i = 0; i < 3; ++i) mesh.indices.push_back(vertex_of(triangle[i], places[i], *normal, mesh));
  }

  std::uint32_t vertex_of(std::uint32_t vertex, const Vector& place, const Vector& normal, MeshData& mesh) {
    constexpr double kSteps = 4096.0;  // finer than anybody sees
    Corner corner{.vertex = vertex};
    for (std::size_t i = 0; i < 3; ++i)
      corner.direction[i] = static_cast<std::int16_t>(std::lround(normal[i] * kSteps));
    const auto [held, fresh] = corners_.try_emplace(corner, static_cast<std::uint32_t>(mesh.positions.size() / 3));
    if (!fresh) return held->second;
    for (std::size_t i = 0; i < 3; ++i) {
      mesh.positions.push_back(static_cast<float>(place[i] - mesh.offset[i]));
      mesh.normals.push_back(static_cast<float>(normal[i]));
    }
    return held->second;
  }

  static void measure(MeshData& mesh) {
    for (std::size_t i = 0; i < mesh.positions.size(); ++i) {
      float& low = mesh.low[i % 3];
      float& high = mesh.high[i % 3];
      low = i < 3 ? mesh.positions[i] : std::min(low, mesh.positions[i]);
      high = i < 3 ? mesh.positions[i] : std::max(high, mesh.positions[i]);
    }
  }

  const model::CityModel& city_;
  crs::MapPosition origin_;
  std::unordered_map<Corner, std::uint32_t, CornerHash> corners_;
};

// The middle of the city on whole metres, at the height of its lowest.
crs::MapPosition origin_of(const model::CityModel& city) {
  if (city.bounds.empty()) return city.origin;
  return {std::round((city.bounds.min.east_m + city.bounds.max.east_m) / 2.0),
          std::round((city.bounds.min.north_m + city.bounds.max.north_m) / 2.0), std::floor(city.bounds.min.up_m)};
}

template <class T>
std::string_view bytes_of(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

// The JSON of a file whose binary part is given piece by piece.
class Document {
 public:
  Document(const model::CityModel& city, const crs::MapPosition& origin) {
    json_["asset"] = {{"version", "2.0"}, {"generator", "Schouw " SCHOUW_VERSION}};
    json_["scene"] = 0;
    json_["scenes"].push_back({{"nodes", Json::array({0})}});
    json_["nodes"].push_back({{"name", "city"}, {"children", Json::array()}});
    json_["nodes"][0]["extras"] = {{"crs", city.crs.id.empty() ? city.crs.wkt : city.crs.id},
                                   {"origin", {origin.east_m, origin.north_m, origin.up_m}},
                                   {"axes", "x east, y up, z south, metres from origin"}};
    json_["materials"].push_back({{"name", "surface"},
                                  {"doubleSided", true},
                                  {"pbrMetallicRoughness", {{"metallicFactor", 0.0}, {"roughnessFactor", 1.0}}}});
  }

  void add(std::string_view name, std::size_t objects, const MeshData& mesh) {
    const auto vertices = mesh.positions.size() / 3;
    const Json at = {{"POSITION", accessor(bytes_of(mesh.positions), kVertices, kFloat, "VEC3", vertices)},
                     {"NORMAL", accessor(bytes_of(mesh.normals), kVertices, kFloat, "VEC3", vertices)}};
    Json& positions = json_["accessors"][at["POSITION"].get<std::size_t>()];
    for (std::size_t i = 0; i < 3; ++i) {
      positions["min"].push_back(static_cast<double>(mesh.low[i]));
      positions["max"].push_back(static_cast<double>(mesh.high[i]));
    }
    const std::size_t indices =
        accessor(bytes_of(mesh.indices), kIndices, kUnsignedInt, "SCALAR", mesh.indices.size());
    const Json primitive = {{"attributes", at}, {"indices", indices}, {"material", 0}, {"mode", 4}};
    json_["meshes"].push_back({{"name", name}, {"primitives", Json::array({primitive})}});
    json_["nodes"][0]["children"].push_back(json_["nodes"].size());
    json_["nodes"].push_back({{"name", name},
                              {"mesh", json_["meshes"].size() - 1},
                              {"translation", {mesh.offset[0], mesh.offset[1], mesh.offset[2]}},
                              {"extras", {{"objects", objects}, {"triangles", mesh.indices.size() / 3}}}});
  }

  std::uint64_t binary_bytes() const { return binary_bytes_; }

  // Padded with blanks to a multiple of four.
  std::string text() {
    json_["buffers"].push_back({{"byteLength", binary_bytes_}});
    std::string text = base::json_text(json_);
    text.resize((text.size() + 3) / 4 * 4, ' ');
    return text;
  }

 private:
  std::size_t accessor(std::string_view bytes, int target, int component, const char* type, std::size_t count) {
    json_["bufferViews"].push_back(
        {{"buffer", 0}, {"byteOffset", binary_bytes_}, {"byteLength", bytes.size()}, {"target", target}});
    json_["accessors"].push_back({{"bufferView", json_["bufferViews"].size() - 1},
                                  {"componentType", component},
                                  {"count", count},
                                  {"type", type}});
    binary_bytes_ += bytes.size();  // floats and indices are of four bytes: what follows is aligned
    return json_["accessors"].size() - 1;
  }

  Json json_ = Json::object();
  std::uint64_t binary_bytes_ = 0;
};

std::string words(std::initializer_list<std::uint32_t> values) {
  std::string bytes;
  for (const std::uint32_t value : values) bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
  return bytes;
}

base::Result<base::Done> write_pieces(const std::filesystem::path& path, const std::string& head,
                                      const std::vector<MeshData>& meshes) {
  auto file = base::AtomicFile::beside(path);
  if (!file) return base::Result<base::Done>::failure(file.diagnostics());
  auto written = file->write(head);
  for (const MeshData& mesh : meshes) {
    for (const auto bytes : {bytes_of(mesh.positions), bytes_of(mesh.normals), bytes_of(mesh.indices)}) {
      if (written) written = file->write(bytes);
    }
  }
  return written ? file->commit() : written;
}

base::Diagnostic too_large(const std::filesystem::path& path, std::uint64_t bytes) {
  return {.code = "IO-163",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("the city would be a file of {} bytes, expected at most {}", bytes, kLargest_bytes),
          .where = {.file = path.string()},
          .hint = "export a part of the city, or a lower level of detail"};
}

base::Diagnostic no_triangles(const std::filesystem::path& path) {
  return {.code = "IO-164",
          .message = "the city has no triangle with area, expected at least one",
          .where = {.file = path.string()},
          .hint = "import a city whose objects have surfaces"};
}

}  // namespace

base::Result<base::Done> write_glb(const std::filesystem::path& path, const model::CityModel& city) {
  std::map<model::ObjectClass, std::vector<const model::CityObject*>> by_class;
  for (const model::CityObject& object : city.objects) {
    if (object.triangle_count > 0) by_class[object.object_class].push_back(&object);
  }
  const crs::MapPosition origin = origin_of(city);
  Document document(city, origin);
  MeshBuilder builder(city, origin);
  std::vector<MeshData> meshes;
  for (const auto& [object_class, objects] : by_class) {
    MeshData mesh = builder.mesh_of(objects);
    if (mesh.indices.empty()) continue;
    document.add(model::object_class_name(object_class), objects.size(), mesh);
    meshes.push_back(std::move(mesh));
  }
  if (meshes.empty()) return no_triangles(path);
  const std::string text = document.text();
  constexpr std::uint64_t kHeader_bytes = 12;
  constexpr std::uint64_t kChunkHeader_bytes = 8;
  const std::uint64_t whole = kHeader_bytes + 2 * kChunkHeader_bytes + text.size() + document.binary_bytes();
  if (whole > kLargest_bytes) return too_large(path, whole);
  const auto bytes = static_cast<std::uint32_t>(whole);
  const std::string head = words({kMagic, 2, bytes, static_cast<std::uint32_t>(text.size()), kJsonChunk}) + text +
                           words({static_cast<std::uint32_t>(document.binary_bytes()), kBinaryChunk});
  return write_pieces(path, head, meshes);
}

}  // namespace schouw::formats
