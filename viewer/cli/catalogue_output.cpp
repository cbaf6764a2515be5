// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/catalogue_output.h"

#include <fmt/format.h>

#include <map>

#include "layers/register/capability.h"

namespace schouw::cli {

namespace {

using base::Sentence;
using registers::ModelMatch;
using registers::Sensor;

struct SensorView {
  const Sensor* sensor = nullptr;
  registers::DatasheetView view;
  std::vector<std::string> filled;
};

// What a plan's datasheets say of its sensors. Refers to the plan.
struct CatalogueView {
  int models = 0;
  std::map<ModelMatch, int> matches;
  std::vector<std::pair<const Sensor*, registers::ModelFound>> unmatched;
  std::vector<SensorView> sensors;  // with a model
};

CatalogueView catalogue_view(const plan::Plan& plan, const std::string& today_iso) {
  CatalogueView view;
  const registers::ModelCatalogue catalogue(plan.records);
  for (const auto& record : plan.records)
    view.models += static_cast<int>(record.type == registers::RecordType::model);
  for (const Sensor& sensor : plan.sensors) {
    if (sensor.scope == registers::Scope::household) continue;
    registers::ModelFound found = catalogue.find(sensor);
    ++view.matches[found.match];
    if (found.model != nullptr) {
      auto filled = registers::with_datasheet(sensor, *found.model);
      view.sensors.push_back({.sensor = &sensor,
                              .view = registers::datasheet_view(sensor, *found.model, today_iso),
                              .filled = filled ? std::move(filled->fields) : std::vector<std::string>()});
    } else if (found.match != ModelMatch::no_model_stated) {
      view.unmatched.emplace_back(&sensor, std::move(found));
    }
  }
  return view;
}

base::Json could_json(const registers::CouldDo& could, const text::Texts& texts) {
  base::Json json{{"capability", registers::capability_name(could.capability)},
                  {"register", registers::register_says_name(could.word.says)},
                  {"in_use", "cannot_tell"},
                  {"reason", texts("catalogue.in_use")}};
  if (!could.word.field.empty()) json["field"] = could.word.field;
  if (!could.word.value.empty()) json["value"] = could.word.value;
  return json;
}

base::Json sensor_json(const SensorView& of, const text::Texts& texts) {
  base::Json could = base::Json::array();
  for (const auto& one : of.view.could) could.push_back(could_json(one, texts));
  base::Json differs = base::Json::array();
  for (const auto& one : of.view.differences) {
    differs.push_back({{"field", one.field}, {"register", one.stated}, {"datasheet", one.datasheet}});
  }
  base::Json json{{"id", of.sensor->id},
                  {"uuid", of.sensor->uuid.text()},
                  {"model", of.view.model->id},
                  {"filled", of.filled},
                  {"could", std::move(could)},
                  {"differs", std::move(differs)},
                  {"support_ended", of.view.support_ended}};
  if (!of.view.end_of_support.empty()) json["end_of_support"] = of.view.end_of_support;
  return json;
}

Sentence capability_line(const registers::CouldDo& could) {
  Sentence line{could.word.field.empty() ? "catalogue.capability" : "catalogue.capability.field",
                {{"capability", Sentence::Key{fmt::format("capability.{}", capability_name(could.capability))}},
                 {"says", Sentence::Key{fmt::format("catalogue.{}", register_says_name(could.word.says))}}}};
  if (could.word.field.empty()) return line;
  line.values.emplace_back("field", Sentence::Key{"field." + could.word.field});
  line.values.emplace_back("value", could.word.value);
  return line;
}

void print_name(Shell& shell, const SensorView& of) {
  shell.print(Sentence{"catalogue.sensor", {{"id", of.sensor->id}, {"model", of.view.model->id}}});
}

void print_could(Shell& shell, const std::vector<SensorView>& sensors) {
  bool first = true;
  for (const SensorView& of : sensors) {
    if (of.view.could.empty()) continue;
    if (first) shell.print(Sentence{"catalogue.could", {}});
    if (first) shell.print(Sentence{"catalogue.in_use", {}});
    first = false;
    print_name(shell, of);
    for (const auto& could : of.view.could) shell.print(capability_line(could));
  }
}

void print_ended(Shell& shell, const std::vector<SensorView>& sensors) {
  bool first = true;
  for (const SensorView& of : sensors) {
    if (!of.view.support_ended) continue;
    if (first) shell.print(Sentence{"catalogue.support.heading", {}});
    first = false;
    shell.print(Sentence{
        "catalogue.support.ended",
        {{"id", of.sensor->id}, {"model", of.view.model->id}, {"date", Sentence::Date{of.view.end_of_support}}}});
  }
}

void print_differences(Shell& shell, const std::vector<SensorView>& sensors) {
  bool first = true;
  for (const SensorView& of : sensors) {
    if (of.view.differences.empty()) continue;
    if (first) shell.print(Sentence{"catalogue.differences", {}});
    first = false;
    print_name(shell, of);
    for (const auto& one : of.view.differences) {
      shell.print(Sentence{
          "catalogue.differs",
          {{"field", Sentence::Key{"field." + one.field}}, {"stated", one.stated}, {"datasheet", one.datasheet}}});
    }
  }
}

}  // namespace

base::Json catalogue_json(const plan::Plan& plan, const std::string& today_iso, const text::Texts& texts) {
  CatalogueView view = catalogue_view(plan, today_iso);
  if (view.models == 0) return nullptr;
  base::Json unmatched = base::Json::array();
  for (const auto& [sensor, found] : view.unmatched) {
    base::Json one{{"id", sensor->id},
                   {"uuid", sensor->uuid.text()},
                   {"model", sensor->model.value_or("")},
                   {"reason", registers::model_match_name(found.match)}};
    if (!found.candidates.empty()) one["candidates"] = found.candidates;
    unmatched.push_back(std::move(one));
  }
  base::Json sensors = base::Json::array();
  for (const SensorView& of : view.sensors) sensors.push_back(sensor_json(of, texts));
  return {{"models", view.models},
          {"matched", view.matches[ModelMatch::found]},
          {"no_model_stated", view.matches[ModelMatch::no_model_stated]},
          {"not_in_catalogue", view.matches[ModelMatch::not_in_catalogue]},
          {"other_supplier", view.matches[ModelMatch::other_supplier]},
          {"several", view.matches[ModelMatch::several]},
          {"unmatched", std::move(unmatched)},
          {"sensors", std::move(sensors)}};
}

void print_catalogue(Shell& shell, const plan::Plan& plan, const std::string& today_iso) {
  CatalogueView view = catalogue_view(plan, today_iso);
  if (view.models == 0) return;
  shell.print(
      Sentence{"catalogue.matched",
               {{"models", std::int64_t{view.models}}, {"found", std::int64_t{view.matches[ModelMatch::found]}}}});
  for (const ModelMatch match : {ModelMatch::not_in_catalogue, ModelMatch::other_supplier, ModelMatch::several}) {
    if (view.matches[match] == 0) continue;
    shell.print(Sentence{fmt::format("catalogue.{}", registers::model_match_name(match)),
                         {{"count", std::int64_t{view.matches[match]}}}});
  }
  print_could(shell, view.sensors);
  print_ended(shell, view.sensors);
  print_differences(shell, view.sensors);
}

}  // namespace schouw::cli
