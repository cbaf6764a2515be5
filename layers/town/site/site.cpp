// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/site.h"

#include <fmt/format.h>

namespace schouw::town {

CityFeature Site::start_building(const Address& address) {
  ++built_;
  Attributes attributes;
  const std::string id = fmt::format("MS.Pand.{:07}", built_);
  attributes.text("identificatie", id).whole("oorspronkelijkbouwjaar", address.year);
  attributes.text("gebruiksdoel", address.use).text("b3_dak_type", address.roof);
  attributes.number("b3_h_maaiveld", address.ground_m, 2).text("straatnaam", address.street);
  if (address.number > 0) attributes.whole("huisnummer", address.number);
  return {id, "Building", attributes};
}

void Site::building(const Address& address, const Shape& shape) {
  if (full()) return;
  CityFeature feature = start_building(address);
  feature.solid(shape);
  put(feature);
}

CityFeature Site::start(std::string_view type, std::string_view function) {
  Attributes attributes;
  attributes.text("function", function);
  return {fmt::format("MS.{}.{:07}", type, ++others_), type, attributes};
}

}  // namespace schouw::town
