// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace schouw::registers {

// Replaces the part before the @ of every private e-mail address in text by "***" and returns how many there were.
// Private is: a mailbox at a provider for private persons, or a name of a person ("j.jansen", "piet.de.vries").
// A functional mailbox stays: any that holds a word such as info, camera, toezicht or gemeente, or that has no dot
// or underscore in it. Accuracy: by pattern; a surname alone at an organisation's domain is not recognised.
int mask_private_addresses(std::string& text);

}  // namespace schouw::registers
