// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/town/site/site.h"

// The builders of a town. Each takes what the plan says and puts objects on the site; what they draw by chance comes
// from the parcel's own stream, so that one parcel does not change another.
namespace schouw::town {

// Houses round a court, front on the building line: canal houses, town houses, recent blocks.
void build_perimeter(Site& site, Parcel& parcel);
// Terraced houses in rows, their streets and gardens.
void build_rows(Site& site, Parcel& parcel);
void build_offices(Site& site, Parcel& parcel);
void build_flats(Site& site, Parcel& parcel);

void build_town_hall(Site& site, Parcel& parcel);
void build_church(Site& site, Parcel& parcel);
void build_station(Site& site, Parcel& parcel);
void build_school(Site& site, Parcel& parcel);
void build_market(Site& site, Parcel& parcel);  // the weigh house
// A house on the building line of one side that stands over a covered walkway on columns.
void build_arcade(Site& site, const Site::Address& address, const Plot& plot, double width_m, double depth_m);

void build_bridge(Site& site, const BridgePlan& plan);

// Water, quay walls, carriageway, footway round a face.
void lay_streets(Site& site, const PlanFace& face, const FaceLoops& loops);
// The ground of the face itself, by its use.
void lay_ground(Site& site, const Parcel& parcel);
// Adds a convex piece of ground, in pieces small enough to follow the terrain.
void add_ground(Shape& shape, const Loop& loop, Surface surface);

void plant_trees(Site& site, Parcel& parcel);

// The playground of a school (in its middle) or of a park (between pond and path, on the side of the town); empty
// where there is no room.
Loop playground_of(FaceUse use, const FaceLoops& loops);

}  // namespace schouw::town
