// SPDX-License-Identifier: Apache-2.0
// Whom the state reaches, first of all, for what the filter asks: the study, a country or a department. As the report says it.
import { fill, h, swatch } from './dom.js';

const four = ['law_enforcement', 'judicial', 'social', 'educational'];

function unit_of(summary, state, speech) {
    const department = state.department && summary.departments.find((one) => `${one.country}|${one.department ?? ''}` === state.department);
    if (department) return { unit: department, name: `${department.department ?? speech.say('no_department')}, ${speech.country(department.country)}` };
    const country = state.country && summary.countries.find((one) => one.country === state.country);
    return country ? { unit: country, name: speech.country(state.country) } : { unit: summary.region[0], name: null };
}

/** "3" or "3 – 5": what is recorded, and what it would be if all that is not recorded reached everybody. */
function bounds(least, most, speech) {
    const ends = [speech.number(least), speech.number(most)];
    return ends[0] === ends[1] ? ends[0] : ends.join(' – ');
}

function bar(reached, known, colours, speech) {
    const words = reached.map((people, k) => `${k === 0 ? speech.say('families_0') : k === 1 ? speech.say('families_1') : speech.say('families_n', { n: k })}: ${speech.number(people)} (${speech.share(people / known)})`);
    const parts = reached.map((people, k) => {
        const part = h('span', { title: words[k] });
        part.style.cssText = `flex: ${people / known} 0 0; background: ${colours[k]}`;
        return part;
    });
    return [
        h('p', { class: 'quiet small' }, speech.say('bar')),
        h('div', { class: 'bar', role: 'img', 'aria-label': words.join('; ') }, parts),
        h('ul', { class: 'bar-key small', 'aria-hidden': 'true' }, reached.map((people, k) => h('li', {}, swatch({ fill: colours[k], pattern: 'solid' }, 12, 12), ` ${k === 0 ? speech.say('families_0') : k} · ${speech.share(people / known)}`))),
    ];
}

/** The colours of none to all families: the study's map of concurrence where it has one, whose colours these are (styles/concurrence.toml). */
function colours_of(legends, families) {
    const legend = legends.concurrence;
    const shipped = ['#3f2069', '#6f5099', '#a08ac8', '#cabedf', '#c4ebe2'];
    const of = (k) => legend?.classes.find((one) => one.id === String(k))?.fill ?? shipped[k];
    return Array.from({ length: families + 1 }, (_, k) => of(k === families ? 4 : k));
}

export function draw_headline(element, { summary, legends, state, speech }) {
    const { unit, name } = unit_of(summary, state, speech);
    const families = four.filter((family) => summary.study.families_studied.includes(family)).length;
    const { headline, municipalities } = unit;
    const reached = headline.reached_by?.slice(0, families + 1);
    const best = headline.reached_by_high?.slice(0, families + 1);
    const known = reached?.reduce((sum, people) => sum + people, 0);
    const said = [];
    if (municipalities.at_risk === 0) said.push(h('p', {}, speech.say('headline_none')));
    else if (!families || !known || headline.people_at_risk === null) said.push(h('p', {}, speech.say('headline_unsaid')));
    else {
        said.push(h('p', { class: 'statement' }, h('strong', {}, bounds(known - best[families], known - reached[families], speech)), speech.say(families === 1 ? 'headline_one' : 'headline', { n: families })),
            h('p', { class: 'small' }, speech.say('headline_of', { people: speech.number(headline.people_at_risk), at_risk: speech.number(municipalities.at_risk), all: speech.number(municipalities.all) })),
            bar(reached, known, colours_of(legends, families), speech));
    }
    const unsure = municipalities.risk_unknown + municipalities.risk_suppressed;
    if (unsure) {
        const n = speech.count(unsure, 'municipality', 'municipalities');
        said.push(h('p', { class: 'apart small' }, headline.people_risk_unknown > 0 ? speech.say('headline_left_out', { people: speech.number(headline.people_risk_unknown), n }) : speech.say('headline_left_out_places', { n }),
            municipalities.risk_suppressed ? speech.say('headline_withheld', { n: speech.number(municipalities.risk_suppressed) }) : ''));
    }
    fill(element, h('h2', {}, speech.say('headline_title'), h('span', { class: 'quiet where' }, name ?? speech.say('everywhere'))), said);
}

/** What these data are, at the foot of the page. */
export function draw_about(element, { summary, base, speech }) {
    const { study } = summary;
    const foreign = study.language !== speech.language;
    const lines = (title, sentences) => sentences?.length ? h('details', {}, h('summary', {}, title), h('ul', { lang: study.language }, sentences.map((one) => h('li', {}, one)))) : null;
    const withheld = study.disclosure?.municipalities_suppressed ?? 0;
    const profile = speech.state(study.profile);
    const file = (name, words) => h('a', { href: new URL(name, base).href }, words ?? name);
    const open = [...element.querySelectorAll('details')].map((one) => one.open);
    fill(element,
        h('h2', {}, speech.say('about')),
        h('p', {}, `${speech.say('rule')}: `, h('span', { lang: study.language }, study.rule)),
        h('p', {}, withheld ? speech.say('withheld', { profile, n: speech.count(withheld, 'municipality', 'municipalities') }) : speech.say('withheld_none', { profile })),
        h('p', {}, speech.say('silence')),
        lines(speech.say('assumptions'), study.assumptions), lines(speech.say('notes'), study.notes),
        foreign ? h('p', { class: 'quiet small' }, `${speech.say('rule')}, ${speech.say('assumptions').toLowerCase()}, ${speech.say('notes').toLowerCase()}: ${speech.say('in_study_language').toLowerCase()}`) : null,
        h('p', { class: 'screen' }, `${speech.say('files')}: `, file('report.html', speech.say('report')), ' · ', file('gaps.csv'), ' · ', file('municipalities.geojson'), ' · ', file('study.gpkg'), ' · ', file('manifest.json')));
    element.querySelectorAll('details').forEach((one, i) => { one.open = open[i] ?? false; });
}
