// SPDX-License-Identifier: EUPL-1.2
#pragma once

// For the sources of this room only, because it includes GDAL.
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/xml_events.h"

namespace schouw::formats {

// The parts of a zipped document, as a workbook is. Together they may unpack to kLargestUnpacked_bytes, both by what
// the archive says of them and by what they give: IO-104.
class ZipParts {
 public:
  // Fails as check_plain_file and read_file.h, with IO-112 where it is no archive, and with IO-104.
  static base::Result<std::unique_ptr<ZipParts>> open(const std::filesystem::path& path);

  // Names of parts are told apart whatever the case of their letters, as in Office Open XML (ECMA-376-2, 7.3).
  bool has(const std::string& part) const;
  std::size_t count() const { return names_.size(); }
  // The first part whose name ends so; empty where there is none.
  std::string ending_in(std::string_view end) const;
  // Fails as read_xml, and with IO-112 where there is no such part or it is damaged.
  base::Result<base::Done> read_xml_part(const std::string& part, XmlHandler& handler);

 private:
  explicit ZipParts(const std::filesystem::path& path) : file_(path.string()) {}
  base::Result<base::Done> list();
  base::Diagnostic too_large(std::uint64_t found) const;

  std::string file_;
  std::string bytes_;
  std::optional<MemoryFile> memory_;
  std::string archive_;
  std::map<std::string, std::string> names_;  // in lower case: as they are
  std::uint64_t unpacked_bytes_ = 0;
};

}  // namespace schouw::formats
