// SPDX-License-Identifier: EUPL-1.2
// What holds of every expression and every sensor, tried on random ones; the seeds are fixed and printed on failure.
#include <gtest/gtest.h>

#include <random>

#include "layers/query/askable_fields.h"
#include "query_example.h"

namespace schouw::query {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

template <class List>
const auto& one_of(Random& random, const List& list) {
  return list[below(random, list.size())];
}

std::string spelled(Random& random, const std::string& word) {
  std::string out = word;
  for (char& c : out) {
    if (below(random, 4) == 0 && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// A value that the field can hold, as somebody may write it, and canonical for a sensor.
struct Written {
  std::string in_query;
  std::string in_register;
};

Written written_for(Random& random, const AskableField& asked) {
  static const std::vector<std::string> kTexts = {"a",    "Ab'c", "de f", "x|", "and", "(", "\xc3\x89t\xc3\xa9",
                                                  "\"q\""};
  static const std::vector<std::string> kDurations = {"P28D", "P1M", "P30D", "P4W", "PT48H", "P1Y", "P12M", "P365D"};
  const auto& field = asked.field;
  const auto quoted = [&](const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
  };
  switch (asked.form) {
    case Form::number: {
      const double middle = field.maximum < 1e7 ? field.minimum + (field.maximum - field.minimum) / 4.0 : 100.0;
      const std::string number = std::to_string(static_cast<int>(middle) + static_cast<int>(below(random, 3)));
      return {number + (field.unit.empty() || below(random, 2) == 0 ? "" : " " + std::string(field.unit)), number};
    }
    case Form::yes_no: return below(random, 2) == 0 ? Written{"ja", "true"} : Written{"NO", "false"};
    case Form::date:
      return below(random, 2) == 0 ? Written{"1-2-2026", "2026-02-01"} : Written{"2026-02-02", "2026-02-02"};
    case Form::choice: {
      const std::string word(one_of(random, choices_of(field)));
      return {spelled(random, word), word};
    }
    case Form::duration: {
      const std::string& duration = one_of(random, kDurations);
      return {spelled(random, duration), duration};
    }
    default: {
      const std::string& text = one_of(random, kTexts);
      return {quoted(text), text};
    }
  }
}

std::string random_predicate(Random& random) {
  const auto fields = askable_fields();
  const AskableField* asked = &one_of(random, fields);
  while (asked->field.name == "uuid") asked = &one_of(random, fields);
  const std::string name = spelled(random, std::string(asked->field.name));
  const bool text = asked->form == Form::text || asked->form == Form::several_texts;
  const bool order = asked->form == Form::number || asked->form == Form::date || asked->form == Form::duration;
  std::vector<std::string> operators = {" = ", "!=", " is missing", " Is Stated", " IN "};
  if (text) operators.insert(operators.end(), {" contains ", " starts  with"});
  if (order) operators.insert(operators.end(), {"<", " <= ", ">", ">= "});
  const std::string& op = one_of(random, operators);
  if (op == " is missing" || op == " Is Stated") return name + op;
  const auto value = [&] { return written_for(random, *asked).in_query; };
  if (op != " IN ") return name + op + value();
  std::string values = value();
  for (std::size_t more = below(random, 3); more > 0; --more) values += " ," + value();
  return name + op + "(" + values + " )";
}

std::string random_expression(Random& random, int depth) {
  if (depth == 0 || below(random, 4) == 0) return random_predicate(random);
  switch (below(random, 4)) {
    case 0: return "NOT (" + random_expression(random, depth - 1) + ")";
    case 1: return "not " + random_predicate(random);
    default: break;
  }
  std::string text;
  const std::string joined = below(random, 2) == 0 ? " and " : " Or ";
  for (std::size_t parts = 2 + below(random, 2); parts > 0; --parts) {
    if (!text.empty()) text += joined;
    text += below(random, 3) == 0 ? random_predicate(random) : "(" + random_expression(random, depth - 1) + ")";
  }
  return text;
}

registers::Sensor random_sensor(Random& random) {
  registers::Sensor sensor{.id = "a", .name = "de f"};
  for (const AskableField& asked : askable_fields()) {
    if (asked.field.set != nullptr && below(random, 3) != 0) {
      asked.field.set(sensor, written_for(random, asked).in_register);
    }
  }
  if (below(random, 2) == 0) sensor.position = crs::MapPosition{101.0, 100.0, 0.0};
  if (below(random, 2) == 0) sensor.sources = {{.system = "Ab'c"}};
  return sensor;
}

TEST(Properties, what_is_kept_reads_back_as_the_same_question) {
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Random random(seed);
    const std::string text = random_expression(random, 4);
    const Query once = example::query(text);
    const Query again = example::query(once.text());
    ASSERT_TRUE(once == again) << "seed " << seed << ": " << text << "\n" << once.text() << "\n" << again.text();
    ASSERT_EQ(once.text(), again.text());
    const auto sensor = random_sensor(random);
    ASSERT_EQ(once.matches(sensor), again.matches(sensor)) << "seed " << seed << ": " << text;
  }
}

TEST(Properties, de_morgan_and_double_negation_hold_on_random_sensors) {
  std::array<int, 3> seen{};
  for (unsigned seed = 0; seed < 1500; ++seed) {
    Random random(seed);
    const std::string a = "(" + random_expression(random, 2) + ")";
    const std::string b = "(" + random_expression(random, 2) + ")";
    const auto sensor = random_sensor(random);
    const auto answer = [&](const std::string& text) { return example::answer(text, sensor); };
    ASSERT_EQ(answer("not (" + a + " and " + b + ")"), answer("not " + a + " or not " + b)) << seed << a << b;
    ASSERT_EQ(answer("not (" + a + " or " + b + ")"), answer("not " + a + " and not " + b)) << seed << a << b;
    ASSERT_EQ(answer("not not " + a), answer(a)) << seed << a;
    ASSERT_EQ(answer(a + " and " + b), answer(b + " and " + a)) << seed << a << b;
    ++seen[static_cast<std::size_t>(answer(a))];
  }
  for (const int times : seen) EXPECT_GT(times, 100) << "each of the three answers comes up";
}

const std::vector<std::string>& tokens() {
  static const std::vector<std::string> kTokens = {"kind",
                                                   "retention",
                                                   "name",
                                                   "range_max_m",
                                                   "=",
                                                   "!=",
                                                   "<",
                                                   ">=",
                                                   "in",
                                                   "(",
                                                   ")",
                                                   ",",
                                                   "'",
                                                   "\"",
                                                   "and",
                                                   "or",
                                                   "not",
                                                   "is",
                                                   "m",
                                                   "missing",
                                                   "stated",
                                                   "contains",
                                                   "starts",
                                                   "with",
                                                   "P28D",
                                                   "12,5",
                                                   "-",
                                                   " ",
                                                   "\n",
                                                   "camera",
                                                   "\xc3\xa9",
                                                   "\xe2\x80\x99",
                                                   std::string(1, '\0'),
                                                   "\xc2\xa0",
                                                   "|",
                                                   "\xff",
                                                   "x",
                                                   "40"};
  return kTokens;
}

std::string soup(Random& random) {
  std::string text = below(random, 2) == 0 ? "kind = camera and " : "";
  for (std::size_t left = below(random, 12); left > 0; --left) {
    text += one_of(random, tokens()) + (below(random, 2) == 0 ? " " : "");
  }
  return text;
}

// An expression in which something was left out or put in.
std::string broken(Random& random) {
  std::string text = random_expression(random, 2);
  for (std::size_t left = below(random, 3); left > 0; --left) {
    const std::size_t at = below(random, text.size() + 1);
    if (below(random, 2) == 0) {
      text.erase(at, below(random, 3));
    } else {
      text.insert(at, one_of(random, tokens()));
    }
  }
  return text;
}

TEST(Properties, a_soup_of_tokens_is_read_or_refused_with_a_place_inside_it) {
  int read = 0;
  int refused = 0;
  for (unsigned seed = 0; seed < 6000; ++seed) {
    Random random(seed);
    const std::string text = below(random, 2) == 0 ? soup(random) : broken(random);
    const auto parsed = Query::parse(text);
    if (parsed) {
      ++read;
      ASSERT_TRUE(Query::parse(parsed->text())) << text;
      continue;
    }
    ++refused;
    const auto& said = parsed.diagnostics().front();
    ASSERT_TRUE(said.code.starts_with("QRY-")) << text;
    ASSERT_GE(said.where.column.value_or(0), 1) << text;
    ASSERT_LE(said.where.column.value_or(0), static_cast<std::int64_t>(text.size()) + 1) << text;
    ASSERT_FALSE(marked(text, *said.where.column).empty());
  }
  EXPECT_GT(read, 500);
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace schouw::query
