// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "geo/base/xml_text.h"
#include "layers/fieldwork/round_list.h"

namespace schouw::fieldwork {

namespace {

// Outcomes that a box stands for; what is new has lines of its own.
struct Ticked {
  Outcome outcome;
  int width_mm;
};
constexpr Ticked kTicked[] = {
    {Outcome::stands, 16}, {Outcome::gone, 14}, {Outcome::turned, 24}, {Outcome::masked, 20}, {Outcome::blocked, 23}};

constexpr const char* kStyle = R"(@page { size: A4 landscape; margin: 12mm 10mm 14mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.3 "Fira Sans", "DejaVu Sans", Arial, sans-serif; color: #000; margin: 0 auto; max-width: 277mm; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
h2 { font-size: 12pt; margin: 0; }
p { margin: 0 0 2mm; }
section { margin: 0 0 7mm; break-inside: auto; }
.head { display: flex; gap: 8mm; align-items: baseline; margin: 0 0 1.5mm; break-after: avoid; }
.fill { flex: 1; border-bottom: 0.3mm solid #000; white-space: nowrap; padding-right: 2mm; }
.internal { font-weight: bold; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.2mm solid #555; padding: 1mm 1.4mm; text-align: left; vertical-align: top; overflow-wrap: break-word; hyphens: auto; }
th { font-size: 8pt; background: #eee; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
td.tick, th.tick { text-align: center; vertical-align: middle; }
td { height: 9mm; }
.box { display: inline-block; width: 4mm; height: 4mm; border: 0.4mm solid #000; }
.small { font-size: 8pt; }
table.new { break-inside: avoid; }
@media screen { body { min-width: 277mm; padding: 5mm; } }
caption { caption-side: top; text-align: left; font-size: 9pt; padding: 2.5mm 0 1mm; font-weight: bold; }
)";

// Control characters, which a page has no place for, become blanks.
std::string escaped(std::string_view text) {
  std::string out = base::xml_text(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

class HtmlWriter {
 public:
  HtmlWriter(const RoundList& list, const Say& say) : list_(list), say_(say) {}

  std::string write() {
    const std::string title = list_.round.empty() ? word("field_round.title")
                                                  : sentence({"field_round.title.round", {{"round", list_.round}}});
    html_ = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n"
        "<body>\n<h1>{}</h1>\n<p><span class=\"internal\">{}</span> {}</p>\n",
        word("field_round.language"), title, kStyle, title, word("field_round.internal"),
        word(list_.blind ? "field_round.how.blind" : "field_round.how"));
    for (const StreetList& street : list_.streets) add_street(street);
    html_ += "</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  std::string sentence(const base::Sentence& sentence) const { return escaped(say_(sentence)); }
  std::string word(const std::string& key) const { return sentence({key, {}}); }
  std::string heading(const char* name) const { return word(fmt::format("field_round.column.{}", name)); }

  void add_street(const StreetList& street) {
    html_ += fmt::format(
        "<section>\n<div class=\"head\"><h2>{}</h2><span class=\"fill\">{}:</span><span "
        "class=\"fill\">{}:</span></div>\n",
        street.street.empty() ? word("field_round.no_street") : escaped(street.street), heading("seen_on"),
        word("field_round.role"));
    if (!list_.blind) add_sensors(street);
    if (list_.empty_lines > 0) add_empty_lines();
    html_ += "</section>\n";
  }

  void add_sensors(const StreetList& street) {
    // The heading comes again on each page, so it says of which street.
    const std::string street_name = street.street.empty() ? word("field_round.no_street") : escaped(street.street);
    html_ += "<table>\n<thead><tr><th style=\"width:7mm\"></th><th style=\"width:42mm\">" + street_name +
             "</th><th style=\"width:34mm\">" + heading("kind") + "</th><th style=\"width:24mm\">" +
             sentence({"field_round.place", {{"crs", list_.crs}}}) + "</th><th style=\"width:36mm\">" +
             word("field_round.looks") + "</th>";
    for (const Ticked& ticked : kTicked) {
      const bool turned = ticked.outcome == Outcome::turned;
      html_ += fmt::format("<th class=\"tick\" style=\"width:{}mm\">{}</th>", ticked.width_mm,
                           word(turned ? std::string("field_round.turned_to")
                                       : fmt::format("outcome.{}", outcome_name(ticked.outcome))));
    }
    html_ += "<th>" + heading("note") + "</th></tr></thead>\n<tbody>\n";
    int number = 0;
    for (const ListedSensor& one : street.sensors) add_sensor(one, ++number);
    html_ += "</tbody>\n</table>\n";
  }

  void add_sensor(const ListedSensor& one, int number) {
    html_ += fmt::format("<tr><td>{}</td><td><b>{}</b>{}</td><td>{}</td><td class=\"small\">{}</td><td>{}</td>",
                         number, escaped(one.id), one.name.empty() ? std::string() : "<br>" + escaped(one.name),
                         word(fmt::format("kind.{}", kind_name(one.kind))), place(one), looks(one));
    for (const Ticked& ticked : kTicked) {
      // Beside the box of what is turned there is room to write.
      html_ += ticked.outcome == Outcome::turned
                   ? "<td class=\"tick\" style=\"text-align:left\"><span class=\"box\"></span></td>"
                   : "<td class=\"tick\"><span class=\"box\"></span></td>";
    }
    html_ += "<td></td></tr>\n";
  }

  std::string place(const ListedSensor& one) const {
    if (!one.place) return word("field_round.no_place");
    return fmt::format("x {:.0f}<br>y {:.0f}", one.place->east_m, one.place->north_m);
  }

  // "paal, 4 m hoog, kijkt naar NO", of what the register states.
  std::string looks(const ListedSensor& one) const {
    std::vector<std::string> parts;
    if (!one.mount.empty()) parts.push_back(escaped(one.mount));
    if (one.height_m) {
      parts.push_back(sentence({"field_round.height", {{"height", base::Sentence::Number{*one.height_m, 1}}}}));
    }
    if (one.azimuth_deg) {
      parts.push_back(sentence({"field_round.faces", {{"direction", compass_word(*one.azimuth_deg, say_)}}}));
    }
    std::string joined;
    for (const std::string& part : parts) joined += (joined.empty() ? "" : ", ") + part;
    return joined;
  }

  void add_empty_lines() {
    html_ += "<table class=\"new\">\n<caption>" + word(list_.blind ? "field_round.seen" : "field_round.new") +
             "</caption>\n<thead><tr><th style=\"width:46mm\">" + heading("kind") +
             "</th><th style=\"width:27mm\">x</th>" + "<th style=\"width:27mm\">y</th><th style=\"width:44mm\">" +
             word("field_round.looks") + "</th><th style=\"width:23mm\">" + heading("faces") + "</th><th>" +
             heading("note") + "</th></tr></thead>\n<tbody>\n";
    for (int i = 0; i < list_.empty_lines; ++i) {
      html_ += "<tr><td></td><td></td><td></td><td></td><td></td><td></td></tr>\n";
    }
    html_ += "</tbody>\n</table>\n";
  }

  const RoundList& list_;
  const Say& say_;
  std::string html_;
};

}  // namespace

std::string html_of(const RoundList& list, const Say& say) { return HtmlWriter(list, say).write(); }

}  // namespace schouw::fieldwork
