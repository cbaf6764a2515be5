// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/checked_json.h"

#include <fmt/format.h>

namespace schouw::policy {

namespace {
const base::Json kNothing;
}

CheckedJson::CheckedJson(const base::Json& json, std::string path, std::string file_name,
                         base::Diagnostics& complaints)
    : json_(&json), path_(std::move(path)), file_name_(std::move(file_name)), complaints_(&complaints) {}

const base::Json* CheckedJson::find(const std::string& key) const {
  if (!json_->is_object()) return nullptr;
  const auto found = json_->find(key);
  return found == json_->end() || found->is_null() ? nullptr : &*found;
}

std::string CheckedJson::path_of(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

void CheckedJson::complain(const std::string& key, const std::string& problem) const {
  const std::string where = path_of(key);
  base::Diagnostic complaint;
  complaint.code = "POL-101";
  complaint.message = "policy: '" + where + "': " + problem;
  complaint.where.file = file_name_;
  complaint.where.field = where;
  complaint.hint = "compare with the files in data/policy";
  complaints_->push_back(std::move(complaint));
}

std::string CheckedJson::text(const std::string& key) const {
  const base::Json* value = find(key);
  if (value != nullptr && value->is_string()) return value->get<std::string>();
  complain(key, "expected a text");
  return {};
}

std::string CheckedJson::text_or(const std::string& key, const std::string& absent) const {
  return find(key) == nullptr ? absent : text(key);
}

std::vector<std::string> CheckedJson::texts(const std::string& key) const {
  std::vector<std::string> out;
  for (const CheckedJson& entry : list(key)) {
    if (entry.json_->is_string()) {
      out.push_back(entry.json_->get<std::string>());
    } else {
      complain(key, "expected a list of texts");
    }
  }
  return out;
}

double CheckedJson::number(const std::string& key, double minimum, double maximum) const {
  if (find(key) == nullptr) {
    complain(key, "expected a number");
    return minimum;
  }
  return number_if_any(key, minimum, maximum).value_or(minimum);
}

std::optional<double> CheckedJson::number_if_any(const std::string& key, double minimum, double maximum) const {
  const base::Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) {
    complain(key, "expected a number");
    return std::nullopt;
  }
  const double number = value->get<double>();
  if (!(number >= minimum && number <= maximum)) {
    complain(key, fmt::format("found {}, expected {} to {}", number, minimum, maximum));
    return std::nullopt;
  }
  return number;
}

bool CheckedJson::yes_no_or(const std::string& key, bool absent) const {
  return find(key) == nullptr ? absent : yes_no(key);
}

bool CheckedJson::yes_no(const std::string& key) const {
  const base::Json* value = find(key);
  if (value != nullptr && value->is_boolean()) return value->get<bool>();
  complain(key, "expected true or false");
  return false;
}

CheckedJson CheckedJson::member(const std::string& key) const {
  const base::Json* value = find(key);
  if (value == nullptr || !value->is_object()) complain(key, "expected an object");
  return {value == nullptr ? kNothing : *value, path_of(key), file_name_, *complaints_};
}

std::vector<CheckedJson> CheckedJson::list(const std::string& key) const {
  const base::Json* value = find(key);
  std::vector<CheckedJson> out;
  if (value == nullptr || !value->is_array()) {
    complain(key, "expected a list");
    return out;
  }
  for (std::size_t i = 0; i < value->size(); ++i) {
    out.emplace_back((*value)[i], fmt::format("{}[{}]", path_of(key), i), file_name_, *complaints_);
  }
  return out;
}

std::vector<std::pair<std::string, CheckedJson>> CheckedJson::members() const {
  std::vector<std::pair<std::string, CheckedJson>> out;
  if (!json_->is_object()) return out;
  for (const auto& [key, value] : json_->items()) {
    out.emplace_back(key, CheckedJson(value, path_of(key), file_name_, *complaints_));
  }
  return out;
}

std::vector<std::pair<std::string, CheckedJson>> CheckedJson::members(const std::string& key) const {
  return member(key).members();
}

}  // namespace schouw::policy
