// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace schouw::stacking {

// A type of area by its place among those that a table of thresholds names; a list of them ascends, each once.
using TypeNumber = std::uint32_t;
using TypeList = std::vector<TypeNumber>;

// The combinations of types of area that occur, numbered as they are met: playground; playground and school. Set 0 is
// no type. A cell holds a number, so that a table may name as many types as a council likes. Numbers hold within one
// object, and equal questions in equal order get equal numbers. with() is for one thread; the rest may be shared.
// Where there is room for `most` sets only, the last stands for all that remain and has all their types: stricter
// there, never milder.
class TypeSets {
 public:
  using Number = std::uint32_t;
  static constexpr Number kNone = 0;

  explicit TypeSets(std::size_t most = std::numeric_limits<Number>::max());
  // The set that holds one type more.
  Number with(Number set, TypeNumber type);
  const TypeList& types(Number set) const { return sets_[set].types; }
  std::size_t size() const { return sets_.size(); }

 private:
  struct Set {
    TypeList types;
    std::map<TypeNumber, Number> with;
  };
  Number put_with_the_last(const TypeList& types);

  std::size_t most_;
  std::vector<Set> sets_;
  std::map<TypeList, Number> numbers_;
};

// All types of some sets.
TypeList joined(const TypeSets& sets, const std::vector<TypeSets::Number>& numbers);

}  // namespace schouw::stacking
