// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/edit_session.h"

#include <fmt/format.h>

#include "layers/plan/shared_plan.h"

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

constexpr std::chrono::seconds kHeartbeat{15};

base::Diagnostic changed_since(const std::filesystem::path& project) {
  return {.code = "PLAN-127",
          .kind = base::DiagnosticKind::conflict,
          .message = "the project was changed by another program since it was read here",
          .where = {.file = project.filename().string()},
          .hint = "run this again, on what it is now"};
}

}  // namespace

EditSession::EditSession(std::filesystem::path project, std::filesystem::path file, base::LockFile lock)
    : project_(std::move(project)),
      file_(std::move(file)),
      lock_(std::move(lock)),
      store_(store_of(project_, StoreUse::editing)) {}

Result<EditSession> EditSession::begin(const std::filesystem::path& project, Lock lock) {
  const std::filesystem::path file = working_file(project);
  if (auto may = may_edit(project); !may) return Result<EditSession>::failure(may.diagnostics());
  auto taken = lock == Lock::take ? base::LockFile::take(file) : base::LockFile::take_over(file);
  if (!taken) return Result<EditSession>::failure(taken.diagnostics());
  return EditSession(project, file, *std::move(taken));
}

Result<bool> EditSession::ready_journal() {
  if (journal_) return false;
  const bool readable = Journal::is_readable(file_);
  if (!readable) {
    if (auto kept = Journal::keep_left(file_); !kept) return Result<bool>::failure(kept.diagnostics());
  }
  auto opened = Journal::open(file_);
  if (!opened) return Result<bool>::failure(opened.diagnostics());
  if (!readable) {
    if (auto cleared = opened->clear(); !cleared) return Result<bool>::failure(cleared.diagnostics());
  }
  journal_ = *std::move(opened);
  return !readable;
}

Result<std::shared_ptr<const Plan>> EditSession::read() {
  read_ = true;
  return read_to_edit(*store_);
}

Result<Done> EditSession::recover(Document& document, const Journal::Waiting& waiting) {
  const auto anew = ready_journal();
  if (!anew) return Result<Done>::failure(anew.diagnostics());
  auto done = replay(document, waiting.happened);
  if (done.diagnostics().empty() && !*anew) {
    journal_->skip(document.happened.size());
    return done;
  }
  // A record that cannot be taken would stop the next recovery as well: the journal is written anew without it.
  if (!*anew) {
    if (auto kept = Journal::keep_left(file_); !kept) return kept;
    if (auto cleared = journal_->clear(); !cleared) return cleared;
  }
  if (auto noted = journal_->note(document); !noted) return noted;
  if (auto synced = journal_->sync(); !synced) return synced;
  return done;
}

Result<Done> EditSession::discard() {
  if (auto ready = ready_journal(); !ready) return Result<Done>::failure(ready.diagnostics());
  return journal_->clear();
}

Result<Done> EditSession::note(const Document& document) {
  if (document.happened.empty()) return Done{};
  if (auto ready = ready_journal(); !ready) return Result<Done>::failure(ready.diagnostics());
  return journal_->note(document);
}

Result<Done> EditSession::tick(std::chrono::steady_clock::time_point now) {
  if (now - beaten_at_ >= kHeartbeat) {
    beaten_at_ = now;
    if (auto beaten = lock_.heartbeat(); !beaten) return beaten;
  }
  return journal_ ? journal_->sync_if_due(now) : Result<Done>(Done{});
}

Result<Done> EditSession::save(Document& document) {
  if (auto ours = lock_.heartbeat(); !ours) return ours;
  if (!read_) {
    // The document was made before the lock was taken: it must be of what is stored.
    const auto now = read();
    if (!now) return Result<Done>::failure(now.diagnostics());
    if (!document.saved || (*now)->revision != document.saved->revision) return changed_since(project_);
  }
  auto stored = store_->save(*document.plan, document.happened);
  if (!stored) return Result<Done>::failure(stored.diagnostics());
  base::Diagnostics said = stored.diagnostics();
  if (!stored->of_others.empty()) {
    said.push_back({.code = "PLAN-129",
                    .severity = base::Severity::note,
                    .message = fmt::format("another program had changed {} other things; they are in the plan now",
                                           stored->of_others.size()),
                    .where = {.file = project_.filename().string()},
                    .hint = "nothing"});
  }
  note_saved(document, stored->plan);
  if (journal_) {
    // The plan is saved; a journal that cannot be emptied would only bring back what is there.
    if (auto cleared = journal_->clear(); !cleared) base::append(said, cleared.diagnostics());
  }
  return {Done{}, std::move(said)};
}

}  // namespace schouw::plan
