// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "layers/register/sensor.h"

namespace schouw::registers {

// One of several kinds of data that a device gives, each with its own purpose and its own time of keeping: a camera
// that keeps video for days and counts for years.
struct StatedStream {
  std::string name;
  std::string purpose;
  std::string observed_data;
  std::optional<PersonalData> personal_data;
  std::string processing;
  std::string retention;
  std::string storage;
  std::string access;
  std::string recipients;
};

// A JSON list of objects whose members are called as above, all texts and all but the name optional:
// [{"name": "video", "purpose": "public order", "personal_data": "identifiable", "retention": "P28D"}]. Fails with
// REG-140, naming the stream and what is wrong: no list, no name, a name that stands twice, a member that is none of
// these, a level of personal data that is none, more than 256 streams.
base::Result<std::vector<StatedStream>> streams_from_text(std::string_view text);

// The same the other way round, in one line.
std::string text_of_streams(const std::vector<StatedStream>& streams);

}  // namespace schouw::registers
