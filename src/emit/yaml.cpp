// YAML: one document a record, `---` between documents, block style, two spaces a level.
//
//   title: Can it fade by itself?        a key and its value on one line
//   answers:                             children two columns further in
//     - position: 1                      the first key of a map stands beside the dash
//       body: |-
//         Yes, it can.
//
// yaml_scalar.h tells how strings are written. Our own writer, because yaml-cpp's writes strings such as `no` and
// `12:30:45` in a way that PyYAML reads as something else.
//
// Tested by tests/emit/yaml_test.cpp and yaml_roundtrip_test.py.
#include <string>
#include <vector>

#include "emit/makers.h"
#include "emit/number.h"
#include "emit/walk.h"
#include "emit/yaml_scalar.h"

namespace thresh::emit {
namespace {

constexpr std::size_t kStep = 2;  // columns a level
// YAML lets a reader give up on a key of more than 1,024 characters (1.2.2, section 7.4) unless `? ` announces it.
constexpr std::size_t kLongKey = 1000;

// Writes the steps of a walk. `indents_` holds the column of the children of every open map and list.
class YamlSink {
 public:
  explicit YamlSink(std::string& out) : out_(out) {}

  void open(bool map, std::size_t size) {
    const bool root = indents_.empty();
    if (size == 0) {
      out_ += root ? "" : " ";
      out_ += map ? "{}\n" : "[]\n";
    } else if (after_dash_) {
      out_ += ' ';
      beside_ = true;
    } else if (!root) {
      out_ += '\n';
    }
    indents_.push_back(root ? 0 : indents_.back() + kStep);
  }

  void close(bool) { indents_.pop_back(); }

  void key(const std::string& key) {
    begin_line();
    const std::size_t begin = out_.size();
    append_yaml_key(out_, key);
    if (out_.size() - begin > kLongKey) {
      out_.insert(begin, "? ");
      out_ += '\n';
      out_.append(indents_.back(), ' ');
    }
    out_ += ':';
    after_dash_ = false;
  }

  void item() {
    begin_line();
    out_ += '-';
    after_dash_ = true;
  }

  void leaf(const record::Value& value) {
    out_ += ' ';
    append(value);
    out_ += '\n';
  }

 private:
  void begin_line() {
    if (!beside_) out_.append(indents_.back(), ' ');
    beside_ = false;
  }

  void append(const record::Value& value) {
    NumberBuffer buffer;
    if (const std::string* text = value.as_text())
      append_yaml_value(out_, *text, indents_.back() + kStep);
    else if (const bool* truth = value.as_bool())
      out_ += *truth ? "true" : "false";
    else if (const std::int64_t* integer = value.as_integer())
      out_ += number_text(*integer, buffer);
    else if (const double* real = value.as_real())
      out_ += number_text(*real, buffer);
    else
      out_ += "null";
  }

  std::string& out_;
  std::vector<std::size_t> indents_;
  bool after_dash_ = false;  // the last thing written is the dash of an item
  bool beside_ = false;      // the next key or item stands on the line of a dash
};

class YamlEmitter : public Emitter {
 public:
  explicit YamlEmitter(base::Output& output) : output_(output) {}

  base::Result<void> write(const record::Map& record) override {
    document_.clear();
    if (!first_) document_ += "---\n";
    first_ = false;
    YamlSink sink(document_);
    walk(record, sink);
    return output_.write(document_);
  }

  base::Result<void> finish() override { return {}; }

 private:
  base::Output& output_;
  std::string document_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Emitter> make_yaml(base::Output& output, const EmitOptions&) {
  return std::make_unique<YamlEmitter>(output);
}

}  // namespace thresh::emit
