// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/gdal_environment.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

#include "geo/base/read_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/limits.h"

namespace schouw::formats {

namespace {

// MEM holds a picture between our pixels and the PNG writer; no open names it.
constexpr std::array<std::string_view, 15> kAllowedDrivers = {
    "GPKG",   "GeoJSON", "GeoJSONSeq", "CSV",  "GML",     "FlatGeobuf", "ESRI Shapefile", "MapInfo File", "OSM",
    "SQLite", "GTiff",   "PNG",        "JPEG", "MBTiles", "MEM"};

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

void clean_environment() {
  std::vector<std::string> names;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const std::string_view name = line.substr(0, line.find('='));
    const bool foreign = starts_with(name, "GDAL_") || starts_with(name, "OGR_") || starts_with(name, "CPL_") ||
                         starts_with(name, "PROJ_") || starts_with(name, "VSI_") || starts_with(name, "GML_");
    if (foreign && name != "PROJ_LIB" && name != "PROJ_DATA") names.emplace_back(name);
  }
  for (const std::string& name : names) unsetenv(name.c_str());
}

// PAM and world files are other files than the one that was given; curl may open nothing at all.
void shut_network_and_neighbours() {
  CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", "/nothing");
  CPLSetConfigOption("GDAL_HTTP_TIMEOUT", "1");
  CPLSetConfigOption("PROJ_NETWORK", "OFF");
  CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
  CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
  CPLSetConfigOption("OSM_USE_CUSTOM_INDEXING", "YES");
  CPLSetConfigOption("GML_FIELDTYPES", "ALWAYS_STRING");  // else 007 is 7, for XML does not say what is a number
  CPLSetConfigOption("SQLITE_USE_OGR_VFS", "NO");
}

bool register_once() {
  shut_network_and_neighbours();
  GDALAllRegister();
  GDALDriverManager* manager = GetGDALDriverManager();
  for (int i = manager->GetDriverCount() - 1; i >= 0; --i) {
    GDALDriver* driver = manager->GetDriver(i);
    if (std::find(kAllowedDrivers.begin(), kAllowedDrivers.end(), driver->GetDescription()) ==
        kAllowedDrivers.end()) {
      manager->DeregisterDriver(driver);
      delete driver;
    }
  }
  return true;
}

base::Diagnostic refused_name(const std::filesystem::path& path, std::string_view part) {
  return {.code = "IO-107",
          .message = fmt::format("refused the name: found \"{}\" in it, expected the path of a plain file", part),
          .where = {.file = path.string()},
          .hint = "rename the file, or download it first and give the local file"};
}

}  // namespace

void register_allowed_drivers() { [[maybe_unused]] static const bool kRegistered = register_once(); }

void prepare_gdal() {
  clean_environment();
  register_allowed_drivers();
}

std::string gdal_version() { return GDALVersionInfo("RELEASE_NAME"); }

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(&GdalMessages::take, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void CPL_STDCALL GdalMessages::take(CPLErr severity, CPLErrorNum, const char* text) {
  constexpr std::size_t kMostKept = 1000;
  auto* self = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
  if (severity < CE_Warning || self->messages_.size() >= kMostKept) return;
  self->messages_.push_back({.error = severity >= CE_Failure, .text = text});
}

std::string GdalMessages::reason() const {
  for (auto message = messages_.rbegin(); message != messages_.rend(); ++message) {
    if (message->error) return message->text;
  }
  return messages_.empty() ? std::string() : messages_.back().text;
}

base::Diagnostics GdalMessages::as_warnings(const std::filesystem::path& path) const {
  constexpr std::size_t kMostShown = 5;
  base::Diagnostics warnings;
  for (std::size_t i = 0; i < std::min(messages_.size(), kMostShown); ++i) {
    warnings.push_back({.code = "IO-115",
                        .severity = base::Severity::warning,
                        .message = "while reading: " + messages_[i].text,
                        .where = {.file = path.string()},
                        .hint = "compare with what another program shows of this file"});
  }
  return warnings;
}

MemoryFile::MemoryFile(std::string_view extension) {
  name_ = fmt::format("/vsimem/schouw_{}.{}", static_cast<const void*>(this), extension);
}
MemoryFile::MemoryFile(std::string_view extension, std::string& bytes) : MemoryFile(extension) {
  VSILFILE* file = VSIFileFromMemBuffer(name_.c_str(), reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE);
  if (file != nullptr) VSIFCloseL(file);
}
MemoryFile::~MemoryFile() { VSIUnlink(name_.c_str()); }

std::string_view MemoryFile::bytes() const {
  vsi_l_offset length = 0;
  const GByte* data = VSIGetMemFileBuffer(name_.c_str(), &length, 0);
  return data == nullptr ? std::string_view()
                         : std::string_view(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
}

base::Result<base::Done> check_plain_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const std::string name = path.string();
  for (const std::string_view part : {"/vsi", "://", "<", "{"}) {
    if (name.find(part) != std::string::npos) return refused_name(path, part);
  }
  std::error_code problem;
  const auto fail = [&](const char* code, std::string message, const char* hint) {
    return base::Diagnostic{.code = code, .message = std::move(message), .where = {.file = name}, .hint = hint};
  };
  const auto status = std::filesystem::status(path, problem);
  if (problem || !std::filesystem::exists(status)) {
    return base::of_kind(base::DiagnosticKind::not_found, fail("IO-101", "no such file", "check the path"));
  }
  if (!std::filesystem::is_regular_file(status) || access(name.c_str(), R_OK) != 0) {
    return fail("IO-102", "not a file that can be read", "give a file, not a folder or a device; check permissions");
  }
  const auto size = std::filesystem::file_size(path, problem);
  if (size == 0) return fail("IO-103", "the file is empty", "check where it came from");
  if (size > max_bytes) {
    return base::of_kind(
        base::DiagnosticKind::resource_limit,
        fail("IO-104", fmt::format("file of {} bytes, expected at most {}", size, max_bytes), "split the file"));
  }
  return base::Done{};
}

base::Result<DatasetHandle> open_with(const Opening& opening, const std::filesystem::path& path) {
  register_allowed_drivers();
  const GdalMessages messages;
  const std::array<const char*, 2> drivers = {opening.driver, nullptr};
  const std::array<const char*, 1> no_siblings = {nullptr};
  CPLStringList list;
  for (const std::string& option : opening.options) list.AddString(option.c_str());
  // A relative name such as "CSV:x" would be a prefix for a driver; an absolute one cannot be.
  const std::string name =
      opening.contents != nullptr ? opening.contents->name() : std::filesystem::absolute(path).string();
  DatasetHandle dataset(
      GDALDataset::FromHandle(GDALOpenEx(name.c_str(), opening.flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         drivers.data(), list.List(), no_siblings.data())));
  if (dataset) return dataset;
  return base::Diagnostic{
      .code = "IO-112",
      .message = fmt::format("cannot be read as {}: {}", opening.driver,
                             messages.reason().empty() ? "damaged or cut off" : messages.reason()),
      .where = {.file = path.string()},
      .hint = "check that the file is complete, by size or by opening it elsewhere"};
}

}  // namespace schouw::formats
