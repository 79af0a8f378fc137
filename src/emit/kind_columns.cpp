// See kind_columns.h.
#include "emit/kind_columns.h"

#include <utility>

#include "emit/json_writer.h"
#include "record/shape.h"

namespace thresh::emit {

KindColumns::KindColumns(const EmitOptions& options, std::string_view what, std::string_view extension)
    : custom_fields_(options.custom_fields), fields_(options.fields), what_(what), extension_(extension) {}

base::Result<void> KindColumns::add(const record::Map& record) {
  const std::string& kind = *record.find("kind")->as_text();
  if (builder_ == nullptr) {
    auto begun =
        begin(*record::find_kind(kind), record.find("schema") != nullptr, record.find("provenance") != nullptr);
    if (!begun) return begun;
  }
  if (kind != schema_->kind) return other_kind(kind);
  return fields_.empty() ? builder_->append(record) : builder_->append(record::project(record, fields_));
}

void KindColumns::begin_empty() {
  if (begin(*record::find_kind("page"), true, false)) return;
  for (const record::Kind& kind : record::kinds()) {
    if (begin(kind, true, false)) return;
  }
}

base::Result<void> KindColumns::begin(const record::Kind& kind, bool bookkeeping, bool provenance) {
  auto schema = std::make_shared<columns::Schema>(
      columns::schema_of(kind, {.bookkeeping = bookkeeping, .provenance = provenance, .fields = custom_fields_.get()}));
  if (!fields_.empty()) {
    auto selected = columns::select(*schema, fields_);
    if (!selected) return std::unexpected(std::move(selected.error()));
    *schema = std::move(selected->schema);
    fields_ = std::move(selected->paths);
  }
  schema_ = std::move(schema);
  builder_ = std::make_unique<columns::Builder>(schema_, [](const record::Value& value) { return json_text(value); });
  return {};
}

std::unexpected<base::Error> KindColumns::other_kind(std::string_view kind) const {
  return base::failure(base::ErrorCode::kUsage,
                       std::string(what_) + " holds records of one kind: the first is a " + schema_->kind +
                           ", this one a " + std::string(kind),
                       "choose them with --where 'kind = " + schema_->kind +
                           "', or give each kind a file: --output 'NAME-{kind}" + std::string(extension_) + "'");
}

}  // namespace thresh::emit
