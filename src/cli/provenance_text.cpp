// See provenance_text.h. Leaves of one origin follow each other, so what they have in common is copied from the one
// before; the few numbers that say how sure values are stand as text from the last time.
#include "cli/provenance_text.h"

#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "emit/json_string.h"
#include "emit/number.h"
#include "emit/text_buffer.h"

namespace thresh::cli {
namespace {

using convert::Origin;
using convert::OriginPiece;
using convert::Origins;

constexpr std::size_t kNumber = 10;  // digits of an offset, at most

char* put(std::string_view text, char* out) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

class ProvenanceText {
 public:
  explicit ProvenanceText(const Origins& origins) : origins_(origins) {
    emit::TextBuffer rules;
    emit::add_json_string(origins.rules, rules);
    rules_ = rules.text().substr(0, rules.text().size() - 1);  // its line and a quote come behind
  }

  emit::TextBuffer make() && {
    reserve();
    out_.add('[');
    for (const Origins::Leaf& leaf : origins_.leaves) {
      out_.add(R"({"path":)");
      emit::add_json_string(origins_.path_of(leaf), out_);
      add_origin(leaf.origin);
      add_transforms(origins_.origins[leaf.origin].transforms, origins_.part_of(leaf));
      out_.add("},");
    }
    if (!origins_.leaves.empty()) out_.drop_last();  // the comma behind the last one
    out_.add(']');
    return std::move(out_);
  }

 private:
  // Room for about what is to come.
  void reserve() {
    constexpr std::size_t kEntry = 140, kPiece = 40;  // bytes, as they are on most pages
    std::size_t size = origins_.text.size() + origins_.leaves.size() * kEntry;
    for (const Origin& origin : origins_.origins) size += origin.pieces.size() * kPiece;
    out_.room(size);
  }

  // From `from` to `pieces`.
  void add_origin(std::uint32_t number) {
    const std::size_t begin = out_.text().size();
    if (number == last_) {
      char* const out = out_.room(last_size_);  // may move what is copied
      out_.grow_to(put(out_.text().substr(last_begin_, last_size_), out));
    } else {
      write_origin(origins_.origins[number]);
    }
    last_ = number;
    last_begin_ = begin;
    last_size_ = out_.text().size() - begin;
  }

  void write_origin(const Origin& origin) {
    add(R"(,"from":")", convert::name(origin.from));
    const bool ruled = !origins_.rules.empty() && origin.rule_line > 0;
    if (ruled) {
      add(R"(","rule":)", rules_);
      out_.add(':');
      add_number(origin.rule_line);
      out_.add(R"(","alternative":)");
    } else {
      out_.add(R"(","rule":null,"alternative":)");
    }
    origin.alternative == 0 ? out_.add("null") : add_number(origin.alternative);
    if (origin.confidence != confidence_ || confidence_text_.empty()) {
      emit::NumberBuffer buffer;
      confidence_ = origin.confidence;
      confidence_text_ = emit::number_text(confidence_, buffer);
    }
    add(R"(,"confidence":)", confidence_text_);
    out_.add(R"(,"pieces":[)");
    for (const OriginPiece& piece : origin.pieces) add_piece(piece);
    if (!origin.pieces.empty()) out_.drop_last();
    out_.add(']');
  }

  // With a comma behind it.
  void add_piece(const OriginPiece& piece) {
    constexpr std::string_view kBegin = R"({"begin":)", kEnd = R"(,"end":)";
    bool open = piece.bytes.size() > 0;
    if (open) {
      char* out = put(kBegin, out_.room(kBegin.size() + kEnd.size() + 2 * kNumber));
      out = put(kEnd, std::to_chars(out, out + kNumber, piece.bytes.begin).ptr);
      out_.grow_to(std::to_chars(out, out + kNumber, piece.bytes.end).ptr);
    }
    const auto next = [&](std::string_view key) { add(std::exchange(open, true) ? "," : "{", key); };
    if (!piece.text.empty()) {
      next(R"("text":)");
      emit::add_json_string(piece.text, out_);
    }
    if (piece.in_attribute) next(R"("attribute":true)");
    if (piece.raw) next(R"("raw":true)");
    if (piece.spaces) next(R"("spaces":true)");
    if (piece.mended) next(R"("mended":true)");
    out_.add(open ? "}," : "{},");
  }

  // The last one names the part.
  void add_transforms(const std::vector<std::string>& transforms, std::string_view part) {
    out_.add(R"(,"transforms":[)");
    for (std::size_t i = 0; i < transforms.size(); ++i) {
      if (i > 0) out_.add(',');
      const bool last = i + 1 == transforms.size();
      emit::add_json_string(last && !part.empty() ? transforms[i] + std::string(part) : transforms[i], out_);
    }
    out_.add(']');
  }

  void add(std::string_view key, std::string_view text) {
    out_.add(key);
    out_.add(text);
  }

  void add_number(std::uint32_t number) {
    char* const out = out_.room(kNumber);
    out_.grow_to(std::to_chars(out, out + kNumber, number).ptr);
  }

  const Origins& origins_;
  emit::TextBuffer out_;
  std::string rules_;                // the id, with the quote before it
  std::uint32_t last_ = UINT32_MAX;  // the origin that was written last, and where
  std::size_t last_begin_ = 0, last_size_ = 0;
  double confidence_ = 0;  // that was written last
  std::string confidence_text_;
};

}  // namespace

emit::TextBuffer provenance_text(const Origins& origins) { return ProvenanceText(origins).make(); }

}  // namespace thresh::cli
