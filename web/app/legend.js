// SPDX-License-Identifier: Apache-2.0
// The legend: which map is shown, what its classes look like and are called, how many municipalities each has. A class is a button that shows it alone.
import { fill, h, swatch } from './dom.js';

function class_row(one, state, speech, set) {
    const pressed = state.only === one.id;
    return h('li', { class: one.special ? 'special' : false },
        h('button', { type: 'button', 'aria-pressed': String(pressed), 'data-class': one.id, title: pressed ? speech.say('only_off') : speech.say('only_on'), onclick: () => set({ only: pressed ? '' : one.id, list: pressed ? state.list : 'places' }) },
            swatch(one), h('span', { class: 'words' }, one.label), ' ', h('span', { class: 'count' }, speech.number(one.municipalities), h('span', { class: 'hidden' }, ` ${speech.say(one.municipalities === 1 ? 'municipality' : 'municipalities')}`))));
}

/** The classes of two measures crossed, as a square with an axis along two of its sides. */
function square_table(legend, state, speech, set) {
    const by_id = new Map(legend.classes.map((one) => [one.id, one]));
    const { up, right, rows } = legend.square;
    const cell = (id) => {
        const one = by_id.get(id);
        const pressed = state.only === id;
        return h('td', {}, h('button', { type: 'button', class: 'cell', 'aria-pressed': String(pressed), 'data-class': id, title: one.label, onclick: () => set({ only: pressed ? '' : id, list: pressed ? state.list : 'places' }) },
            swatch(one, 44, 30), h('span', { class: 'hidden' }, `${one.label}: `), h('span', { class: 'count' }, speech.number(one.municipalities))));
    };
    return h('table', { class: 'square' }, h('caption', {}, `↑ ${up.label} · → ${right.label}`),
        h('tbody', {}, rows.map((ids, i) => h('tr', {}, h('th', { scope: 'row' }, up.ranges[up.ranges.length - 1 - i]), ids.map(cell)))),
        h('tfoot', {}, h('tr', {}, h('td', {}), right.ranges.map((range) => h('th', { scope: 'col' }, range)))));
}

/** What lies over the map, with its own key. */
function overlays(style, state, speech, set) {
    const shown = new Set(state.shown.split(' ').filter(Boolean));
    const toggle = (name, label) => h('label', { class: 'check' }, h('input', { type: 'checkbox', id: `layer-${name}`, checked: shown.has(name), onchange: (event) => {
        if (event.target.checked) shown.add(name);
        else shown.delete(name);
        set({ shown: [...shown].sort().join(' ') });
    } }), label);
    const sites = style.layers.find((layer) => layer.id === 'sites');
    const shaded = style.layers.filter((layer) => layer['source-layer'] === 'unreached').map((layer) => layer.id.slice('unreached-'.length));
    const dot = (colour) => h('span', { class: 'dot' }, swatch({ fill: colour, pattern: 'solid' }, 12, 12));
    const parts = [toggle('names', speech.say('names'))];
    if (sites) {
        const [, , , operating, , not_operating, not_known] = sites.paint['circle-color'];
        parts.push(toggle('sites', speech.say('sites')), h('p', { class: 'key' }, dot(operating), speech.say('sites_yes'), dot(not_operating), speech.say('sites_no'), dot(not_known), speech.say('sites_unknown'), ` (${speech.say('sites_close')})`));
    }
    if (shaded.length) {
        parts.push(h('label', { for: 'shade' }, speech.say('shade')), h('select', { id: 'shade', onchange: (event) => set({ shade: event.target.value }) },
            h('option', { value: '' }, speech.say('shade_none')), shaded.map((family) => h('option', { value: family, selected: family === state.shade }, speech.family(family)))));
        const layer = style.layers.find((one) => one.id === `unreached-${state.shade}`);
        if (layer) {
            const look = swatch({ fill: layer.paint['fill-color'], pattern: 'solid' });
            look.style.opacity = layer.paint['fill-opacity'];
            const whole = state.shade === 'law_enforcement' && style.metadata['presencia:profile'] === 'public';
            parts.push(h('p', { class: 'key' }, look, ' ', speech.say('shade_key', { family: speech.family(state.shade) }), whole ? h('small', {}, ` ${speech.say('shade_whole')}`) : null));
        }
    }
    return h('details', { class: 'overlays', id: 'overlays' }, h('summary', {}, speech.say('layers')), parts);
}

export function draw_legend(element, { legends, style, state, speech, set }) {
    const legend = legends[state.map];
    const open = element.querySelector('#overlays')?.open ?? matchMedia('(min-height: 50rem)').matches;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    const again = focused?.dataset.class ? `[data-class="${CSS.escape(focused.dataset.class)}"]` : focused?.id ? `#${CSS.escape(focused.id)}` : focused?.tagName === 'SUMMARY' ? 'summary' : null;
    const in_square = new Set(legend.square?.rows.flat() ?? []);
    fill(element,
        h('h2', { class: 'hidden' }, speech.say('legend')),
        h('label', { for: 'map-choice' }, speech.say('choose_map')),
        h('select', { id: 'map-choice', onchange: (event) => set({ map: event.target.value, only: '' }) }, Object.values(legends).map((one) => h('option', { value: one.style, selected: one.style === state.map }, one.title))),
        h('p', { class: legend.title.length > 30 ? 'map-title' : 'map-title short' }, legend.title),
        h('p', { class: 'quiet', lang: legend.foreign ? legend.language : false }, legend.subtitle),
        legend.square ? square_table(legend, state, speech, set) : null,
        h('ul', { class: 'classes', lang: legend.foreign ? legend.language : false }, legend.classes.filter((one) => !in_square.has(one.id)).map((one) => class_row(one, state, speech, set))),
        h('p', { class: 'quiet small screen' }, `${speech.say('legend_help')} ${speech.say('legend_counts')}`),
        overlays(style, state, speech, set));
    element.querySelector('#overlays').open = open;
    if (again) element.querySelector(again)?.focus();
}
