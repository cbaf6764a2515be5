// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "layers/policy/check_policy.h"
#include "layers/policy/what_counts.h"

// What the council decides, as data: thresholds, density classes, defaults per kind. Loaded from data/policy/*.json,
// kept in the project, versioned. Every number carries its source.
namespace schouw::policy {

// A named pixel density. The name is a text key; the number is the threshold.
struct DensityClass {
  std::string id;  // "recognise"
  double px_per_m = 0.0;
};
struct DensityTable {
  std::string id;  // "EN 62676-4:2015"
  std::string source;
  std::vector<DensityClass> classes;  // ascending
  // The best class whose density is reached; nothing below the first.
  const DensityClass* class_of(double px_per_m) const;
};

// Densities at which something is said of walls and of people, beside the classes of a table. The values are those
// that hold for a project that was written before they were data.
struct DensityFigures {
  double facade_px_per_m = 62.5;      // a wall counts as seen from here on
  double facade_m2 = 1.0;             // a building counts from this much of such walls
  double recognise_px_per_m = 125.0;  // someone one knows can be recognised
};

// What one rule counts per cell.
enum class Counted : std::uint8_t {
  sensors_with_personal_data,  // identifiable, biometric, pseudonymous or unknown (6.4: doubt means personal data)
  sensors_at_density,          // density >= px_per_m
  controllers,
  purposes,
  combined_kinds  // a camera together with wifi tracking or a microphone
};

struct ThresholdRule {
  std::string id;  // "a", "b", ...: domain.md 3
  Counted counted = Counted::sensors_with_personal_data;
  std::optional<double> px_per_m;
};

// Levels of one rule in one type of area. A zone needs attention where count >= attention_at, and exceeds where
// count >= exceeded_at.
struct Levels {
  int attention_at = 0;
  int exceeded_at = 0;
};

// From which count on a place needs attention and from which it exceeds, by type of area and rule, and who decided
// so.
//   const std::optional<Levels> levels = policy.thresholds.levels_for("school", "a");
//   const bool exceeds = levels && count >= levels->exceeded_at;
// Cost: a few look-ups in maps. A plain value: any thread reads it, it refers to nothing. It cannot fail: what a
// table does not name is not limited, and reading one has checked that each type of area and rule is known and that
// 1 <= attention_at <= exceeded_at.
struct ThresholdTable {
  std::string id;
  std::string decided_by;      // "voorbeeld, niet vastgesteld" in the shipped file
  std::string decided_on;      // ISO date; empty where not decided
  std::string decided_number;  // of the council's decision; empty where not decided, or in an older project
  std::string source;
  std::vector<ThresholdRule> rules;
  std::vector<std::string> area_types;                          // "default" first
  std::map<std::string, std::map<std::string, Levels>> levels;  // area type -> rule id -> levels
  // Whether a council decided on it: the date tells, because older projects state no number. One that did not is an
  // example: never "exceeded" in words, never red.
  bool adopted() const { return !decided_on.empty(); }
  // The levels of a rule in a type of area; those of "default" where the table names none. Nothing: not limited.
  std::optional<Levels> levels_for(const std::string& area_type, const std::string& rule) const;
};

// What is assumed of a sensor that states too little, per kind. Every use is marked in "assumed".
struct KindDefault {
  std::string kind;
  bool optical = false;  // has a view frustum and a pixel density
  bool blocked_by_buildings = true;
  double range_low_m = 0.0;
  double range_m = 0.0;
  double range_high_m = 0.0;
  double height_above_ground_m = 0.0;
  std::optional<double> hfov_deg;
  std::optional<double> vfov_deg;
  std::optional<double> tilt_deg;
  std::optional<double> pixels_w;
  std::string source;
};

// What is assumed of a head that turns and does not state how far its axis tilts, degrees below the horizon. The
// defaults are those of data/policy: from the horizon on, because counts are at least, to straight down.
struct TurningHead {
  double tilt_min_deg = 0.0;
  double tilt_max_deg = 90.0;
};

// A type of area that thresholds may name, and the words by which files call it.
struct AreaType {
  std::string id;                  // "playground"
  std::vector<std::string> words;  // lower case; part of a value or of a file name
  bool names_places = false;       // people call a place by such an area: a square, a school, a church
};

// What hides a place from a sensor, beside buildings, bridges, tunnels, other constructions and the terrain, which
// always do. What an older project does not state hides nothing.
struct Occlusion {
  bool vegetation = false;  // plant cover and single plants
  bool glass = false;       // surfaces that the city model marks as window
  bool furniture = false;   // lamp posts, benches, bins
  bool operator==(const Occlusion&) const = default;
};

// All that a council decides, as one plan has it or a person tries it.
//   const auto policy = load_policy(base::resource_root() / "data" / "policy");
//   const KindDefault* camera = policy->defaults_for("camera");
//   const auto stricter = policy_with(*policy, json, "thresholds.json");
// Cost: reading is linear in the text; a copy copies the tables and shares source_text; a look-up goes through the
// entries one by one. A plain value, frozen in a plan: any thread reads it. What class_of and defaults_for point to
// lives as long as it does. Only reading fails: a policy is read whole or not at all.
struct Policy {
  DensityTable density;                      // the one in use
  std::vector<DensityTable> density_tables;  // all that the files know
  DensityFigures figures;
  ThresholdTable thresholds;
  std::vector<KindDefault> kind_defaults;
  std::vector<AreaType> area_types;  // "default" first
  WhatCounts what_counts;
  CheckPolicy checks;
  Occlusion occlusion;
  TurningHead turning_head;
  double minimum_zone_m2 = 4.0;                   // domain.md 3; less is no zone
  double merge_gap_m = 1.0;                       // domain.md 3; zones are merged over gaps under it
  std::shared_ptr<const base::Json> source_text;  // as loaded; what the project keeps
  std::uint64_t source_hash = 0;                  // of source_text

  // What names this version in an output: "norm-2026, R-2026-14, 2026-03-01", or "voorbeeld-2026 (voorbeeld)" where
  // no council decided.
  std::string version_name() const;
  const KindDefault* defaults_for(std::string_view kind) const;
  const AreaType* area_type(std::string_view id) const;
};

// The two halves of what a policy decides, each with a hash of its own, so that a threshold that changes leaves sight
// as it was computed: what sensors see and how sharply; what is too much, where.
std::uint64_t sight_hash(const Policy& policy);
std::uint64_t limits_hash(const Policy& policy);

// Reads density_classes.json, thresholds.json, area_types.json, kind_defaults.json, what_counts.json, checks.json and
// occlusion.json of a folder: data/policy below the resource root. Fails with IO-1xx (missing, not JSON), POL-101 or
// POL-103 (a key that nothing reads) naming file, key and line.
base::Result<Policy> load_policy(const std::filesystem::path& folder);
// The same from one object with a member per file (what source_text holds). Fails with POL-101.
base::Result<Policy> policy_from_json(const base::Json& text, const std::string& file_name);
// A policy with other parts: json holds a member per part, or is one part by itself, known by its content. Fails with
// POL-101, POL-102 (a member that is no part) and POL-103.
base::Result<Policy> policy_with(const Policy& held, const base::Json& json, const std::string& file_name);
// The same from a file; what is wrong is named with its line.
base::Result<Policy> policy_with_file(const Policy& held, const std::filesystem::path& file);
// A policy whose text lacks parts, because it is older than they are, with those of `shipped`; else itself.
Policy with_missing_parts(const Policy& held, const Policy& shipped);

}  // namespace schouw::policy
