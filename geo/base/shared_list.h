// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "geo/base/content_hash.h"

namespace schouw::base {

// A list of records whose copies share what they have in common: a record changed among 100,000 copies one chunk of
// pointers. It reads like a std::vector of constant records; whatever changes it changes this list alone.
//   SharedList<Sensor, SensorIdentity> next = list;   // one pointer for each 128 records
//   next.put(i, changed);                             // list still holds the old record
// Identity: a struct with `using Key`, `static Key key_of(const T&)`, `static std::uint64_t hash_of(const T&)`, the
// hash over everything in the record, and `static T completed(T)`, which gives a record that has no key its key.
// Cost: a copy O(length / chunk), some 7 us of 100,000 records; read O(1); put and push_back O(chunk) pointers in a
// chunk that is shared, else O(1); insert and erase O(length) pointers; find O(1) on average after a first
// O(length), and at most 1,024 records one by one that were added since; content_hash O(length) once, then O(length
// / chunk) and the chunks that changed. change, insert, erase and a put under another key make the next find a first
// one. Memory: a shared pointer and a record each; copies share them, and what find knows. Threads: as a
// std::vector; copies may be read in different threads at once. References stay valid as long as any list holds the
// record, iterators as long as their list. Keys are unique by the care of whoever adds: of two, find gives the
// first. An index beyond the end is undefined.
template <class T, class Identity>
class SharedList {
 public:
  using Key = typename Identity::Key;
  using Record = std::shared_ptr<const T>;
  using value_type = T;

  class Iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Iterator() = default;
    Iterator(const SharedList* list, std::size_t at) : list_(list), at_(at) {}
    reference operator*() const { return (*list_)[at_]; }
    pointer operator->() const { return &(*list_)[at_]; }
    reference operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator& operator--() { return *this -= 1; }
    Iterator operator++(int) { return std::exchange(*this, *this + 1); }
    Iterator operator--(int) { return std::exchange(*this, *this - 1); }
    Iterator& operator+=(difference_type n) {
      at_ = static_cast<std::size_t>(static_cast<difference_type>(at_) + n);
      return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
      return static_cast<difference_type>(a.at_) - static_cast<difference_type>(b.at_);
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    auto operator<=>(const Iterator& other) const { return at_ <=> other.at_; }

   private:
    const SharedList* list_ = nullptr;
    std::size_t at_ = 0;
  };
  using iterator = Iterator;
  using const_iterator = Iterator;

  SharedList() = default;
  SharedList(std::initializer_list<T> records) {
    for (const T& record : records) push_back(record);
  }
  explicit SharedList(std::vector<T> records) {
    for (T& record : records) push_back(std::move(record));
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t i) const { return *record(i); }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size_ - 1]; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size_}; }
  const Record& record(std::size_t i) const { return chunks_[i / kChunk]->records[i % kChunk]; }

  std::optional<std::uint32_t> index_of(const Key& key) const {
    if (const auto found = indexed(key)) return found;
    for (std::size_t i = std::min(indexed_, size_); i < size_; ++i) {
      if (Identity::key_of((*this)[i]) == key) return static_cast<std::uint32_t>(i);
    }
    return std::nullopt;
  }
  const T* find(const Key& key) const {
    const auto at = index_of(key);
    return at ? &(*this)[*at] : nullptr;
  }

  void push_back(T record) { push_back(std::make_shared<const T>(Identity::completed(std::move(record)))); }
  void push_back(Record record) {
    if (size_ % kChunk == 0) {
      chunks_.push_back(std::make_shared<Chunk>());
      chunks_.back()->records.reserve(kChunk);
    }
    own(size_ / kChunk).records.push_back(std::move(record));
    ++size_;
    if (size_ - indexed_ > kUnindexed) forget_index();
  }
  void put(std::size_t i, T record) { put(i, std::make_shared<const T>(Identity::completed(std::move(record)))); }
  void put(std::size_t i, Record record) {
    if (Identity::key_of(*record) != Identity::key_of((*this)[i])) forget_index();
    own(i / kChunk).records[i % kChunk] = std::move(record);
  }
  // A record of this list alone, to be changed at once: the reference holds until the list is copied or changed.
  T& change(std::size_t i) {
    auto copy = std::make_shared<T>((*this)[i]);
    T& changed = *copy;
    own(i / kChunk).records[i % kChunk] = std::move(copy);
    forget_index();
    return changed;
  }
  void insert(std::size_t at, Record record) {
    const SharedList before = std::exchange(*this, SharedList());
    for (std::size_t i = 0; i < at; ++i) push_back(before.record(i));
    push_back(std::move(record));
    for (std::size_t i = at; i < before.size(); ++i) push_back(before.record(i));
  }
  void erase(std::size_t at) {
    const SharedList before = std::exchange(*this, SharedList());
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (i != at) push_back(before.record(i));
    }
  }
  void clear() { *this = SharedList(); }

  // The hash of every record in order: equal lists, equal hash. Hashes of chunks that did not change are kept.
  std::uint64_t content_hash() const {
    ContentHash hash;
    hash.add(std::uint64_t{size_});
    for (const auto& chunk : chunks_) hash.add(hash_of(*chunk));
    return hash.value();
  }

  bool operator==(const SharedList& other) const {
    if (size_ != other.size_) return false;
    for (std::size_t i = 0; i < size_; ++i) {
      if (record(i) != other.record(i) && !((*this)[i] == other[i])) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kChunk = 128;
  static constexpr std::size_t kUnindexed = 1024;  // so many further records are looked at one by one

  struct Chunk {
    Chunk() = default;
    Chunk(const Chunk& other) : records(other.records) {}  // its hash is not that of what it becomes
    std::vector<Record> records;
    std::atomic<std::uint64_t> hash{0};  // 0: not yet known
  };
  // Where the first records of the lists that share it stand; filled by the first that asks.
  struct Index {
    std::once_flag filled;
    std::unordered_map<Key, std::uint32_t> places;
  };

  static std::uint64_t hash_of(Chunk& chunk) {
    std::uint64_t known = chunk.hash.load(std::memory_order_relaxed);
    if (known != 0) return known;
    ContentHash hash;
    for (const Record& record : chunk.records) hash.add(Identity::hash_of(*record));
    known = hash.value();
    chunk.hash.store(known, std::memory_order_relaxed);
    return known;
  }

  // The chunk as this list's own; a list that shares it keeps the old one.
  Chunk& own(std::size_t chunk) {
    auto& held = chunks_[chunk];
    if (held.use_count() > 1) {
      auto copy = std::make_shared<Chunk>(*held);
      copy->records.reserve(kChunk);
      held = std::move(copy);
    } else {
      // Whoever let go of it last, on any thread, has read it before this writes.
      std::atomic_thread_fence(std::memory_order_acquire);
    }
    held->hash.store(0, std::memory_order_relaxed);
    return *held;
  }

  void forget_index() {
    index_ = std::make_shared<Index>();
    indexed_ = size_;
  }

  std::optional<std::uint32_t> indexed(const Key& key) const {
    std::call_once(index_->filled, [this] {
      index_->places.reserve(indexed_);
      for (std::size_t i = 0; i < std::min(indexed_, size_); ++i) {
        index_->places.emplace(Identity::key_of((*this)[i]), static_cast<std::uint32_t>(i));
      }
    });
    const auto found = index_->places.find(key);
    return found == index_->places.end() ? std::nullopt : std::optional(found->second);
  }

  std::vector<std::shared_ptr<Chunk>> chunks_;  // all full but the last
  std::size_t size_ = 0;
  std::shared_ptr<Index> index_ = std::make_shared<Index>();
  std::size_t indexed_ = 0;  // the index holds the records before this one
};

}  // namespace schouw::base
