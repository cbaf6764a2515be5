// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "geo/formats/read_tables.h"
#include "geo/formats/xlsx_parts.h"
#include "geo/formats/zip_parts_gdal.h"

namespace schouw::formats {

namespace {

using Tables = base::Result<FeatureTables>;

// A target is a path from the folder of its part, or from the root of the archive where it begins with a slash.
std::string resolved(std::string folder, std::string_view target) {
  if (!target.empty() && target.front() == '/') return std::string(target.substr(1));
  for (; target.substr(0, 3) == "../"; target.remove_prefix(3)) {
    const std::size_t above = folder.empty() ? std::string::npos : folder.rfind('/', folder.size() - 2);
    folder = above == std::string::npos ? std::string() : folder.substr(0, above + 1);
  }
  if (target.substr(0, 2) == "./") target.remove_prefix(2);
  return folder + std::string(target);
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

std::string relations_of(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

class XlsxReader {
 public:
  XlsxReader(const std::filesystem::path& path, ZipParts& parts) : path_(path), parts_(parts), tables_(path) {}

  Tables read(const base::Progress& progress) {
    if (auto opened = open(); !opened) return Tables::failure(std::move(opened).diagnostics());
    const XlsxContext context{.texts = texts_.texts,
                              .styles = styles_,
                              .since_1904 = workbook_.since_1904,
                              .path = path_,
                              .progress = progress};
    std::size_t done = 0;
    for (const XlsxSheetEntry& entry : workbook_.sheets) {
      if (progress.cancel.cancelled()) return interrupted(path_);
      progress.at(static_cast<double>(done++) / static_cast<double>(workbook_.sheets.size()), "reading");
      const auto relation = relations_.by_id.find(entry.relation);
      if (relation == relations_.by_id.end() || relation->second.kind != "worksheet") continue;  // a sheet of a chart
      Sheet sheet{.name = entry.name, .hidden = entry.hidden};
      XlsxSheet handler(context, sheet, budget_, tables_.problems());
      auto read = parts_.read_xml_part(resolved(folder_of(book_), relation->second.target), handler);
      if (read) read = tables_.add(std::move(sheet));
      if (!read) return Tables::failure(std::move(read).diagnostics());
    }
    return tables_.take();
  }

 private:
  base::Result<base::Done> open() {
    XlsxRelations root;
    if (parts_.has("_rels/.rels")) {
      if (auto read = parts_.read_xml_part("_rels/.rels", root); !read) return read;
    }
    const std::string stated = resolved({}, root.first_of("officeDocument"));
    if (!stated.empty()) book_ = stated;
    if (book_.ends_with(".bin")) {
      return base::Diagnostic{.code = "IO-112",
                              .message = "cannot be read: found a workbook in Excel's binary form, expected XML",
                              .where = {.file = path_.string()},
                              .hint = "save it as .xlsx"};
    }
    if (auto read = parts_.read_xml_part(book_, workbook_); !read) return read;
    if (auto read = parts_.read_xml_part(relations_of(book_), relations_); !read) return read;
    if (auto read = read_optional("styles", styles_); !read) return read;
    return read_optional("sharedStrings", texts_);
  }

  base::Result<base::Done> read_optional(std::string_view kind, XmlHandler& handler) {
    const std::string target = relations_.first_of(kind);
    if (target.empty()) return base::Done{};
    return parts_.read_xml_part(resolved(folder_of(book_), target), handler);
  }

  const std::filesystem::path& path_;
  ZipParts& parts_;
  std::string book_ = "xl/workbook.xml";
  XlsxWorkbook workbook_;
  XlsxRelations relations_;
  XlsxStyles styles_;
  XlsxTexts texts_;
  CellBudget budget_;
  SheetTables tables_;
};

}  // namespace

Tables read_xlsx(const std::filesystem::path& path, const base::Progress& progress) {
  auto parts = ZipParts::open(path);
  if (!parts) return Tables::failure(std::move(parts).diagnostics());
  return XlsxReader(path, **parts).read(progress);
}

}  // namespace schouw::formats
