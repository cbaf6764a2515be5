// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

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

bool same_place_and_goal(const Sensor& a, const Sensor& b) {
  return a.kind == b.kind && a.deployment.purposes == b.deployment.purposes &&
         std::hypot(a.position->east_m - b.position->east_m, a.position->north_m - b.position->north_m) <
             kSamePlace_m;
}

// Buckets of the size of the distance: two that are close lie in neighbouring ones.
class PlaceIndex {
 public:
  // The first sensor before this one that is its duplicate; null where there is none.
  const Sensor* find_or_add(const Sensor& sensor) {
    const auto column = static_cast<long long>(std::floor(sensor.position->east_m / kSamePlace_m));
    const auto row = static_cast<long long>(std::floor(sensor.position->north_m / kSamePlace_m));
    for (long long c = column - 1; c <= column + 1; ++c) {
      for (long long r = row - 1; r <= row + 1; ++r) {
        const auto bucket = buckets_.find({c, r});
        if (bucket == buckets_.end()) continue;
        for (const Sensor* other : bucket->second) {
          if (same_place_and_goal(*other, sensor)) return other;
        }
      }
    }
    buckets_[{column, row}].push_back(&sensor);
    return nullptr;
  }

 private:
  std::map<std::pair<long long, long long>, std::vector<const Sensor*>> buckets_;
};

std::vector<std::pair<std::string, double>> fill_rates(const std::vector<Sensor>& sensors) {
  std::vector<std::pair<std::string, double>> rates;
  const auto in_plan =
      std::count_if(sensors.begin(), sensors.end(), [](const Sensor& s) { return s.scope == Scope::in_plan; });
  for (const Field& field : registered_fields()) {
    const auto filled = std::count_if(sensors.begin(), sensors.end(), [&](const Sensor& sensor) {
      return sensor.scope == Scope::in_plan && field.get(sensor).has_value();
    });
    rates.emplace_back(field.name, in_plan == 0 ? 0.0 : static_cast<double>(filled) / static_cast<double>(in_plan));
  }
  return rates;
}

}  // namespace

QualityReport quality_of(const std::vector<Sensor>& sensors, const RegisterOptions& options,
                         base::Diagnostics& diagnostics) {
  QualityReport report{.fill_rate = fill_rates(sensors)};
  PlaceIndex places;
  for (const Sensor& sensor : sensors) {
    if (sensor.scope == Scope::household) continue;
    report.expired += static_cast<int>(is_expired(sensor, options.today_iso));
    report.unconfirmed += static_cast<int>(is_unconfirmed(sensor, options.today_iso));
    report.without_place += static_cast<int>(!sensor.position.has_value());
    report.long_description += static_cast<int>(is_long(sensor.description_nl) || is_long(sensor.description_en));
    for (const Contradiction& contradiction : contradictions_of(sensor)) {
      ++report.contradictions;
      auto warning = sensor_warning("REG-116",
                                    fmt::format("sensor '{}' ({}) contradicts itself: {}", sensor.id,
                                                kind_name(sensor.kind), contradiction.says),
                                    sensor, contradiction.field);
      warning.where.file = options.file_name;
      warning.hint = "ask who keeps the register which of the two is true";
      diagnostics.push_back(std::move(warning));
    }
    const Sensor* other = sensor.position ? places.find_or_add(sensor) : nullptr;
    if (other == nullptr) continue;
    ++report.duplicates;
    auto warning =
        sensor_warning("REG-117",
                       fmt::format("sensor '{}' stands where '{}' stands, of the same kind and for the same purposes",
                                   sensor.id, other->id),
                       sensor, "geometry");
    warning.where.file = options.file_name;
    warning.hint = "both are kept; remove one from the register if they are one device";
    diagnostics.push_back(std::move(warning));
  }
  return report;
}

}  // namespace schouw::registers
