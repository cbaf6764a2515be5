// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

// What a register says of a DPIA, in whatever words.
enum class Dpia : std::uint8_t { missing, none, under_way, done };
Dpia dpia_of(const Asked& asked);

// The kind of a sensor, to be translated.
base::Sentence::Key kind_words(const Asked& asked);

}  // namespace schouw::findings
