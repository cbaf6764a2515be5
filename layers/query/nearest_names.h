// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schouw::query {

// What a person may have meant by a word: at most three of the names, nearest first, by the letters that were left
// out, added, changed or swapped with their neighbour; then names that hold the word. Empty where none is near.
// Cost: the product of the lengths, for each name. Source: optimal string alignment (Damerau 1964).
std::vector<std::string_view> nearest_names(std::string_view word, const std::vector<std::string_view>& names);

// "did you mean a or b?"; empty where nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names);

}  // namespace schouw::query
