// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/crs_in_force.h"

#include <gtest/gtest.h>

namespace schouw::crs {
namespace {

Crs named(const char* text) { return *crs_from_text(text); }
const base::Place kFile{.file = "bomen.gpkg"};

TEST(CrsInForce, is_what_the_file_states_and_a_differing_request_is_told_with_both_names) {
  const auto crs = crs_in_force({.stated = named("EPSG:4326"), .asked = named("EPSG:28992"), .usual = {}}, kFile,
                                "the table 'bomen'");
  ASSERT_TRUE(crs);
  EXPECT_EQ(crs->id, "EPSG:4326");
  ASSERT_EQ(crs.diagnostics().size(), 1U);
  const base::Diagnostic& said = crs.diagnostics().front();
  EXPECT_EQ(said.code, "CRS-105");
  EXPECT_EQ(said.severity, base::Severity::warning);
  EXPECT_EQ(said.message, "the table 'bomen' states EPSG:4326; --crs EPSG:28992 is not used");
  EXPECT_EQ(said.where.file, "bomen.gpkg");
}

TEST(CrsInForce, says_nothing_of_a_request_that_repeats_what_is_stated) {
  const auto crs = crs_in_force(
      {.stated = named("EPSG:28992"), .asked = named("urn:ogc:def:crs:EPSG::28992"), .usual = {}}, kFile, "it");
  ASSERT_TRUE(crs);
  EXPECT_TRUE(crs.diagnostics().empty());
}

TEST(CrsInForce, is_what_was_asked_for_before_what_a_format_takes_for_granted) {
  const auto asked =
      crs_in_force({.stated = {}, .asked = named("EPSG:28992"), .usual = named("EPSG:4326")}, kFile, "it");
  EXPECT_EQ(asked->id, "EPSG:28992");
  EXPECT_TRUE(asked.diagnostics().empty());
  EXPECT_EQ(crs_in_force({.stated = {}, .asked = {}, .usual = named("EPSG:4326")}, kFile, "it")->id, "EPSG:4326");
}

TEST(CrsInForce, that_nobody_states_is_an_error_with_both_ways_out) {
  const auto none = crs_in_force({}, kFile, "the table 'bomen'");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.diagnostics().front().code, "CRS-104");
  EXPECT_NE(none.diagnostics().front().hint.find("--crs"), std::string::npos);
  EXPECT_NE(none.diagnostics().front().hint.find("in the file"), std::string::npos);
}

TEST(TransformationsInto, one_system_are_made_once_for_each_source) {
  TransformationsInto into(*project_crs_from_text("EPSG:7415"));
  const auto first = into.from(named("EPSG:4326"));
  const auto other = into.from(named("EPSG:28992"));
  ASSERT_TRUE(first && other);
  EXPECT_NE(*first, *other);
  EXPECT_EQ(*into.from(named("EPSG:4326")), *first);
  EXPECT_EQ(*into.from(named("urn:ogc:def:crs:EPSG::28992")), *other);
}

}  // namespace
}  // namespace schouw::crs
