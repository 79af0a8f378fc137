// See c_data.h. Each struct owns what it points to through its private_data, so that one that is moved away does not
// miss the others.
#include "columns/c_data.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "columns/ipc.h"

namespace thresh::columns {
namespace {

const char* format_of(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return "l";
    case ColumnType::kReal:
      return "g";
    case ColumnType::kBool:
      return "b";
    case ColumnType::kStruct:
      return "+s";
    case ColumnType::kList:
    case ColumnType::kEntries:
      return "+l";
    default:
      return "u";
  }
}

// Pairs as the specification encodes them: how many, then the length and the bytes of each key and value.
std::string encoded(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out;
  if (pairs.empty()) return out;
  const auto add_number = [&](std::size_t number) {
    const auto word = static_cast<std::int32_t>(number);
    char bytes[sizeof(word)];
    std::memcpy(bytes, &word, sizeof(word));
    out.append(bytes, sizeof(word));
  };
  const auto add_text = [&](const std::string& text) {
    add_number(text.size());
    out += text;
  };
  add_number(pairs.size());
  for (const auto& [key, value] : pairs) {
    add_text(key);
    add_text(value);
  }
  return out;
}

// What a struct of the interface points to.
template <class Node>
struct Children {
  std::vector<Node> nodes;
  std::vector<Node*> pointers;

  explicit Children(std::size_t size) : nodes(size) {
    for (Node& node : nodes) pointers.push_back(&node);
  }
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  // Those that nobody took.
  ~Children() {
    for (Node& node : nodes) {
      if (node.release != nullptr) node.release(&node);
    }
  }
};

struct SchemaPart {
  explicit SchemaPart(std::size_t size) : children(size) {}
  std::string name, metadata;
  Children<ArrowSchema> children;
};

struct ArrayPart {
  explicit ArrayPart(std::size_t size) : children(size) {}
  std::shared_ptr<const Batch> batch;
  std::array<const void*, 3> buffers = {};
  Children<ArrowArray> children;
};

struct StreamPart {
  std::shared_ptr<const Schema> schema;
  std::vector<std::shared_ptr<const Batch>> batches;
  std::size_t next = 0;
};

// The callback that ends the life of a struct: marks it as released, as the specification asks, and takes its part
// down.
template <class Node, class Part>
void release(Node* node) {
  const std::unique_ptr<Part> part(static_cast<Part*>(node->private_data));
  node->release = nullptr;
  node->private_data = nullptr;
}

void fill(const Schema& schema, ColumnId id, ArrowSchema& out) {
  const Column& column = schema.columns[id];
  auto part = std::make_unique<SchemaPart>(column.children.size());
  part->name = column.name;
  part->metadata = encoded(id == 0 ? metadata_of(schema) : metadata_of(column));
  out = {};
  out.format = format_of(column.type);
  out.name = part->name.c_str();
  out.metadata = part->metadata.empty() ? nullptr : part->metadata.data();
  constexpr std::int64_t kNullable = 2;
  out.flags = id == 0 ? 0 : kNullable;
  out.n_children = static_cast<std::int64_t>(column.children.size());
  out.children = part->children.pointers.data();
  out.release = release<ArrowSchema, SchemaPart>;
  out.private_data = part.release();
}

void fill(const std::shared_ptr<const Batch>& batch, ColumnId id, ArrowArray& out) {
  const Column& column = batch->schema->columns[id];
  const ColumnData& data = batch->columns[id];
  auto part = std::make_unique<ArrayPart>(column.children.size());
  part->batch = batch;
  std::size_t buffers = 0;
  part->buffers[buffers++] = data.nulls == 0 ? nullptr : data.validity.data();
  if (is_text(column.type) || is_list(column.type)) part->buffers[buffers++] = data.offsets.data();
  if (!is_list(column.type) && column.type != ColumnType::kStruct) part->buffers[buffers++] = data.data.data();
  out = {};
  out.length = data.length;
  out.null_count = data.nulls;
  out.n_buffers = static_cast<std::int64_t>(buffers);
  out.n_children = static_cast<std::int64_t>(column.children.size());
  out.buffers = part->buffers.data();
  out.children = part->children.pointers.data();
  out.release = release<ArrowArray, ArrayPart>;
  out.private_data = part.release();
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  export_schema(*static_cast<StreamPart*>(stream->private_data)->schema, *out);
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  StreamPart& part = *static_cast<StreamPart*>(stream->private_data);
  if (part.next == part.batches.size()) {
    *out = {};  // a released array: the end
    return 0;
  }
  export_batch(part.batches[part.next], *out);
  part.batches[part.next++] = nullptr;  // whoever got it decides how long it lives
  return 0;
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }  // there are none

}  // namespace

// Columns stand in preorder, so each finds the struct that its parent has for it.
void export_schema(const Schema& schema, ArrowSchema& out) {
  std::vector<ArrowSchema*> places(schema.columns.size());
  places.front() = &out;
  for (ColumnId id = 0; id < schema.columns.size(); ++id) {
    fill(schema, id, *places[id]);
    const std::vector<ColumnId>& children = schema.columns[id].children;
    for (std::size_t i = 0; i < children.size(); ++i) places[children[i]] = places[id]->children[i];
  }
}

void export_batch(const std::shared_ptr<const Batch>& batch, ArrowArray& out) {
  const Schema& schema = *batch->schema;
  std::vector<ArrowArray*> places(schema.columns.size());
  places.front() = &out;
  for (ColumnId id = 0; id < schema.columns.size(); ++id) {
    fill(batch, id, *places[id]);
    const std::vector<ColumnId>& children = schema.columns[id].children;
    for (std::size_t i = 0; i < children.size(); ++i) places[children[i]] = places[id]->children[i];
  }
}

void export_stream(std::shared_ptr<const Schema> schema, std::vector<std::shared_ptr<const Batch>> batches,
                   ArrowArrayStream& out) {
  auto part = std::make_unique<StreamPart>();
  part->schema = std::move(schema);
  part->batches = std::move(batches);
  out.get_schema = get_schema;
  out.get_next = get_next;
  out.get_last_error = get_last_error;
  out.release = release<ArrowArrayStream, StreamPart>;
  out.private_data = part.release();
}

}  // namespace thresh::columns
