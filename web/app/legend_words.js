// SPDX-License-Identifier: Apache-2.0
// The legends of a result speak the study's language. This says them in the other one, for the styles that ship (words/styles.json, made of styles/*.toml). Colours, bounds and classes are the
// result's own and are never worked out here: what is not known word for word stays as the result has it.
import { Speech } from './speech.js';

const between = { es: { above: 'Más de', up_to: 'Hasta', to: ' a ' }, en: { above: 'More than', up_to: 'Up to', to: ' to ' } };

/** "18,5 – 31,5" for class `k` (0 the lowest) of bounds, as engine/emit/tiles/class_labels.cpp writes it. */
function range(bounds, k, language, percent) {
    const speech = new Speech(language);
    const sign = percent ? { es: '\u00a0%', en: '%' }[language] : '';
    const say = between[language];
    if (k === 0) return `${say.up_to} ${speech.bound(bounds[0], percent)}${sign}`;
    if (k === bounds.length) return `${say.above} ${speech.bound(bounds.at(-1), percent)}${sign}`;
    const [low, high] = [bounds[k - 1], bounds[k]];
    return `${speech.bound(low, percent)}${low < 0 || high < 0 ? say.to : ' – '}${speech.bound(high, percent)}${sign}`;
}

const lower_first = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** Pairs of texts that mean the same, by the text in `from`. */
class Pairs {
    constructor(from, to) {
        this.from = from;
        this.to = to;
        this.known = new Map();
    }
    add(words) {
        if (words) this.known.set(words[this.from], words[this.to]);
    }
    ranges(bounds, percent) {
        for (let k = 0; bounds?.length && k <= bounds.length; ++k) this.add({ [this.from]: range(bounds, k, this.from, percent), [this.to]: range(bounds, k, this.to, percent) });
    }
    /** The text in the other language; null where it is not known. */
    say(text) {
        if (this.known.has(text)) return this.known.get(text);
        // The cell of a crossed map: "Necesidad: más de 45 · Alcance: hasta 33 %".
        const parts = text.split(' · ').map((part) => {
            const [name, ...rest] = part.split(': ');
            const value = rest.join(': ');
            const there = this.known.get(value) ?? this.known.get(value.charAt(0).toUpperCase() + value.slice(1));
            return this.known.has(name) && there ? `${this.known.get(name)}: ${lower_first(there)}` : null;
        });
        return parts.length > 1 && !parts.includes(null) ? parts.join(' · ') : null;
    }
}

/** A legend of style.json in a language: a copy with the same classes and colours. `foreign` is true where words were left in the study's language. */
export function legend_in(legend, language, style_words) {
    if (legend.language === language) return { ...legend, foreign: false };
    const pairs = new Pairs(legend.language, language);
    Object.values(style_words.special).forEach((words) => pairs.add(words));
    const style = style_words.styles[legend.style] ?? {};
    for (const words of [style.title, style.subtitle, style.counts, ...Object.values(style.labels ?? {})]) pairs.add(words);
    pairs.ranges(legend.bounds, style.percent);
    for (const axis of ['up', 'right']) {
        if (!legend.square || !style[axis]) continue;
        pairs.add(style[axis].name);
        pairs.add(style[axis].label);
        pairs.ranges(legend.square[axis].bounds, style[axis].percent);
    }
    let foreign = false;
    const say = (text) => {
        const said = pairs.say(text);
        if (said === null && text) foreign = true;
        return said ?? text;
    };
    const out = { ...legend, title: say(legend.title), subtitle: say(legend.subtitle), classes: legend.classes.map((one) => ({ ...one, label: say(one.label) })) };
    if (legend.square) {
        const axis = (from) => ({ ...from, name: say(from.name), label: say(from.label), ranges: from.ranges.map(say) });
        out.square = { ...legend.square, up: axis(legend.square.up), right: axis(legend.square.right) };
    }
    return { ...out, foreign };
}
