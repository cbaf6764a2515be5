// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/field.h"

#include <algorithm>
#include <array>
#include <vector>

#include "geo/base/units.h"
#include "layers/register/deployment_text.h"
#include "layers/register/field_access.h"
#include "layers/register/polygon_text.h"
#include "layers/register/preset.h"
#include "layers/register/schedule.h"
#include "layers/register/stream_text.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

constexpr std::array<std::string_view, 5> kBasisNames = {"unknown", "measured", "datasheet", "declared", "assumed"};
constexpr std::array<std::string_view, 5> kMissingNames = {"not_stated", "placeholder", "unreadable", "withheld",
                                                           "source_says_none"};

constexpr std::string_view kStatus = "proposed approved temporary active inactive removed";
constexpr std::string_view kPublication = "public generalised internal secret";
constexpr std::string_view kPersonalData = "none de_identified pseudonymous identifiable biometric unknown";
constexpr std::string_view kKind =
    "camera anpr thermal optical_counter lidar radar wifi microphone sound_level air_quality weather water "
    "traffic_loop parking beacon light other";

constexpr std::string_view kMobility = "fixed movable mobile";
constexpr std::string_view kPositionQuality = "surveyed map address area withheld";
constexpr std::string_view kLens = "rectilinear fisheye multi_imager unknown";
constexpr std::string_view kCameraType = "fixed dome ptz panning";
constexpr std::string_view kRangeBasis = "declared density assumed";

constexpr Publicity kOpen = Publicity::open;
constexpr Publicity kInternal = Publicity::internal;

// The parts of a record that hold the members below, for reading and for writing.
constexpr auto kWhole = [](auto& sensor) -> auto& { return sensor; };
constexpr auto kWhy = [](auto& sensor) -> auto& { return sensor.deployment; };
constexpr auto kData = [](auto& sensor) -> auto& { return sensor.data; };

template <auto Part, auto Member>
Field text_field(std::string_view name, Publicity publicity) {
  return stated_field<Part, Member, TextForm>({.name = name, .type = FieldType::text, .publicity = publicity});
}
template <auto Part, auto Member>
Field date_field(std::string_view name) {
  return stated_field<Part, Member, DateForm>({.name = name, .type = FieldType::date, .publicity = kOpen});
}
template <auto Part, auto Member>
Field yes_no_field(std::string_view name) {
  return stated_field<Part, Member, YesNoForm>({.name = name, .type = FieldType::yes_no, .publicity = kOpen});
}
// A choice that the record keeps as text.
template <auto Member, const std::string_view& Choices>
Field word_field(std::string_view name) {
  return stated_field<kWhole, Member, WordForm<Choices>>(
      {.name = name, .type = FieldType::choice, .publicity = kOpen, .choices = Choices});
}
// A choice that the record keeps as an enumeration.
template <auto Part, auto Member, auto Name, auto FromName>
Field enum_field(std::string_view name, std::string_view choices) {
  return stated_field<Part, Member, NamedForm<Name, FromName>>(
      {.name = name, .type = FieldType::choice, .publicity = kOpen, .choices = choices});
}
template <auto Member, long MinimumTenths, long MaximumTenths, class Form = NumberForm<MinimumTenths, MaximumTenths>>
Field number_field(std::string_view name, std::string_view unit) {
  return stated_field<kWhole, Member, Form>({.name = name,
                                             .type = FieldType::number,
                                             .unit = unit,
                                             .publicity = kOpen,
                                             .minimum = MinimumTenths / 10.0,
                                             .maximum = MaximumTenths / 10.0});
}

// West may be written as -90 and north as 360.
struct AzimuthForm : NumberForm<-3600, 3600> {
  static std::optional<double> read(std::string_view text) {
    const auto number = NumberForm::read(text);
    if (!number) return std::nullopt;
    return base::normalised_azimuth_deg(*number);
  }
};

// Texts that other rooms read again: kept as stated, taken only where Read can read them.
template <auto Read>
struct FormedText : TextForm {
  static std::optional<std::string> read(std::string_view text) {
    return Read(text) ? TextForm::read(text) : std::nullopt;
  }
  static std::string fault(std::string_view text) {
    const auto result = Read(text);
    return result ? std::string() : result.diagnostics().front().message;
  }
};
template <PolygonFrame Frame>
base::Result<std::vector<StatedPolygon>> polygons_in(std::string_view text) {
  return polygons_from_text(text, Frame);
}
using PresetsForm = FormedText<presets_from_text>;
using AreaForm = FormedText<area_from_text>;
using MapForm = FormedText<polygons_in<PolygonFrame::map>>;
using ScheduleForm = FormedText<schedule_from_text>;
using StreamsForm = FormedText<streams_from_text>;
using DeploymentsForm = FormedText<deployments_from_text>;
using ImageForm = FormedText<polygons_in<PolygonFrame::image>>;
constexpr std::string_view kMapPolygon = "WKT POLYGON or MULTIPOLYGON in the project's CRS, whose sides do not cross";

template <auto Member, class Form, auto Part = kWhole>
Field formed_field(std::string_view name, Publicity publicity, std::string_view expects) {
  return stated_field<Part, Member, Form>(
      {.name = name, .type = FieldType::text, .publicity = publicity, .expects = expects, .fault = Form::fault});
}

Field id_field() {
  return {.name = "id",
          .type = FieldType::text,
          .publicity = kOpen,
          .get = [](const Sensor& s) { return text_if_any(s.id); },
          .set = [](Sensor& s, std::string_view text) { return set_text(s.id, text); }};
}
Field name_field() {
  return {.name = "name",
          .type = FieldType::text,
          .publicity = kOpen,
          .get = [](const Sensor& s) { return text_if_any(s.name); },
          .set = [](Sensor& s, std::string_view text) { return set_text(s.name, text); }};
}
Field kind_field() {
  return {.name = "kind",
          .type = FieldType::choice,
          .publicity = kOpen,
          .choices = kKind,
          .get = [](const Sensor& s) { return std::optional(std::string(kind_name(s.kind))); },
          .set =
              [](Sensor& s, std::string_view text) {
                const auto kind = kind_from_name(text);
                if (kind) s.kind = *kind;
                return kind.has_value();
              }};
}

template <std::string Purpose::*Part>
Field purpose_field(std::string_view name) {
  return {.name = name,
          .type = FieldType::text,
          .publicity = kOpen,
          .list = true,
          .get = [](const Sensor& s) { return joined_purposes(s.deployment.purposes, Part); },
          .set = [](Sensor& s, std::string_view text) { return set_purposes(s.deployment.purposes, Part, text); },
          .clear = [](Sensor& s, MissingReason) { set_purposes(s.deployment.purposes, Part, {}); }};
}

using S = Sensor;
using D = Deployment;
using T = DataStream;

std::vector<Field> geometry_fields() {
  return {
      id_field(),
      name_field(),
      kind_field(),
      enum_field<kWhole, &S::status, status_name, status_from_name>("status", kStatus),
      enum_field<kWhole, &S::publication, publication_name, publication_from_name>("publication", kPublication),
      text_field<kWhole, &S::publication_reason>("publication_reason", kInternal),
      word_field<&S::mobility, kMobility>("mobility"),
      word_field<&S::position_quality, kPositionQuality>("position_quality"),
      number_field<&S::position_accuracy_m, 0, 1000000>("position_accuracy_m", "m"),
      text_field<kWhole, &S::street>("street", kOpen),
      number_field<&S::height_above_ground_m, -500, 10000>("height_above_ground_m", "m"),
      number_field<&S::height_nap_m, -5000, 90000>("height_nap_m", "m"),
      text_field<kWhole, &S::mount>("mount", kOpen),
      text_field<kWhole, &S::mount_object>("mount_object", kInternal),
      number_field<&S::azimuth_deg, 0, 3600, AzimuthForm>("azimuth_deg", "deg"),
      number_field<&S::tilt_deg, -900, 900>("tilt_deg", "deg"),
      number_field<&S::roll_deg, -1800, 1800>("roll_deg", "deg"),
      number_field<&S::hfov_deg, 1, 3600>("hfov_deg", "deg"),
      number_field<&S::vfov_deg, 1, 3600>("vfov_deg", "deg"),
      word_field<&S::lens, kLens>("lens"),
      word_field<&S::camera_type, kCameraType>("camera_type"),
      number_field<&S::imagers, 10, 320>("imagers", ""),
      number_field<&S::range_max_m, 1, 500000>("range_max_m", "m"),
      word_field<&S::range_basis, kRangeBasis>("range_basis"),
      number_field<&S::range_min_m, 0, 500000>("range_min_m", "m"),
      number_field<&S::pixels_w, 10, 1000000>("pixels_w", "px"),
      number_field<&S::pixels_h, 10, 1000000>("pixels_h", "px"),
      number_field<&S::sensor_width_mm, 1, 2000>("sensor_width_mm", "mm"),
      number_field<&S::sensor_height_mm, 1, 2000>("sensor_height_mm", "mm"),
      number_field<&S::focal_length_min_mm, 1, 50000>("focal_length_min_mm", "mm"),
      number_field<&S::focal_length_max_mm, 1, 50000>("focal_length_max_mm", "mm"),
  };
}

std::vector<Field> reach_fields() {
  return {
      number_field<&S::ptz_pan_from_deg, 0, 3600, AzimuthForm>("ptz_pan_from_deg", "deg"),
      number_field<&S::ptz_pan_to_deg, 0, 3600, AzimuthForm>("ptz_pan_to_deg", "deg"),
      number_field<&S::ptz_tilt_min_deg, -900, 900>("ptz_tilt_min_deg", "deg"),
      number_field<&S::ptz_tilt_max_deg, -900, 900>("ptz_tilt_max_deg", "deg"),
      number_field<&S::hfov_min_deg, 1, 3600>("hfov_min_deg", "deg"),
      formed_field<&S::ptz_presets, PresetsForm>("ptz_presets", kInternal,
                                                 "presets as 'name: azimuth, tilt, width; name: azimuth, tilt'"),
      formed_field<&S::privacy_masks, MapForm>("privacy_masks", kInternal, kMapPolygon),
      formed_field<&S::privacy_masks_image, ImageForm>(
          "privacy_masks_image", kInternal,
          "WKT POLYGON or MULTIPOLYGON in shares of the image, 0 to 1 from its upper left corner"),
      formed_field<&S::observed_area, AreaForm>("observed_area", kOpen,
                                                "a radius in metres, or WKT POLYGON or MULTIPOLYGON in the project's "
                                                "CRS, whose sides do not cross"),
      formed_field<&S::mobility_region, MapForm>("mobility_region", kOpen, kMapPolygon),
  };
}

std::vector<Field> purpose_fields() {
  return {
      date_field<kWhy, &D::active_from>("active_from"),
      date_field<kWhy, &D::active_until>("active_until"),
      date_field<kWhy, &D::review_by>("review_by"),
      date_field<kWhy, &D::hide_after>("hide_after"),
      formed_field<&D::schedule, ScheduleForm, kWhy>("schedule", kInternal,
                                                     "days and hours: mo-fr 08:00-18:00; sa 10:00-17:00"),
      formed_field<&D::deployments, DeploymentsForm, kWhy>(
          "deployments", kInternal, "a JSON list of where the unit was and when, with from, until, east and north"),
      purpose_field<&Purpose::purpose>("purpose"),
      purpose_field<&Purpose::theme>("theme"),
      purpose_field<&Purpose::goal>("goal"),
      text_field<kWhy, &D::legal_basis>("legal_basis", kOpen),
      text_field<kWhy, &D::processing_regime>("processing_regime", kOpen),
      text_field<kWhy, &D::legal_ground>("legal_ground", kOpen),
      text_field<kWhy, &D::legal_reference>("legal_reference", kOpen),
      text_field<kWhy, &D::legal_url>("legal_url", kOpen),
      text_field<kWhy, &D::decision_reference>("decision_reference", kOpen),
      formed_field<&D::designated_area, MapForm, kWhy>("designated_area", kOpen, kMapPolygon),
  };
}

std::vector<Field> accountability_fields() {
  return {
      enum_field<kData, &T::personal_data, personal_data_name, personal_data_from_name>("personal_data",
                                                                                        kPersonalData),
      text_field<kData, &T::observed_data>("observed_data", kOpen),
      text_field<kData, &T::processing>("processing", kOpen),
      yes_no_field<kData, &T::self_learning>("self_learning"),
      text_field<kData, &T::retention>("retention", kOpen),
      text_field<kData, &T::storage>("storage", kOpen),
      text_field<kData, &T::access>("access", kOpen),
      text_field<kData, &T::recipients>("recipients", kOpen),
      formed_field<&T::streams, StreamsForm, kData>(
          "data_streams", kOpen, "a JSON list of streams, each with name, purpose, personal_data and retention"),
      stated_field<kWhole, &S::systems, TextForm>(
          {.name = "systems", .type = FieldType::text, .publicity = kOpen, .list = true}),
      stated_field<kWhole, &S::dossier, TextForm>(
          {.name = "dossier", .type = FieldType::text, .publicity = kOpen, .list = true}),
      text_field<kWhy, &D::owner>("owner", kOpen),
      text_field<kWhy, &D::decision_maker>("decision_maker", kOpen),
      text_field<kWhy, &D::controller>("controller", kOpen),
      text_field<kWhy, &D::operator_name>("operator", kOpen),
      text_field<kWhy, &D::responsible_officer>("responsible_officer", kOpen),
      text_field<kWhy, &D::contact>("contact", kOpen),
      date_field<kWhy, &D::confirmed_on>("confirmed_on"),
      text_field<kWhy, &D::confirmed_by>("confirmed_by", kOpen),
      text_field<kWhole, &S::supplier>("supplier", kOpen),
      text_field<kWhole, &S::model>("model", kInternal),
      text_field<kWhole, &S::firmware>("firmware", kInternal),
      text_field<kWhole, &S::contract>("contract", kInternal),
      text_field<kData, &T::data_rights>("data_rights", kOpen),
      text_field<kWhy, &D::privacy_statement_url>("privacy_statement_url", kOpen),
      text_field<kWhy, &D::dpia_status>("dpia_status", kOpen),
      text_field<kWhy, &D::dpia_url>("dpia_url", kOpen),
      date_field<kWhy, &D::dpia_date>("dpia_date"),
      text_field<kWhy, &D::weighing>("weighing", kOpen),
      text_field<kWhy, &D::algorithm_register_id>("algorithm_register_id", kOpen),
      text_field<kWhy, &D::processing_register_url>("processing_register_url", kOpen),
      yes_no_field<kWhy, &D::sign_present>("sign_present"),
      text_field<kWhy, &D::sign_place>("sign_place", kOpen),
      date_field<kWhy, &D::sign_date>("sign_date"),
      text_field<kWhole, &S::description_nl>("description_nl", kOpen),
      text_field<kWhole, &S::description_en>("description_en", kOpen),
  };
}

std::vector<Field> all_fields() {
  std::vector<Field> fields = geometry_fields();
  for (const auto& part : {reach_fields(), purpose_fields(), accountability_fields()}) {
    fields.insert(fields.end(), part.begin(), part.end());
  }
  return fields;
}

template <class Enum, std::size_t N>
std::optional<Enum> from_name(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::span<const Field> registered_fields() {
  static const std::vector<Field> kFields = all_fields();
  return kFields;
}

const Field* field_named(std::string_view name) {
  const auto fields = registered_fields();
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string_view basis_name(Basis basis) { return kBasisNames[static_cast<std::size_t>(basis)]; }
std::optional<Basis> basis_from_name(std::string_view name) { return from_name<Basis>(kBasisNames, name); }
std::string_view missing_reason_name(MissingReason reason) { return kMissingNames[static_cast<std::size_t>(reason)]; }
std::optional<MissingReason> missing_reason_from_name(std::string_view name) {
  return from_name<MissingReason>(kMissingNames, name);
}

}  // namespace schouw::registers
