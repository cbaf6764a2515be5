// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/mail_address.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 24> kPrivateProviders = {
    "gmail.com",  "googlemail.com", "hotmail.com", "hotmail.nl",     "outlook.com", "live.nl",
    "live.com",   "msn.com",        "yahoo.com",   "icloud.com",     "me.com",      "ziggo.nl",
    "kpnmail.nl", "kpnplanet.nl",   "planet.nl",   "xs4all.nl",      "home.nl",     "hetnet.nl",
    "casema.nl",  "chello.nl",      "proton.me",   "protonmail.com", "tele2.nl",    "upcmail.nl"};
constexpr std::array<std::string_view, 34> kFunctions = {
    "info",   "contact", "camera",  "toezicht", "privacy", "gemeente", "post",    "balie",    "beheer",
    "desk",   "support", "service", "office",   "verkeer", "sensor",   "data",    "meld",     "avg",
    "fg",     "veilig",  "team",    "afdeling", "stad",    "openbare", "ruimte",  "register", "algoritme",
    "klacht", "handhav", "mobili",  "parkeer",  "smart",   "noreply",  "helpdesk"};

// Not std::isalnum: a locale must not change what counts as an address.
bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool in_local_part(char c) {
  return is_letter_or_digit(c) || std::string_view("._%+-'").find(c) != std::string_view::npos;
}
bool in_domain(char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; }

bool is_private(std::string_view local, std::string_view domain) {
  const std::string box = lower_case(local);
  const std::string host = lower_case(domain);
  if (std::find(kPrivateProviders.begin(), kPrivateProviders.end(), host) != kPrivateProviders.end()) return true;
  const bool functional = std::any_of(kFunctions.begin(), kFunctions.end(), [&](std::string_view word) {
    return word.size() <= 3 ? box == word : box.find(word) != std::string::npos;
  });
  return !functional && box.find_first_of("._") != std::string::npos;
}

}  // namespace

int mask_private_addresses(std::string& text) {
  int masked = 0;
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && in_local_part(text[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && in_domain(text[end])) ++end;
    while (end > at + 1 && text[end - 1] == '.') --end;
    const std::string_view whole(text);
    if (begin == at || whole.substr(begin, at - begin) == "***") continue;
    if (!is_private(whole.substr(begin, at - begin), whole.substr(at + 1, end - at - 1))) continue;
    text.replace(begin, at - begin, "***");
    at = begin + 3;
    ++masked;
  }
  return masked;
}

}  // namespace schouw::registers
