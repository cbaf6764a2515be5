// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "geo/crs/project_crs.h"
#include "tests/geo/crs/points_file.h"

namespace schouw::crs {
namespace {

std::vector<double> transformed(const PointCase& c) {
  const auto transformation = Transformation::between(*crs_from_text(c.operation[1]), *crs_from_text(c.operation[2]));
  if (!transformation) return {};
  const auto point = transformation->forward({c.accept[0], c.accept[1], {}});
  return point ? std::vector<double>{point->x, point->y} : std::vector<double>{};
}

std::vector<double> convergence(const PointCase& c) {
  const auto angle = meridian_convergence(*crs_from_text(c.operation[1]), {c.accept[0], c.accept[1], 0.0});
  return angle ? std::vector<double>{angle->degrees()} : std::vector<double>{};
}

TEST(CrsPoints, every_case_of_the_table_holds) {
  const auto cases = read_points(SCHOUW_SOURCE_DIR "/tests/points/crs.points");
  ASSERT_GT(cases.size(), 25U);
  for (const PointCase& c : cases) {
    SCOPED_TRACE("crs.points:" + std::to_string(c.line) + c.source);
    const auto found = c.operation[0] == "convergence" ? convergence(c) : transformed(c);
    ASSERT_EQ(found.size(), c.expect.size());
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], c.expect[i], c.tolerance);
  }
}

}  // namespace
}  // namespace schouw::crs
