// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/nearest_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "layers/register/value_text.h"

namespace schouw::query {

namespace {

constexpr std::size_t kLongest = 64;  // of a word that is looked for; longer ones are no slip of the pen
constexpr std::size_t kMost = 3;

std::size_t distance(std::string_view a, std::string_view b) {
  // The last three rows of the table: two back for a swap, one back, this one.
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows) row.resize(b.size() + 1);
  std::iota(rows[1].begin(), rows[1].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[2][0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      rows[2][j] = std::min({changed, rows[1][j] + 1, rows[2][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) rows[2][j] = std::min(rows[2][j], rows[0][j - 2] + 1);
    }
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  }
  return rows[1].back();
}

}  // namespace

std::vector<std::string_view> nearest_names(std::string_view word, const std::vector<std::string_view>& names) {
  if (word.empty() || word.size() > kLongest) return {};
  const std::string low = registers::lower_case(word);
  const std::size_t within = std::max<std::size_t>(1, low.size() / 3);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view name : names) {
    const std::size_t apart = distance(low, name);
    const bool holds = low.size() >= 3 && name.find(low) != std::string_view::npos;
    if (apart <= within || holds) near.emplace_back(apart, name);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> nearest;
  for (std::size_t i = 0; i < std::min(kMost, near.size()); ++i) nearest.push_back(near[i].second);
  return nearest;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names) {
  const auto near = nearest_names(word, names);
  return near.empty() ? std::string() : fmt::format("did you mean {}?", fmt::join(near, " or "));
}

}  // namespace schouw::query
