// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/shared_design.h"

#include <map>

#include "layers/plan/plan_tables.h"
#include "layers/plan/table_memory.h"

namespace schouw::plan {

namespace {

using tables::DatabaseTable;

// What no two rows share. A story is named inside its JSON, which the database does not read.
std::vector<std::string> key_of(const std::string& table) {
  static const std::map<std::string, std::vector<std::string>> kKeys = {
      {"sensors", {"uuid"}},    {"policy", {"name"}},          {"scenarios", {"name"}},
      {"schouw_plan", {"key"}}, {"sources", {"kind", "file"}}, {"stories", {}}};
  const auto found = kKeys.find(table);
  return found == kKeys.end() ? std::vector<std::string>{"id"} : found->second;
}

std::vector<tables::LayerStyle> shared_styles() {
  const tables::Table table = layer_styles();
  std::vector<tables::LayerStyle> styles;
  for (const tables::Row& row : table.rows) {
    const auto text = [&](std::string_view column) { return cell_text(cell_named(table.columns, row, column)); };
    styles.push_back({.table = text("f_table_name"),
                      .name = text("styleName"),
                      .qml = text("styleQML"),
                      .sld = text("styleSLD"),
                      .description = text("description")});
  }
  return styles;
}

}  // namespace

tables::TableLayout shared_history_layout() {
  tables::TableLayout layout = history_layout();
  layout.columns.push_back({"save", tables::ColumnType::text});
  return layout;
}

tables::TableLayout publications_layout() {
  return {.name = "publications",
          .description = "When this plan was published, and what went out: grows only",
          .columns = {{"when_iso"}, {"content_hash"}}};
}

tables::DatabaseDesign shared_design(const crs::Crs& crs) {
  tables::DatabaseDesign design{.crs = crs, .tables = {}, .styles = shared_styles()};
  for (const TableMemory& memory : table_memories()) {
    design.tables.push_back({.layout = memory.layout(), .key = key_of(memory.layout().name)});
  }
  design.tables.push_back({.layout = shared_history_layout(), .key = {}, .use = DatabaseTable::Use::grows});
  design.tables.push_back({.layout = publications_layout(), .key = {}, .use = DatabaseTable::Use::published});
  return design;
}

}  // namespace schouw::plan
