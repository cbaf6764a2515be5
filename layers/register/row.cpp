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

Row::Row(const model::Feature& feature) : feature_(&feature) {
  columns_.reserve(feature.fields.size());
  for (const auto& [name, value] : feature.fields) columns_.push_back(lower_case(trimmed(name)));
}

std::optional<std::string> Row::text(const std::string& column) {
  used_.insert(column);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i] != column) continue;
    if (auto text = text_of(feature_->fields[i].second); text && !text->empty()) return text;
  }
  return std::nullopt;
}

std::optional<std::string> Row::text(const std::vector<std::string>& columns) {
  std::optional<std::string> first;
  for (const std::string& column : columns) {
    auto found = text(column);
    if (found && !first) first = std::move(found);
  }
  return first;
}

std::optional<std::string> Row::peek(const std::string& column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) return std::nullopt;
  return text_of(feature_->fields[static_cast<std::size_t>(found - columns_.begin())].second);
}

std::string Row::column_name(const std::vector<std::string>& columns) const {
  for (const std::string& column : columns) {
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    if (found != columns_.end()) return feature_->fields[static_cast<std::size_t>(found - columns_.begin())].first;
  }
  return columns.empty() ? std::string() : columns.front();
}

bool Row::has_empty_text(const std::vector<std::string>& columns) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (std::find(columns.begin(), columns.end(), columns_[i]) == columns.end()) continue;
    const auto text = text_of(feature_->fields[i].second);
    if (text && text->empty()) return true;
  }
  return false;
}

std::vector<std::pair<std::string, std::string>> Row::unused(const std::vector<std::string>& ignore) const {
  std::vector<std::pair<std::string, std::string>> left;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (used_.count(columns_[i]) != 0) continue;
    if (std::find(ignore.begin(), ignore.end(), columns_[i]) != ignore.end()) continue;
    auto text = text_of(feature_->fields[i].second);
    if (text && !text->empty()) left.emplace_back(feature_->fields[i].first, *std::move(text));
  }
  return left;
}

}  // namespace schouw::registers
