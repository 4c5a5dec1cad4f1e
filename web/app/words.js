// SPDX-License-Identifier: Apache-2.0
// Every word of the page, in both languages. Words on maps name the state, not the place.

/** As in engine/emit/words.cpp. */
export const state_words = {
    es: {
        no_record: 'sin registro', no_population: 'sin población', no_surface: 'sin superficie', no_site: 'sin sedes', unknown: 'no se sabe', not_studied: 'no estudiada', not_applicable: 'no aplica',
        suppressed: 'suprimido', gap: 'brecha', partial: 'parcial', gap_unknown: 'por verificar', reached: 'alcanzado', not_at_risk: 'no en riesgo', risk_unknown: 'riesgo sin saber', yes: 'sí', no: 'no',
        people: 'personas', area: 'superficie', declared: 'declarado', column: 'columna del archivo de municipios', table: 'tabla de población', surface: 'suma de la superficie de población',
        none: 'ninguno', high: 'alta', medium: 'media', low: 'baja', firm: 'firme', borderline: 'en el límite', rate: 'tasa', rate_eb: 'tasa suavizada', count: 'número de hechos', public: 'público',
        partner: 'socio', restricted: 'restringido', service: 'servicio', programme: 'programa',
    },
    en: {
        no_record: 'no record', no_population: 'no population', no_surface: 'no surface', no_site: 'no site', unknown: 'unknown', not_studied: 'not studied', not_applicable: 'n/a',
        suppressed: 'suppressed', gap: 'gap', partial: 'partial', gap_unknown: 'to be verified', reached: 'reached', not_at_risk: 'not at risk', risk_unknown: 'risk unknown', yes: 'yes', no: 'no',
        people: 'people', area: 'area', declared: 'declared', column: 'column of the municipalities', table: 'population table', surface: 'sum of the population surface', none: 'none', high: 'high',
        medium: 'medium', low: 'low', firm: 'firm', borderline: 'borderline', rate: 'rate', rate_eb: 'smoothed rate', count: 'number of incidents', public: 'public', partner: 'partner',
        restricted: 'restricted', service: 'service', programme: 'programme',
    },
};

/** As in engine/study/words.cpp. */
export const family_words = {
    es: { law_enforcement: 'policía', judicial: 'justicia', social: 'servicios sociales', educational: 'educación', border: 'control fronterizo', oversight: 'rendición de cuentas' },
    en: { law_enforcement: 'law enforcement', judicial: 'justice', social: 'social services', educational: 'education', border: 'border control', oversight: 'oversight' },
};

/** The countries of layers/countries.toml. */
export const country_words = {
    es: { BLZ: 'Belice', CRI: 'Costa Rica', SLV: 'El Salvador', GTM: 'Guatemala', HND: 'Honduras', NIC: 'Nicaragua', PAN: 'Panamá', DOM: 'República Dominicana', MEX: 'México', COL: 'Colombia', CHL: 'Chile' },
    en: { BLZ: 'Belize', CRI: 'Costa Rica', SLV: 'El Salvador', GTM: 'Guatemala', HND: 'Honduras', NIC: 'Nicaragua', PAN: 'Panama', DOM: 'Dominican Republic', MEX: 'Mexico', COL: 'Colombia', CHL: 'Chile' },
};

export const words = {
    es: {
        // The page
        skip_map: 'Ir al mapa', skip_list: 'Ir a la lista de brechas', language: 'Idioma', share: 'Copiar enlace', shared: 'Enlace copiado: quien lo abra ve esto mismo.',
        share_by_hand: 'Copie la dirección del navegador: quien la abra ve esto mismo.', print: 'Imprimir', period: '{from} a {to} · presencia al {as_of} · perfil {profile}', loading: 'Cargando el mapa…',
        rejects: 'Se rechazaron más filas de las que el estudio admite: vea el informe antes de usar estos números.',
        // Headline
        headline_title: 'A quién alcanza el Estado', headline: ' personas en municipios en riesgo están fuera del alcance de al menos una de las {n} familias de servicios.',
        headline_one: ' personas en municipios en riesgo están fuera del alcance de la familia estudiada.', headline_of: 'Son parte de {people} que viven en {at_risk} municipios en riesgo, de {all}.',
        headline_none: 'Ningún municipio de riesgo conocido está en riesgo según la regla.', headline_unsaid: 'Aquí no se puede contar a la gente: faltan datos o están reservados.',
        headline_left_out: 'Fuera de la cuenta: {people} personas en {n} con riesgo desconocido.', headline_left_out_places: 'Fuera de la cuenta: {n} con riesgo desconocido.', headline_withheld: ' De ellos, {n} reservados.',
        bar: 'Personas en riesgo por número de familias a su alcance, según lo registrado', families_0: 'Ninguna', families_1: '1 familia', families_n: '{n} familias', everywhere: 'Todo el estudio',
        municipality: 'municipio', municipalities: 'municipios',
        // The map
        map: 'Mapa', map_help: 'Mapa de municipios. Flechas: mover. Más y menos: acercar y alejar. Intro: abrir el municipio que está en la cruz del centro. La lista de municipios dice lo mismo con palabras.',
        zoom_in: 'Acercar', zoom_out: 'Alejar', whole: 'Ver todo el estudio', at_centre: 'En el centro: {name}, {class}', no_class: 'sin clase en este mapa', hint: 'Elija un municipio en el mapa o en la lista para ver sus números.',
        two_fingers: 'Mueva el mapa con dos dedos', wheel: 'Para acercar, mantenga Ctrl y gire la rueda', wheel_mac: 'Para acercar, mantenga ⌘ y gire la rueda', opens: 'Clic para ver sus números',
        no_map: 'Este navegador no puede dibujar el mapa (le falta WebGL 2). La leyenda, las listas y los números están completos.',
        // Legend
        legend: 'Leyenda', choose_map: 'Qué muestra el mapa', legend_help: 'Elija una clase para verla sola.', special: 'Lo que no es un número', legend_counts: 'A la derecha, cuántos municipios del estudio.',
        only_on: 'Solo esta clase', only_off: 'Ver todas las clases', layers: 'Encima del mapa', names: 'Nombres', sites: 'Sedes y programas', sites_yes: 'en operación', sites_no: 'no opera', sites_unknown: 'no se sabe',
        sites_close: 'se ven al acercarse', shade: 'Sombrear lo que queda fuera del alcance de', shade_none: 'nada', shade_key: 'Fuera del alcance de {family}', shade_whole: 'Por municipio entero: el lugar exacto está reservado.',
        // Filters
        filters: 'Filtrar', country: 'País', department: 'Departamento', family: 'Familia', gap_class: 'Clase de brecha', all_countries: 'Todos', all_departments: 'Todos', all_families: 'Todas', all_classes: 'Brecha o parcial',
        clear: 'Quitar filtros', no_department: 'sin departamento', veil: 'El mapa aclara lo que queda fuera del filtro. Lo que no se sabe queda a la vista.',
        // Lists
        lists: 'Listas', list_gaps: 'Brechas', list_places: 'Municipios', order: 'Ordenar por', order_need: 'Necesidad fuera de alcance', order_people: 'Personas fuera de alcance', order_score: 'Índice de brecha',
        list_help: 'En riesgo, y con una familia de servicios sin alcance o con alcance parcial. La mayor primero.', found: '{n} brechas', found_one: '1 brecha', found_rows: '{n} filas: {class}', found_none: 'Nada corresponde a este filtro.',
        unit_need: 'hechos esperados fuera de alcance', unit_people: 'personas fuera de alcance', unit_score: 'índice de brecha (0 a 100)', row_reach: 'alcance {share}', row_people: '{n} personas fuera',
        verify: 'Por verificar: {n}', verify_help: 'En riesgo, y los registros no alcanzan para saber si hay alcance.', unknown_apart: '{n} de este filtro con riesgo sin saber o suprimido: fuera de la lista, a la vista en el mapa.',
        more: 'Mostrar {n} más', search: 'Buscar municipio', places_found: '{n} municipios', places_found_one: '1 municipio', table_link: 'Tabla completa (CSV)',
        // A municipality
        back: '‹ Volver a la lista', go_there: 'Ver en el mapa', on_this_map: 'En este mapa', numbers: 'Números', population: 'Población', incidents: 'Hechos en el período', rate: 'Tasa por 100 000 habitantes y año',
        interval: 'intervalo de 95 %: {low} a {high}', rate_eb: 'Tasa suavizada', unreached_need: 'Necesidad fuera de alcance', unreached_need_rate: 'por 100 000 habitantes y año: {n}', gap_rank: 'Puesto (1 = la mayor necesidad sin servicio)',
        gap_score: 'Índice de brecha (0 a 100)', range: '{low} a {high}', confidence: 'Confianza', area: 'Superficie', km2: '{n} km²', at_risk: 'En riesgo según la regla', not_at_risk: 'No está en riesgo según la regla',
        risk_absent: 'Riesgo: {why}', certainty: 'certeza: {word}', zero_record: 'cero registrado', by_department: 'tasa y riesgo del departamento, no del municipio', families: 'Familias de servicios', presence: 'Presencia',
        reach: 'Alcance', nearest: 'la más cercana', km: '{n} km', people_out: 'Personas fuera', need_out: 'Necesidad fuera', class: 'Clase', sites_count: 'Sedes', bound_note: 'Presencia «no se sabe»: el alcance registrado es una cota inferior.',
        area_note: '* alcance de la superficie: no se sabe dónde vive la gente.', declared_note: '† alcance declarado por el estudio.', concurrence: 'Cuántas familias alcanzan a la gente', concurrence_of: 'personas',
        verify_flag: 'Conviene verificar primero: los registros dejan mucho sin saber.', listed: 'Está en la lista con que el estudio se compara.', why: 'Cómo se llega a estos números', why_more: 'Todos los pasos: ',
        why_server: 'Pasos del motor, tal como los imprime presencia explain.', absent_help: 'Lo que falta, y por qué', not_here: 'El municipio {key} no está en este resultado.',
        // Explanation of a municipality, from published numbers
        step_rate: 'Tasa: 100 000 × {incidents} hechos ÷ ({population} personas × {years} años) = {rate}.', step_smooth: 'La tasa suavizada, {rate_eb}, la acerca a la media de su grupo: tanto más cuanta menos gente hay.',
        step_risk_yes: '{measure}: {value}; corte de la regla: {cut}. Está en riesgo ({certainty}).', step_risk_no: '{measure}: {value}; corte de la regla: {cut}. No está en riesgo ({certainty}).',
        step_risk_list_yes: 'Está en riesgo según la regla.', step_risk_list_no: 'No está en riesgo según la regla.', step_risk_absent: 'No se dice si está en riesgo: {why}.',
        step_reached: '{family}: en riesgo, y el alcance ({reach}) llega a la meta de {target}: alcanzado.', step_partial: '{family}: en riesgo, con presencia o con algún alcance ({reach}), sin llegar a la meta de {target}: parcial.',
        step_gap: '{family}: en riesgo, sin servicio en el municipio, sin alcance, y con registros completos: brecha.', step_gap_unknown: '{family}: en riesgo, sin alcance registrado, y los registros no están completos: por verificar.',
        step_not_at_risk: '{family}: el municipio no está en riesgo, y no cuenta como brecha (alcance {reach}).', step_risk_unknown: '{family}: no se sabe si el municipio está en riesgo (alcance {reach}).', step_suppressed: '{family}: reservado por el perfil de divulgación.', step_not_studied: '{family}: no está en el estudio, y nada se dice de ella.',
        within: 'Estar dentro del alcance es estar a cierta distancia de una sede, no recibir el servicio.',
        // Why a value is not there
        why_no_record: 'ningún hecho registrado, y ninguna capa responde por que sean cero', why_no_population: 'no se conoce la población, o es cero', why_no_surface: 'no se sabe dónde vive la gente, y se usa la superficie',
        why_no_site: 'no hay ninguna sede en operación desde la cual medir', why_unknown: 'los datos registrados no lo resuelven', why_not_applicable: 'no tiene sentido aquí', why_suppressed: 'reservado por el perfil de divulgación: no es cero',
        why_not_studied: 'la familia no está en el estudio',
        // About
        about: 'Sobre estos datos', rule: 'Regla', assumptions: 'Supuestos', notes: 'Notas', withheld: 'El perfil {profile} reserva cuentas pequeñas y lugares sensibles: {n} con números reservados.', withheld_none: 'Perfil {profile}: ningún municipio tiene su cuenta reservada.',
        files: 'Archivos', report: 'Informe', silence: 'Un municipio sin registros no es un municipio seguro. El estudio no predice hechos ni dice dónde patrullar.', in_study_language: 'Texto en el idioma del estudio.',
        // Trouble
        trouble: 'El mapa no se puede mostrar', other_host: 'La dirección pide datos de otro sitio ({detail}). Esta página solo muestra los del suyo.', no_result: 'No hay ningún resultado de presencia en {detail}. Ponga la carpeta del mapa dentro de la del resultado, o dé su lugar con ?data=.',
        missing_file: 'Falta un archivo del resultado: {detail}.', unreachable: 'El servidor no responde: {detail}.', no_ranges: 'Este servidor no atiende peticiones por rangos y el archivo del mapa es grande ({detail}). Use presencia serve u otro servidor con rangos.', unforeseen: 'Algo falló: {detail}.',
    },
    en: {
        skip_map: 'Go to the map', skip_list: 'Go to the list of gaps', language: 'Language', share: 'Copy link', shared: 'Link copied: whoever opens it sees this.',
        share_by_hand: 'Copy the address of the browser: whoever opens it sees this.', print: 'Print', period: '{from} to {to} · presence on {as_of} · profile {profile}', loading: 'Loading the map…',
        rejects: 'More rows were rejected than the study allows: see the report before you use these numbers.',
        headline_title: 'Whom the state reaches', headline: ' people in municipalities at risk are out of reach of at least one of the {n} families of services.',
        headline_one: ' people in municipalities at risk are out of reach of the family studied.', headline_of: 'They are among {people} who live in {at_risk} municipalities at risk, of {all}.',
        headline_none: 'None of the municipalities whose risk is known is at risk by the rule.', headline_unsaid: 'People cannot be counted here: data are missing or withheld.',
        headline_left_out: 'Left out: {people} people in {n} whose risk is unknown.', headline_left_out_places: 'Left out: {n} whose risk is unknown.', headline_withheld: ' Of them, {n} withheld.',
        bar: 'People at risk by the number of families within reach, as recorded', families_0: 'None', families_1: '1 family', families_n: '{n} families', everywhere: 'The whole study',
        municipality: 'municipality', municipalities: 'municipalities',
        map: 'Map', map_help: 'Map of municipalities. Arrows: move. Plus and minus: zoom. Enter: open the municipality under the cross in the middle. The list of municipalities says the same in words.',
        zoom_in: 'Zoom in', zoom_out: 'Zoom out', whole: 'Show the whole study', at_centre: 'In the middle: {name}, {class}', no_class: 'no class on this map', hint: 'Choose a municipality on the map or in the list to see its numbers.',
        two_fingers: 'Use two fingers to move the map', wheel: 'Use Ctrl and the wheel to zoom', wheel_mac: 'Use ⌘ and the wheel to zoom', opens: 'Click to see its numbers',
        no_map: 'This browser cannot draw the map (it has no WebGL 2). Legend, lists and numbers are complete.',
        legend: 'Legend', choose_map: 'What the map shows', legend_help: 'Choose a class to see it alone.', special: 'What is not a number', legend_counts: 'At the right, how many municipalities of the study.',
        only_on: 'This class only', only_off: 'Show all classes', layers: 'Over the map', names: 'Names', sites: 'Sites and programmes', sites_yes: 'operating', sites_no: 'not operating', sites_unknown: 'not known',
        sites_close: 'seen when close', shade: 'Shade what is out of reach of', shade_none: 'nothing', shade_key: 'Out of reach of {family}', shade_whole: 'By whole municipality: the exact place is withheld.',
        filters: 'Filter', country: 'Country', department: 'Department', family: 'Family', gap_class: 'Gap class', all_countries: 'All', all_departments: 'All', all_families: 'All', all_classes: 'Gap or partial',
        clear: 'Clear filters', no_department: 'no department', veil: 'The map fades what is outside the filter. What is not known stays in sight.',
        lists: 'Lists', list_gaps: 'Gaps', list_places: 'Municipalities', order: 'Order by', order_need: 'Need out of reach', order_people: 'People out of reach', order_score: 'Gap score',
        list_help: 'At risk, and with a family of services out of reach or partly in reach. The largest first.', found: '{n} gaps', found_one: '1 gap', found_rows: '{n} rows: {class}', found_none: 'Nothing matches this filter.',
        unit_need: 'expected incidents out of reach', unit_people: 'people out of reach', unit_score: 'gap score (0 to 100)', row_reach: 'reach {share}', row_people: '{n} people out of reach',
        verify: 'To be verified: {n}', verify_help: 'At risk, and records cannot tell whether they are in reach.', unknown_apart: '{n} of this filter with risk unknown or suppressed: not in the list, in sight on the map.',
        more: 'Show {n} more', search: 'Find a municipality', places_found: '{n} municipalities', places_found_one: '1 municipality', table_link: 'Whole table (CSV)',
        back: '‹ Back to the list', go_there: 'Show on the map', on_this_map: 'On this map', numbers: 'Numbers', population: 'Population', incidents: 'Incidents in the period', rate: 'Rate per 100,000 people and year',
        interval: '95% interval: {low} to {high}', rate_eb: 'Smoothed rate', unreached_need: 'Need out of reach', unreached_need_rate: 'per 100,000 people and year: {n}', gap_rank: 'Rank (1 = largest unmet need)',
        gap_score: 'Gap score (0 to 100)', range: '{low} to {high}', confidence: 'Confidence', area: 'Area', km2: '{n} km²', at_risk: 'At risk by the rule', not_at_risk: 'Not at risk by the rule',
        risk_absent: 'Risk: {why}', certainty: 'certainty: {word}', zero_record: 'zero on record', by_department: 'rate and risk of the department, not of the municipality', families: 'Families of services', presence: 'Presence',
        reach: 'Reach', nearest: 'nearest', km: '{n} km', people_out: 'People out', need_out: 'Need out', class: 'Class', sites_count: 'Sites', bound_note: 'Presence “unknown”: the recorded reach is a lower bound.',
        area_note: '* reach of the area: it is not known where people live.', declared_note: '† reach declared by the study.', concurrence: 'How many families reach the people', concurrence_of: 'people',
        verify_flag: 'Best verified first: records leave much unknown.', listed: 'It is in the list that the study is compared with.', why: 'How these numbers come about', why_more: 'All steps: ',
        why_server: 'Steps of the engine, as presencia explain prints them.', absent_help: 'What is missing, and why', not_here: 'The municipality {key} is not in this result.',
        step_rate: 'Rate: 100,000 × {incidents} incidents ÷ ({population} people × {years} years) = {rate}.', step_smooth: 'The smoothed rate, {rate_eb}, draws it towards the mean of its group: the more, the fewer people there are.',
        step_risk_yes: '{measure}: {value}; cut of the rule: {cut}. At risk ({certainty}).', step_risk_no: '{measure}: {value}; cut of the rule: {cut}. Not at risk ({certainty}).',
        step_risk_list_yes: 'At risk by the rule.', step_risk_list_no: 'Not at risk by the rule.', step_risk_absent: 'Whether it is at risk is not said: {why}.',
        step_reached: '{family}: at risk, and reach ({reach}) meets the target of {target}: reached.', step_partial: '{family}: at risk, present or with some reach ({reach}), below the target of {target}: partial.',
        step_gap: '{family}: at risk, no service in the municipality, no reach, and records are complete: gap.', step_gap_unknown: '{family}: at risk, no reach on record, and records are not complete: to be verified.',
        step_not_at_risk: '{family}: the municipality is not at risk, and does not count as a gap (reach {reach}).', step_risk_unknown: '{family}: whether the municipality is at risk is not known (reach {reach}).', step_suppressed: '{family}: withheld by the disclosure profile.', step_not_studied: '{family}: not in the study, and nothing is said of it.',
        within: 'Being within reach is being within a distance of a site, not receiving the service.',
        why_no_record: 'no incident on record, and no layer vouches for zero', why_no_population: 'population is not known, or zero', why_no_surface: 'where people live is not known, and area is used instead',
        why_no_site: 'there is no operating site to measure from', why_unknown: 'recorded data cannot settle it', why_not_applicable: 'it has no meaning here', why_suppressed: 'withheld by the disclosure profile: it is not zero',
        why_not_studied: 'the family is not in the study',
        about: 'About these data', rule: 'Rule', assumptions: 'Assumptions', notes: 'Notes', withheld: 'Profile {profile} withholds small counts and sensitive places: {n} with numbers withheld.', withheld_none: 'Profile {profile}: no municipality has its count withheld.',
        files: 'Files', report: 'Report', silence: 'A municipality without records is not a safe one. The study does not predict incidents, nor say where to patrol.', in_study_language: 'Text in the language of the study.',
        trouble: 'The map cannot be shown', other_host: 'The address asks for data of another site ({detail}). This page shows only its own.', no_result: 'There is no result of presencia at {detail}. Put the folder of the map inside that of the result, or give its place as ?data=.',
        missing_file: 'A file of the result is missing: {detail}.', unreachable: 'The server does not answer: {detail}.', no_ranges: 'This server does not answer range requests, and the archive of the map is large ({detail}). Use presencia serve or another server that does.', unforeseen: 'Something failed: {detail}.',
    },
};
