// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "geo/base/result.h"

namespace schouw::formats {

// The attributes of one element, by their names without a prefix; valid during the call that hands them over.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* names_and_values) : list_(names_and_values) {}
  // Empty where it is absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;

 private:
  const char* const* list_;
};

// What stands in an XML text, in its order. Names come without their prefix. A handler that sets problem ends the
// reading with it.
class XmlHandler {
 public:
  XmlHandler() = default;
  XmlHandler(const XmlHandler&) = delete;
  XmlHandler& operator=(const XmlHandler&) = delete;
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}

  std::optional<base::Diagnostic> problem;
};

// Reads up to most bytes into a buffer and gives their number, 0 at the end.
using ReadBytes = std::function<std::size_t(char* into, std::size_t most)>;

// From one end to the other, without keeping any of it. Fails with IO-112 where it is not well-formed or nests deeper
// than kDeepestXml, with IO-116 at a document type, which could name other files and grow without end, and with what
// the handler says.
inline constexpr int kDeepestXml = 256;
base::Result<base::Done> read_xml(const ReadBytes& bytes, const std::string& file, XmlHandler& handler);

}  // namespace schouw::formats
