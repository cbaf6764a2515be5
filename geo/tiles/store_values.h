// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace schouw::tiles {

// Appends plain values to a block.
class ValueWriter {
 public:
  template <class T>
  void put(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Takes plain values out of a block. What reaches past its end gives zero or empty and makes good() false for ever.
class ValueReader {
 public:
  explicit ValueReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  T take() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value{};
    if (!has(sizeof value)) return value;
    std::memcpy(&value, left_.data(), sizeof value);
    left_.remove_prefix(sizeof value);
    return value;
  }
  std::string take_text() {
    const auto size = take<std::uint64_t>();
    if (!has(size)) return {};
    std::string text(left_.substr(0, static_cast<std::size_t>(size)));
    left_.remove_prefix(static_cast<std::size_t>(size));
    return text;
  }
  // A count of things of at least `least_bytes` each; 0 where the block could not hold so many.
  std::uint64_t take_count(std::uint64_t least_bytes) {
    const auto count = take<std::uint64_t>();
    if (count <= left_.size() / least_bytes) return count;
    good_ = false;
    return 0;
  }

  bool good() const { return good_; }
  bool finished() const { return good_ && left_.empty(); }

 private:
  bool has(std::uint64_t size) {
    good_ = good_ && size <= left_.size();
    return good_;
  }

  std::string_view left_;
  bool good_ = true;
};

// A list whose elements are bytes of a fixed length, as one block.
template <class T>
std::string_view bytes_of(const std::vector<T>& list) {
  static_assert(std::is_trivially_copyable_v<T>);
  return {reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T)};
}

// False where the block is no whole number of elements.
template <class T>
bool list_from(std::string_view block, std::vector<T>& list) {
  static_assert(std::is_trivially_copyable_v<T>);
  if (block.size() % sizeof(T) != 0) return false;
  list.resize(block.size() / sizeof(T));
  if (!block.empty()) std::memcpy(list.data(), block.data(), block.size());
  return true;
}

}  // namespace schouw::tiles
