// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schouw::faults {

// One run of a program under a fault of the disk. Kinds: kill, enospc, full, eio, short (see faulty_disk.cpp).
struct Fault {
  std::string kind;
  int at = 0;        // the number of the call, from 1
  std::string call;  // "pwrite /folder/town.gpkg.part12", as in the run without a fault
  int exit_status = 0;
  bool killed = false;
};

// A program that is linked with schouw_faulty_disk (see schouw_faulty_program), run once per call that writes below
// the folder and per kind of fault, each time after prepare and before check.
//
//   sweep({.command = {SCHOUW_DISK_DRIVER, "update", path}, .folder = folder, .prepare = ..., .check = ...});
//
// check asserts with gtest; what fails carries the fault's kind, number and call. The run without a fault has to exit
// with 0. The folder must exist, hold nothing but what prepare makes and be given by its real path.
struct Sweep {
  std::vector<std::string> command;
  std::filesystem::path folder;
  std::function<void()> prepare;
  std::function<void(const Fault&)> check;
  std::vector<std::string> kinds = {"kill", "enospc", "full", "eio", "short"};
};
// The number of calls of the run without a fault.
int sweep(const Sweep& sweep);

// The calls of a run without a fault, in their order.
std::vector<std::string> calls_of(const Sweep& sweep);

}  // namespace schouw::faults
