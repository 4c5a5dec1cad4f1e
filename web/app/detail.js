// SPDX-License-Identifier: Apache-2.0
// One municipality: its numbers, its states of knowledge in words, and how the numbers come about.
import { fill, h, swatch } from './dom.js';
import { absences_of, steps_of } from './explain.js';

const order = ['law_enforcement', 'judicial', 'social', 'educational', 'border', 'oversight'];

/** How a property of `facts` is said: a value, or the word for why there is none. */
class Cells {
    constructor(facts, loading, speech) {
        this.facts = facts;
        this.loading = loading;
        this.speech = speech;
    }
    has(property) {
        return this.facts[property] !== undefined;
    }
    known(property) {
        return this.facts[property] !== null && this.has(property);
    }
    /** Text, or an element that looks unlike a number. */
    say(property, write = (value) => this.speech.number(value)) {
        if (!this.has(property)) return this.loading ? '…' : null;
        return this.known(property) ? write(this.facts[property]) : h('em', { class: 'absent' }, this.speech.state(this.facts.reasons[property] ?? 'unknown'));
    }
}

function range(cells, low, high, decimals) {
    const { facts, speech } = cells;
    if (!cells.known(low) || !cells.known(high)) return cells.say(low);
    const ends = [speech.number(facts[low], decimals), speech.number(facts[high], decimals)];
    return ends[0] === ends[1] ? ends[0] : speech.say('range', { low: ends[0], high: ends[1] });
}

function verdict(facts, speech) {
    if (facts.at_risk === null || facts.at_risk === undefined) return h('p', { class: 'verdict' }, speech.say('risk_absent', { why: '' }), h('em', { class: 'absent' }, speech.state(facts.reasons.at_risk ?? 'unknown')), ` (${speech.say(`why_${facts.reasons.at_risk ?? 'unknown'}`)})`);
    return h('p', { class: 'verdict' }, h('strong', {}, speech.say(facts.at_risk ? 'at_risk' : 'not_at_risk')), facts.at_risk_certainty ? ` · ${speech.say('certainty', { word: speech.state(facts.at_risk_certainty) })}` : '');
}

function numbers(cells) {
    const { facts, speech } = cells;
    const rows = [];
    // What the complete file alone has is awaited while it comes, and not promised where it does not.
    const row = (words, value, note) => (value !== null) && rows.push(h('div', {}, h('dt', {}, words), h('dd', {}, value, note ? h('small', {}, note) : null)));
    row(speech.say('population'), cells.say('population'), cells.known('population') && cells.known('population_basis') && facts.population_basis !== 'column' ? speech.state(facts.population_basis) : null);
    row(speech.say('incidents'), cells.say('incidents'), facts.incidents === 0 ? speech.say('zero_record') : null);
    row(speech.say('rate'), cells.say('rate', (value) => speech.number(value, 1)), cells.known('rate_low') && cells.known('rate_high') ? speech.say('interval', { low: speech.number(facts.rate_low, 1), high: speech.number(facts.rate_high, 1) }) : null);
    row(speech.say('rate_eb'), cells.say('rate_eb', (value) => speech.number(value, 1)), facts.risk_level === 'department' ? speech.say('by_department') : null);
    row(speech.say('unreached_need'), cells.say('unreached_need', (value) => speech.number(value, 1)), cells.known('unreached_need_rate') ? speech.say('unreached_need_rate', { n: speech.number(facts.unreached_need_rate, 1) }) : null);
    row(speech.say('gap_rank'), cells.say('gap_rank'));
    row(speech.say('gap_score'), range(cells, 'gap_score_low', 'gap_score_high', 0));
    row(speech.say('confidence'), cells.say('confidence', (value) => speech.state(value)));
    if (cells.known('area_km2')) row(speech.say('area'), speech.say('km2', { n: speech.number(facts.area_km2, 1) }));
    return h('dl', { class: 'numbers' }, rows);
}

const families_of = (facts) => order.filter((family) => `${family}_gap_class` in facts);

function families(cells) {
    const { facts, speech } = cells;
    const there = families_of(facts);
    const mark = { area: '*', declared: '†' };
    const beside = (family) => [speech.say('sites_count'), ': ', cells.say(`${family}_sites`), cells.known(`${family}_nearest_km`) ? [' · ', speech.say('nearest'), ': ', speech.say('km', { n: speech.number(facts[`${family}_nearest_km`], 1) })] : null];
    const row = (family) => {
        const say = (property, write) => cells.say(`${family}_${property}`, write);
        const kind = facts[`${family}_gap_class`];
        if (kind === 'not_studied') return h('tr', { 'data-family': family }, h('th', { scope: 'row' }, speech.family(family)), h('td', { colspan: 4 }, h('em', { class: 'absent' }, speech.state(kind))));
        return h('tr', { 'data-family': family, class: kind === 'gap' || kind === 'partial' ? 'lacking' : false }, h('th', { scope: 'row' }, speech.family(family), h('small', {}, beside(family))), h('td', {}, speech.state(kind), h('small', {}, `${speech.say('presence')}: ${speech.state(facts[`${family}_presence`])}`)),
            h('td', { class: 'n' }, say('reach', (value) => speech.share(value) + (mark[facts[`${family}_reach_basis`]] ?? ''))), h('td', { class: 'n' }, say('unreached_people')),
            h('td', { class: 'n' }, say('unreached_need', (value) => speech.number(value, 1))));
    };
    const any = (test) => there.some(test);
    return [
        h('h3', {}, speech.say('families')),
        h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': speech.say('families') }, h('table', { class: 'families' },
            h('thead', {}, h('tr', {}, h('td', {}), ['class', 'reach', 'people_out', 'need_out'].map((name) => h('th', { scope: 'col', class: name === 'class' ? false : 'n' }, speech.say(name))))),
            h('tbody', {}, there.map(row)))),
        h('p', { class: 'quiet small' }, [
            any((family) => facts[`${family}_presence`] === 'unknown') ? speech.say('bound_note') : null,
            any((family) => facts[`${family}_reach_basis`] === 'area') ? speech.say('area_note') : null,
            any((family) => facts[`${family}_reach_basis`] === 'declared') ? speech.say('declared_note') : null,
        ].filter(Boolean).join(' ')),
    ];
}

/** People by the number of families that reach them: only the complete file has them. */
function concurrence(cells) {
    const { speech, facts } = cells;
    if (!cells.has('reached_by_0')) return null;
    const most = families_of(facts).filter((family) => order.indexOf(family) < 4 && facts[`${family}_gap_class`] !== 'not_studied').length;
    const row = (k) => h('div', {}, h('dt', {}, k === 0 ? speech.say('families_0') : k === 1 ? speech.say('families_1') : speech.say('families_n', { n: k })), h('dd', {}, range(cells, `reached_by_${k}`, `reached_by_${k}_high`, 0)));
    return [h('h3', {}, `${speech.say('concurrence')} (${speech.say('concurrence_of')})`), h('dl', { class: 'numbers' }, Array.from({ length: most + 1 }, (_, k) => row(k)))];
}

function missing(facts, speech) {
    const names = Object.fromEntries(['population', 'incidents', 'rate', 'rate_eb', 'unreached_need', 'gap_rank', 'reach'].map((name) => [name, speech.say(name).toLowerCase()]));
    Object.assign(names, { at_risk: speech.say('rule').toLowerCase(), gap_score_low: speech.say('gap_score').toLowerCase(), sites: speech.say('sites_count').toLowerCase(), nearest_km: speech.say('nearest').toLowerCase(), unreached_people: speech.say('people_out').toLowerCase() });
    const found = absences_of(facts, names, speech);
    if (!found.length) return null;
    return h('details', {}, h('summary', {}, speech.say('absent_help')), h('ul', { class: 'small' }, found.map(([reason, what]) => h('li', {}, h('em', { class: 'absent' }, speech.state(reason)), ` (${speech.say(`why_${reason}`)}): ${what.join('; ')}`))));
}

/** The steps: the server's where it gave them, else what the published numbers tell. */
function why(facts, study, steps, speech, result) {
    const told = steps
        ? [h('p', { class: 'quiet small' }, speech.say('why_server')), steps.map((step) => h('div', { class: 'step' }, h('h4', {}, step.title), (step.lines ?? []).map((line) => h('p', {}, line))))]
        : [h('ol', { class: 'small' }, steps_of(facts, study, speech).map((sentence) => h('li', {}, sentence))), h('p', { class: 'quiet small' }, speech.say('why_more'), h('code', {}, `presencia explain ${result} ${facts.country}:${facts.code}`))];
    return h('details', { id: 'why' }, h('summary', {}, speech.say('why')), told);
}

/** Draws into `element`. `facts` are the municipality's properties, `loading` whether more of them may come, `steps` the server's explanation or null. */
export function draw_detail(element, { facts, loading, place, legend, study, steps, speech, result, back, go_there }) {
    const open = element.querySelector('#why')?.open ?? false;
    const cells = new Cells(facts, loading, speech);
    const one = legend.classes.find((cls) => cls.id === place?.classes[legend.style]);
    fill(element,
        h('button', { type: 'button', id: 'back', class: 'link screen', onclick: back }, speech.say('back')),
        h('h2', { id: 'detail-name', tabindex: '-1' }, facts.name),
        h('p', { class: 'quiet' }, [facts.department, `${facts.country}:${facts.code}`].filter(Boolean).join(' · '), ' ', place ? h('button', { type: 'button', class: 'link screen', id: 'go-there', onclick: go_there }, speech.say('go_there')) : null),
        verdict(facts, speech),
        h('p', { class: 'on-map' }, `${speech.say('on_this_map')}: `, one ? [swatch(one), ' ', one.label] : speech.say('no_class')),
        facts.to_verify === true ? h('p', { class: 'note' }, speech.say('verify_flag')) : null,
        facts.listed === true ? h('p', { class: 'note' }, speech.say('listed')) : null,
        h('h3', {}, speech.say('numbers')), numbers(cells),
        families(cells), concurrence(cells), missing(facts, speech), why(facts, study, steps, speech, result));
    element.querySelector('#why').open = open;
}
