// SPDX-License-Identifier: EUPL-1.2
#include "layers/policy/check_policy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "geo/base/content_hash.h"

namespace schouw::policy {

namespace {

constexpr std::array<std::string_view, 3> kTierNames = {"high", "middle", "low"};
constexpr std::array<std::string_view, 6> kPersonalData = {"none",         "de_identified", "pseudonymous",
                                                           "identifiable", "biometric",     "unknown"};

bool is_iso_date(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const char* at = text.data();
  const bool read = std::from_chars(at, at + 4, year).ptr == at + 4 &&
                    std::from_chars(at + 5, at + 7, month).ptr == at + 7 &&
                    std::from_chars(at + 8, at + 10, day).ptr == at + 10;
  return read &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

void expect_source(const CheckedJson& json) {
  if (json.text("source").empty()) json.complain("source", "expected where the value comes from");
}

KindTier kind_tier(const CheckedJson& json) {
  KindTier kind{.kind = json.text("kind"), .reason = json.text("reason")};
  const std::string tier = json.text("tier");
  const auto found = std::find(kTierNames.begin(), kTierNames.end(), tier);
  if (found == kTierNames.end()) {
    json.complain("tier", "found '" + tier + "', expected high, middle or low");
  } else {
    kind.tier = static_cast<RiskTier>(found - kTierNames.begin());
  }
  if (kind.reason.empty()) json.complain("reason", "expected why the kind is in this tier");
  return kind;
}

bool knows_kind(const CheckPolicy& checks, std::string_view kind) {
  return std::any_of(checks.kinds.begin(), checks.kinds.end(),
                     [&](const KindTier& held) { return held.kind == kind; });
}

void read_kinds(const CheckedJson& json, CheckPolicy& checks) {
  for (const CheckedJson& entry : json.member("risk_tiers").list("kinds")) {
    KindTier kind = kind_tier(entry);
    if (knows_kind(checks, kind.kind)) entry.complain("kind", "found '" + kind.kind + "' twice, expected each once");
    checks.kinds.push_back(std::move(kind));
  }
  expect_source(json.member("risk_tiers"));
}

int whole(const CheckedJson& json, const std::string& key, int maximum) {
  const double number = json.number(key, 1, maximum);
  if (number != static_cast<int>(number)) json.complain(key, "expected a whole number");
  return static_cast<int>(number);
}

void read_intervals(const CheckedJson& json, CheckPolicy& checks) {
  checks.term_start = json.member("term").text("start");
  if (!checks.term_start.empty() && !is_iso_date(checks.term_start)) {
    json.member("term").complain("start", "found '" + checks.term_start + "', expected yyyy-mm-dd or an empty text");
  }
  checks.review_interval_months = whole(json.member("review"), "interval_months", 1200);
  checks.confirmation_interval_days = whole(json.member("confirmation"), "interval_days", 36500);
  checks.retention_151c_days = whole(json.member("retention_151c"), "days", 36500);
  checks.duplicate_view_ratio = json.member("duplicate_view").number("ratio", 0.01, 1.0);
  for (const char* part : {"term", "review", "confirmation", "retention_151c", "duplicate_view"}) {
    expect_source(json.member(part));
  }
}

void read_own_limits(const CheckedJson& json, CheckPolicy& checks) {
  const CheckedJson retention = json.member("own_retention");
  for (const auto& [of, value] : retention.members("days")) {
    static_cast<void>(value);
    const bool known =
        knows_kind(checks, of) || std::find(kPersonalData.begin(), kPersonalData.end(), of) != kPersonalData.end();
    if (!known) retention.member("days").complain(of, "expected a kind of sensor or a level of personal data");
    checks.own_retention_days[of] = whole(retention.member("days"), of, 36500);
  }
  const CheckedJson density = json.member("needed_density");
  for (const auto& [purpose, value] : density.members("px_per_m")) {
    static_cast<void>(value);
    checks.needed_px_per_m[purpose] = density.member("px_per_m").number(purpose, 0.01, 1e5);
  }
  checks.dpia_list_kinds = json.member("dpia_list").texts("kinds");
  for (const std::string& kind : checks.dpia_list_kinds) {
    if (!knows_kind(checks, kind))
      json.member("dpia_list").complain("kinds", "found '" + kind + "', no kind of sensor");
  }
  for (const char* part : {"own_retention", "needed_density", "dpia_list"}) expect_source(json.member(part));
}

}  // namespace

std::string_view risk_tier_name(RiskTier tier) { return kTierNames[static_cast<std::size_t>(tier)]; }

RiskTier CheckPolicy::tier_of(std::string_view kind) const {
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const KindTier& held) { return held.kind == kind; });
  return found == kinds.end() ? RiskTier::high : found->tier;
}

bool CheckPolicy::is_on(std::string_view rule) const {
  const auto found = switches.find(std::string(rule));
  return found == switches.end() || found->second;
}

std::optional<int> CheckPolicy::own_retention(std::string_view kind, std::string_view personal_data) const {
  for (const std::string_view of : {kind, personal_data}) {
    const auto found = own_retention_days.find(std::string(of));
    if (found != own_retention_days.end()) return found->second;
  }
  return std::nullopt;
}

CheckPolicy check_policy_of(const CheckedJson& json) {
  CheckPolicy checks;
  read_kinds(json, checks);
  read_intervals(json, checks);
  read_own_limits(json, checks);
  const CheckedJson switches = json.member("switches");
  for (const auto& [rule, value] : switches.members()) {
    static_cast<void>(value);
    checks.switches[rule] = switches.yes_no(rule);
  }
  return checks;
}

std::uint64_t checks_hash(const CheckPolicy& checks) {
  base::ContentHash hash;
  for (const KindTier& kind : checks.kinds) hash.add_text(kind.kind).add(static_cast<std::uint64_t>(kind.tier));
  hash.add_text(checks.term_start).add(static_cast<std::uint64_t>(checks.review_interval_months));
  hash.add(static_cast<std::uint64_t>(checks.confirmation_interval_days));
  hash.add(static_cast<std::uint64_t>(checks.retention_151c_days)).add(checks.duplicate_view_ratio);
  for (const auto& [of, days] : checks.own_retention_days) hash.add_text(of).add(static_cast<std::uint64_t>(days));
  for (const std::string& kind : checks.dpia_list_kinds) hash.add_text(kind);
  for (const auto& [purpose, density] : checks.needed_px_per_m) hash.add_text(purpose).add(density);
  for (const auto& [rule, on] : checks.switches) hash.add_text(rule).add(std::uint64_t{on});
  return hash.value();
}

}  // namespace schouw::policy
