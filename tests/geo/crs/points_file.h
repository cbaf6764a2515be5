// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace schouw::crs {

struct PointCase {
  std::vector<std::string> operation;
  double tolerance = 0.0;
  std::string source;
  std::vector<double> accept;
  std::vector<double> expect;  // empty: nothing
  int line = 0;
};

inline std::vector<double> numbers_of(std::istringstream& words) {
  std::vector<double> numbers;
  for (double number = 0.0; words >> number;) numbers.push_back(number);
  return numbers;
}

// Reads a table as tests/points/README.md says.
inline std::vector<PointCase> read_points(const std::string& path) {
  std::vector<PointCase> cases;
  PointCase now;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::istringstream words(line);
    std::string word;
    if (!(words >> word) || word[0] == '#') continue;
    if (word == "operation") {
      now.operation.clear();
      for (std::string part; words >> part;) now.operation.push_back(part);
    } else if (word == "tolerance") {
      words >> now.tolerance;
    } else if (word == "source") {
      std::getline(words, now.source);
    } else if (word == "accept") {
      now.accept = numbers_of(words);
    } else if (word == "expect") {
      now.expect = numbers_of(words);
      now.line = number;
      cases.push_back(now);
    }
  }
  return cases;
}

}  // namespace schouw::crs
