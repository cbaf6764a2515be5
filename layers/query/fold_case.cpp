// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/fold_case.h"

namespace schouw::query {

namespace {

bool pairs_from_even(unsigned c) { return (c >= 0x100 && c <= 0x12f) || (c >= 0x132 && c <= 0x137); }
bool pairs_from_odd(unsigned c) { return (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e); }

// Of the characters that UTF-8 writes in two bytes.
unsigned lower(unsigned c) {
  if (c >= 0xc0 && c <= 0xde && c != 0xd7) return c + 0x20;
  if (c == 0x178) return 0xff;
  if (pairs_from_even(c) || (c >= 0x14a && c <= 0x177)) return c | 1U;
  if (pairs_from_odd(c)) return c % 2 == 1 ? c + 1 : c;
  return c;
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

}  // namespace

std::string fold_case(std::string_view utf8) {
  std::string out(utf8);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const unsigned first = byte_at(out, i);
    if (first >= 'A' && first <= 'Z') {
      out[i] = static_cast<char>(first + 0x20);
    } else if (first >= 0xc3 && first <= 0xc5 && i + 1 < out.size()) {
      const unsigned low = lower((first & 0x1fU) << 6U | (byte_at(out, i + 1) & 0x3fU));
      out[i] = static_cast<char>(0xc0U | low >> 6U);
      out[++i] = static_cast<char>(0x80U | (low & 0x3fU));
    }
  }
  return out;
}

}  // namespace schouw::query
