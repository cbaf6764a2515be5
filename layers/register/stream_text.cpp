// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/stream_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/register/stated_list.h"

namespace schouw::registers {

namespace {

using base::Json;

// The members that are texts, in the order in which they are written; the level of personal data stands behind the
// third.
struct TextMember {
  std::string_view name;
  std::string StatedStream::*member;
};
constexpr std::array kTexts = {TextMember{"name", &StatedStream::name},
                               TextMember{"purpose", &StatedStream::purpose},
                               TextMember{"observed_data", &StatedStream::observed_data},
                               TextMember{"processing", &StatedStream::processing},
                               TextMember{"retention", &StatedStream::retention},
                               TextMember{"storage", &StatedStream::storage},
                               TextMember{"access", &StatedStream::access},
                               TextMember{"recipients", &StatedStream::recipients}};
constexpr std::string_view kLevel = "personal_data";
constexpr std::array<std::string_view, 9> kMembers = {
    "name", "purpose", "observed_data", kLevel, "processing", "retention", "storage", "access", "recipients"};
constexpr StatedListShape kShape = {
    .code = "REG-140",
    .field = "data_streams",
    .example = R"([{"name": "video", "purpose": "...", "personal_data": "identifiable", "retention": "P28D"}])",
    .members = kMembers};

// What is wrong with it, or nothing.
std::string read_stream(const Json& record, StatedStream& stream) {
  for (const auto& [name, value] : record.items()) {
    if (!value.is_string()) return fmt::format("'{}' is {}, expected a text", name, value.dump());
  }
  for (const TextMember& text : kTexts) stream.*text.member = base::text_in(record, std::string(text.name).c_str());
  const std::string level = base::text_in(record, "personal_data");
  stream.personal_data = personal_data_from_name(level);
  if (!level.empty() && !stream.personal_data) return fmt::format("'{}' is no level of personal data", level);
  return stream.name.empty() ? "expected a name" : "";
}

}  // namespace

base::Result<std::vector<StatedStream>> streams_from_text(std::string_view text) {
  std::vector<StatedStream> streams;
  const auto read = read_stated_list(text, kShape, [&](const Json& record) -> std::string {
    StatedStream stream;
    if (std::string wrong = read_stream(record, stream); !wrong.empty()) return wrong;
    const bool twice = std::any_of(streams.begin(), streams.end(),
                                   [&](const StatedStream& other) { return other.name == stream.name; });
    if (twice) return fmt::format("the name '{}' stands twice", stream.name);
    streams.push_back(std::move(stream));
    return {};
  });
  if (!read) return base::Result<std::vector<StatedStream>>::failure(read.diagnostics());
  return streams;
}

std::string text_of_streams(const std::vector<StatedStream>& streams) {
  Json list = Json::array();
  for (const StatedStream& stream : streams) {
    Json record = Json::object();
    for (const std::string_view name : kMembers) {
      if (name == kLevel) {
        if (stream.personal_data) record[std::string(name)] = personal_data_name(*stream.personal_data);
        continue;
      }
      const auto text =
          std::find_if(kTexts.begin(), kTexts.end(), [&](const TextMember& member) { return member.name == name; });
      if (const std::string& value = stream.*text->member; !value.empty()) record[std::string(name)] = value;
    }
    list.push_back(std::move(record));
  }
  return base::json_text(list);
}

}  // namespace schouw::registers
