// See ipc.h. A message is 0xFFFFFFFF, the length of its metadata, the metadata, then its body: buffers one after the
// other, each padded to 8 bytes.
#include "columns/ipc.h"

#include <cstdint>
#include <span>
#include <string_view>

#include "columns/flat_buffer.h"
#include "record/schema.h"

namespace thresh::columns {
namespace {

using Place = FlatBuffer::Place;

// Numbers of Message.fbs and Schema.fbs.
constexpr std::int16_t kVersion5 = 4;
constexpr std::uint8_t kSchemaHeader = 1, kBatchHeader = 3;
constexpr std::uint8_t kIntType = 2, kFloatType = 3, kUtf8Type = 5, kBoolType = 6, kListType = 12, kStructType = 13;
constexpr std::int16_t kDouble = 2;
constexpr std::int32_t kBits64 = 64;

constexpr std::size_t kPadding = 8;
constexpr std::string_view kContinuation = "\xFF\xFF\xFF\xFF", kZeros("\0\0\0\0\0\0\0\0", kPadding);

std::uint8_t type_number(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return kIntType;
    case ColumnType::kReal:
      return kFloatType;
    case ColumnType::kBool:
      return kBoolType;
    case ColumnType::kStruct:
      return kStructType;
    case ColumnType::kList:
    case ColumnType::kEntries:
      return kListType;
    default:
      return kUtf8Type;
  }
}

Place type_table(FlatBuffer& out, ColumnType type) {
  out.begin_table();
  if (type == ColumnType::kInteger) {
    out.set(0, kBits64);
    out.set(1, std::uint8_t{1});  // signed
  }
  if (type == ColumnType::kReal) out.set(0, kDouble);
  return out.end_table();
}

// A vector of KeyValue; 0 where there is nothing to say.
Place metadata_place(FlatBuffer& out, const std::vector<std::pair<std::string, std::string>>& entries) {
  std::vector<Place> places;
  for (const auto& [key, value] : entries) {
    const Place key_place = out.text(key), value_place = out.text(value);
    out.begin_table();
    out.set_place(0, key_place);
    out.set_place(1, value_place);
    places.push_back(out.end_table());
  }
  return places.empty() ? 0 : out.places(places);
}

Place field_table(FlatBuffer& out, const Column& column, const std::vector<Place>& children) {
  const Place name = out.text(column.name), type = type_table(out, column.type);
  const Place below = out.places(children), metadata = metadata_place(out, metadata_of(column));
  out.begin_table();
  out.set_place(0, name);
  out.set_place(3, type);
  out.set_place(5, below);
  if (metadata != 0) out.set_place(6, metadata);
  out.set(1, std::uint8_t{1});  // nullable
  out.set(2, type_number(column.type));
  return out.end_table();
}

// The columns from the last to the first, so that what is below one is written before it.
Place schema_table(FlatBuffer& out, const Schema& schema) {
  std::vector<Place> places(schema.columns.size());
  const auto children_of = [&](const Column& column) {
    std::vector<Place> children;
    children.reserve(column.children.size());
    for (const ColumnId child : column.children) children.push_back(places[child]);
    return children;
  };
  for (std::size_t i = schema.columns.size(); i-- > 1;) {
    places[i] = field_table(out, schema.columns[i], children_of(schema.columns[i]));
  }
  const Place fields = out.places(children_of(schema.columns.front()));
  const Place metadata = metadata_place(out, metadata_of(schema));
  out.begin_table();
  out.set_place(1, fields);
  if (metadata != 0) out.set_place(2, metadata);
  return out.end_table();
}

std::string message(FlatBuffer out, std::uint8_t type, Place header, std::size_t body) {
  out.begin_table();
  out.set(3, static_cast<std::int64_t>(body));
  out.set_place(2, header);
  out.set(0, kVersion5);
  out.set(1, type);
  const Place root = out.end_table();
  const std::string metadata = std::move(out).finish(root);
  const auto size = static_cast<std::uint32_t>(metadata.size());  // of 8 bytes times n, as the two words before it are
  std::string framed(kContinuation);
  for (std::uint32_t shift = 0; shift < 32; shift += 8) framed += static_cast<char>(size >> shift & 0xFF);
  return framed += metadata;
}

std::size_t padded(std::size_t size) { return (size + kPadding - 1) / kPadding * kPadding; }

template <class T>
std::string_view bytes_of(const AlignedVector<T>& buffer) {
  return {reinterpret_cast<const char*>(buffer.data()), buffer.size() * sizeof(T)};
}

// The buffers of a column, in the order that the specification has for its type. A bitmap that says that everything is
// there is left out.
void add_buffers(const Column& column, const ColumnData& data, std::vector<std::string_view>& buffers) {
  buffers.push_back(data.nulls == 0 ? std::string_view() : bytes_of(data.validity));
  if (is_text(column.type) || is_list(column.type)) buffers.push_back(bytes_of(data.offsets));
  if (!is_list(column.type) && column.type != ColumnType::kStruct) buffers.push_back(bytes_of(data.data));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> metadata_of(const Schema& schema) {
  if (schema.kind.empty()) return {};
  return {{"thresh.kind", schema.kind}, {"thresh.schema", std::to_string(record::kSchemaVersion)}};
}

std::vector<std::pair<std::string, std::string>> metadata_of(const Column& column) {
  if (column.type == ColumnType::kJson) return {{"thresh.type", "json"}};
  if (column.type == ColumnType::kEntries) return {{"thresh.type", "entries"}};
  return {};
}

base::Result<void> write_schema(base::Output& output, const Schema& schema) {
  FlatBuffer out;
  const Place table = schema_table(out, schema);
  return output.write(message(std::move(out), kSchemaHeader, table, 0));
}

base::Result<void> write_batch(base::Output& output, const Batch& batch) {
  std::vector<std::string_view> buffers;
  std::vector<FlatBuffer::Pair> nodes, places;
  for (std::size_t i = 1; i < batch.columns.size(); ++i) {
    nodes.push_back({batch.columns[i].length, batch.columns[i].nulls});
    add_buffers(batch.schema->columns[i], batch.columns[i], buffers);
  }
  std::size_t body = 0;
  for (const std::string_view buffer : buffers) {
    places.push_back({static_cast<std::int64_t>(body), static_cast<std::int64_t>(buffer.size())});
    body += padded(buffer.size());
  }
  FlatBuffer out;
  const Place node_place = out.pairs(nodes), buffer_place = out.pairs(places);
  out.begin_table();
  out.set(0, batch.rows);
  out.set_place(1, node_place);
  out.set_place(2, buffer_place);
  const Place table = out.end_table();
  if (auto written = output.write(message(std::move(out), kBatchHeader, table, body)); !written) return written;
  for (const std::string_view buffer : buffers) {
    if (auto written = output.write(buffer); !written) return written;
    if (auto written = output.write(kZeros.substr(0, padded(buffer.size()) - buffer.size())); !written) return written;
  }
  return {};
}

base::Result<void> write_end(base::Output& output) {
  return output.write(std::string(kContinuation) + std::string(kZeros.substr(0, sizeof(std::uint32_t))));
}

}  // namespace thresh::columns
