// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <system_error>

#include "viewer/panels/panels.h"

namespace schouw::panels {

namespace {

struct Family {
  const char* folder;
  const char* regular;
  const char* medium;
  const char* semibold;
  const char* bold;
};

// Debian's fonts-inter, fonts-noto-core, fonts-dejavu-core; the first that is there.
constexpr std::array<Family, 3> kFamilies = {{
    {"/usr/share/fonts/opentype/inter", "Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
     "Inter-Bold.otf"},
    {"/usr/share/fonts/truetype/noto", "NotoSans-Regular.ttf", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf",
     "NotoSans-Bold.ttf"},
    {"/usr/share/fonts/truetype/dejavu", "DejaVuSans.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf",
     "DejaVuSans-Bold.ttf"},
}};

bool is_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

}  // namespace

base::Result<FontFiles> find_fonts() {
  for (const auto& family : kFamilies) {
    const std::filesystem::path folder = family.folder;
    const FontFiles files{.regular = folder / family.regular,
                          .medium = folder / family.medium,
                          .semibold = folder / family.semibold,
                          .bold = folder / family.bold};
    if (is_file(files.regular) && is_file(files.medium) && is_file(files.semibold) && is_file(files.bold)) {
      return files;
    }
  }
  return base::Diagnostic{.code = "TXT-103",
                          .message = "no font could be used: found neither Inter, Noto Sans nor DejaVu Sans",
                          .where = {.feature = "fonts"},
                          .hint = "install the package fonts-inter"};
}

}  // namespace schouw::panels
