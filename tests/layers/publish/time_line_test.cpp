// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/time_line.h"

#include <gmock/gmock.h>

#include "tests/layers/publish/example_plan.h"

namespace schouw::publish {
namespace {

using registers::Publication;
using registers::Sensor;

class TimeLine : public Publishing {
 protected:
  // The rows as "date since change id field before after count".
  std::vector<std::string> publish(std::vector<Sensor> sensors, const std::string& date,
                                   const std::string& out = "public.gpkg",
                                   std::vector<std::filesystem::path> since = {}) const {
    save(plan_of(std::move(sensors)));
    PublishOptions asked = options(date, out);
    asked.since = std::move(since);
    const auto done = publish_project(asked);
    EXPECT_TRUE(done) << done.diagnostics().front().message;
    const auto copy = read_earlier(file(out));
    EXPECT_TRUE(copy);
    std::vector<std::string> rows;
    for (const TimeLineRow& r : copy->rows) {
      std::string row = r.date + " " + r.since + " " + r.change;
      for (const std::string& part : {r.id, r.field, r.before, r.after}) row += part.empty() ? "" : " " + part;
      rows.push_back(row + (r.change == "removed" ? " " + r.kind + " " + std::to_string(r.count) : ""));
    }
    return rows;
  }
};

Sensor one() { return sensor_of("CAM-0001", 121687.25, 487484.75, Publication::published); }
Sensor two() { return sensor_of("CAM-0002", 121700.0, 487484.75, Publication::published); }
Sensor three() { return sensor_of("CAM-0003", 121710.0, 487484.75, Publication::published); }

TEST_F(TimeLine, tells_what_three_publications_changed) {
  EXPECT_TRUE(publish({one(), two()}, "2026-01-01").empty()) << "before the first there is nothing";
  Sensor kept = one();
  kept.data.retention.value = "P7D";
  EXPECT_THAT(publish({kept, two(), three()}, "2026-02-01"),
              testing::ElementsAre("2026-02-01 2026-01-01 added CAM-0003",
                                   "2026-02-01 2026-01-01 changed CAM-0001 retention P7D"));
  kept.data.retention.value = "P28D";
  kept.position->east_m = 121690.0;
  EXPECT_THAT(publish({kept, three()}, "2026-03-01"),
              testing::ElementsAre("2026-02-01 2026-01-01 added CAM-0003",
                                   "2026-02-01 2026-01-01 changed CAM-0001 retention P7D",
                                   "2026-03-01 2026-02-01 changed CAM-0001 position 121687.25, 487484.75 121690.00, "
                                   "487484.75",
                                   "2026-03-01 2026-02-01 changed CAM-0001 retention P7D P28D",
                                   "2026-03-01 2026-02-01 removed camera 1"));
}

TEST_F(TimeLine, knows_the_dates_of_all_copies_before_it) {
  for (const char* date : {"2026-01-01", "2026-02-01", "2026-02-01", "2026-03-01"}) publish({one()}, date);
  const auto copy = read_earlier(file("public.gpkg"));
  ASSERT_TRUE(copy);
  EXPECT_THAT(copy->dates, testing::ElementsAre("2026-01-01", "2026-02-01"));
}

TEST_F(TimeLine, is_the_same_from_files_kept_apart) {
  Sensor kept = one();
  publish({one(), two()}, "2026-01-01", "a.gpkg");
  kept.data.retention.value = "P7D";
  publish({kept, three()}, "2026-02-01", "b.gpkg");
  kept.data.retention.value = "P28D";
  const auto rows = publish({kept, three()}, "2026-03-01", "c.gpkg", {file("b.gpkg"), file("a.gpkg")});
  EXPECT_THAT(rows, testing::ElementsAre("2026-02-01 2026-01-01 added CAM-0003",
                                         "2026-02-01 2026-01-01 changed CAM-0001 retention P7D",
                                         "2026-02-01 2026-01-01 removed camera 1",
                                         "2026-03-01 2026-02-01 changed CAM-0001 retention P7D P28D"));
}

TEST_F(TimeLine, forgets_who_is_not_in_the_copy_any_more) {
  publish({one(), two()}, "2026-01-01");
  Sensor changed = two();
  changed.data.retention.value = "P7D";
  publish({one(), changed}, "2026-02-01");
  // Whether it was taken away or withheld: the same rows.
  const std::vector<std::string> gone = {"2026-03-01 2026-02-01 removed camera 1"};
  std::filesystem::copy_file(file("public.gpkg"), file("withheld.gpkg"));
  EXPECT_EQ(publish({one()}, "2026-03-01"), gone);
  changed.publication.value = Publication::secret;
  EXPECT_EQ(publish({one(), changed}, "2026-03-01", "withheld.gpkg"), gone);
  EXPECT_TRUE(bytes_of("public.gpkg") == bytes_of("withheld.gpkg"));
}

TEST_F(TimeLine, counts_what_left_twice_on_one_day) {
  publish({one(), two(), three()}, "2026-01-01");
  publish({one(), two()}, "2026-02-01");
  publish({one()}, "2026-02-01");
  EXPECT_THAT(publish({}, "2026-02-01"), testing::ElementsAre("2026-02-01 2026-01-01 removed camera 1",
                                                              "2026-02-01 2026-02-01 removed camera 2"));
}

TEST_F(TimeLine, a_sensor_that_is_generalised_now_is_not_tied_to_what_it_was) {
  publish({one()}, "2026-01-01");
  Sensor coarse = one();
  coarse.publication.value = Publication::generalised;
  const auto rows = publish({coarse}, "2026-02-01");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0], testing::StartsWith("2026-02-01 2026-01-01 added generalised-"));
  EXPECT_EQ(rows[1], "2026-02-01 2026-01-01 removed camera 1");
  EXPECT_EQ(bytes_of("public.gpkg").find("121687"), std::string::npos);
}

}  // namespace
}  // namespace schouw::publish
