// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/column_type.h"
#include "geo/formats/workbook.h"
#include "geo/model/feature.h"
#include "layers/plan/plan.h"
#include "layers/register/export_sensors.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/text/text.h"

// The ways out of a project: docs/export.md.
namespace schouw::cli {

enum class ExportSubject : std::uint8_t { sensors, coverage, zones, findings, city };
enum class ExportFormat : std::uint8_t { gpkg, geojson, csv, xlsx, json, glb };

std::string_view export_subject_name(ExportSubject subject);  // "sensors"
std::vector<std::string> export_subject_names();
std::string_view export_format_name(ExportFormat format);  // "gpkg"

struct ExportArguments {
  AnalysisArguments analysis;
  std::string what;
  std::string out;
  std::string profile = "public";
  std::string csv;     // empty: open
  std::string schema;  // of .json

  bool internal() const { return profile == "internal"; }
  formats::CsvProfile csv_profile() const {
    return csv == "excel-nl" ? formats::CsvProfile::excel_nl : formats::CsvProfile::open;
  }
};

struct ExportTarget {
  ExportSubject subject = ExportSubject::sensors;
  ExportFormat format = ExportFormat::gpkg;
};

// What is to be written, by the extension of --out, or by --csv and --schema where it is "-". Fails with EXP-101 (an
// extension, or "-", in which this is not written), EXP-102 (options that do not go together) and EXP-103 (a project
// would be overwritten).
base::Result<ExportTarget> export_target(const ExportArguments& arguments);

// What an export says of itself.
struct ExportAnswer {
  std::int64_t rows = 0;
  std::string crs;                           // that places are in; empty where there are none
  std::optional<std::int64_t> sensors_held;  // by the plan that was exported; nothing where none takes part
};

// What is asked, where it goes and in whose words; looked at only during a call.
struct ExportRequest {
  const ExportArguments& arguments;
  ExportTarget target;
  std::filesystem::path file;  // arguments.out, or what goes to standard output afterwards
  const text::Texts& texts;
};

// Writes tables as the format says: GeoJSON and CSV the first of them.
base::Result<ExportAnswer> write_tables(const ExportRequest& request, std::vector<model::FeatureTable> tables);

// The register of a plan that was loaded for the profile.
base::Result<ExportAnswer> export_register(const ExportRequest& request, const plan::Plan& plan);
// Loads the project as well, and computes. Fails with EXP-105 where the public may not have it yet.
base::Result<ExportAnswer> export_analysis(const ExportRequest& request, const base::Progress& progress);

// A register as a workbook: the sensors, and what each column means.
formats::Workbook register_workbook(registers::SensorTable rows, const std::string& title, const text::Texts& texts);

}  // namespace schouw::cli
