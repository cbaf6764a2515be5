// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/policy_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace schouw::policy {

namespace {

struct PartKeys {
  std::string_view part;
  std::string_view keys;  // parted by blanks; * stands for any key
};
constexpr std::array<PartKeys, 7> kKeys = {
    {{"area_types", "area_types area_types[].id area_types[].names_places area_types[].words"},
     {"checks",
      "risk_tiers risk_tiers.source risk_tiers.kinds risk_tiers.kinds[].kind risk_tiers.kinds[].tier "
      "risk_tiers.kinds[].reason term term.start term.source review review.interval_months review.source "
      "confirmation confirmation.interval_days confirmation.source retention_151c retention_151c.days "
      "retention_151c.source own_retention own_retention.days own_retention.days.* own_retention.source dpia_list "
      "dpia_list.kinds dpia_list.source needed_density needed_density.px_per_m needed_density.px_per_m.* "
      "needed_density.source duplicate_view duplicate_view.ratio duplicate_view.source switches switches.*"},
     {"density_classes",
      "in_use figures figures.facade figures.facade.px_per_m figures.facade.least_m2 figures.facade.source "
      "figures.recognise figures.recognise.px_per_m figures.recognise.source tables tables[].id tables[].source "
      "tables[].classes tables[].classes[].id tables[].classes[].px_per_m"},
     {"kind_defaults",
      "turning_head turning_head.tilt_min_deg turning_head.tilt_max_deg turning_head.source kind_defaults "
      "kind_defaults[].kind kind_defaults[].optical kind_defaults[].blocked_by_buildings kind_defaults[].range_low_m "
      "kind_defaults[].range_m kind_defaults[].range_high_m kind_defaults[].height_above_ground_m "
      "kind_defaults[].hfov_deg kind_defaults[].vfov_deg kind_defaults[].tilt_deg kind_defaults[].pixels_w "
      "kind_defaults[].source"},
     {"occlusion", "rules rules.* rules.*.hides rules.*.reason rules.*.source"},
     {"thresholds",
      "id decided_by decided_on decided_number source minimum_zone_m2 merge_gap_m rules rules[].id rules[].counted "
      "rules[].px_per_m levels levels.* levels.*.* levels.*.*.attention_at levels.*.*.exceeded_at"},
     {"what_counts", "source kinds kinds[].kind kinds[].observes kinds[].may_record_personal_data kinds[].reason"}}};

class KeyCheck {
 public:
  KeyCheck(std::string_view keys, std::string part, std::string file_name)
      : part_(std::move(part)), file_name_(std::move(file_name)) {
    std::istringstream words{std::string(keys)};
    for (std::string word; words >> word;) known_.push_back(word);
  }

  void check(const base::Json& json, const std::string& pattern, const std::string& path) {
    if (json.is_array()) {
      for (std::size_t i = 0; i < json.size(); ++i) check(json[i], pattern + "[]", fmt::format("{}[{}]", path, i));
    }
    if (!json.is_object()) return;
    for (const auto& [key, value] : json.items()) {
      if (key == "note" || (path.empty() && key == "$schema")) continue;
      const std::string named = path.empty() ? key : fmt::format("{}.{}", path, key);
      const std::string exactly = pattern.empty() ? key : fmt::format("{}.{}", pattern, key);
      const std::string any = pattern.empty() ? "*" : fmt::format("{}.*", pattern);
      if (knows(exactly)) {
        check(value, exactly, named);
      } else if (knows(any)) {
        check(value, any, named);
      } else {
        complain(named);
      }
    }
  }
  base::Diagnostics take() { return std::move(complaints_); }

 private:
  bool knows(const std::string& pattern) const {
    return std::find(known_.begin(), known_.end(), pattern) != known_.end();
  }
  void complain(const std::string& path) {
    base::Diagnostic complaint;
    complaint.code = "POL-103";
    complaint.message = fmt::format("policy: '{}' of {}: nothing reads this key", path, part_);
    complaint.where.file = file_name_;
    complaint.where.field = part_ + "." + path;
    complaint.hint = "correct its spelling or take it away; a remark may stand under \"note\"";
    complaints_.push_back(std::move(complaint));
  }

  std::vector<std::string> known_;
  std::string part_;
  std::string file_name_;
  base::Diagnostics complaints_;
};

// Goes through a JSON text that has been parsed already.
class LineScan {
 public:
  explicit LineScan(std::string_view text) : text_(text) {}

  std::map<std::string, std::int64_t> scan() {
    value("");
    return std::move(lines_);
  }

 private:
  void blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      line_ += static_cast<std::int64_t>(text_[at_] == '\n');
      ++at_;
    }
  }
  bool take(char c) {
    blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  // Keys of a policy hold no escapes; one that does only finds no line.
  std::string string() {
    const std::size_t first = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    const std::size_t last = std::min(at_, text_.size());
    ++at_;
    return std::string(text_.substr(first, last - first));
  }
  void value(const std::string& path) {
    blanks();
    lines_.try_emplace(path, line_);
    if (take('{')) return object(path);
    if (take('[')) return array(path);
    if (take('"')) {
      string();
      return;
    }
    while (at_ < text_.size() && std::string_view(",]}\n").find(text_[at_]) == std::string_view::npos) ++at_;
  }
  void object(const std::string& path) {
    while (take('"')) {
      const std::int64_t line = line_;
      const std::string key = string();
      const std::string named = path.empty() ? key : fmt::format("{}.{}", path, key);
      lines_.try_emplace(named, line);
      take(':');
      value(named);
      take(',');
    }
    take('}');
  }
  void array(const std::string& path) {
    for (int i = 0; !take(']') && at_ < text_.size(); ++i) {
      value(fmt::format("{}[{}]", path, i));
      take(',');
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::map<std::string, std::int64_t> lines_;
};

}  // namespace

std::string_view known_keys(std::string_view part) {
  const auto found =
      std::find_if(kKeys.begin(), kKeys.end(), [&](const PartKeys& keys) { return keys.part == part; });
  return found == kKeys.end() ? std::string_view() : found->keys;
}

base::Diagnostics unknown_keys(const std::string& part, const base::Json& json, const std::string& file_name) {
  KeyCheck keys(known_keys(part), part, file_name);
  keys.check(json, "", "");
  return keys.take();
}

std::map<std::string, std::int64_t> lines_of(std::string_view text) { return LineScan(text).scan(); }

void add_lines(base::Diagnostics& complaints, const std::string& prefix, std::string_view text) {
  const auto lines = lines_of(text);
  for (base::Diagnostic& complaint : complaints) {
    if (complaint.where.field.compare(0, prefix.size(), prefix) != 0) continue;
    std::string path = complaint.where.field.substr(prefix.size());
    while (!path.empty() && lines.count(path) == 0) {
      const auto end = path.find_last_of(".[");
      path = end == std::string::npos ? std::string() : path.substr(0, end);
    }
    const auto found = lines.find(path);
    if (found != lines.end()) complaint.where.line = found->second;
  }
}

}  // namespace schouw::policy
