// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <tao/pegtl.hpp>

// The grammar of filters, as PEGTL reads it: docs/query.md tells it to people.
namespace schouw::query {
namespace grammar {

namespace p = tao::pegtl;

// U+00A0 comes along where text is copied from a document.
struct Blank : p::sor<p::one<' ', '\t', '\r', '\n'>, p::string<'\xc2', '\xa0'>> {};
struct Gap : p::star<Blank> {};

// A word is one only where no letter follows.
template <class Letters>
struct Keyword : p::seq<Letters, p::not_at<p::identifier_other>> {};
struct And : Keyword<TAO_PEGTL_ISTRING("and")> {};
struct Or : Keyword<TAO_PEGTL_ISTRING("or")> {};
struct Not : Keyword<TAO_PEGTL_ISTRING("not")> {};
struct In : Keyword<TAO_PEGTL_ISTRING("in")> {};
struct Contains : Keyword<TAO_PEGTL_ISTRING("contains")> {};
struct Starts : Keyword<TAO_PEGTL_ISTRING("starts")> {};
struct With : Keyword<TAO_PEGTL_ISTRING("with")> {};
struct Is : Keyword<TAO_PEGTL_ISTRING("is")> {};
struct Missing : Keyword<TAO_PEGTL_ISTRING("missing")> {};
struct IsStated : Keyword<TAO_PEGTL_ISTRING("stated")> {};
struct Reserved : p::sor<And, Or, Not, In, Contains, Starts, Is> {};

struct Name : p::seq<p::not_at<Reserved>, p::identifier> {};

// Typographic quotes are none of ours, and no part of a word either, or they would be compared with.
struct Letter : p::utf8::not_one<U' ', U'\t', U'\r', U'\n', U'\u00a0', U'\'', U'"', U'\u2018', U'\u2019', U'\u201c',
                                 U'\u201d', U'\u201e', U'(', U')', U',', U'=', U'<', U'>', U'!'> {};
struct ReservedValue : p::seq<Reserved, p::not_at<Letter>> {};
// 12,5 outside a list.
struct DecimalComma : p::seq<p::one<','>, p::at<p::digit>> {};
struct Unit : p::seq<p::not_at<ReservedValue>, p::plus<p::sor<p::alpha, p::utf8::one<U'\u00b0', U'\u00ba'>>>,
                     p::not_at<Letter>> {};
struct OrderSign : p::sor<p::string<'!', '='>, p::string<'<', '='>, p::string<'>', '='>, p::one<'=', '<', '>'>> {};
// A word before a sign is a field: somebody forgot `and`.
struct SpacedUnit : p::seq<p::plus<Blank>, Unit, p::not_at<Gap, OrderSign>> {};
struct NumberBegins : p::seq<p::opt<p::one<'+', '-'>>, p::digit> {};
template <class Letters>
struct BareWord
    : p::seq<p::not_at<ReservedValue>,
             p::if_then_else<p::at<NumberBegins>, p::seq<p::plus<Letters>, p::opt<SpacedUnit>>, p::plus<Letters>>> {};
struct Bare : BareWord<p::sor<Letter, DecimalComma>> {};
struct BareInList : BareWord<Letter> {};

// A quote within a text is written twice.
struct SingleText : p::star<p::sor<p::two<'\''>, p::not_one<'\''>>> {};
struct DoubleText : p::star<p::sor<p::two<'"'>, p::not_one<'"'>>> {};
struct OpenSingle : p::one<'\''> {};
struct OpenDouble : p::one<'"'> {};
struct CloseSingle : p::one<'\''> {};
struct CloseDouble : p::one<'"'> {};
struct Quoted
    : p::sor<p::if_must<OpenSingle, SingleText, CloseSingle>, p::if_must<OpenDouble, DoubleText, CloseDouble>> {};

struct Value : p::sor<Quoted, Bare> {};
struct ListValue : p::sor<Quoted, BareInList> {};
struct OpenList : p::one<'('> {};
struct NextOrEndOfList : p::one<',', ')'> {};
struct CloseList : p::one<')'> {};

struct Compared : p::if_must<OrderSign, Gap, Value> {};
struct NextInList : p::if_must<p::one<','>, Gap, ListValue> {};
struct Listed : p::if_must<In, Gap, OpenList, Gap, ListValue, p::star<p::seq<Gap, NextInList>>, Gap, CloseList> {};
struct Contained : p::if_must<Contains, Gap, Value> {};
struct Started : p::if_must<Starts, Gap, With, Gap, Value> {};
struct WhatIs : p::sor<Missing, IsStated> {};
struct Being : p::if_must<Is, Gap, WhatIs> {};
struct Operation : p::sor<Compared, Listed, Contained, Started, Being> {};
struct Predicate : p::if_must<Name, Gap, Operation> {};

struct AnyOf;
struct Negation;
struct Open : p::one<'('> {};
struct Close : p::one<')'> {};
struct Group : p::if_must<Open, Gap, AnyOf, Gap, Close> {};
struct Negated : p::if_must<Not, Gap, Negation> {};
struct Negation : p::sor<Negated, Group, Predicate> {};
struct NextOfAll : p::if_must<And, Gap, Negation> {};
struct AllOf : p::seq<Negation, p::star<p::seq<Gap, NextOfAll>>> {};
struct NextOfAny : p::if_must<Or, Gap, AllOf> {};
struct AnyOf : p::seq<AllOf, p::star<p::seq<Gap, NextOfAny>>> {};
struct End : p::eof {};
struct Expression : p::must<Gap, AnyOf, Gap, End> {};

}  // namespace grammar
}  // namespace schouw::query
