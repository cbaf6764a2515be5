// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"

namespace schouw::registers {

namespace {

constexpr double kSamePlace_m = 0.5;

base::Diagnostic sensor_warning(std::string code, std::string message, const Sensor& sensor, const char* field) {
  base::Diagnostic warning;
  warning.code = std::move(code);
  warning.severity = base::Severity::warning;
  warning.message = std::move(message);
  warning.where.feature = sensor.id;
  warning.where.field = field;
  return warning;
}

// What a record says that cannot all be true; the field that says it, or null.
struct Contradiction {
  const char* field = nullptr;
  const char* says = nullptr;
};

template <class T>
bool above(const Stated<T>& low, const Stated<T>& high) {
  return low && high && *low > *high;
}

bool captures_people(SensorKind kind) {
  return kind == SensorKind::camera || kind == SensorKind::anpr || kind == SensorKind::wifi ||
         kind == SensorKind::microphone;
}

std::vector<Contradiction> contradictions_of(const Sensor& sensor) {
  std::vector<Contradiction> found;
  const bool none = sensor.data.personal_data && *sensor.data.personal_data == PersonalData::none;
  if (none && captures_people(sensor.kind))
    found.push_back({"personal_data", "a device of this kind with no personal data"});
  const Deployment& deployment = sensor.deployment;
  if (above(deployment.active_from, deployment.active_until)) {
    found.push_back({"active_until", "active_until before active_from"});
  }
  if (above(sensor.range_min_m, sensor.range_max_m))
    found.push_back({"range_min_m", "range_min_m beyond range_max_m"});
  if (above(sensor.ptz_tilt_min_deg, sensor.ptz_tilt_max_deg)) {
    found.push_back({"ptz_tilt_min_deg", "ptz_tilt_min_deg above ptz_tilt_max_deg"});
  }
  if (above(sensor.hfov_min_deg, sensor.hfov_deg))
    found.push_back({"hfov_min_deg", "a width of view zoomed in that is above hfov_deg"});
  if (above(sensor.focal_length_min_mm, sensor.focal_length_max_mm)) {
    found.push_back({"focal_length_min_mm", "focal_length_min_mm above focal_length_max_mm"});
  }
  return found;
}

// The year before a date, in the same words: "2026-11-27" gives "2025-11-27". The calendar's one odd day sorts well.
std::string a_year_before(const std::string& iso) {
  int year = 0;
  std::from_chars(iso.data(), iso.data() + std::min<std::size_t>(4, iso.size()), year);
  return fmt::format("{:04}{}", year - 1, iso.size() > 4 ? iso.substr(4) : std::string());
}

bool is_unconfirmed(const Sensor& sensor, const std::string& today_iso) {
  if (!counts(sensor) || today_iso.empty()) return false;
  const auto& confirmed = sensor.deployment.confirmed_on;
  return !confirmed || *confirmed < a_year_before(today_iso);
}

// Characters, not bytes: those that do not go on with one before them.
std::size_t character_count(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

bool is_long(const Stated<std::string>& description) {
  constexpr std::size_t kLongest = 350;
  return description && character_count(*description) > kLongest;
}

bool is_expired(const Sensor& sensor, const std::string& today_iso) {
  return counts(sensor) && sensor.deployment.active_until && !today_iso.empty() &&
         *sensor.deployment.active_until < today_iso;
}

// Buckets of the size of the distance: two that are close lie in neighbouring ones. A sensor is its place in the
// list.
class PlaceIndex {
 public:
  explicit PlaceIndex(const std::vector<SensorFacts>& sensors) : sensors_(sensors), next_(sensors.size(), kNone) {}

  // The first sensor before this one that is its duplicate; kNone where there is none.
  std::uint32_t find_or_add(std::uint32_t sensor) {
    const SensorFacts& facts = sensors_[sensor];
    const std::int32_t column = cell_of(facts.east_m);
    const std::int32_t row = cell_of(facts.north_m);
    for (std::int32_t c = column - 1; c <= column + 1; ++c) {
      for (std::int32_t r = row - 1; r <= row + 1; ++r) {
        const auto bucket = buckets_.find(key_of(c, r));
        if (bucket == buckets_.end()) continue;
        for (std::uint32_t other = bucket->second.first; other != kNone; other = next_[other]) {
          if (same_place_and_goal(sensors_[other], facts)) return other;
        }
      }
    }
    const auto [bucket, is_new] = buckets_.try_emplace(key_of(column, row), sensor, sensor);
    if (!is_new) bucket->second.second = next_[bucket->second.second] = sensor;
    return kNone;
  }

  static constexpr std::uint32_t kNone = 0xffffffffU;

 private:
  // Whatever a file states, it is a number.
  static std::int32_t cell_of(double at_m) {
    constexpr double kFarthest = 1e9;
    return static_cast<std::int32_t>(std::clamp(std::floor(at_m / kSamePlace_m), -kFarthest, kFarthest));
  }
  static std::uint64_t key_of(std::int32_t column, std::int32_t row) {
    return std::uint64_t{static_cast<std::uint32_t>(column)} << 32U | static_cast<std::uint32_t>(row);
  }
  static bool same_place_and_goal(const SensorFacts& a, const SensorFacts& b) {
    return a.kind == b.kind && a.purposes == b.purposes &&
           std::hypot(a.east_m - b.east_m, a.north_m - b.north_m) < kSamePlace_m;
  }

  const std::vector<SensorFacts>& sensors_;
  std::vector<std::uint32_t> next_;                                                     // in the same bucket
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> buckets_;  // first and last
};

base::Diagnostic duplicate(const std::string& id, const std::string& other, const RegisterOptions& options) {
  base::Diagnostic warning{.code = "REG-117", .severity = base::Severity::warning};
  warning.message =
      fmt::format("sensor '{}' stands where '{}' stands, of the same kind and for the same purposes", id, other);
  warning.where.file = options.file_name;
  warning.where.feature = id;
  warning.where.field = "geometry";
  warning.hint = "both are kept; remove one from the register if they are one device";
  return warning;
}

}  // namespace

std::uint64_t purposes_hash(const std::vector<Purpose>& purposes) {
  base::ContentHash hash;
  for (const Purpose& purpose : purposes)
    hash.add_text(purpose.purpose).add_text(purpose.theme).add_text(purpose.goal);
  return hash.value();
}

QualityTally::QualityTally(const RegisterOptions& options) : options_(options), filled_(registered_fields().size()) {}

void QualityTally::add(std::size_t place, const Sensor& sensor, SensorFacts& facts) {
  facts.household = sensor.scope == Scope::household;
  if (facts.household) return;
  facts.kind = sensor.kind;
  facts.purposes = purposes_hash(sensor.deployment.purposes);
  ++in_plan_;
  const auto fields = registered_fields();
  for (std::size_t i = 0; i < fields.size(); ++i) filled_[i] += fields[i].get(sensor).has_value() ? 1 : 0;
  report_.expired += static_cast<int>(is_expired(sensor, options_.today_iso));
  report_.unconfirmed += static_cast<int>(is_unconfirmed(sensor, options_.today_iso));
  report_.without_place += static_cast<int>(!sensor.position.has_value());
  report_.long_description += static_cast<int>(is_long(sensor.description_nl) || is_long(sensor.description_en));
  for (const Contradiction& contradiction : contradictions_of(sensor)) {
    ++report_.contradictions;
    auto warning = sensor_warning(
        "REG-116",
        fmt::format("sensor '{}' ({}) contradicts itself: {}", sensor.id, kind_name(sensor.kind), contradiction.says),
        sensor, contradiction.field);
    warning.where.file = options_.file_name;
    warning.hint = "ask who keeps the register which of the two is true";
    contradictions_.emplace_back(place, std::move(warning));
  }
}

QualityReport QualityTally::finish(const RegisterFacts& facts, base::Diagnostics& diagnostics) {
  const auto fields = registered_fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    report_.fill_rate.emplace_back(
        fields[i].name, in_plan_ == 0 ? 0.0 : static_cast<double>(filled_[i]) / static_cast<double>(in_plan_));
  }
  std::stable_sort(contradictions_.begin(), contradictions_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  auto told = contradictions_.begin();
  PlaceIndex places(facts.sensors);
  for (std::uint32_t i = 0; i < facts.sensors.size(); ++i) {
    for (; told != contradictions_.end() && told->first == i; ++told) diagnostics.push_back(std::move(told->second));
    const SensorFacts& sensor = facts.sensors[i];
    const std::uint32_t other = sensor.household || !sensor.has_place() ? PlaceIndex::kNone : places.find_or_add(i);
    if (other == PlaceIndex::kNone) continue;
    ++report_.duplicates;
    diagnostics.push_back(duplicate(std::string(facts.ids.text(sensor.id)),
                                    std::string(facts.ids.text(facts.sensors[other].id)), options_));
  }
  return std::move(report_);
}

QualityReport quality_of(const std::vector<Sensor>& sensors, const RegisterOptions& options,
                         base::Diagnostics& diagnostics) {
  RegisterFacts facts;
  QualityTally tally(options);
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    SensorFacts& one = facts.sensors.emplace_back();
    one.id = facts.ids.add(sensors[i].id);
    if (sensors[i].position) {
      one.east_m = sensors[i].position->east_m;
      one.north_m = sensors[i].position->north_m;
    }
    tally.add(i, sensors[i], one);
  }
  return tally.finish(facts, diagnostics);
}

}  // namespace schouw::registers
