// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

#include "geo/base/read_file.h"
#include "run_schouw.h"

// The whole program with its libraries in too little address space, where tests/memory fails our own allocations
// only.
namespace schouw::scripts {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

constexpr int kResourceLimit = 7;
constexpr int kLoaderFails = 127;  // not even the libraries fit (ld.so(8))

struct Ended {
  int exit_code = -1;  // 128 + the signal, where one ended it
  std::string err;
};

Ended run_within(std::vector<std::string> words, rlim_t megabytes) {
  const Folder folder;
  const std::string err = folder / "err";
  words.insert(words.begin(), SCHOUW_BINARY_DIR "/schouw");
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{megabytes << 20U, megabytes << 20U};
    const bool ready = freopen("/dev/null", "w", stdout) != nullptr && freopen(err.c_str(), "w", stderr) != nullptr;
    if (ready && setrlimit(RLIMIT_AS, &limit) == 0) execv(list[0], list.data());
    _exit(126);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const auto said = base::read_file(err);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), said ? *said : std::string()};
}

TEST(Memory, too_little_of_it_ends_an_analysis_with_7_and_what_would_fit) {
  if (kSanitized) GTEST_SKIP() << "sanitizers reserve address space of terabytes, which RLIMIT_AS refuses";
  const Folder folder;
  const std::string project = folder / "town.schouw.gpkg";
  ASSERT_EQ(run_schouw(
                {"generate-city", "--buildings", "2000", "--sensors", "300", "--seed", "1", "--out", folder / "town"})
                .exit_code,
            0);
  ASSERT_EQ(run_schouw({"import", project, folder / "town/town.city.jsonl", folder / "town/terrain.tif",
                        folder / "town/areas.geojson", folder / "town/register.geojson"})
                .exit_code,
            0);
  int limited = 0;
  for (rlim_t megabytes = 280; megabytes < 700; megabytes += 6) {
    const Ended ended = run_within({"analyse", project, "--cell", "0.5"}, megabytes);
    ASSERT_TRUE(ended.exit_code == 0 || ended.exit_code == kResourceLimit || ended.exit_code == kLoaderFails)
        << "ended with " << ended.exit_code << " in " << megabytes << " MB: " << ended.err;
    if (ended.exit_code != kResourceLimit) continue;
    ++limited;
    EXPECT_NE(ended.err.find("--cell 1 takes about a quarter"), std::string::npos) << ended.err;
  }
  EXPECT_GT(limited, 5);
}

// The most that a run of the program had in memory at once, in MiB; 0 where it failed.
long peak_MiB(std::vector<std::string> words) {
  words.insert(words.begin(), SCHOUW_BINARY_DIR "/schouw");
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    const bool ready = freopen("/dev/null", "w", stdout) != nullptr && freopen("/dev/null", "w", stderr) != nullptr;
    if (ready) execv(list[0], list.data());
    _exit(126);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? used.ru_maxrss / 1024 : 0;
}

// 60,000 sensors and all that is said of them are 160 MB of records alone, and were 1 GB while they were imported.
TEST(Memory, a_register_is_imported_without_holding_its_sensors) {
  if (kSanitized) GTEST_SKIP() << "sanitizers keep what was freed";
  const Folder folder;
  std::string text = "id,name,kind,status,street,owner,contact,purpose,retention,description_nl,x,y\n";
  for (int i = 0; i < 60'000; ++i) {
    const std::string n = std::to_string(i);
    text += "S-" + n + ",Sensor " + n + ",camera,active,Oude Delft " + n + ",Gemeente Delft,sensoren@delft.nl,";
    text += "toezicht openbare orde,28 dagen,Meetpunt op de hoek van de Markt nummer " + n + "," +
            std::to_string(80000 + i % 250 * 40) + "," + std::to_string(430000 + i / 250 * 40) + "\n";
  }
  const std::string file = folder.write("register.csv", text);
  const long peak = peak_MiB({"import", folder / "town.schouw.gpkg", file});
  ASSERT_GT(peak, 0);
  EXPECT_LT(peak, 400);
}

}  // namespace
}  // namespace schouw::scripts
