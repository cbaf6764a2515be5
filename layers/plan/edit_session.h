// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "geo/base/lock_file.h"
#include "layers/plan/journal.h"
#include "layers/plan/plan_store.h"

namespace schouw::plan {

// A project that this program edits: its lock, its store and its journal.
//   auto session = EditSession::begin(project);              // IO-130 where another program edits it
//   Document document = opened(*session->read());
//   const auto noted = session->note(document);              // after each edit
//   const auto saved = session->save(document);
// Without a lock (a read-only folder, or somebody else edits it) there is no session: a caller may still read. Cost:
// note as Journal; tick next to nothing, at most a sync a second and a touch of the lock every 15 s, and it is to be
// called at least that often; save as PlanStore::save. Main thread only. Its lock goes when it ends; ending it
// without saving leaves the journal: what was not saved comes back. begin fails with IO-130, IO-131 and IO-133, tick
// and save with IO-132 where somebody took the lock over, the rest as Journal and PlanStore.
class EditSession {
 public:
  enum class Lock { take, take_over };
  static base::Result<EditSession> begin(const std::filesystem::path& project, Lock lock = Lock::take);

  // The plan as it is stored; to be read before it is edited, as only then nobody changes it any more.
  base::Result<std::shared_ptr<const Plan>> read();

  // What an earlier program left unsaved beyond the plan as it is stored; taken into a document that was not edited
  // yet by recover, thrown away by discard. What cannot come back is told, and stays beside the journal as
  // <journal>.left.
  base::Result<std::optional<Journal::Waiting>> waiting(const Plan& plan) const {
    return Journal::waiting(file_, plan.revision);
  }
  base::Result<base::Done> recover(Document& document, const Journal::Waiting& waiting);
  base::Result<base::Done> discard();

  base::Result<base::Done> note(const Document& document);
  base::Result<base::Done> tick(std::chrono::steady_clock::time_point now);

  // Stores the document and empties the journal. What others changed comes with it: the document then holds their
  // changes, and says so in a note. Fails as PlanStore::save, and with PLAN-127 where the document was made of a plan
  // that is no longer the stored one; the document and the journal are then as they were.
  base::Result<base::Done> save(Document& document);

  // What stopped the last save of a shared plan, value by value; and whose stands when it is saved again.
  std::vector<FieldConflict> conflicts() const { return store_->conflicts(); }
  void decide(const FieldConflict& conflict, Side side) { store_->decide(conflict, side); }
  // For a program that ends now: what the conflicts keep from being stored waits on this machine.
  base::Result<base::Done> keep_aside(const Document& document) {
    return store_->keep_aside(*document.plan, document.happened);
  }

 private:
  EditSession(std::filesystem::path project, std::filesystem::path file, base::LockFile lock);
  // Opens the journal before its first use. True where it was begun anew, because a record in it cannot be read: what
  // came behind such a record could never come back.
  base::Result<bool> ready_journal();

  std::filesystem::path project_;
  std::filesystem::path file_;  // beside which lock and journal lie
  base::LockFile lock_;
  std::unique_ptr<PlanStore> store_;
  std::optional<Journal> journal_;  // from the first edit on
  bool read_ = false;
  std::chrono::steady_clock::time_point beaten_at_;
};

}  // namespace schouw::plan
