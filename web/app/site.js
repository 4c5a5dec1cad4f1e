// SPDX-License-Identifier: Apache-2.0
// Where the result is, as seen from this page.

export class Trouble extends Error {
    /** `key` names the sentence in words.js; `detail` is for whoever runs the site. */
    constructor(key, detail = '') {
        super(detail ? `${key}: ${detail}` : key);
        this.key = key;
        this.detail = detail;
    }
}

async function json(address) {
    let answer;
    try {
        answer = await fetch(address);
    } catch (error) {
        throw new Trouble('unreachable', `${address} (${error.message})`);
    }
    if (!answer.ok) return null;
    try {
        return await answer.json();
    } catch {
        return null;  // a host that answers every address with a page of its own
    }
}

/** Text of a file of the result. */
export async function text(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Trouble('missing_file', `${address} (${answer.status})`);
    return answer.text();
}

/** JSON of a file of the result. */
export async function document_at(address) {
    const found = await json(address);
    if (found === null) throw new Trouble('missing_file', String(address));
    return found;
}

/**
 * The folder of the result: `?data=` where it is given, else the server's `../files/`, else the folder above this page. Only this host's: an address that shows another host's numbers under
 * this one's name would be a lie that anyone could send around.
 */
export async function find_result(page = location) {
    const asked = new URLSearchParams(page.search).get('data');
    const places = asked === null ? ['../files/', '../'] : [asked.endsWith('/') ? asked : `${asked}/`];
    for (const place of places) {
        const base = new URL(place, page.href.split(/[?#]/)[0]);
        if (base.origin !== page.origin) throw new Trouble('other_host', base.origin);
        const summary = await json(new URL('summary.json', base));
        if (summary?.study) return { base, summary, service: place === '../files/' ? new URL('../', base) : null };
    }
    throw new Trouble('no_result', places.map((place) => new URL(place, page.href.split(/[?#]/)[0]).pathname).join(', '));
}

/** The steps behind a municipality's numbers, from the server; null where there is none, or it has no answer. */
export async function explanation(service, key, language) {
    if (service === null) return null;
    const address = new URL(`municipalities/${key.split(':').map(encodeURIComponent).join(':')}?lang=${language}`, service);
    try {
        const answer = await fetch(address, { headers: { accept: 'application/json' } });
        if (!answer.ok) return null;
        const found = await answer.json();
        const steps = found.steps ?? found.explanation?.steps;
        return Array.isArray(steps) ? steps : null;
    } catch {
        return null;
    }
}
