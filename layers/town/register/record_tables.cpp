// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/register/record_tables.h"

namespace schouw::town {
namespace {

constexpr std::string_view kSystems =
    R"(id,name,kind,publication,purpose,owner,controller,operator,supplier,personal_data,processing,self_learning,retention,storage,access,dossier,responsible_officer,contact,description_nl,description_en
beeldsysteem,Beeldsysteem cameratoezicht,video_management,public,openbare orde,gemeente Meerschouw,politie,cameratoezichtcentrale,Voorbeeld Video,identifiable,"live uitkijken, opslag en terugkijken",no,P28D,eigen rekencentrum,cameratoezichtcentrale en politie,cameratoezicht,coördinator cameratoezicht,cameratoezicht@meerschouw.example.nl,Hier komen de beelden van het cameratoezicht samen.,The images of public order cameras come together here.
kentekens,Kentekensysteem milieuzone,anpr_back_office,public,milieuzone handhaven,gemeente Meerschouw,gemeente Meerschouw,,Voorbeeld Kenteken,pseudonymous,kentekens vergelijken met een lijst,no,PT24H,eigen rekencentrum,team verkeer,milieuzone,teammanager verkeer,verkeer@meerschouw.example.nl,Dit systeem vergelijkt kentekens met de lijst van de milieuzone.,This system compares number plates with the list of the environmental zone.
drukteplatform,Drukteplatform binnenstad,crowd_analytics,public,drukte meten,gemeente Meerschouw,gemeente Meerschouw,Voorbeeld Tellen,Voorbeeld Tellen,de_identified,aantallen optellen per kwartier,no,P2Y,bij de leverancier,team openbare ruimte,drukte,programmamanager openbare ruimte,drukte@meerschouw.example.nl,Dit platform telt op hoe druk het is.,This platform adds up how busy it is.
verkeerscentrale,Verkeerscentrale,sensor_platform,public,doorstroming,gemeente Meerschouw,gemeente Meerschouw,,Voorbeeld Verkeer,none,aantallen en snelheden,no,P1Y,eigen rekencentrum,team verkeer,doorstroming,teammanager verkeer,verkeer@meerschouw.example.nl,Hier komen tellingen van verkeer samen.,Traffic counts come together here.
)";

constexpr std::string_view kLinks =
    R"(id,from,to,publication,observed_data,purpose,personal_data,legal_basis,legal_reference,active_from,description_nl,description_en
drukte-naar-orde,drukteplatform,beeldsysteem,public,aantallen personen per kwartier,weten waar het druk wordt,de_identified,publieke taak,,2025-06-01,De centrale ziet waar het druk wordt; zij krijgt alleen aantallen.,The control room sees where it gets busy; it is given numbers only.
kentekens-naar-politie,kentekens,politie,public,kentekens met een treffer,opsporing,pseudonymous,,,2023-05-01,De politie krijgt kentekens die op haar lijst staan. Op welke grond staat niet in het register.,The police are given plates that are on their list. The register does not say on what ground.
)";

constexpr RecordTable kTables[] = {{"systems.csv", kSystems}, {"links.csv", kLinks}};

constexpr Accounts kAccounts[] = {
    {"orde", "cameratoezicht", "beeldsysteem", 2025},
    {"milieuzone", "milieuzone", "kentekens", 2023},
    {"drukte", "drukte", "drukteplatform", 2026},
    {"tellen", "", "drukteplatform", 0},
    {"wifi", "bezoekersstromen", "drukteplatform", 0},
    {"stroom", "doorstroming", "verkeerscentrale", 0},
    {"roepen", "geweldsgeluid", "", 0},
};

}  // namespace

std::span<const RecordTable> record_tables() { return kTables; }

Accounts accounts_of(std::string_view programme) {
  for (const Accounts& accounts : kAccounts) {
    if (accounts.programme == programme) return accounts;
  }
  return {};
}

}  // namespace schouw::town
