// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/write_png_gdal.h"

#include <fmt/format.h>

#include "geo/base/atomic_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/limits.h"

namespace schouw::formats {

namespace {

base::Diagnostic picture_error(const char* code, const std::filesystem::path& path, std::string message) {
  return {.code = code,
          .message = std::move(message),
          .where = {.file = path.string()},
          .hint = "choose another size or place"};
}

bool encode(const MemoryFile& file, int width_px, int height_px, std::span<const std::uint8_t> rgb) {
  GDALDriverManager* manager = GetGDALDriverManager();
  const DatasetHandle pixels(manager->GetDriverByName("MEM")->Create("", width_px, height_px, 3, GDT_Byte, nullptr));
  // GDAL takes the buffer of a write as not const, and only reads it.
  auto* bytes = const_cast<std::uint8_t*>(rgb.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  if (!pixels || pixels->RasterIO(GF_Write, 0, 0, width_px, height_px, bytes, width_px, height_px, GDT_Byte, 3,
                                  nullptr, 3, GSpacing{3} * width_px, 1, nullptr) != CE_None) {
    return false;
  }
  CPLStringList options;
  options.AddString("ZLEVEL=6");
  options.AddString("WRITE_METADATA_AS_TEXT=NO");
  const DatasetHandle written(manager->GetDriverByName("PNG")->CreateCopy(file.name().c_str(), pixels.get(), FALSE,
                                                                          options.List(), nullptr, nullptr));
  return written != nullptr;
}

}  // namespace

base::Result<base::Done> write_png(const std::filesystem::path& path, int width_px, int height_px,
                                   std::span<const std::uint8_t> rgb) {
  const bool fits =
      width_px > 0 && height_px > 0 && width_px <= kMostPicturePixels / height_px &&
      rgb.size() == std::size_t{3} * static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px);
  if (!fits) {
    return picture_error(
        "IO-105", path,
        fmt::format("cannot write a picture of {} by {} px out of {} bytes", width_px, height_px, rgb.size()));
  }
  register_allowed_drivers();
  const GdalMessages messages;
  const MemoryFile file("png");
  if (encode(file, width_px, height_px, rgb)) return base::write_file_atomically(path, file.bytes());
  return picture_error("IO-105", path, "cannot write the picture: " + messages.reason());
}

base::Result<RgbPicture> read_png(const std::filesystem::path& path) {
  if (auto plain = check_plain_file(path, kLargestFile_bytes); !plain) {
    return base::Result<RgbPicture>::failure(std::move(plain).diagnostics());
  }
  auto dataset = open_with({.driver = "PNG", .flags = GDAL_OF_RASTER}, path);
  if (!dataset) return base::Result<RgbPicture>::failure(std::move(dataset).diagnostics());
  const GdalMessages messages;
  RgbPicture picture{.width_px = (*dataset)->GetRasterXSize(), .height_px = (*dataset)->GetRasterYSize()};
  if (picture.width_px > kMostPicturePixels / picture.height_px) {
    return picture_error("IO-114", path, fmt::format("{} by {} px", picture.width_px, picture.height_px));
  }
  picture.rgb.resize(std::size_t{3} * static_cast<std::size_t>(picture.width_px) *
                     static_cast<std::size_t>(picture.height_px));
  int colour[3] = {1, 2, 3};
  int grey[3] = {1, 1, 1};
  if ((*dataset)->RasterIO(GF_Read, 0, 0, picture.width_px, picture.height_px, picture.rgb.data(), picture.width_px,
                           picture.height_px, GDT_Byte, 3, (*dataset)->GetRasterCount() >= 3 ? colour : grey, 3,
                           GSpacing{3} * picture.width_px, 1, nullptr) != CE_None) {
    return picture_error("IO-112", path, "the picture is damaged or cut off: " + messages.reason());
  }
  return picture;
}

}  // namespace schouw::formats
