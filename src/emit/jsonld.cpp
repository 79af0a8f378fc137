// JSON-LD with the words of schema.org (schema_org.h): for search engines, and for what reads them.
//
// One record is an object, several are a `@graph`, a node a line; as in JSON (json.cpp), the first is held back until
// it is known which. `<` is escaped, so that the text can stand in a <script> of a page as it is.
//
// Tested by tests/emit/jsonld_test.cpp and jsonld_test.py.
#include <optional>
#include <string>

#include "emit/json_writer.h"
#include "emit/makers.h"
#include "emit/schema_org.h"

namespace thresh::emit {
namespace {

constexpr std::string_view kContext = "\"@context\":\"https://schema.org\"";

class JsonLdEmitter : public Emitter {
 public:
  JsonLdEmitter(base::Output& output, const EmitOptions& options) : output_(output), many_(options.many) {}

  base::Result<void> write(const record::Map& record) override {
    std::string node = text_of(record);
    if (!many_ && !first_) {
      first_ = std::move(node);
      return {};
    }
    if (first_) {
      if (auto written = add(*first_); !written) return written;
      first_.reset();
    }
    many_ = true;
    return add(node);
  }

  base::Result<void> finish() override {
    if (first_) return output_.write("{" + std::string(kContext) + "," + first_->substr(1) + "\n");
    if (in_graph_) return output_.write("\n]}\n");
    return output_.write("{" + std::string(kContext) + ",\"@graph\":[]}\n");
  }

 private:
  // A node, which has a type at least. `<` stands nowhere but in strings.
  std::string text_of(const record::Map& record) {
    writer_.clear();
    writer_.write(schema_org_node(record));
    std::string text;
    for (const char c : writer_.text()) c == '<' ? text += "\\u003C" : text += c;
    return text;
  }

  base::Result<void> add(const std::string& node) {
    std::string line = in_graph_ ? ",\n" : "{" + std::string(kContext) + ",\"@graph\":[\n";
    in_graph_ = true;
    return output_.write(line += node);
  }

  base::Output& output_;
  bool many_;
  bool in_graph_ = false;
  std::optional<std::string> first_;
  JsonWriter writer_{JsonWriter::Layout::kCompact};
};

}  // namespace

std::unique_ptr<Emitter> make_jsonld(base::Output& output, const EmitOptions& options) {
  return std::make_unique<JsonLdEmitter>(output, options);
}

}  // namespace thresh::emit
