// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/append_log.h"
#include "geo/base/result.h"
#include "layers/plan/document.h"

namespace schouw::plan {

// What happened to a plan since it was saved, in the state folder of the person who edits it. A killed program loses
// nothing that was noted, a loss of power what was not synced yet: a second's where sync_if_due is called that
// often. Emptied by each save (edit_session.h).
//   auto journal = Journal::open(project);
//   const auto noted = journal->note(document);
//   const auto synced = journal->sync_if_due(std::chrono::steady_clock::now());
// Cost: note is linear in what it does not hold yet, each edit as JSON with its whole records; waiting reads it all.
// At most 256 MiB, then note fails with IO-125. Main thread only. It counts the happenings of one document, so that
// one journal goes with one document and clear with note_saved; the file outlives it. Whatever fails, the document
// stays, and what was noted before can be read (base::AppendLog).
class Journal {
 public:
  // What a program that ended too early left behind.
  struct Waiting {
    std::string base_iso;  // when the first of it was done
    std::vector<Happening> happened;
    bool cut_off = false;  // the last record was not whole; what is before it is
  };

  // Of the project, beyond what the saved plan of that revision holds already: a program may have ended between
  // saving and emptying its journal. Nothing where no edit waits. Warns of records that cannot be read.
  static base::Result<std::optional<Waiting>> waiting(const std::filesystem::path& project,
                                                      std::uint64_t saved_revision);

  // Whether every whole record of it can be read; also where there is none.
  static bool is_readable(const std::filesystem::path& project);

  // A copy of the journal beside it, as <journal>.left, before it is emptied of what could not be taken.
  static base::Result<base::Done> keep_left(const std::filesystem::path& project);

  // Fails with IO-126 where another program writes it, IO-128 where there is no state folder.
  static base::Result<Journal> open(const std::filesystem::path& project);

  // Appends what happened that it does not hold yet.
  base::Result<base::Done> note(const Document& document);
  base::Result<base::Done> sync_if_due(std::chrono::steady_clock::time_point now) { return log_.sync_if_due(now); }
  base::Result<base::Done> sync() { return log_.sync(); }
  // The plan was saved, or what waits is not wanted.
  base::Result<base::Done> clear();
  // So many happenings of the document are in it already, because they came from it.
  void skip(std::size_t happened) { noted_ = happened; }

 private:
  explicit Journal(base::AppendLog log) : log_(std::move(log)) {}
  base::AppendLog log_;
  std::size_t noted_ = 0;  // so many of the document's happenings are in the log
};

}  // namespace schouw::plan
