// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/write_picture.h"

#include "geo/formats/write_png_gdal.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/standard_streams.h"

namespace schouw::cli {

ExitCode write_picture(Shell& shell, const modes::PictureOptions& options, const std::string& path) {
  const auto picture = modes::make_picture(options, shell.progress());
  if (!picture) return shell.fail(picture.diagnostics());
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(picture.diagnostics());
  StreamTempDir passing;
  const auto target = passing.output(path);
  if (!target) return shell.fail(target.diagnostics());
  const auto written = formats::write_png(*target, picture->width_px, picture->height_px, picture->rgb);
  if (!written) return shell.fail(written.diagnostics());
  if (const auto printed = passing.print(path); !printed) return shell.fail(printed.diagnostics());
  if (shell.json() && path != "-") {
    shell.print_json(base::Json{{"file", path}, {"width", picture->width_px}, {"height", picture->height_px}});
  }
  return ExitCode::ok;
}

}  // namespace schouw::cli
