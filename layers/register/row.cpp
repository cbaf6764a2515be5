// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/row.h"

#include <algorithm>

#include "layers/register/value_text.h"

namespace schouw::registers {

std::optional<std::string> text_of(const model::FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return std::string(trimmed(*text));
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* number = std::get_if<double>(&value)) return canonical_number(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
  return std::nullopt;
}

RowColumns::RowColumns(const model::Feature& feature) {
  for (const auto& [name, value] : feature.fields) {
    as_written_.push_back(name);
    names_.push_back(lower_case(trimmed(name)));
  }
}

bool RowColumns::are_of(const model::Feature& feature) const {
  return std::equal(feature.fields.begin(), feature.fields.end(), as_written_.begin(), as_written_.end(),
                    [](const auto& field, const std::string& name) { return field.first == name; });
}

const std::vector<std::uint32_t>& RowColumns::places_of(const std::vector<std::string>& columns) const {
  Asked& asked = known_[&columns];
  if (asked.columns == columns) return asked.places;
  asked = {.columns = columns, .places = {}};
  for (const std::string& column : columns) {
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
      if (names_[i] == column) asked.places.push_back(i);
    }
  }
  return asked.places;
}

Row::Row(const model::Feature& feature) : Row(feature, std::make_shared<RowColumns>(feature)) {}

Row::Row(const model::Feature& feature, std::shared_ptr<const RowColumns> columns)
    : feature_(&feature), columns_(std::move(columns)), used_(columns_->names().size()) {}

std::optional<std::string> Row::text(const std::string& column) {
  std::optional<std::string> first;
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (columns_->names()[i] != column) continue;
    used_[i] = true;
    if (first) continue;
    if (auto text = text_of(feature_->fields[i].second); text && !text->empty()) first = std::move(text);
  }
  return first;
}

std::optional<std::string> Row::text(const std::vector<std::string>& columns) {
  std::optional<std::string> first;
  for (const std::uint32_t i : columns_->places_of(columns)) {
    used_[i] = true;
    if (first) continue;
    if (auto text = text_of(feature_->fields[i].second); text && !text->empty()) first = std::move(text);
  }
  return first;
}

std::optional<std::string> Row::text(const std::vector<std::string>& columns,
                                     const std::vector<std::string>& fillers) {
  if (fillers.empty()) return text(columns);
  std::optional<std::string> first;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto stated = text(columns[i]);
    const bool says_nothing = i > 0 && std::any_of(fillers.begin(), fillers.end(),
                                                   [&](const std::string& filler) { return peek(filler) == stated; });
    if (!first && stated && !says_nothing) first = std::move(stated);
  }
  return first;
}

std::optional<std::string> Row::peek(const std::string& column) const {
  const auto& names = columns_->names();
  std::optional<std::string> first;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != column) continue;
    auto text = text_of(feature_->fields[i].second);
    if (text && !text->empty()) return text;
    if (!first) first = std::move(text);
  }
  return first;
}

std::string Row::column_name(const std::vector<std::string>& columns) const {
  const auto& places = columns_->places_of(columns);
  if (!places.empty()) return feature_->fields[places.front()].first;
  return columns.empty() ? std::string() : columns.front();
}

bool Row::has_empty_text(const std::vector<std::string>& columns) const {
  const auto& places = columns_->places_of(columns);
  return std::any_of(places.begin(), places.end(), [&](std::uint32_t i) {
    const auto text = text_of(feature_->fields[i].second);
    return text && text->empty();
  });
}

std::vector<std::pair<std::string, std::string>> Row::unused(const std::vector<std::string>& ignore) const {
  std::vector<std::pair<std::string, std::string>> left;
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (used_[i]) continue;
    if (std::find(ignore.begin(), ignore.end(), columns_->names()[i]) != ignore.end()) continue;
    auto text = text_of(feature_->fields[i].second);
    if (text && !text->empty()) left.emplace_back(feature_->fields[i].first, *std::move(text));
  }
  return left;
}

}  // namespace schouw::registers
