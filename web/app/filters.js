// SPDX-License-Identifier: Apache-2.0
// Country, department, family and class of gap: the filters of `presencia gaps`.
import { fill, h } from './dom.js';
import { gap_classes } from './gaps.js';

const parts = ['country', 'department', 'family', 'gap_class'];

export const is_filtered = (state) => Boolean(state.country || state.department || state.family || state.gap_class || state.only);

/** What is asked for, in a line: for paper, where the choices themselves are not. */
export function said_filter(state, legend, speech) {
    const one = legend.classes.find((cls) => cls.id === state.only);
    const parts = [
        state.country && `${speech.say('country')}: ${speech.country(state.country)}`, state.department && `${speech.say('department')}: ${state.department.split('|').slice(1).join('|') || speech.say('no_department')}`,
        state.family && `${speech.say('family')}: ${speech.family(state.family)}`, state.gap_class && `${speech.say('gap_class')}: ${speech.state(state.gap_class)}`, one && `${speech.say('only_on')}: ${one.label}`,
    ].filter(Boolean);
    return parts.length ? `${speech.say('filters')} · ${parts.join(' · ')}` : '';
}

function choice(id, label, none, options, value, change) {
    return h('div', { class: 'choice' }, h('label', { for: id }, label), h('select', { id, onchange: (event) => change(event.target.value) },
        h('option', { value: '' }, none), options.map(([key, words]) => h('option', { value: key, selected: key === value }, words))));
}

export function draw_filters(element, { gaps, state, speech, set }) {
    const focused = element.contains(document.activeElement) ? document.activeElement.id : null;
    const countries = [...new Set(gaps.map((row) => row.country))].sort();
    const collator = new Intl.Collator(speech.language);
    const departments = [...new Set(gaps.filter((row) => !state.country || row.country === state.country).map((row) => `${row.country}|${row.department}`))]
        .map((key) => {
            const [country, ...name] = key.split('|');
            const words = name.join('|') || speech.say('no_department');
            return [key, countries.length > 1 && !state.country ? `${words} (${speech.country(country)})` : words];
        }).sort((a, b) => collator.compare(a[1], b[1]));
    const families = [...new Set(gaps.map((row) => row.family))];
    const order = ['law_enforcement', 'judicial', 'social', 'educational', 'border', 'oversight'];
    families.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const used = parts.filter((name) => state[name]).length;
    fill(element,
        h('summary', {}, h('h2', {}, speech.say('filters')), used ? ` (${used})` : null),
        h('div', { class: 'choices' },
            countries.length > 1 ? choice('filter-country', speech.say('country'), speech.say('all_countries'), countries.map((one) => [one, speech.country(one)]), state.country, (country) => set({ country, department: '' })) : null,
            departments.length > 1 || state.department ? choice('filter-department', speech.say('department'), speech.say('all_departments'), departments, state.department, (department) => set({ department })) : null,
            choice('filter-family', speech.say('family'), speech.say('all_families'), families.map((one) => [one, speech.family(one)]), state.family, (family) => set({ family })),
            choice('filter-class', speech.say('gap_class'), speech.say('all_classes'), gap_classes.map((one) => [one, speech.state(one)]), state.gap_class, (gap_class) => set({ gap_class }))),
        is_filtered(state) ? h('p', { class: 'quiet small veiled' }, h('button', { type: 'button', id: 'clear', onclick: () => set({ country: '', department: '', family: '', gap_class: '', only: '' }) }, speech.say('clear')), ` ${speech.say('veil')}`) : null);
    if (focused) (element.querySelector(`#${focused}`) ?? element.querySelector('select'))?.focus();
}
