// SPDX-License-Identifier: EUPL-1.2
// Edits a project as the planner does: lock, journal, save. How it ended: 0 done, 2 refused with a diagnostic.
#include <cstdio>

#include "layers/plan/edit_session.h"

namespace schouw {
namespace {

int refused(const base::Diagnostics& diagnostics) {
  for (const auto& diagnostic : diagnostics) std::fprintf(stderr, "%s\n", base::describe(diagnostic).c_str());
  return 2;
}

int edit_and_save(const std::filesystem::path& project) {
  auto session = plan::EditSession::begin(project);
  if (!session) return refused(session.diagnostics());
  const auto stored = session->read();
  if (!stored) return refused(stored.diagnostics());
  plan::Document document = plan::opened(*stored);
  registers::Sensor sensor = document.plan->sensors[1];
  sensor.tilt_deg.value = 33.0;
  plan::Step step{.what = {"edit.set_field", {{"sensor", sensor.id}}},
                  .who = "planner",
                  .when_iso = "2026-11-26T10:00:00Z",
                  .changes = {plan::put_sensor(*document.plan, sensor)},
                  .inverse = {}};
  if (auto taken = plan::take(document, std::move(step)); !taken) return refused(taken.diagnostics());
  if (auto noted = session->note(document); !noted) return refused(noted.diagnostics());
  if (auto ticked = session->tick(std::chrono::steady_clock::now() + std::chrono::seconds(2)); !ticked) {
    return refused(ticked.diagnostics());
  }
  const auto saved = session->save(document);
  return saved ? 0 : refused(saved.diagnostics());
}

}  // namespace
}  // namespace schouw

int main(int count, char** arguments) { return count == 2 ? schouw::edit_and_save(arguments[1]) : 2; }
