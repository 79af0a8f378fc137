// Work on items one after the other, done by several threads, so that nobody can tell.
//
// The caller's thread reads items and writes them, in order; in between, each is worked on by whichever thread is free,
// the caller's too where it has nothing else to do. So what is read and written needs no locks, signals go to a thread
// that reads or writes, and the output is the same for every number of threads. No more items are held than a few for
// each thread.
//
// Tested by tests/base/ordered_workers_test.cpp.
#pragma once

#include <pthread.h>

#include <condition_variable>
#include <csignal>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace thresh::base {

template <class Item>
class OrderedWorkers {
 public:
  static constexpr std::size_t kItemsAThread = 4;

  // `work` is called from any of the threads, for one item at a time in each.
  OrderedWorkers(std::size_t threads, std::function<void(Item&)> work) : threads_(threads), work_(std::move(work)) {
    start_workers();
  }
  ~OrderedWorkers() { stop(); }
  OrderedWorkers(const OrderedWorkers&) = delete;
  OrderedWorkers& operator=(const OrderedWorkers&) = delete;

  // Until `read(Item&)` is false, which ends the items, or `write(Item&)` is, after which nothing more is read, worked
  // on or written.
  template <class Read, class Write>
  void run(Read read, Write write) {
    bool more = true;
    while (true) {
      if (std::unique_ptr<Slot> done = take_done()) {
        if (!write(done->item)) return stop();
      } else if (more && items_.size() < most()) {
        more = read_one(read);
      } else if (items_.empty()) {
        return;
      } else if (Slot* const next = take_queued()) {
        work_(next->item);
        finish(*next);
      } else {
        wait_for_first();
      }
    }
  }

 private:
  struct Slot {
    Item item{};
    bool done = false;  // guarded by mutex_
  };

  // One thread reads, works, writes: nothing is read before it is needed.
  std::size_t most() const { return threads_ <= 1 ? 1 : threads_ * kItemsAThread; }

  // Workers hear of no signal: those are for the thread that waits for input and output.
  void start_workers() {
    if (threads_ <= 1) return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (std::size_t i = 1; i < threads_; ++i) workers_.emplace_back([this] { serve(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }

  void serve() {
    std::unique_lock lock(mutex_);
    while (true) {
      work_comes_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
      if (stopped_) return;
      Slot& slot = *queue_.front();
      queue_.pop_front();
      lock.unlock();
      work_(slot.item);
      lock.lock();
      slot.done = true;
      work_ends_.notify_one();
    }
  }

  template <class Read>
  bool read_one(Read& read) {
    auto slot = std::make_unique<Slot>();
    if (!read(slot->item)) return false;
    const std::lock_guard lock(mutex_);
    queue_.push_back(slot.get());
    items_.push_back(std::move(slot));
    work_comes_.notify_one();
    return true;
  }

  std::unique_ptr<Slot> take_done() {
    if (items_.empty()) return nullptr;
    const std::lock_guard lock(mutex_);
    if (!items_.front()->done) return nullptr;
    std::unique_ptr<Slot> slot = std::move(items_.front());
    items_.pop_front();
    return slot;
  }

  Slot* take_queued() {
    const std::lock_guard lock(mutex_);
    if (queue_.empty()) return nullptr;
    Slot* const slot = queue_.front();
    queue_.pop_front();
    return slot;
  }

  void finish(Slot& slot) {
    const std::lock_guard lock(mutex_);
    slot.done = true;
  }

  void wait_for_first() {
    std::unique_lock lock(mutex_);
    work_ends_.wait(lock, [this] { return items_.front()->done; });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      queue_.clear();
    }
    work_comes_.notify_all();
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

  const std::size_t threads_;
  const std::function<void(Item&)> work_;
  std::vector<std::thread> workers_;
  std::deque<std::unique_ptr<Slot>> items_;  // in order; the caller's thread alone has it
  std::mutex mutex_;
  std::condition_variable work_comes_, work_ends_;
  std::deque<Slot*> queue_;  // nobody works on these yet
  bool stopped_ = false;
};

}  // namespace thresh::base
