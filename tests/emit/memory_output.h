// What an emitter writes, kept in memory; and an output that breaks after some bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/disk.h"
#include "emit/emit.h"

namespace thresh::emit {

class MemoryOutput : public base::Output {
 public:
  // `limit`: the bytes after which the disk is full.
  explicit MemoryOutput(std::size_t limit = SIZE_MAX) : limit_(limit) {}

  base::Result<void> write(std::string_view bytes) override {
    if (bytes.size() > limit_ - text.size()) return base::failure(base::ErrorCode::kWriteFailed, "no space left");
    text += bytes;
    return {};
  }
  base::Result<void> commit() override { return {}; }

  std::string text;

 private:
  std::size_t limit_;
};

// The records in the named format. Empty if anything fails, which no caller expects.
inline std::string emitted(std::string_view format, const record::List& records, const EmitOptions& options = {}) {
  MemoryOutput output;
  const auto emitter = find_format(format)->make(output, options);
  bool ok = true;
  for (const record::Value& record : records) ok = emitter->write(*record.as_map()).has_value() && ok;
  ok = emitter->finish().has_value() && ok;
  return ok ? output.text : std::string();
}

}  // namespace thresh::emit
