// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// Bit for bit, sentences by their key.
inline void expect_identical(const Zone& a, const Zone& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.rule, b.rule);
  EXPECT_EQ(a.level, b.level);
  EXPECT_EQ(a.agreement, b.agreement);
  EXPECT_EQ(a.area_m2, b.area_m2);
  EXPECT_EQ(a.exceeded_area_m2, b.exceeded_area_m2);
  EXPECT_EQ(a.max_count, b.max_count);
  EXPECT_EQ(a.attention_at, b.attention_at);
  EXPECT_EQ(a.exceeded_at, b.exceeded_at);
  EXPECT_EQ(a.purposes, b.purposes);
  EXPECT_EQ(a.controllers, b.controllers);
  EXPECT_EQ(a.area_types, b.area_types);
  EXPECT_EQ(a.reason.key, b.reason.key);
  EXPECT_EQ(a.centroid.east_m, b.centroid.east_m);
  EXPECT_EQ(a.centroid.north_m, b.centroid.north_m);
  EXPECT_EQ(a.cells, b.cells);
  ASSERT_EQ(a.sensors.size(), b.sensors.size());
  for (std::size_t i = 0; i < a.sensors.size(); ++i) {
    EXPECT_EQ(a.sensors[i].sensor, b.sensors[i].sensor);
    EXPECT_EQ(a.sensors[i].area_without_m2, b.sensors[i].area_without_m2);
  }
  ASSERT_EQ(a.polygons.size(), b.polygons.size());
  for (std::size_t i = 0; i < a.polygons.size(); ++i) {
    const auto same = [](const model::Coordinate& p, const model::Coordinate& q) { return p.x == q.x && p.y == q.y; };
    ASSERT_EQ(a.polygons[i].rings.size(), b.polygons[i].rings.size());
    for (std::size_t r = 0; r < a.polygons[i].rings.size(); ++r) {
      const model::Ring& one = a.polygons[i].rings[r];
      const model::Ring& other = b.polygons[i].rings[r];
      EXPECT_TRUE(std::equal(one.begin(), one.end(), other.begin(), other.end(), same)) << "ring " << r;
    }
  }
}

inline void expect_identical(const std::vector<Zone>& a, const std::vector<Zone>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    SCOPED_TRACE("zone " + a[i].id);
    expect_identical(a[i], b[i]);
  }
}

}  // namespace schouw::stacking
