// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/register_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "layers/register/far_sensors.h"
#include "layers/register/register_tables.h"
#include "layers/register/row_rules.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Diagnostic;
using base::Done;
using base::Result;
using base::Severity;

// Coordinates are stated to the centimetre at best.
constexpr double kSamePlace_m = 0.01;

std::uint64_t hash_of(const std::string& id) { return std::hash<std::string>()(id); }

}  // namespace

RegisterReader::RegisterReader(const Mapping& mapping, const Lookups& lookups, const RegisterOptions& options)
    : mapping_(mapping),
      lookups_(lookups),
      options_(options),
      transformations_(options.project_crs),
      grid_north_(options.project_crs),
      quality_(options) {}

// Rows as the mapping sees them: under whole names, and one for each sensor.
model::FeatureTable RegisterReader::shaped(const model::FeatureTable& about, const CutNames& names,
                                           std::vector<model::Feature> rows) const {
  model::FeatureTable table = about;
  table.features = std::move(rows);
  if (!names.whole.empty()) table = with_whole_names(std::move(table), names);
  if (!mapping_.repeat) return table;
  return one_sensor_a_row(table, mapping_);
}

Row RegisterReader::row_of(const model::Feature& feature) {
  if (!columns_ || !columns_->are_of(feature)) columns_ = std::make_shared<RowColumns>(feature);
  return {feature, columns_};
}

void RegisterReader::count(const model::FeatureTable& about, std::vector<model::Feature> rows) {
  for (const model::Feature& feature : shaped(about, cut_names(about, mapping_), std::move(rows)).features) {
    Row row = row_of(feature);
    if (!belongs(row)) continue;
    if (const auto id = row_id(row, mapping_)) counted_.push_back(hash_of(*id));
  }
}

void RegisterReader::end_count() {
  std::sort(counted_.begin(), counted_.end());
  for (std::size_t i = 1; i < counted_.size(); ++i) {
    if (counted_[i] == counted_[i - 1]) ++rows_left_.try_emplace(counted_[i], 1).first->second;
  }
  counted_ = {};
  all_counted_ = true;
}

void RegisterReader::begin(const model::FeatureTable& about, bool only_texts) {
  about_ = about;
  about_.features.clear();
  names_ = cut_names(about_, mapping_);
  tell_of(names_);
  import_.read += static_cast<int>(about_.left_out);
  import_.rejected += static_cast<int>(about_.left_out);
  positions_.emplace(mapping_, about_, options_, transformations_);
  only_texts_ = only_texts;
  placed_ = true;
}

void RegisterReader::read(std::vector<model::Feature> rows) {
  const model::FeatureTable table = shaped(about_, names_, std::move(rows));
  for (const model::Feature& feature : table.features) {
    if (!placed_) {
      ++import_.read;
      ++import_.rejected;
      continue;
    }
    Row row = row_of(feature);
    placed_ = read_row_of(row);
  }
  limit_told();
  if (all_counted_) hand_over(false);
}

void RegisterReader::note_row_of(std::uint64_t id_hash) {
  if (const auto left = rows_left_.find(id_hash); left != rows_left_.end()) --left->second;
}

// Sensors go in the order of their places, those of which rows are still to come later.
void RegisterReader::hand_over(bool all) {
  for (auto at = open_.begin(); at != open_.end();) {
    auto& [place, open] = *at;
    const auto left = rows_left_.find(open.id_hash);
    const bool whole = all || left == rows_left_.end() || left->second == 0;
    if (whole) {
      complete(place, std::move(open.sensor));
      at = open_.erase(at);
      continue;
    }
    if (!open.kept) ready_.push_back({place, std::make_unique<Sensor>(*open.sensor), false});
    open.kept = true;
    ++at;
  }
}

void RegisterReader::complete(std::size_t place, std::unique_ptr<Sensor> sensor) {
  if (sensor->scope == Scope::household) {
    *sensor = household(*sensor);
    ++households_;
  }
  quality_.add(place, *sensor, facts_.sensors[place]);
  ready_.push_back({place, std::move(sensor), true});
}

Result<Done> deliver(std::vector<ReadySensor> ready, SensorSink& sink) {
  for (ReadySensor& one : ready) {
    const std::unique_ptr<Sensor> sensor = std::move(one.sensor);
    if (!one.whole) {
      sink.keep_place(one.place, *sensor);
    } else if (auto taken = sink.take(one.place, std::move(*sensor)); !taken) {
      return taken;
    }
  }
  return Done{};
}

Result<RegisterImport> RegisterReader::finish() {
  hand_over(true);
  tell_of_untold();
  tell_of_far(facts_, options_, tally_.diagnostics);
  import_.quality = quality_.finish(facts_, tally_.diagnostics);
  import_.quality.placeholders = tally_.placeholders;
  import_.quality.masked_addresses = tally_.masked_addresses;
  add_notes();
  if (!facts_.sensors.empty()) return {std::move(import_), std::move(tally_.diagnostics)};
  Diagnostic nothing{.code = "REG-110", .message = "no row of the register could be taken"};
  nothing.where.file = options_.file_name;
  nothing.hint = import_.rejected > 0 ? "see the rows named above" : "the file holds no rows";
  tally_.diagnostics.push_back(std::move(nothing));
  return Result<RegisterImport>::failure(std::move(tally_.diagnostics));
}

// False where no further row of the table can be placed.
bool RegisterReader::read_row_of(Row& row) {
  if (!belongs(row)) return true;
  ++import_.read;
  const auto id = row_id(row, mapping_);
  if (!id) {
    reject(row_diagnostic("REG-105", fmt::format("row {} left out: it states no id", row.feature().row), row,
                          options_.file_name));
    return true;
  }
  note_row_of(hash_of(*id));
  const RowRule* rule = rule_for(row, mapping_);
  if (rule != nullptr && is_taken_for_yes(row, *rule)) tell_of_taken_for_yes(row, *rule);
  if (rule != nullptr && rule->then == RowRule::Then::refuse) {
    auto refused = row_diagnostic("REG-109", fmt::format("row {} left out: {}", row.feature().row, rule->reason), row,
                                  options_.file_name);
    refused.where.field = rule->column;
    reject(std::move(refused));
    return true;
  }
  auto found = positions_->read(row);
  const bool placeless = !found && is_placeless(row, found.diagnostics());
  const std::optional<crs::MapPosition> position = found ? std::optional(*found) : std::nullopt;
  const std::optional<std::size_t> known = known_as(*id, position);
  if (!found && !placeless && !known) return reject_position(found.diagnostics());
  const std::string own_id = known ? *id : free_id(*id);
  const RowContext context{.mapping = mapping_,
                           .options = options_,
                           .grid_north = grid_north_,
                           .lookups = &lookups_,
                           .text_only = only_texts_};
  Sensor sensor = registers::read_row(row, own_id, position, context, tally_);
  if (rule != nullptr && rule->then == RowRule::Then::household) sensor.scope = Scope::household;
  if (rule != nullptr && rule->then == RowRule::Then::removed) take_removal(row, *rule, options_.today_iso, sensor);
  if (placeless) note_placeless(row, sensor);
  if (known) {
    ++import_.merged;
    add_to(*open_.at(*known).sensor, std::move(sensor), row);
    return true;
  }
  if (own_id != *id) tell_of_another_place(row, *id, sensor);
  add_sensor(row, *id, std::move(sensor));
  return true;
}

std::uint32_t RegisterReader::number_of(const std::string& id) {
  const std::uint32_t number = facts_.ids.add(id);
  first_of_id_.resize(facts_.ids.size());
  taken_.resize(facts_.ids.size());
  return number;
}

void RegisterReader::add_sensor(const Row& row, const std::string& id, Sensor sensor) {
  const std::size_t place = facts_.sensors.size();
  SensorFacts facts{.row = row.feature().row, .id = number_of(sensor.id)};
  taken_[facts.id] = true;
  if (sensor.position) {
    facts.east_m = sensor.position->east_m;
    facts.north_m = sensor.position->north_m;
  }
  std::uint32_t& first = first_of_id_[number_of(id)];
  if (first == 0) {
    first = static_cast<std::uint32_t>(place) + 1;
  } else {
    SensorFacts* last = &facts_.sensors[first - 1];
    while (last->next != 0) last = &facts_.sensors[last->next];
    last->next = static_cast<std::uint32_t>(place);
  }
  facts_.sensors.push_back(facts);
  open_.emplace(place, Open{std::make_unique<Sensor>(std::move(sensor)), hash_of(id)});
}

// No coordinates, but an address or an area: the sensor is known, its place is not.
bool RegisterReader::is_placeless(const Row& row, const base::Diagnostics& problems) const {
  return problems.front().code == "REG-101" &&
         std::any_of(mapping_.placeless.begin(), mapping_.placeless.end(),
                     [&](const std::string& column) { return !row.peek(column).value_or("").empty(); });
}

// The sensor of an id that a row adds to: the one at the row's place; a row without a place adds to the first.
std::optional<std::size_t> RegisterReader::known_as(const std::string& id,
                                                    const std::optional<crs::MapPosition>& position) const {
  const auto number = facts_.ids.find(id);
  if (!number || first_of_id_[*number] == 0) return std::nullopt;
  const std::size_t first = first_of_id_[*number] - 1;
  if (!position) return first;
  for (std::size_t place = first;; place = facts_.sensors[place].next) {
    const SensorFacts& at = facts_.sensors[place];
    if (at.has_place() && std::hypot(at.east_m - position->east_m, at.north_m - position->north_m) <= kSamePlace_m) {
      return place;
    }
    if (at.next == 0) return std::nullopt;
  }
}

bool RegisterReader::is_taken(const std::string& id) const {
  const auto number = facts_.ids.find(id);
  return number && taken_[*number];
}

// Devices that share one id stand apart: ID, ID#2, ID#3, in the order of the rows.
std::string RegisterReader::free_id(const std::string& id) const {
  std::string free = id;
  for (int n = 2; is_taken(free); ++n) free = fmt::format("{}#{}", id, n);
  return free;
}

// A schema that is known by a value takes only the rows that state it: an extract of OpenStreetMap holds benches
// too.
bool RegisterReader::belongs(Row& row) const {
  return std::all_of(mapping_.values_of.begin(), mapping_.values_of.end(), [&](const auto& wanted) {
    const auto text = row.text(wanted.first);
    const auto& words = wanted.second;
    return text && std::find(words.begin(), words.end(), lower_case(*text)) != words.end();
  });
}

void RegisterReader::reject(Diagnostic diagnostic) {
  ++import_.rejected;
  tally_.diagnostics.push_back(std::move(diagnostic));
}

bool RegisterReader::reject_position(const base::Diagnostics& problems) {
  Diagnostic problem = problems.front();
  const bool whole_table = problem.code.rfind("CRS-", 0) == 0;
  if (!whole_table) problem.severity = Severity::warning;
  reject(std::move(problem));
  return !whole_table;
}

}  // namespace schouw::registers
