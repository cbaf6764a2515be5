// SPDX-License-Identifier: EUPL-1.2
#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <exception>
#include <memory>

#include "geo/formats/xml_events.h"

namespace schouw::formats {

namespace {

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct ParserEnd {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// Passes expat's calls on. expat is C: no exception may pass through it, so each is kept and told behind it.
class Events {
 public:
  Events(std::string file, XmlHandler& handler) : file_(std::move(file)), handler_(handler) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &Events::start, &Events::end);
    XML_SetCharacterDataHandler(parser_.get(), &Events::text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &Events::document_type);
  }

  base::Result<base::Done> read(const ReadBytes& bytes) {
    std::array<char, 1 << 16> block{};
    for (bool more = true; more;) {
      const std::size_t count = bytes(block.data(), block.size());
      more = count > 0;
      const auto status =
          XML_Parse(parser_.get(), block.data(), static_cast<int>(count), more ? XML_FALSE : XML_TRUE);
      if (problem_) return *problem_;
      if (handler_.problem) return *handler_.problem;
      if (status == XML_STATUS_ERROR) return fault("IO-112", XML_ErrorString(XML_GetErrorCode(parser_.get())));
    }
    return base::Done{};
  }

 private:
  template <class Call>
  void guarded(const Call& call) {
    if (problem_ || handler_.problem) return;
    try {
      call();
    } catch (const std::exception& thrown) {
      problem_ = fault("IO-112", thrown.what());
    }
    if (problem_ || handler_.problem) XML_StopParser(parser_.get(), XML_FALSE);
  }

  static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& events = *static_cast<Events*>(self);
    events.guarded([&] {
      if (++events.depth_ > kDeepestXml) {
        events.problem_ = events.fault("IO-112", fmt::format("nests deeper than {} elements", kDeepestXml));
        return;
      }
      events.handler_.start(without_prefix(name), XmlAttributes(attributes));
    });
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    auto& events = *static_cast<Events*>(self);
    --events.depth_;
    events.guarded([&] { events.handler_.end(without_prefix(name)); });
  }
  static void XMLCALL text(void* self, const XML_Char* text, int length) {
    auto& events = *static_cast<Events*>(self);
    events.guarded([&] { events.handler_.text({text, static_cast<std::size_t>(length)}); });
  }
  static void XMLCALL document_type(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    auto& events = *static_cast<Events*>(self);
    events.guarded([&] {
      events.problem_ = events.fault("IO-116", "");
      events.problem_->message = "refused the XML: found a document type, expected none";
      events.problem_->hint = "remove the <!DOCTYPE ...> part";
    });
  }

  base::Diagnostic fault(const char* code, std::string_view reason) const {
    return {.code = code,
            .message = fmt::format("damaged or cut off: the XML cannot be read: {}", reason),
            .where = {.file = file_,
                      .line = static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get())),
                      .byte = static_cast<std::int64_t>(XML_GetCurrentByteIndex(parser_.get()))},
            .hint = "check that the file is complete, by opening it elsewhere"};
  }

  std::string file_;
  XmlHandler& handler_;
  std::unique_ptr<XML_ParserStruct, ParserEnd> parser_{XML_ParserCreate(nullptr)};
  std::optional<base::Diagnostic> problem_;
  int depth_ = 0;
};

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char* const* at = list_; *at != nullptr; at += 2) {
    if (without_prefix(at[0]) == name) return at[1];
  }
  return {};
}

bool XmlAttributes::has(std::string_view name) const {
  for (const char* const* at = list_; *at != nullptr; at += 2) {
    if (without_prefix(at[0]) == name) return true;
  }
  return false;
}

base::Result<base::Done> read_xml(const ReadBytes& bytes, const std::string& file, XmlHandler& handler) {
  return Events(file, handler).read(bytes);
}

}  // namespace schouw::formats
