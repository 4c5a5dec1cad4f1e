// SPDX-License-Identifier: Apache-2.0
// The ranked gaps and the municipalities, as lists of buttons that open one: the map in words.
import { fill, h, swatch } from './dom.js';
import { orders } from './gaps.js';

const at_once = 40;

function long_list(list, items, draw, speech) {
    let shown = 0;
    const more = h('button', { type: 'button', class: 'more', onclick: () => add() });
    const add = () => {
        const from = list.children.length;
        list.append(...items.slice(shown, shown + at_once).map((item, i) => draw(item, shown + i)));
        shown = Math.min(items.length, shown + at_once);
        more.hidden = shown >= items.length;
        more.textContent = speech.say('more', { n: Math.min(at_once, items.length - shown) });
        if (from > 0) list.children[from].querySelector('button').focus();
    };
    add();
    return [list, more];
}

function measure_of(row, state, speech) {
    const property = orders[state.order];
    const value = row[property];
    return value === null ? speech.state(row.reasons[property] ?? 'unknown') : speech.number(value, state.order === 'people' ? 0 : 1);
}

function gap_row(row, rank, { state, speech, pick, point }) {
    const reach = row.reach === null ? speech.state(row.reasons.reach ?? 'unknown') : `${speech.share(row.reach)}${row.reach_basis === 'area' ? '*' : row.reach_basis === 'declared' ? '†' : ''}`;
    const people = row.unreached_people === null ? speech.state(row.reasons.unreached_people ?? 'unknown') : speech.number(row.unreached_people);
    return h('li', { 'data-key': row.key }, h('button', { type: 'button', class: 'row', 'data-key': row.key, 'aria-current': state.at === row.key ? 'true' : false, onclick: () => pick(row.key), onmouseenter: () => point(row.key), onmouseleave: () => point(null), onfocus: () => point(row.key), onblur: () => point(null) },
        h('span', { class: 'rank' }, speech.number(rank)), ' ',
        h('span', { class: 'who' }, h('strong', {}, row.name), ` · ${speech.family(row.family)}`, h('small', {}, `${speech.state(row.gap_class)} · ${speech.say('row_reach', { share: reach })} · ${speech.say('row_people', { n: people })}`)), ' ',
        h('span', { class: 'measure' }, measure_of(row, state, speech))));
}

function draw_gaps(element, context) {
    const { found, state, speech, set, base } = context;
    const order = h('select', { id: 'order', onchange: (event) => set({ order: event.target.value }) }, Object.keys(orders).map((one) => h('option', { value: one, selected: one === state.order }, speech.say(`order_${one}`))));
    const count = state.gap_class ? speech.say('found_rows', { n: speech.number(found.rows.length), class: speech.state(state.gap_class) }) : found.rows.length === 1 ? speech.say('found_one') : speech.say('found', { n: speech.number(found.rows.length) });
    const list = (rows, id) => long_list(h('ol', { class: 'rows', id }), rows, (row, i) => gap_row(row, i + 1, context), speech);
    fill(element,
        state.gap_class ? null : h('p', { class: 'quiet small' }, speech.say('list_help')),
        h('div', { class: 'list-head' }, h('p', { class: 'found', role: 'status' }, found.rows.length ? count : speech.say('found_none')), found.rows.length > 1 || found.verify.length > 1 ? h('div', { class: 'order' }, h('label', { for: 'order' }, speech.say('order')), order) : null),
        found.rows.length ? h('p', { class: 'unit quiet small' }, speech.say(`unit_${state.order}`)) : null,
        list(found.rows, 'gap-rows'),
        found.verify.length ? [h('h3', {}, speech.say('verify', { n: speech.number(found.verify.length) })), h('p', { class: 'quiet small' }, speech.say('verify_help')), list(found.verify, 'verify-rows')] : null,
        found.unknown.size ? h('p', { class: 'apart' }, speech.say('unknown_apart', { n: speech.count(found.unknown.size, 'municipality', 'municipalities') })) : null,
        h('p', { class: 'small' }, h('a', { href: new URL('gaps.csv', base).href }, speech.say('table_link'))));
}

const plain = (text) => text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();

/** The municipalities of a filter that a word is in the name of, by name. */
export function places_found(places, state, query, shown) {
    const wanted = plain(query.trim());
    return [...places.values()].filter((place) => (!state.country || place.country === state.country)
        && (!state.department || `${place.country}|${place.department}` === state.department)
        && (!state.only || place.classes[state.map] === state.only)
        && (!(state.family || state.gap_class) || shown.has(place.key))
        && (!wanted || plain(`${place.name} ${place.key}`).includes(wanted))).sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1));
}

function draw_places(element, context) {
    const { places, state, speech, legend, found, pick, point } = context;
    const by_id = new Map(legend.classes.map((one) => [one.id, one]));
    const row = (place) => {
        const one = by_id.get(place.classes[state.map]);
        return h('li', { 'data-key': place.key }, h('button', { type: 'button', class: 'row', 'data-key': place.key, 'aria-current': state.at === place.key ? 'true' : false, onclick: () => pick(place.key), onmouseenter: () => point(place.key), onmouseleave: () => point(null), onfocus: () => point(place.key), onblur: () => point(null) },
            one ? swatch(one, 22, 16) : null, ' ', h('span', { class: 'who' }, h('strong', {}, place.name), place.department ? ` · ${place.department}` : '', h('small', {}, one?.label ?? speech.say('no_class')))));
    };
    const count = h('p', { class: 'found', role: 'status' });
    const list = h('div', { class: 'places' });
    const search = h('input', { type: 'search', id: 'search', autocomplete: 'off', oninput: () => refresh() });
    const refresh = () => {
        const hits = places_found(places, state, search.value, found.shown);
        count.textContent = hits.length === 1 ? speech.say('places_found_one') : hits.length ? speech.say('places_found', { n: speech.number(hits.length) }) : speech.say('found_none');
        fill(list, long_list(h('ul', { class: 'rows', id: 'place-rows' }), hits, row, speech));
    };
    fill(element, h('label', { for: 'search' }, speech.say('search')), search, count, list);
    refresh();
}

export function draw_lists(element, context) {
    const { state, speech, set } = context;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    const again = focused?.id ? `#${focused.id}` : null;
    const tab = (name, words) => h('label', { class: 'tab' }, h('input', { type: 'radio', name: 'list', id: `list-${name}`, value: name, checked: state.list === name, onchange: () => set({ list: name }) }), h('span', {}, words));
    const body = h('div', { class: 'list-body' });
    fill(element, h('fieldset', { class: 'tabs' }, h('legend', { class: 'hidden' }, speech.say('lists')), tab('gaps', speech.say('list_gaps')), tab('places', speech.say('list_places'))), body);
    (state.list === 'places' ? draw_places : draw_gaps)(body, context);
    if (again) element.querySelector(again)?.focus();
}
