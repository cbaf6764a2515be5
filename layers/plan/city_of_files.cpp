// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/city_of_files.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace schouw::plan {

namespace {

using model::CityModel;
using model::CityObject;
using model::MillimetrePoint;

MillimetrePoint origin_mm_of(const CityModel& city) {
  return {std::llround(city.origin.east_m * 1000.0), std::llround(city.origin.north_m * 1000.0),
          std::llround(city.origin.up_m * 1000.0)};
}

// Copies objects with their triangles from one model to another whose origin may differ.
class ObjectCopier {
 public:
  ObjectCopier(const CityModel& from, CityModel& to)
      : from_(from), to_(to), vertices_(from.vertices_mm.size(), kNone) {
    const MillimetrePoint start = origin_mm_of(from);
    const MillimetrePoint end = origin_mm_of(to);
    for (std::size_t i = 0; i < 3; ++i) shift_mm_[i] = start[i] - end[i];
  }

  void copy(const CityObject& object, std::uint32_t source) {
    CityObject copied = object;
    copied.source = source;
    copied.first_triangle = static_cast<std::uint32_t>(to_.triangles.size());
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      std::array<std::uint32_t, 3> corners{};
      for (std::size_t i = 0; i < 3; ++i) corners[i] = vertex(from_.triangles[t][i]);
      to_.triangles.push_back(corners);
      to_.kinds.push_back(from_.kinds[t]);
    }
    to_.bounds.include(object.bounds);
    to_.objects.push_back(std::move(copied));
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t vertex(std::uint32_t index) {
    if (vertices_[index] == kNone) {
      vertices_[index] = static_cast<std::uint32_t>(to_.vertices_mm.size());
      std::array<std::int32_t, 3> moved{};
      for (std::size_t i = 0; i < 3; ++i) {
        moved[i] = static_cast<std::int32_t>(from_.vertices_mm[index][i] + shift_mm_[i]);
      }
      to_.vertices_mm.push_back(moved);
    }
    return vertices_[index];
  }

  const CityModel& from_;
  CityModel& to_;
  std::vector<std::uint32_t> vertices_;
  MillimetrePoint shift_mm_{};
};

std::string file_of(const CityModel& city, const CityObject& object) {
  return object.source < city.sources.size() ? city.sources[object.source] : std::string();
}

struct Part {
  const CityModel* model = nullptr;
  const CityObject* object = nullptr;
};

class Composer {
 public:
  Composer(const CityFiles& files, CityModel empty)
      : files_(files), by_file_(files.files.size()), shown_(std::move(empty)), beneath_(shown_) {}

  void take_held(const CityModel& held) {
    for (const CityObject& object : held.objects) {
      const std::string file = file_of(held, object);
      const std::size_t place = place_of(file);
      // What comes from no file of the plan is stated by nobody.
      if (file != files_.fresh && place < by_file_.size()) by_file_[place].push_back({&held, &object});
    }
    if (held.beneath) take_held(*held.beneath);
  }
  void take_fresh(const CityModel& fresh) {
    for (const CityObject& object : fresh.objects) by_file_.at(place_of(files_.fresh)).push_back({&fresh, &object});
  }

  CityModel compose() {
    std::map<std::string_view, std::size_t> last_file;
    for (std::size_t file = 0; file < by_file_.size(); ++file) {
      for (const Part& part : by_file_[file]) last_file[part.object->id] = file;
    }
    for (std::size_t file = 0; file < by_file_.size(); ++file) {
      for (const Part& part : by_file_[file]) {
        CityModel& into = last_file[part.object->id] == file ? shown_ : beneath_;
        copier(*part.model, into).copy(*part.object, static_cast<std::uint32_t>(file));
      }
    }
    if (!beneath_.objects.empty()) shown_.beneath = std::make_shared<const CityModel>(std::move(beneath_));
    return std::move(shown_);
  }

 private:
  std::size_t place_of(const std::string& file) const {
    return static_cast<std::size_t>(std::find(files_.files.begin(), files_.files.end(), file) - files_.files.begin());
  }
  ObjectCopier& copier(const CityModel& from, CityModel& to) {
    return copiers_.try_emplace({&from, &to}, from, to).first->second;
  }

  const CityFiles& files_;
  std::vector<std::vector<Part>> by_file_;
  CityModel shown_;
  CityModel beneath_;
  std::map<std::pair<const CityModel*, const CityModel*>, ObjectCopier> copiers_;
};

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

using Triangle = std::tuple<std::array<MillimetrePoint, 3>, model::SurfaceKind>;

// Where a triangle lies on the map, turned so that its least corner comes first; the way round stays.
Triangle triangle_on_map(const CityModel& city, std::uint32_t triangle) {
  const MillimetrePoint origin = origin_mm_of(city);
  std::array<MillimetrePoint, 3> corners{};
  for (std::size_t c = 0; c < 3; ++c) {
    const auto& vertex = city.vertices_mm[city.triangles[triangle][c]];
    for (std::size_t i = 0; i < 3; ++i) corners[c][i] = origin[i] + vertex[i];
  }
  std::rotate(corners.begin(), std::min_element(corners.begin(), corners.end()), corners.end());
  return {corners, city.kinds[triangle]};
}

bool same_triangles(const Part& a, const Part& b) {
  const std::uint32_t count = a.object->triangle_count;
  if (count != b.object->triangle_count) return false;
  std::vector<Triangle> left;
  std::vector<Triangle> right;
  for (std::uint32_t t = 0; t < count; ++t) {
    left.push_back(triangle_on_map(*a.model, a.object->first_triangle + t));
    right.push_back(triangle_on_map(*b.model, b.object->first_triangle + t));
  }
  if (left == right) return true;
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

bool same_object(const Part& a, const Part& b) {
  return a.object->type_name == b.object->type_name && a.object->lod == b.object->lod &&
         a.object->attributes == b.object->attributes && same_triangles(a, b);
}

std::map<std::string_view, Part> shown_objects(const CityModel* city) {
  std::map<std::string_view, Part> shown;
  if (city == nullptr) return shown;
  for (const CityObject& object : city->objects) shown.emplace(object.id, Part{city, &object});
  return shown;
}

void add_ids_of(const CityModel* city, const std::string& file, std::set<std::string_view>& ids) {
  if (city == nullptr) return;
  for (const CityObject& object : city->objects) {
    if (file_of(*city, object) == file) ids.insert(object.id);
  }
  add_ids_of(city->beneath.get(), file, ids);
}

}  // namespace

std::vector<std::string> city_files(const Plan& plan) {
  std::vector<std::string> files;
  for (const model::Provenance& source : plan.sources) {
    if (source.kind == "city") files.push_back(source.file);
  }
  return files;
}

CityModel composed(const CityModel* held, CityModel fresh, const CityFiles& files) {
  if (held == nullptr || files.files.size() == 1) {
    fresh.sources = {files.fresh};
    return fresh;
  }
  Composer composer(
      files,
      {.crs = fresh.crs, .origin = held->origin, .lods = joined(held->lods, fresh.lods), .sources = files.files});
  composer.take_held(*held);
  composer.take_fresh(fresh);
  return composer.compose();
}

void count_changes(const CityModel* before, const CityModel& after, const std::string& file, ImportReport& report) {
  std::set<std::string_view> ids;
  add_ids_of(before, file, ids);
  add_ids_of(&after, file, ids);
  const auto was = shown_objects(before);
  const auto is = shown_objects(&after);
  for (const std::string_view id : ids) {
    const auto old = was.find(id);
    const auto now = is.find(id);
    if (old == was.end()) {
      ++report.added;
    } else if (now == is.end()) {
      ++report.gone;
    } else {
      ++(same_object(old->second, now->second) ? report.unchanged : report.changed);
    }
  }
}

}  // namespace schouw::plan
