// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/needles.h"

#include <algorithm>

#include "geo/base/json.h"
#include "geo/base/xml_text.h"

namespace schouw::publish {

namespace {

std::string as_json(const std::string& text) {
  const std::string quoted = base::json_text(base::Json(text));
  return quoted.size() < 2 ? text : quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Needles::Needles(const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    add(texts[i], i);
    if (const std::string json = as_json(texts[i]); json != texts[i]) add(json, i);
    if (const std::string xml = base::xml_text(texts[i]); xml != texts[i]) add(xml, i);
  }
}

void Needles::add(const std::string& form, std::size_t index) {
  if (form.size() < kShortest_bytes) return;
  std::vector<std::size_t>& lengths = lengths_[prefix_of(form.data())];
  if (std::find(lengths.begin(), lengths.end(), form.size()) == lengths.end()) lengths.push_back(form.size());
  forms_[form].push_back(index);
}

}  // namespace schouw::publish
