// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "layers/publish/public_sensors.h"
#include "layers/publish/redaction_report.h"

// The public copy of a plan: one GeoPackage of a layout of its own, for anyone (docs/publish.md).
namespace schouw::publish {

struct PublishOptions {
  std::filesystem::path project;
  std::filesystem::path out;                 // an earlier public copy there is replaced and tells what changed
  std::string date_iso;                      // of publication
  std::string title;                         // for the public; empty: none
  std::vector<std::filesystem::path> since;  // further earlier copies
  std::vector<std::string> also_public;      // restricted texts that a person lets through
  Say say;
};

struct Published {
  int sensors = 0;
  int squares = 0;   // of 10 m that a sensor sees
  int at_least = 0;  // the most sensors in one
  int changes = 0;   // rows of the time line
  std::uint64_t bytes = 0;
  RedactionReport report;  // internal
};

// Makes the public copy of a project and writes it.
//   const PublishOptions options{.project = "delft.schouw.gpkg", .out = "delft.gpkg", .date_iso = "2026-12-01",
//                                .say = words};
//   const auto published = publish_project(options);
// It is made from plan::load_public alone, with coverage computed anew from public records, so that no sensor can be
// found by subtraction; only then is the whole plan read, the copy searched for whatever the plan restricts, and the
// file written: until then it lies in memory. Equal projects (but for what is withheld), options and earlier copies
// give equal bytes. Cost: an analysis at one height, and the copy in memory. Threads as compute_coverage; stops at
// progress.cancel. A file at `out` is as it was until the new one replaces it whole, and stays where anything fails:
// PUB-101 it is the project, PUB-102 not called *.gpkg, PUB-103 another file lies there, PUB-104 the city or terrain
// is gone, PUB-105 the project was changed meanwhile, PUB-106 no date, PUB-107 an earlier copy is of a later date,
// PUB-110 stopped, PUB-120 to -123 it would hold something restricted; and as load_public, compute_coverage,
// AtomicFile.
base::Result<Published> publish_project(const PublishOptions& options, const base::Progress& progress = {});

}  // namespace schouw::publish
