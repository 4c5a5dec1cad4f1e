// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/shipped.hpp"

#include <algorithm>
#include <map>

using namespace presencia;
using test::cells;
using test::shipped;

namespace {

/// What a layout is read as; "-" for a role that no column may play.
void check_layout(const std::string& kind, const std::string& header,
                  const std::map<std::string, std::string>& expected) {
    const layer::Dialects dialects = shipped();
    const std::vector<std::string> columns = cells(header);
    for (const auto& [role, column] : expected) {
        INFO(header << " / " << role);
        CHECK(dialects.column_for(kind, role, columns).value_or("-") == column);
    }
}

}  // namespace

TEST_CASE("every role of the clean samples is recognised without naming it") {
    const layer::Dialects dialects = shipped();
    // What only some sources have.
    const std::map<std::string, std::vector<std::string>> elsewhere_of{
        {"incidents", {"xy", "department", "count", "year", "month", "precision"}},
        {"sites", {"xy", "department", "sector", "sector_share", "sector_vocabulary", "exactness", "location_class", "feature", "admin_level", "currency"}},
        {"population", {"xy"}}};
    for (const std::string kind : {"incidents", "sites", "population"}) {
        std::ifstream in(test::layers_folder() / kind / "sample.csv");
        std::string header;
        REQUIRE(std::getline(in, header));
        const std::vector<std::string> columns = cells(header);
        for (const std::string& role : dialects.roles(kind)) {
            const auto& of_kind = elsewhere_of.at(kind);
            const bool elsewhere = std::find(of_kind.begin(), of_kind.end(), role) != of_kind.end();
            INFO(kind << " " << role);
            CHECK(dialects.column_for(kind, role, columns).has_value() != elsewhere);
        }
    }
    check_layout("municipalities", "pais,codigo,nombre,departamento,poblacion",
                 {{"country", "pais"},
                  {"code", "codigo"},
                  {"name", "nombre"},
                  {"department", "departamento"},
                  {"population", "poblacion"}});
}

TEST_CASE("columns are compared without case, accents and punctuation, and come back as the file spells them") {
    const layer::Dialects dialects = shipped();
    CHECK(dialects.column_for("incidents", "year", {"AÑO"}) == "AÑO");
    CHECK(dialects.column_for("incidents", "year", {"Anio "}) == "Anio ");
    CHECK(dialects.column_for("municipalities", "code", {"Cod. Muni"}) == "Cod. Muni");
    CHECK(dialects.column_for("incidents", "x", {"LONGITUD"}) == "LONGITUD");
    CHECK_FALSE(dialects.column_for("incidents", "x", {"longitudes"}));
}

TEST_CASE("earlier spellings win: a column that says code wins over one that may be a name") {
    const layer::Dialects dialects = shipped();
    CHECK(dialects.column_for("incidents", "municipality", {"municipio", "cod_muni"}) == "cod_muni");
    CHECK(dialects.column_for("incidents", "municipality", {"municipio", "delito"}) == "municipio");
    CHECK(dialects.column_for("incidents", "x", {"x", "lon"}) == "lon");
}

TEST_CASE("a column that may mean something else is left to the study") {
    check_layout("incidents", "codigo,total,caso,expediente", {{"municipality", "-"}, {"count", "-"}, {"id", "-"}});
    check_layout("sites", "codigo,valor", {{"municipality", "-"}, {"id", "-"}, {"amount", "-"}});
    check_layout("municipalities", "id,OBJECTID,pob_2005,pob_2016", {{"code", "-"}, {"population", "-"}});
}

TEST_CASE("unknown kinds and roles recognise nothing") {
    const layer::Dialects dialects = shipped();
    CHECK_FALSE(dialects.column_for("roads", "x", {"lon"}));
    CHECK_FALSE(dialects.column_for("sites", "colour", {"lon"}));
    CHECK_FALSE(dialects.column_for("sites", "x", {}));
    CHECK(dialects.roles("roads").empty());
}

TEST_CASE(
    "the three layouts of COD-AB are recognised, and the dates of the release are not those of the municipality") {
    check_layout(
        "municipalities",
        "Shape_Leng,Shape_Area,ADM2_ES,ADM2_PCODE,ADM2_REF,ADM1_ES,ADM1_PCODE,ADM0_ES,ADM0_PCODE,date,validOn,validTo",
        {{"country", "ADM0_PCODE"},
         {"code", "ADM2_PCODE"},
         {"name", "ADM2_ES"},
         {"department", "ADM1_ES"},
         {"valid_from", "-"},
         {"valid_to", "-"}});
    check_layout("municipalities",
                 "admin2Name_es,admin2Pcode,admin1Name_es,admin1Pcode,admin0Name_es,admin0Pcode,date,validOn,validTo",
                 {{"country", "admin0Pcode"},
                  {"code", "admin2Pcode"},
                  {"name", "admin2Name_es"},
                  {"department", "admin1Name_es"},
                  {"valid_to", "-"}});
    check_layout("municipalities",
                 "adm2_name,adm2_pcode,adm1_name,adm1_pcode,adm0_name,adm0_pcode,valid_on,valid_to,area_sqkm,version,"
                 "cod_version,lang,iso2,iso3",
                 {{"code", "adm2_pcode"},
                  {"name", "adm2_name"},
                  {"department", "adm1_name"},
                  {"valid_from", "-"},
                  {"valid_to", "-"}});
}

TEST_CASE("boundary layers of the region are recognised") {
    check_layout("municipalities", "SHAPE_AREA,OBJECTID,REGION,GEOCODIGO,HECTARES,SQ_KM,SHAPE_LENG,NOMBRE",
                 {{"code", "GEOCODIGO"}, {"name", "NOMBRE"}, {"department", "-"}, {"country", "-"}});
    check_layout(
        "municipalities",
        "OBJECTID,ID,code_dpto,dpto,code,code_muni,muni,clase,cab_muni,nombre,area_km2,pob_2005,pob_2016,Región",
        {{"code", "code_muni"}, {"name", "muni"}, {"department", "dpto"}, {"population", "-"}});
    check_layout("municipalities", "gml_id,cod_catalo,cod_canton,canton,area,cod_provin,provincia,version",
                 {{"code", "cod_canton"}, {"name", "canton"}, {"department", "provincia"}});
    check_layout("municipalities", "pcode,adm2_source_code,gis_name",
                 {{"code", "adm2_source_code"}, {"name", "gis_name"}});
    check_layout("municipalities", "id,Municipio,id_depto,Departamento",
                 {{"code", "-"}, {"name", "Municipio"}, {"department", "Departamento"}});
}

TEST_CASE("event data of ACLED and UCDP are recognised") {
    check_layout("incidents",
                 "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,iso,region,"
                 "country,admin1,admin2,admin3,location,"
                 "latitude,longitude,geo_precision,source,notes,fatalities,tags,timestamp",
                 {{"id", "event_id_cnty"},
                  {"date", "event_date"},
                  {"x", "longitude"},
                  {"y", "latitude"},
                  {"weight", "fatalities"},
                  {"country", "iso"},
                  {"municipality", "-"},
                  {"year", "-"},
                  {"count", "-"},
                  {"incident_class", "event_type"}});
    check_layout("incidents",
                 "id,relid,year,type_of_violence,where_prec,adm_1,adm_2,latitude,longitude,country,country_id,date_"
                 "prec,date_start,date_end,best,high,low",
                 {{"id", "id"},
                  {"date", "date_start"},
                  {"weight", "best"},
                  {"country", "country"},
                  {"municipality", "-"},
                  {"year", "-"}});
}

TEST_CASE("tables of police and statistics offices are recognised") {
    check_layout(
        "incidents", "municipio,anio,mes,denuncias",
        {{"municipality", "municipio"}, {"year", "anio"}, {"month", "mes"}, {"count", "denuncias"}, {"date", "-"}});
    check_layout("incidents", "núm_corre,año_ocu,mes_ocu,día_ocu,depto_ocu,mupio_ocu,zona_ocu",
                 {{"municipality", "mupio_ocu"}, {"year", "año_ocu"}, {"month", "mes_ocu"}, {"id", "-"}});
    check_layout(
        "incidents", "num_corre,anio_ing,mes_ing,dia_ing,depto_ocu,municipio_ocu,causa_muerte",
        {{"municipality", "municipio_ocu"}, {"year", "anio_ing"}, {"incident_class", "causa_muerte"}, {"id", "-"}});
    check_layout("incidents", "DEPARTAMENTO,MUNICIPIO,CODIGO DANE,ARMAS MEDIOS,FECHA HECHO,GENERO,CANTIDAD",
                 {{"municipality", "CODIGO DANE"}, {"date", "FECHA HECHO"}, {"weight", "CANTIDAD"}, {"count", "-"}});
    check_layout("incidents",
                 "Delito,SubDelito,Fecha,Hora,Victima,SubVictima,Edad,Sexo,Nacionalidad,Provincia,Canton,Distrito",
                 {{"date", "Fecha"}, {"municipality", "Canton"}, {"weight", "-"}, {"incident_class", "Delito"}});
    check_layout("incidents", "Dep,Mun,Year,Count",
                 {{"department", "Dep"}, {"municipality", "Mun"}, {"year", "Year"}, {"count", "Count"}});
}

TEST_CASE("sites of AidData, the World Bank, ministries and OpenStreetMap are recognised") {
    check_layout("sites",
                 "project_id,project_location_id,precision_code,geoname_id,place_name,latitude,longitude,location_type_"
                 "code,geographic_exactness,project_title,"
                 "start_actual_isodate,end_actual_isodate,donors,recipients_iso3,ad_sector_names,status,total_"
                 "commitments,even_split_commitments",
                 {{"id", "project_location_id"},
                  {"precision", "precision_code"},
                  {"x", "longitude"},
                  {"site_name", "project_title"},
                  {"start", "start_actual_isodate"},
                  {"end", "end_actual_isodate"},
                  {"partner", "donors"},
                  {"status", "status"},
                  {"amount", "even_split_commitments"},
                  {"municipality", "-"}});
    check_layout("sites",
                 "Timestamp,Project ID,Latitude,Longitude,Precision,Precision Description,GeoNameID,ADM2,Project "
                 "Title,Country,Approval Date,Total Amt",
                 {{"id", "-"},
                  {"precision", "Precision"},
                  {"country", "Country"},
                  {"start", "Approval Date"},
                  {"amount", "-"},
                  {"municipality", "-"}});
    check_layout(
        "sites",
        "department,dep_id,municipality,mun_id,school_id,school_name,lat,long,address,program_ids,program_labels",
        {{"id", "school_id"}, {"x", "long"}, {"y", "lat"}, {"site_name", "school_name"}, {"municipality", "-"}});
    check_layout("sites", "@id,amenity,name,type", {{"id", "@id"}, {"family", "-"}, {"site_name", "name"}});
    check_layout("sites", "departamento,name,address,latitude,longitude",
                 {{"site_name", "name"}, {"x", "longitude"}, {"family", "-"}});
}

TEST_CASE("HXL tags are columns like others") {
    check_layout("municipalities", "#country+code,#adm2+code,#adm2+name,#adm1+name,#population+total",
                 {{"country", "#country+code"},
                  {"code", "#adm2+code"},
                  {"name", "#adm2+name"},
                  {"department", "#adm1+name"},
                  {"population", "#population+total"}});
    check_layout("sites", "#org+funder,#sector,#adm2+code,#geo+lat,#geo+lon,#status,#date+start,#date+end,#value+usd",
                 {{"partner", "#org+funder"},
                  {"municipality", "#adm2+code"},
                  {"x", "#geo+lon"},
                  {"status", "#status"},
                  {"amount", "#value+usd"}});
    check_layout("incidents", "#date+occurred,#affected+killed,#adm2+code",
                 {{"date", "#date+occurred"}, {"weight", "#affected+killed"}});
}

TEST_CASE("places of GeoNames are a population surface") {
    check_layout("population", "geonameid,name,country,featureCode,adminCode,muni,population,lon,lat",
                 {{"people", "population"}, {"x", "lon"}, {"y", "lat"}, {"country", "country"}, {"year", "-"}});
}

TEST_CASE("a known source is recognised by its columns, and an unknown one is not") {
    const layer::Dialects dialects = shipped();
    const layer::Dialect* const sepol = dialects.recognise("incidents", {"Dep", "Mun", "Year", "Count"});
    REQUIRE(sepol != nullptr);
    CHECK(sepol->name == "Honduras, SEPOL");
    CHECK(sepol == dialects.named("incidents", "hnd_sepol"));
    CHECK(dialects.recognise("incidents", {"fecha", "lon", "lat"}) == nullptr);
    CHECK(dialects.recognise("roads", {"fecha"}) == nullptr);
    CHECK(dialects.named("incidents", "generic") == nullptr);
}

TEST_CASE("boundaries are recognised as statistics offices spell them: the code that counts within its department is not the code") {
    check_layout("municipalities", "DPTO_CCDGO,MPIO_CCDGO,MPIO_CNMBR,MPIO_CDPMP,MPIO_CRSLC,MPIO_NAREA,MPIO_NANO,DPTO_CNMBR",
                 {{"code", "MPIO_CDPMP"}, {"name", "MPIO_CNMBR"}, {"department", "DPTO_CNMBR"}});
    check_layout("municipalities", "DPA_CANTON,DPA_DESCAN,DPA_VALOR,DPA_ANIO,DPA_PROVIN,DPA_DESPRO", {{"code", "DPA_CANTON"}, {"name", "DPA_DESCAN"}, {"department", "DPA_DESPRO"}});
    check_layout("municipalities", "COD_CANTON,NCANTON,NPROVINCIA", {{"code", "COD_CANTON"}, {"name", "NCANTON"}, {"department", "NPROVINCIA"}});
    check_layout("municipalities", "REG,PROV,MUN,TOPONIMIA", {{"code", "-"}, {"name", "TOPONIMIA"}, {"department", "-"}});
}
