// SPDX-License-Identifier: Apache-2.0
// The table of gaps (gaps.csv: municipality and family, the largest unmet need first), asked as `presencia gaps` is.

/** Rows of a CSV of RFC 4180 with a header, as objects of text. */
export function read_csv(text) {
    const rows = [];
    let row = [], field = '', quoted = false;
    for (let i = 0; i < text.length; ++i) {
        const letter = text[i];
        if (quoted) {
            if (letter !== '"') field += letter;
            else if (text[i + 1] === '"') { field += '"'; ++i; } else quoted = false;
        } else if (letter === '"') quoted = true;
        else if (letter === ',') { row.push(field); field = ''; }
        else if (letter === '\n') { row.push(field.replace(/\r$/, '')); rows.push(row); row = []; field = ''; }
        else field += letter;
    }
    if (field || row.length) rows.push([...row, field]);
    const [header, ...body] = rows;
    return body.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

const texts = new Set(['country', 'code', 'name', 'department', 'at_risk_certainty', 'confidence', 'family', 'presence', 'reach_basis', 'gap_class', 'no_value']);

function typed(name, cell) {
    if (texts.has(name)) return cell;
    if (cell === '') return null;
    return cell === 'true' ? true : cell === 'false' ? false : Number(cell);
}

/** The reasons of `no_value`: {property: reason}. */
export function reasons_of(no_value) {
    return Object.fromEntries((no_value ?? '').split(' ').filter(Boolean).map((pair) => pair.split(':')));
}

/** The rows of gaps.csv with numbers, nulls and `key`, in the file's order. */
export function read_gaps(text) {
    return read_csv(text).map((cells) => {
        const row = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, typed(name, cell)]));
        row.key = `${row.country}:${row.code}`;
        row.reasons = reasons_of(row.no_value);
        return row;
    });
}

export const gap_classes = ['gap', 'partial', 'gap_unknown', 'reached', 'not_at_risk', 'risk_unknown', 'suppressed'];
const proven = new Set(['gap', 'partial']);
const not_known = new Set(['risk_unknown', 'suppressed']);
/** What each order is by, and the property that is shown beside a row. */
export const orders = { need: 'unreached_need', people: 'unreached_people', score: 'gap_score_low' };

/** Largest first, rows without the value last; ties by unreached people, then country, code and family, which is the file's order. */
function by(property) {
    const size = (value) => (value === null ? -1 : value);
    return (a, b) => size(b[property]) - size(a[property]) || size(b.unreached_people) - size(a.unreached_people)
        || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) || (a.family < b.family ? -1 : a.family > b.family ? 1 : 0);
}

/**
 * What a filter {country, department, family, gap_class, order} finds: `rows` (gaps, or what the class asks for), `verify` (at risk and not known, kept apart), `unknown` (municipalities whose
 * risk is unknown or withheld, which are in neither), `shown` (municipalities that are not settled to be outside: the map keeps them clear).
 */
export function ask(gaps, filter) {
    const within = gaps.filter((row) => (!filter.country || row.country === filter.country)
        && (!filter.department || `${row.country}|${row.department}` === filter.department)
        && (!filter.family || row.family === filter.family));
    const order = by(orders[filter.order] ?? orders.need);
    const rows = within.filter((row) => (filter.gap_class ? row.gap_class === filter.gap_class : proven.has(row.gap_class))).sort(order);
    const verify = filter.gap_class ? [] : within.filter((row) => row.gap_class === 'gap_unknown').sort(order);
    const unknown = new Set(within.filter((row) => not_known.has(row.gap_class) && row.gap_class !== filter.gap_class).map((row) => row.key));
    return { rows, verify, unknown, shown: new Set([...rows, ...verify].map((row) => row.key).concat(...unknown)) };
}

const of_family = ['presence', 'sites', 'programmes', 'reach', 'reach_basis', 'reach_people', 'reach_area', 'reach_need', 'nearest_km', 'unreached_people', 'unreached_need', 'gap_class',
    'sites_per_100k', 'people_per_site', 'incidents_per_site', 'staff_per_10k'];

/** One municipality as municipalities.geojson names its properties, from its rows of this table: what can be said before that file is there. */
export function facts_of(rows) {
    const facts = { reasons: {} };
    for (const row of rows) {
        for (const [name, value] of Object.entries(row)) {
            if (name === 'reasons' || name === 'family' || name === 'no_value' || name === 'key') continue;
            facts[of_family.includes(name) ? `${row.family}_${name}` : name] = value;
        }
        for (const [name, reason] of Object.entries(row.reasons)) facts.reasons[of_family.includes(name) ? `${row.family}_${name}` : name] = reason;
    }
    return facts;
}
