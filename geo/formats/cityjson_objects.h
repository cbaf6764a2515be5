// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <vector>

#include "geo/formats/cityjson_diagnostics.h"
#include "geo/formats/cityjson_document.h"
#include "geo/formats/cityjson_instances.h"
#include "geo/formats/cityjson_numbers.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

// What a whole document, or a feature of a sequence, takes from its header.
struct DocumentContext {
  VertexTransform transform;
  const TemplateShapes& templates;
  std::string preferred_lod;
};

struct ReadObjects {
  std::vector<model::MillimetrePoint> vertices;  // those that the objects use
  std::vector<model::SurfaceObject> objects;
  std::set<std::string> lods;
  std::string fault;  // why the document as a whole cannot be read; empty: it can
};

// First-level objects of a document with their faces, in the order of the file.
ReadObjects read_objects(RawDocument& document, const DocumentContext& context, CityDiagnostics& diagnostics);

}  // namespace schouw::formats
