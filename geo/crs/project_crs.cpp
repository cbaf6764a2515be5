// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/project_crs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "geo/crs/proj_handles.h"

namespace schouw::crs {

namespace {

constexpr std::size_t kLongestDefinition = 65'536;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

base::Diagnostic unknown_crs(std::string_view text, std::string_view why) {
  const std::string shown(text.substr(0, 80));
  return {.code = "CRS-101",
          .message = fmt::format("unknown coordinate system: found \"{}\"{}, expected for example EPSG:28992", shown,
                                 why.empty() ? std::string() : fmt::format(" ({})", why)),
          .where = {.field = "crs"},
          .hint = "give an EPSG code, an OGC URN or URL, or WKT"};
}

bool is_authority_code(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0; };
  const auto code = text.substr(colon + 1);
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), plain) &&
         std::all_of(code.begin(), code.end(), [&](unsigned char c) { return plain(c) || c == '+'; });
}

bool is_wkt(std::string_view text) {
  constexpr std::array<std::string_view, 12> kKeywords = {"geogcs",      "geogcrs",  "geodcrs",       "geocrs",
                                                          "projcs",      "projcrs",  "projectedcrs",  "compd_cs",
                                                          "compoundcrs", "boundcrs", "geographiccrs", "geodeticcrs"};
  const std::string keyword = lower(text.substr(0, std::min(text.size(), text.find_first_of("[( \t\r\n"))));
  return text.find('[') != std::string_view::npos &&
         std::find(kKeywords.begin(), kKeywords.end(), keyword) != kKeywords.end();
}

// What PROJ may be asked: codes, URNs, the URLs of the OGC and WKT. Never a PROJ string (it can name a grid file
// anywhere) and never a name to search for. Empty where the text is none of these.
std::string proj_request(std::string_view text) {
  const std::string low = lower(text);
  if (low == "crs84" || low == "ogc:crs84" || low == "urn:ogc:def:crs:ogc::crs84") return "OGC:CRS84";
  if (low == "ogc:crs84h") return "EPSG:4979";
  constexpr std::string_view kGmlCatalogue = "http://www.opengis.net/gml/srs/epsg.xml#";
  if (low.rfind(kGmlCatalogue, 0) == 0) return "EPSG:" + low.substr(kGmlCatalogue.size());
  if (low.rfind("epsg::", 0) == 0) return "EPSG:" + low.substr(6);
  if (low.rfind("urn:ogc:def:crs", 0) == 0 || low.rfind("urn:x-ogc:def:crs", 0) == 0) return std::string(text);
  if (low.rfind("https://www.opengis.net/", 0) == 0) return "http" + std::string(text.substr(5));
  if (low.rfind("https://opengis.net/", 0) == 0) return "http://www." + std::string(text.substr(8));
  if (low.rfind("http://opengis.net/", 0) == 0) return "http://www." + std::string(text.substr(7));
  if (low.rfind("http://www.opengis.net/", 0) == 0) return std::string(text);
  if (is_authority_code(text) || is_wkt(text)) return std::string(text);
  return {};
}

std::string id_of(const PJ* object) {
  const char* authority = proj_get_id_auth_name(object, 0);
  const char* code = proj_get_id_code(object, 0);
  return authority != nullptr && code != nullptr ? fmt::format("{}:{}", authority, code) : std::string();
}

// A definition without an id may be a registered CRS written out. From 70 percent on PROJ says that the two are
// equivalent and at most the names differ.
PjHandle identified(PJ_CONTEXT* context, PjHandle object) {
  if (!id_of(object.get()).empty()) return object;
  constexpr int kEquivalent_percent = 70;
  int* confidences = nullptr;
  const ListHandle list(proj_identify(context, object.get(), "EPSG", nullptr, &confidences));
  const bool found = list && proj_list_get_count(list.get()) > 0 && confidences[0] >= kEquivalent_percent;
  if (confidences != nullptr) proj_int_list_destroy(confidences);
  if (!found) return object;
  PjHandle registered(proj_list_get(context, list.get(), 0));
  return registered ? std::move(registered) : std::move(object);
}

// TOWGS84 and the like in a file's definition are left aside: PROJ's own operations are known, recorded and safe.
PjHandle without_binding(PJ_CONTEXT* context, PjHandle object) {
  if (object && proj_get_type(object.get()) == PJ_TYPE_BOUND_CRS) {
    return PjHandle(proj_get_source_crs(context, object.get()));
  }
  return object;
}

bool axes_in_metres(PJ_CONTEXT* context, const PJ* projected) {
  const PjHandle axes(proj_crs_get_coordinate_system(context, projected));
  if (!axes) return false;
  for (int i = 0; i < 2; ++i) {
    double metres_per_unit = 0.0;
    if (proj_cs_get_axis_info(context, axes.get(), i, nullptr, nullptr, nullptr, &metres_per_unit, nullptr, nullptr,
                              nullptr) == 0 ||
        metres_per_unit != 1.0) {
      return false;
    }
  }
  return true;
}

void take_area(PJ_CONTEXT* context, const PJ* object, Crs& crs) {
  Crs::Area area;
  const char* name = nullptr;
  if (proj_get_area_of_use(context, object, &area.west_deg, &area.south_deg, &area.east_deg, &area.north_deg,
                           &name) != 0 &&
      area.west_deg >= -180.0) {
    crs.area = area;
  }
}

Crs described(PJ_CONTEXT* context, const PJ* object) {
  Crs crs;
  crs.id = id_of(object);
  crs.name = proj_get_name(object);
  constexpr std::array<const char*, 2> kOneLine = {"MULTILINE=NO", nullptr};
  if (const char* wkt = proj_as_wkt(context, object, PJ_WKT2_2019, kOneLine.data()); wkt != nullptr) crs.wkt = wkt;
  const PJ_TYPE type = proj_get_type(object);
  crs.has_vertical = type == PJ_TYPE_COMPOUND_CRS;
  crs.ellipsoidal_heights = type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  if (const PjHandle plan = horizontal_part(context, object); plan) {
    const PJ_TYPE plan_type = proj_get_type(plan.get());
    crs.geographic = plan_type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    crs.metric = plan_type == PJ_TYPE_PROJECTED_CRS && axes_in_metres(context, plan.get());
  }
  take_area(context, object, crs);
  return crs;
}

// The Mercator projections count metres at the equator: at 52 degrees north theirs is 0.62 m on the ground.
bool is_mercator(const Crs& crs) {
  return crs.wkt.find("METHOD[\"Popular Visualisation Pseudo Mercator") != std::string::npos ||
         crs.wkt.find("METHOD[\"Mercator") != std::string::npos;
}

}  // namespace

base::Result<Crs> crs_from_text(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return unknown_crs(text, "empty");
  if (text.size() > kLongestDefinition) return unknown_crs(text, "longer than any definition");
  const std::string request = proj_request(text);
  if (request.empty()) return unknown_crs(text, "");
  const ContextHandle context = quiet_context();
  PjHandle object = without_binding(context.get(), PjHandle(proj_create(context.get(), request.c_str())));
  if (!object || proj_is_crs(object.get()) == 0) return unknown_crs(text, "");
  if (proj_get_type(object.get()) == PJ_TYPE_VERTICAL_CRS) return unknown_crs(text, "heights only");
  object = identified(context.get(), std::move(object));
  Crs crs = described(context.get(), object.get());
  if (crs.wkt.empty()) return unknown_crs(text, "no definition");
  if (crs.wkt.find("PARAMETERFILE") != std::string::npos) return unknown_crs(text, "names a grid file");
  return crs;
}

base::Result<Crs> project_crs_from_text(std::string_view text) {
  auto crs = crs_from_text(text);
  if (!crs) return crs;
  if (crs->id == "EPSG:28992") return crs_from_text(kDefaultProjectCrs);
  if (crs->metric && !is_mercator(*crs)) return crs;
  return base::Diagnostic{
      .code = "CRS-102",
      .message = fmt::format("cannot be the CRS of a project: {} ({}), expected a projected CRS in true metres",
                             crs->id.empty() ? "a definition without id" : crs->id, crs->name),
      .where = {.field = "crs"},
      .hint = fmt::format("choose {} or another projected CRS in metres", kDefaultProjectCrs)};
}

std::string wkt1_of(const Crs& crs) {
  const ContextHandle context = quiet_context();
  const PjHandle object = object_of(context.get(), crs);
  constexpr std::array<const char*, 2> kOneLine = {"MULTILINE=NO", nullptr};
  const char* wkt = object ? proj_as_wkt(context.get(), object.get(), PJ_WKT1_GDAL, kOneLine.data()) : nullptr;
  return wkt == nullptr ? "undefined" : wkt;
}

std::string proj_version() { return proj_info().version; }

}  // namespace schouw::crs
