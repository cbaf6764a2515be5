// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/public_plan.h"

#include <utility>

#include "layers/publish/public_sensors.h"

namespace schouw::publish {

std::shared_ptr<const plan::Plan> without_hidden(std::shared_ptr<const plan::Plan> plan,
                                                 const std::string& date_iso) {
  auto shown = std::make_shared<plan::Plan>(*plan);
  shown->sensors.clear();
  for (const registers::Sensor& sensor : plan->sensors) {
    if (in_copy(sensor, date_iso)) shown->sensors.push_back(sensor);
  }
  if (shown->sensors.size() == plan->sensors.size()) return plan;
  shown->revision = plan::revision_of(*shown);
  return shown;
}

std::shared_ptr<const plan::Plan> plan_in_copy(std::shared_ptr<const plan::Plan> plan, const std::string& date_iso) {
  const auto shown = without_hidden(std::move(plan), date_iso);
  const PublicFigures no_figures{.cells = {}, .sight = std::vector<Sight>(shown->sensors.size(), Sight::not_counted)};
  const std::vector<PublicSensor> sensors = shown_sensors(*shown, no_figures);
  auto copy = std::make_shared<plan::Plan>(*shown);
  copy->title.clear();  // the project's own is internal
  copy->records = shown_records(*shown, sensors);
  copy->sensors.clear();
  for (const PublicSensor& sensor : sensors) copy->sensors.push_back(sensor.record);
  copy->revision = plan::revision_of(*copy);
  return copy;
}

}  // namespace schouw::publish
