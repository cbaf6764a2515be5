// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Opening with GDAL; for the sources of this room only, because it includes GDAL.
#include <gdal_priv.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace schouw::formats {

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using DatasetHandle = std::unique_ptr<GDALDataset, DatasetCloser>;

// Registers the drivers of the allow-list and removes every other one; once, from whichever thread comes first.
void register_allowed_drivers();

// While it lives, what GDAL says on this thread is kept here and not printed.
class GdalMessages {
 public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages(const GdalMessages&) = delete;
  GdalMessages& operator=(const GdalMessages&) = delete;

  // The last message of an error, else of a warning; empty where all was silent.
  std::string reason() const;
  // Every warning and error so far as IO-115 warnings about the file, the first few of them.
  base::Diagnostics as_warnings(const std::filesystem::path& path) const;

 private:
  struct Message {
    bool error = false;
    std::string text;
  };
  static void CPL_STDCALL take(CPLErr severity, CPLErrorNum number, const char* text);
  std::vector<Message> messages_;
};

// An anonymous file in memory that GDAL writes to; gone with this object.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view extension);
  // For GDAL to read; the bytes must outlive this object.
  MemoryFile(std::string_view extension, std::string& bytes);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  const std::string& name() const { return name_; }
  std::string_view bytes() const;

 private:
  std::string name_;
};

// IO-107 for a name that a library would take for something else than a plain file; IO-101, IO-102, IO-103, IO-104 as
// read_file.h says.
base::Result<base::Done> check_plain_file(const std::filesystem::path& path, std::uint64_t max_bytes);

struct Opening {
  const char* driver = nullptr;
  unsigned flags = 0;
  std::vector<std::string> options;
  const MemoryFile* contents = nullptr;  // where GDAL is to read the bytes, instead of from the path
};

// Opens with exactly one driver of the allow-list, read-only, without looking at files beside it. Fails with IO-112.
base::Result<DatasetHandle> open_with(const Opening& opening, const std::filesystem::path& path);

}  // namespace schouw::formats
