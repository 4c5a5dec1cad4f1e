// SPDX-License-Identifier: Apache-2.0
// Numbers and states in Spanish and English, written as the engine writes them (engine/emit/words.cpp).
import { country_words, family_words, state_words, words } from './words.js';

const thousands = { es: '\u202f', en: ',' };
const point = { es: ',', en: '.' };

/** A value rounded half away from zero, as decimal text with a point. */
function rounded(value, decimals) {
    const scale = 10 ** decimals;
    return (Math.sign(value) * Math.round(Number((Math.abs(value) * scale).toPrecision(15)))) / scale;
}

export class Speech {
    constructor(language) {
        this.language = language;
    }

    /** A sentence of words.js; {name} in it is replaced by values.name. */
    say(key, values = {}) {
        const sentence = words[this.language][key];
        if (sentence === undefined) throw new Error(`no words for ${key}`);
        return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
    }

    number(value, decimals = 0) {
        const [whole, fraction] = Math.abs(rounded(value, decimals)).toFixed(decimals).split('.');
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands[this.language]);
        return (rounded(value, decimals) < 0 ? '-' : '') + grouped + (fraction ? point[this.language] + fraction : '');
    }

    /** A share as whole per cent; near the ends it says so instead of rounding to them. */
    share(value) {
        const sign = this.language === 'es' ? '\u00a0%' : '%';
        if (value > 0 && value < 0.01) return `<1${sign}`;
        if (value > 0.99 && value < 1) return `>99${sign}`;
        return this.number(value * 100) + sign;
    }

    /** The word for a class, a reason or a state as the files name it. */
    state(name) {
        return state_words[this.language][name] ?? name;
    }

    family(name) {
        return family_words[this.language][name] ?? name;
    }

    /** A country's name; its code where it is none of those that words.js has. */
    country(code) {
        return country_words[this.language][code] ?? code;
    }

    count(n, one, many) {
        return `${this.number(n)} ${this.say(n === 1 ? one : many)}`;
    }

    /** A bound of a class as legends write it: thousands are parted from 10,000 on. */
    bound(value, percent) {
        const shown = percent ? Number((value * 100).toPrecision(12)) : value;
        const whole = Number.isInteger(shown) && Math.abs(shown) >= 10000;
        return whole ? this.number(shown) : String(shown).replace('.', point[this.language]);
    }
}
