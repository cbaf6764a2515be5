// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geo/base/diagnostic.h"
#include "geo/base/json.h"

namespace schouw::policy {

// A JSON value that must have a certain shape. Reading what is absent or of another type adds a POL-101 that names
// file and key, and gives an empty value, so that one pass finds every fault. Refers to the Json and the Diagnostics
// that it was made with; both outlive it.
class CheckedJson {
 public:
  CheckedJson(const base::Json& json, std::string path, std::string file_name, base::Diagnostics& complaints);

  std::string text(const std::string& key) const;
  std::string text_or(const std::string& key, const std::string& absent) const;
  std::vector<std::string> texts(const std::string& key) const;
  double number(const std::string& key, double minimum, double maximum) const;
  std::optional<double> number_if_any(const std::string& key, double minimum, double maximum) const;
  bool yes_no(const std::string& key) const;
  bool yes_no_or(const std::string& key, bool absent) const;
  CheckedJson member(const std::string& key) const;
  std::vector<CheckedJson> list(const std::string& key) const;
  std::vector<std::pair<std::string, CheckedJson>> members() const;
  std::vector<std::pair<std::string, CheckedJson>> members(const std::string& key) const;

  void complain(const std::string& key, const std::string& problem) const;

 private:
  const base::Json* find(const std::string& key) const;
  std::string path_of(const std::string& key) const;

  const base::Json* json_;
  std::string path_;
  std::string file_name_;
  base::Diagnostics* complaints_;
};

}  // namespace schouw::policy
