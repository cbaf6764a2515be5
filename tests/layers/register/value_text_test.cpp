// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/value_text.h"

#include <gtest/gtest.h>

#include "layers/register/mail_address.h"

namespace schouw::registers {
namespace {

TEST(ValueText, reads_dutch_and_plain_numbers) {
  EXPECT_EQ(number_from_text("12,5"), 12.5);
  EXPECT_EQ(number_from_text("1.234.567,8"), 1234567.8);
  EXPECT_EQ(number_from_text(" -0.25 "), -0.25);
  EXPECT_EQ(number_from_text("3,5 m"), 3.5);
  EXPECT_EQ(number_from_text("45°"), 45.0);
}

TEST(ValueText, refuses_mangled_numbers_nan_and_infinity) {
  for (const char* text : {"461.993.881", "1,2,3", "1.23,4", "nan", "inf", "-inf", "12 of 13", "", ",", "1e999"}) {
    EXPECT_FALSE(number_from_text(text)) << text;
  }
}

TEST(ValueText, reads_dates_that_exist) {
  EXPECT_EQ(date_from_text("2026-11-20"), "2026-11-20");
  EXPECT_EQ(date_from_text("20-11-2026"), "2026-11-20");
  EXPECT_EQ(date_from_text("2026-11-20T10:00:00Z"), "2026-11-20");
  EXPECT_EQ(date_from_text("29-02-2024"), "2024-02-29");
  EXPECT_FALSE(date_from_text("29-02-2026"));
  EXPECT_FALSE(date_from_text("11-20-2026"));
}

TEST(MailAddress, masks_persons_and_keeps_functions) {
  std::string text = "info@example.nl, piet.de.vries@example.nl; verkeer.noord@example.nl";
  EXPECT_EQ(mask_private_addresses(text), 1);
  EXPECT_EQ(text, "info@example.nl, ***@example.nl; verkeer.noord@example.nl");
  EXPECT_EQ(mask_private_addresses(text), 0);
}

}  // namespace
}  // namespace schouw::registers
