// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "layers/findings/rule.h"
#include "tests/oracle/box_plan.h"

namespace schouw::findings {

// A plan of hand-made sensors and records, checked on 21 November 2026.
struct Case {
  plan::Plan plan;
  stacking::Analysis analysis;

  explicit Case(int sensors = 1) {
    plan.policy = schouw::testing::small_policy();
    for (int i = 0; i < sensors; ++i) plan.sensors.push_back(schouw::testing::camera_at(std::to_string(i), 0, 0, 0));
    analysis.stacking.completeness = {.total = sensors, .counted = sensors, .with_coverage = sensors};
  }
  registers::Sensor& sensor() { return plan.sensors.change(0); }

  // A record with its fields; "dossier" ones become the sensor's.
  Case& with(registers::RecordType type, const std::string& id,
             const std::vector<std::pair<std::string, std::string>>& fields) {
    registers::RegisterRecord record{.type = type, .id = id};
    for (const auto& [field, text] : fields) {
      EXPECT_TRUE(registers::set_value(record, field, text)) << field << " = " << text;
    }
    plan.records.push_back(record);
    if (type == registers::RecordType::dossier) sensor().dossier = schouw::testing::stated(id);
    return *this;
  }
  Case& dossier(const std::vector<std::pair<std::string, std::string>>& fields) {
    return with(registers::RecordType::dossier, "d", fields);
  }

  std::vector<Finding> all() const { return check_all({plan, analysis, "2026-11-21"}); }
  std::vector<Finding> of(const std::string& rule) const {
    std::vector<Finding> found;
    for (const Finding& f : all()) {
      if (f.rule == rule) found.push_back(f);
    }
    return found;
  }
  Finding only(const std::string& rule) const {
    const auto found = of(rule);
    EXPECT_EQ(found.size(), 1U) << rule;
    return found.empty() ? Finding{} : found.front();
  }
  // "fail ended": verdict and what is said.
  std::string told(const std::string& rule) const {
    const Finding f = only(rule);
    return std::string(verdict_name(f.verdict)) + " " + std::string(f.said);
  }
};

}  // namespace schouw::findings
