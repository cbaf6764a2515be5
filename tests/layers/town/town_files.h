// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "geo/base/json.h"
#include "layers/town/generate_town.h"

namespace schouw::town {

// A town in a folder of its own, removed with it.
class TownInFolder {
 public:
  explicit TownInFolder(const TownOptions& options, const std::string& word = "a") {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() / (std::string("schouw-town-") + test->name() + "-" + word);
    std::filesystem::remove_all(folder_);
    auto made = generate_town(options, folder_);
    for (const auto& diagnostic : made.diagnostics()) ADD_FAILURE() << base::describe(diagnostic);
    if (made) paths_ = *made;
  }
  TownInFolder(const TownInFolder&) = delete;
  TownInFolder& operator=(const TownInFolder&) = delete;
  ~TownInFolder() { std::filesystem::remove_all(folder_); }

  const std::vector<std::filesystem::path>& paths() const { return paths_; }
  std::filesystem::path file(const char* name) const { return folder_ / name; }
  std::string bytes(const char* name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  base::Json json(const char* name) const { return base::Json::parse(bytes(name)); }
  // The features of the city, without its header.
  std::vector<base::Json> features() const {
    std::istringstream in(bytes("town.city.jsonl"));
    std::vector<base::Json> out;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) out.push_back(base::Json::parse(line));
    return out;
  }

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> paths_;
};

}  // namespace schouw::town
