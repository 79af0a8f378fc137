// See spans_dump.h.
#include "html/spans_dump.h"

#include <string>
#include <string_view>

namespace thresh::html {
namespace {

class SpansDump {
 public:
  SpansDump(const Document& document, const text::OffsetMap& map) : document_(document), map_(map) {}

  void run(const std::function<bool(std::string_view)>& write) {
    for (NodeId id = 1; id < document_.size(); ++id) {
      add_node(id);
      if (out_.size() < kPiece) continue;
      if (!write(out_)) return;
      out_.clear();
    }
    write(out_);
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{64} << 10;

  void add_node(NodeId id) {
    switch (document_.type(id)) {
      case NodeType::kElement:
        if (document_.source(id).size() > 0) add(document_.source(id), "tag", id, document_.name(id), {});
        for (const Attribute& attribute : document_.attributes(id)) {
          add(attribute.source, "attribute", id, document_.name(attribute), document_.value(attribute));
        }
        return;
      case NodeType::kText:
        for (std::size_t piece = 0; const base::Span& span : document_.pieces(id)) {
          add(span, "text", id, {}, document_.piece_text(id, piece++));
        }
        return;
      case NodeType::kComment:
        return add(document_.source(id), "comment", id, {}, document_.text(id));
      case NodeType::kDocument:
      case NodeType::kDoctype:
        return;
    }
  }

  void add(base::Span span, std::string_view kind, NodeId id, std::string_view name, std::string_view value) {
    const base::Span original = map_.original(span);
    out_.append(std::to_string(original.begin)).append("\t").append(std::to_string(original.end)).append("\t");
    out_.append(kind).append("\t").append(std::to_string(id)).append("\t").append(name).append("\t");
    for (const char c : value) {
      const std::size_t which = std::string_view("\n\t\r\\").find(c);
      if (which == std::string_view::npos) {
        out_ += c;
      } else {
        out_.append("\\").append(1, "ntr\\"[which]);
      }
    }
    out_ += '\n';
  }

  const Document& document_;
  const text::OffsetMap& map_;
  std::string out_;
};

}  // namespace

void dump_spans(const Document& document, const text::OffsetMap& map,
                const std::function<bool(std::string_view)>& write) {
  SpansDump(document, map).run(write);
}

}  // namespace thresh::html
