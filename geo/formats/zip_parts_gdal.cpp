// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/zip_parts_gdal.h"

#include <fmt/format.h>

#include "geo/base/content_hash.h"
#include "geo/base/read_file.h"
#include "geo/formats/limits.h"

namespace schouw::formats {

namespace {

struct FileCloser {
  void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

base::Result<std::unique_ptr<ZipParts>> ZipParts::open(const std::filesystem::path& path) {
  using Outcome = base::Result<std::unique_ptr<ZipParts>>;
  if (auto plain = check_plain_file(path, kLargestUnpacked_bytes); !plain) {
    return Outcome::failure(std::move(plain).diagnostics());
  }
  auto bytes = base::read_file(path, kLargestUnpacked_bytes);
  if (!bytes) return Outcome::failure(bytes.diagnostics());
  std::unique_ptr<ZipParts> parts(new ZipParts(path));
  parts->bytes_ = *std::move(bytes);
  // GDAL remembers the list of an archive by its name: the sum keeps one archive from being taken for another.
  parts->memory_.emplace(fmt::format("{:08x}.zip", base::crc32c(parts->bytes_)), parts->bytes_);
  parts->archive_ = "/vsizip/{" + parts->memory_->name() + "}";
  if (auto listed = parts->list(); !listed) return Outcome::failure(std::move(listed).diagnostics());
  return parts;
}

base::Result<base::Done> ZipParts::list() {
  const GdalMessages messages;
  const CPLStringList names(VSIReadDirRecursive(archive_.c_str()));
  std::uint64_t stated_bytes = 0;
  for (int i = 0; i < names.size(); ++i) {
    VSIStatBufL status;
    if (VSIStatExL((archive_ + "/" + names[i]).c_str(), &status, VSI_STAT_SIZE_FLAG) != 0) continue;
    stated_bytes += static_cast<std::uint64_t>(status.st_size);
    names_.emplace(lower_case(names[i]), names[i]);
  }
  if (stated_bytes > kLargestUnpacked_bytes) return too_large(stated_bytes);
  if (!names_.empty()) return base::Done{};
  return base::Diagnostic{.code = "IO-112",
                          .message = "damaged or cut off: the archive cannot be read, or holds nothing",
                          .where = {.file = file_},
                          .hint = "check that the file is complete, by size or by opening it elsewhere"};
}

base::Diagnostic ZipParts::too_large(std::uint64_t found) const {
  return {.code = "IO-104",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("unpacks to {} bytes, expected at most {}", found, kLargestUnpacked_bytes),
          .where = {.file = file_},
          .hint = "save the sheet as CSV"};
}

bool ZipParts::has(const std::string& part) const { return names_.count(lower_case(part)) != 0; }

std::string ZipParts::ending_in(std::string_view end) const {
  for (const auto& [name, as_is] : names_) {
    if (name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) return as_is;
  }
  return {};
}

base::Result<base::Done> ZipParts::read_xml_part(const std::string& part, XmlHandler& handler) {
  const GdalMessages messages;
  const auto known = names_.find(lower_case(part));
  const std::unique_ptr<VSILFILE, FileCloser> file(
      known == names_.end() ? nullptr : VSIFOpenL((archive_ + "/" + known->second).c_str(), "rb"));
  if (!file) {
    return base::Diagnostic{.code = "IO-112",
                            .message = fmt::format("damaged: found no part '{}', expected one", part),
                            .where = {.file = file_},
                            .hint = "open it in the program that made it and save it again"};
  }
  bool over = false;
  const ReadBytes bytes = [&](char* into, std::size_t most) -> std::size_t {
    const std::size_t count = VSIFReadL(into, 1, most, file.get());
    unpacked_bytes_ += count;
    over = unpacked_bytes_ > kLargestUnpacked_bytes;
    return over ? 0 : count;
  };
  auto read = read_xml(bytes, file_, handler);
  if (over) return too_large(unpacked_bytes_);
  if (read) return read;
  base::Diagnostics problems = read.diagnostics();
  for (base::Diagnostic& problem : problems) {
    if (problem.where.line) problem.message = fmt::format("in its part '{}': {}", part, problem.message);
  }
  return base::Result<base::Done>::failure(std::move(problems));
}

}  // namespace schouw::formats
