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

constexpr std::string_view kGoals =
    R"(id,name,publication,problem_statement,problem_figure,alternatives,count_reason,needed_density_px_per_m,indicator,indicator_start,indicator_now,description_nl,description_en
openbare-orde,Rust op uitgaansavonden,public,Op uitgaansavonden zijn er vechtpartijen op de Markt en in de Brouwersstraat,212 meldingen in 2023,meer toezicht te voet|betere verlichting|afspraken met de horeca,Een camera per kant van het plein en per straathoek,62.5,meldingen van geweld per jaar,212,171,Minder geweld op uitgaansavonden.,Less violence on nights out.
drukte,Weten hoe druk het is,public,Op marktdagen loopt de Markt soms vol,9 dagen in 2024,tellers te voet,Een teller per ingang van het plein,12.5,dagen waarop de Markt vol was,9,6,Op tijd weten dat het te druk wordt.,Knowing in time that it gets too busy.
schone-lucht,Schone lucht in de binnenstad,public,Oude vrachtwagens maken de lucht vuil,31 microgram NO2 in 2021,venstertijden|stadslogistiek,Een camera per brug,,microgram NO2,31,24,Minder vuile lucht.,Less dirty air.
looproutes,Looproutes begrijpen,public,geen,,,,,,,,Weten hoe bezoekers lopen.,Knowing how visitors walk.
)";

constexpr std::string_view kDossiers =
    R"(id,name,publication,goal,decision_body,decision_number,decision_date,decision_from,decision_until,decision_url,bylaw_url,plan_url,plan_parts,made_known_other,live_viewing,weighing_date,weighing_url,risk_chilling,risk_discrimination,risk_stigmatisation,risk_network,risk_date,biometrics,following_persons,statement_date,value_review_date,value_review_outcome,end_criteria,deciding_body,obligations_met,obligations_date,results_url,explained_elsewhere,rights_channel,open_data,personal_data_reason,resale_allowed,data_sold,legal_explained_url,procurement_terms,bought_data_tested,privacy_by_design,security_baseline,audit_date,audit_by,open_standards,data_export,cost_per_year_eur,function_change_date,function_change_decision
cameratoezicht,Cameratoezicht centrum,public,openbare-orde,mayor,2024-031,2024-03-12,2024-04-01,2027-04-01,https://meerschouw.example.nl/besluiten/2024-031,https://meerschouw.example.nl/apv,https://meerschouw.example.nl/cameraplan,goal|approach|evaluation|chances|risks,geen,donderdag tot en met zaterdag van 20.00 tot 05.00 uur,2024-02-20,https://meerschouw.example.nl/afweging/cameratoezicht,yes,yes,yes,yes,2024-02-20,no,no,2024-02-20,2025-11-04,confirmed,minder dan 150 meldingen per jaar,burgemeester,yes,2026-09-15,https://meerschouw.example.nl/resultaten/cameratoezicht,https://meerschouw.example.nl/cameras,privacy@meerschouw.example.nl,jaarcijfers,"de politie moet mensen kunnen herkennen om in te grijpen",no,no,https://meerschouw.example.nl/uitleg/151c,GIBIT,not_bought,yes,BIO,2025-06-10,een onafhankelijk bureau,ONVIF,open,286000,,
milieuzone,Milieuzone binnenstad,public,schone-lucht,executive,2022-007,2022-03-01,2022-05-01,2028-05-01,https://meerschouw.example.nl/besluiten/2022-007,,https://meerschouw.example.nl/milieuzone,goal|approach|evaluation|chances|risks,,,2022-02-01,,yes,yes,yes,,2022-02-01,no,no,2022-02-01,,,,,,,https://meerschouw.example.nl/resultaten/milieuzone,,privacy@meerschouw.example.nl,,"alleen een kenteken zegt of een vrachtwagen naar binnen mag",no,no,,,,,BIO,,,,,64000,,
drukte,Drukte op de Markt,public,drukte,executive,2025-114,2025-06-03,2025-06-10,2028-06-10,https://meerschouw.example.nl/besluiten/2025-114,,https://meerschouw.example.nl/drukte,goal|approach|evaluation|chances|risks,,,2025-05-06,,yes,yes,yes,no,2025-05-06,no,no,2025-05-06,,,,,,,,,,,,yes,,,,,,,,,,,,,
bezoekersstromen,Bezoekersstromen,public,looproutes,,,,,,,,,,,,,,,,,,,,,,2026-05-12,lost,,,,,,,,,,,,,,,,,,,,,39000,,
doorstroming,Doorstroming van verkeer,public,,executive,,,,,,,,,,,,,,,,,,no,no,2023-01-10,,,,,,,,,,,er worden alleen aantallen en snelheden doorgegeven,no,no,,,,,,,,,,,,
geweldsgeluid,Geluid van geweld herkennen,public,openbare-orde,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,2026-02-01,geen
)";

constexpr std::string_view kEvaluations =
    R"(id,publication,about,date,outcome,body,decision,effect,url
eva-2025-camera,public,cameratoezicht,2025-11-04,171 meldingen; het doel van 150 is nog niet gehaald,mayor,continue,een vijfde minder meldingen dan in 2023,https://meerschouw.example.nl/evaluaties/2025-camera
eva-2026-stromen,public,bezoekersstromen,2026-05-12,de gegevens worden niet gebruikt,executive,stop,geen,https://meerschouw.example.nl/evaluaties/2026-stromen
)";

constexpr std::string_view kConsultations =
    R"(id,publication,about,date,method,role_in_decision,role_told_beforehand,input,answer,change,url
gesprek-2026,public,plan,2026-10-08,avond in het buurthuis,advies aan het college,yes,te veel camera's rond de school,het college vraagt de school om een evaluatie,geen,https://meerschouw.example.nl/gesprek/2026
)";

constexpr std::string_view kReviews =
    R"(id,publication,about,by,date,advice,reaction,url
advies-fg,public,plan,functionaris gegevensbescherming,2026-10-20,stel een norm per soort gebied vast,het college legt de raad een norm voor,https://meerschouw.example.nl/advies/fg-2026
)";

constexpr std::string_view kYears =
    R"(id,publication,footage_requests,footage_provided,complaints,access_requests,shared_with,cost_eur,use,effect
2025,public,41,29,7,5,politie,389000,124 keer live ingegrepen,een vijfde minder meldingen dan in 2023
)";

constexpr std::string_view kCommitments =
    R"(id,publication,text,about,promised_on,due,done_on,effect,who
belofte-borden,public,Bij elke camera in het centrum staat een bord,cameratoezicht,2022-11-15,2023-12-31,2023-10-02,"bezoekers zien waar camera's zijn",college
belofte-norm,public,De raad krijgt een voorstel voor een norm,plan,2022-11-15,2024-06-30,,,college
)";

constexpr std::string_view kPlanFacts =
    R"(id,publication,plan_date,plan_version,previous_plan_date,register_scope
plan,public,2026-11-20,concept,2022-11-15,sensoren van de gemeente en sensoren van anderen die zich meldden
)";

constexpr RecordTable kTables[] = {
    {"systems.csv", kSystems},
    {"links.csv", kLinks},
    {"goals.csv", kGoals},
    {"dossiers.csv", kDossiers},
    {"evaluations.csv", kEvaluations},
    {"consultations.csv", kConsultations},
    {"reviews.csv", kReviews},
    {"years.csv", kYears},
    {"commitments.csv", kCommitments},
    {"plan_facts.csv", kPlanFacts},
};

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
