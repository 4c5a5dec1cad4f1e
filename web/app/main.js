// SPDX-License-Identifier: Apache-2.0
// One state, written into the address; what is drawn follows from it.
import { read_address, read_view, view_text, write_address } from './address.js';
import { open_archive, read_places } from './archive.js';
import { draw_detail } from './detail.js';
import { fill, h } from './dom.js';
import { draw_filters, is_filtered, said_filter } from './filters.js';
import { ask, facts_of, read_gaps, reasons_of } from './gaps.js';
import { draw_about, draw_headline } from './headline.js';
import { draw_legend } from './legend.js';
import { legend_in } from './legend_words.js';
import { draw_lists, places_found } from './lists.js';
import { document_at, explanation, find_result, text, Trouble } from './site.js';
import { Speech } from './speech.js';

const part = (id) => document.getElementById(id);
const languages = ['es', 'en'];

class Page {
    constructor(result) {
        Object.assign(this, result);
        this.state = this.valid(read_address(location.hash));
        this.complete = null;  // municipalities.geojson by key, once somebody asks for a municipality
        this.steps = new Map();
    }

    /** A state that this result can show, whatever the address says. */
    valid(state) {
        const maps = this.style.metadata['presencia:maps'];
        const out = { ...state };
        if (!languages.includes(out.language)) out.language = languages.find((one) => navigator.language.startsWith(one)) ?? this.summary.study.language;
        if (!(out.map in maps)) out.map = Object.keys(maps)[0];
        const has = (test) => this.gaps.some(test);
        if (out.country && !has((row) => row.country === out.country)) out.country = '';
        if (out.department && !has((row) => `${row.country}|${row.department}` === out.department)) out.department = '';
        if (out.family && !has((row) => row.family === out.family)) out.family = '';
        if (out.only && !maps[out.map].classes.some((one) => one.id === out.only)) out.only = '';
        if (!['need', 'people', 'score'].includes(out.order)) out.order = 'need';
        if (!['gaps', 'places'].includes(out.list)) out.list = 'gaps';
        return out;
    }

    /** Changes the state, redraws what depends on it, and writes the address. */
    set = (change) => {
        const before = this.state;
        this.state = this.valid({ ...before, ...change });
        this.draw(before);
        this.write();
    };

    write() {
        history.replaceState(null, '', location.pathname + location.search + write_address(this.state));
    }

    draw(before = null) {
        const { state } = this;
        const changed = (...names) => before === null || names.some((name) => before[name] !== state[name]);
        const spoken = changed('language');
        if (spoken) this.speak();
        const context = { ...this, speech: this.speech, legends: this.legends, legend: this.legends[state.map], state, set: this.set, pick: this.pick, point: this.point };
        context.found = this.found = ask(this.gaps, state);
        if (spoken || changed('country', 'department')) draw_headline(part('headline'), context);
        if (spoken || changed('map', 'only', 'shade', 'shown')) draw_legend(part('legend'), context);
        const filters = ['country', 'department', 'family', 'gap_class', 'only'];
        if (spoken || changed(...filters)) {
            draw_filters(part('filters'), context);
            part('asked').textContent = said_filter(state, context.legend, this.speech);
        }
        if (spoken || changed('map', 'list', 'order', 'at', ...filters)) draw_lists(part('lists'), context);
        if (spoken || changed('at', 'map')) this.draw_detail(before !== null && before.at !== state.at);
        if (this.view) this.draw_map(before, changed, filters);
    }

    draw_map(before, changed, filters) {
        const { state, view } = this;
        const shown = new Set(state.shown.split(' '));
        if (changed('map')) view.show_style(state.map);
        if (changed('shown')) ['names', 'sites'].forEach((layer) => view.show_layer(layer, shown.has(layer)));
        if (changed('shade')) view.shade(state.shade);
        if (changed('family')) view.sites_of(state.family);
        if (changed('map', ...filters)) view.keep_clear(is_filtered(state) ? new Set(places_found(this.places, state, '', this.found.shown).map((place) => place.key)) : null);
        if (changed('at')) view.hold('chosen', this.places.has(state.at) ? state.at : null);
        if (before !== null && changed('country', 'department')) this.look_at_filter();
    }

    look_at_filter() {
        this.view.look_at(this.filter_box() ?? this.bounds);
    }

    /** The box of the country or department that is asked for; null where none is. */
    filter_box() {
        const { country, department } = this.state;
        if (!country && !department) return null;
        const boxes = [...this.places.values()].filter((one) => (department ? `${one.country}|${one.department}` === department : one.country === country)).map((one) => one.box);
        return boxes.length === 0 ? null : [Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])), Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3]))];
    }

    /** Everything that is said once for a language. */
    speak() {
        const { study } = this.summary;
        this.speech = new Speech(this.state.language);
        this.legends = Object.fromEntries(Object.entries(this.style.metadata['presencia:maps']).map(([name, legend]) => [name, legend_in(legend, this.state.language, this.style_words)]));
        document.documentElement.lang = this.state.language;
        document.title = `${study.title} · presencia`;
        fill(part('title'), h('span', { lang: study.language }, study.title));
        part('period').textContent = this.speech.say('period', { from: study.from, to: study.to, as_of: study.as_of, profile: this.speech.state(study.profile) });
        for (const element of document.querySelectorAll('[data-say]')) element.textContent = this.speech.say(element.dataset.say);
        for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', this.speech.say(element.dataset.label));
        for (const element of document.querySelectorAll('[data-tip]')) element.title = this.speech.say(element.dataset.tip);
        for (const language of languages) part(`language-${language}`).checked = language === this.state.language;
        part('rejects').hidden = !study.too_many_rejects;
        draw_about(part('about'), { summary: this.summary, base: this.base, speech: this.speech });
        if (this.view) this.view.map.getCanvas().setAttribute('aria-label', this.speech.say('map_help'));
    }

    /** Opens a municipality, from the map or from a list; '' closes it. */
    pick = (key) => {
        if (key && this.state.at !== key) this.came_from = document.activeElement?.dataset?.key ?? null;
        this.set({ at: key });
    };

    /** Shows on the map what a list points at. */
    point = (key) => this.view?.hold('hover', key);

    async draw_detail(moved) {
        const { at } = this.state;
        part('overview').hidden = at !== '';
        part('detail').hidden = at === '';
        if (at === '') {
            if (moved) this.return_focus();
            return;
        }
        const rows = this.gaps.filter((row) => row.key === at);
        if (!rows.length) {
            fill(part('detail'), h('button', { type: 'button', id: 'back', class: 'link', onclick: () => this.pick('') }, this.speech.say('back')), h('p', {}, this.speech.say('not_here', { key: at })));
            return;
        }
        const place = this.places.get(at);
        const show = (loading) => {
            if (this.state.at !== at) return;
            draw_detail(part('detail'), {
                facts: this.complete?.get(at) ?? facts_of(rows), loading, place, legend: this.legends[this.state.map], study: this.summary.study, steps: this.steps.get(`${at} ${this.state.language}`) ?? null, speech: this.speech,
                result: decodeURIComponent(this.base.pathname.split('/').filter(Boolean).at(-1) ?? 'DIR'), back: () => this.pick(''), go_there: () => this.view?.look_at(place.box),
            });
        };
        show(this.complete === null);
        if (moved) {
            part('panel').scrollTop = 0;
            part('detail-name').focus({ preventScroll: !this.narrow() });
        }
        await Promise.all([this.load_complete(), this.load_steps(at)]);
        const focused = document.activeElement?.id;
        show(false);
        if (focused && part('detail').querySelector(`#${focused}`)) part(focused).focus({ preventScroll: true });
    }

    /** How much of the map's left side the legend lies over, in pixels. */
    covered() {
        return this.narrow() ? 0 : part('legend').offsetLeft + part('legend').offsetWidth;
    }

    narrow() {
        return matchMedia('(max-width: 52rem)').matches;
    }

    return_focus() {
        const row = this.came_from ? part('lists').querySelector(`button[data-key="${CSS.escape(this.came_from)}"]`) : null;
        (row ?? part('lists').querySelector('input:checked'))?.focus();
    }

    /** All properties of all municipalities; without them the panel keeps to what gaps.csv has. */
    load_complete() {
        this.loading ??= document_at(new URL('municipalities.geojson', this.base)).then((collection) => {
            this.complete = new Map(collection.features.map(({ id, properties }) => [id, { ...properties, reasons: reasons_of(properties.no_value) }]));
        }).catch(() => { this.loading = null; });
        return this.loading;
    }

    async load_steps(key) {
        const name = `${key} ${this.state.language}`;
        if (this.service !== null && !this.steps.has(name)) this.steps.set(name, await explanation(this.service, key, this.state.language));
    }

    /** What the pointer is over, beside it. */
    pointed = (key, point, site) => {
        const tip = part('tip');
        const place = key ? this.places.get(key) : null;
        tip.hidden = !place;
        if (!place) return;
        const { speech, state } = this;
        const one = this.legends[state.map].classes.find((cls) => cls.id === place.classes[state.map]);
        const row = this.gaps.find((gap) => gap.key === key);
        const number = (property, decimals) => (row[property] === null ? speech.state(row.reasons[property] ?? 'unknown') : speech.number(row[property], decimals));
        fill(tip, h('strong', {}, place.name), place.department ? h('span', { class: 'quiet' }, ` · ${place.department}`) : null, h('p', {}, one?.label ?? speech.say('no_class')),
            row ? h('p', { class: 'quiet' }, `${speech.say('population')}: ${number('population')} · ${speech.say('rate_eb')}: ${number('rate_eb', 1)}`) : null,
            site ? h('p', {}, '● ', site.name ?? site.id ?? '', ` (${speech.family(site.family)}, ${speech.state(site.kind)})`) : null, h('p', { class: 'quiet' }, speech.say('opens')));
        const room = part('map').getBoundingClientRect();
        const left = point.x + 16 + tip.offsetWidth > room.width ? point.x - tip.offsetWidth - 12 : point.x + 16;
        tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, Math.min(point.y + 12, room.height - tip.offsetHeight - 4))}px)`;
    };

    moved = () => {
        const { zoom, latitude, longitude } = this.view.view();
        this.state.view = view_text(zoom, latitude, longitude);
        this.write();
        if (document.activeElement !== this.view.map.getCanvas()) return;
        const place = this.places.get(this.view.at_centre());
        const one = place && this.legends[this.state.map].classes.find((cls) => cls.id === place.classes[this.state.map]);
        part('said').textContent = place ? this.speech.say('at_centre', { name: place.name, class: one?.label ?? this.speech.say('no_class') }) : '';
    };

    listen() {
        const narrow = matchMedia('(max-width: 52rem)');
        const unfold = () => { part('filters').open = !narrow.matches; };
        narrow.addEventListener('change', unfold);
        unfold();
        for (const language of languages) part(`language-${language}`).addEventListener('change', () => this.set({ language }));
        part('zoom-in').addEventListener('click', () => this.view?.zoom_by(1));
        part('zoom-out').addEventListener('click', () => this.view?.zoom_by(-1));
        part('whole').addEventListener('click', () => this.view?.whole());
        part('print').addEventListener('click', () => window.print());
        window.addEventListener('beforeprint', () => { part('here').textContent = location.href; });
        part('share').addEventListener('click', () => this.share());
        document.addEventListener('keydown', (event) => {
            if (event.key === 'Escape' && this.state.at && event.target.tagName !== 'SELECT') this.pick('');
        });
        window.addEventListener('hashchange', () => {
            const before = this.state;
            this.state = this.valid(read_address(location.hash));
            this.draw(before);
            const view = read_view(this.state.view);
            if (view && before.view !== this.state.view) this.view?.return_to(view);
        });
    }

    async share() {
        this.write();
        let copied = true;
        try {
            await navigator.clipboard.writeText(location.href);
        } catch {
            copied = false;
        }
        part('shared').textContent = this.speech.say(copied ? 'shared' : 'share_by_hand');
        setTimeout(() => { part('shared').textContent = ''; }, 8000);
    }

    /** The map last: what is said in words does not wait for it. */
    async start_map() {
        try {
            const { MapView } = await import('./map_view.js');
            this.view = new MapView(part('canvas'), {
                style: this.style, base: this.base, archive: this.archive, places: this.places, bounds: this.bounds, first: this.filter_box(), deepest: this.deepest, view: read_view(this.state.view), speech: this.speech,
                calls: { picked: this.pick, pointed: this.pointed, moved: this.moved, covered: () => this.covered() },
            });
        } catch (error) {
            console.warn(error);
            part('no-map').hidden = false;
            part('wait').hidden = true;
            return;
        }
        await this.view.ready;
        this.view.map.getCanvas().setAttribute('aria-label', this.speech.say('map_help'));
        part('wait').hidden = true;
        this.draw_map(null, () => true, []);
    }
}

/** Where this result is, and all that the page is drawn from. */
async function load() {
    const { base, summary, service } = await find_result();
    const [style, table, style_words, { archive }] = await Promise.all([
        document_at(new URL('style.json', base)), text(new URL('gaps.csv', base)), document_at(new URL('../words/styles.json', import.meta.url)), open_archive(new URL('presencia.pmtiles', base)),
    ]);
    return { base, summary, service, style, style_words, gaps: read_gaps(table), archive, ...await read_places(archive) };
}

function complain(error) {
    const language = navigator.language.startsWith('en') ? 'en' : 'es';
    const speech = new Speech(language);
    const key = error instanceof Trouble ? error.key : 'unforeseen';
    const detail = error instanceof Trouble ? error.detail : error.message;
    document.documentElement.lang = language;
    document.body.classList.add('troubled');
    fill(part('trouble'), h('h1', {}, speech.say('trouble')), h('p', {}, speech.say(key, { detail }))).hidden = false;
    console.warn(error);
}

try {
    const page = new Page(await load());
    page.draw();
    page.listen();
    document.body.classList.add('loaded');
    window.presencia = page;  // for whoever builds on this page, and for its tests
    await page.start_map();
} catch (error) {
    complain(error);
}
