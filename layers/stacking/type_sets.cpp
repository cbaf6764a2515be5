// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/type_sets.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace schouw::stacking {

TypeSets::TypeSets(std::size_t most) : most_(most), sets_(1), numbers_{{TypeList{}, kNone}} {}

TypeSets::Number TypeSets::put_with_the_last(const TypeList& types) {
  Set& last = sets_.back();
  TypeList all;
  std::set_union(last.types.begin(), last.types.end(), types.begin(), types.end(), std::back_inserter(all));
  last.types = std::move(all);
  last.with.clear();
  return static_cast<Number>(sets_.size() - 1);
}

TypeSets::Number TypeSets::with(Number set, TypeNumber type) {
  const auto known = sets_[set].with.find(type);
  if (known != sets_[set].with.end()) return known->second;
  TypeList types = sets_[set].types;
  const auto at = std::lower_bound(types.begin(), types.end(), type);
  if (at == types.end() || *at != type) types.insert(at, type);
  const auto held = numbers_.find(types);
  if (held == numbers_.end() && sets_.size() >= most_) return put_with_the_last(types);
  const Number number = held == numbers_.end() ? static_cast<Number>(sets_.size()) : held->second;
  if (held == numbers_.end()) {
    numbers_.emplace(types, number);
    sets_.push_back({std::move(types), {}});
  }
  sets_[set].with.emplace(type, number);
  return number;
}

TypeList joined(const TypeSets& sets, const std::vector<TypeSets::Number>& numbers) {
  TypeList all;
  for (const TypeSets::Number number : numbers) {
    all.insert(all.end(), sets.types(number).begin(), sets.types(number).end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace schouw::stacking
