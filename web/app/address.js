// SPDX-License-Identifier: Apache-2.0
// What is seen, as the part of the address behind '#': whoever opens it sees the same.

/** Name in the address of each part of the state, in the order in which they are written. */
const parts = {
    map: 'map', language: 'lang', at: 'municipality', country: 'country', department: 'department', family: 'family', gap_class: 'gap_class', only: 'class', order: 'by', list: 'list', shade: 'unreached',
    shown: 'layers', view: 'view',
};
export const start = { map: '', language: '', at: '', country: '', department: '', family: '', gap_class: '', only: '', order: 'need', list: 'gaps', shade: '', shown: 'names', view: '' };

/** "8.25/10.2553/-95.3521" for a zoom, latitude and longitude. */
export function view_text(zoom, latitude, longitude) {
    return `${Number(zoom.toFixed(2))}/${Number(latitude.toFixed(4))}/${Number(longitude.toFixed(4))}`;
}

/** {zoom, centre: [longitude, latitude]}; null where it is none. */
export function read_view(text) {
    const [zoom, latitude, longitude, ...more] = text.split('/').map(Number);
    const fine = text !== '' && more.length === 0 && [zoom, latitude, longitude].every(Number.isFinite) && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 24;
    return fine ? { zoom, centre: [longitude, latitude] } : null;
}

export function write_address(state) {
    const out = new URLSearchParams();
    for (const [name, key] of Object.entries(parts)) if (state[name] !== start[name]) out.set(key, state[name]);
    return `#${out.toString().replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
}

export function read_address(hash) {
    const asked = new URLSearchParams(hash.replace(/^#/, ''));
    return { ...start, ...Object.fromEntries(Object.entries(parts).filter(([, key]) => asked.has(key)).map(([name, key]) => [name, asked.get(key)])) };
}
