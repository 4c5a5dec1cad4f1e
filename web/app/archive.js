// SPDX-License-Identifier: Apache-2.0
// The archive of vector tiles, by range requests where the host has them and whole where it has not.
import { FetchSource, PMTiles } from 'pmtiles';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { Trouble } from './site.js';

/** A host without range requests sends the archive whole: more than this is not asked of a browser, in bytes. */
const most_whole = 256 * 1024 * 1024;
const first_bytes = 16384;

class Whole {
    constructor(address, bytes) {
        this.address = address;
        this.bytes = bytes;
    }
    getKey() {
        return this.address;
    }
    async getBytes(offset, length) {
        return { data: this.bytes.slice(offset, offset + length) };
    }
}

/** The archive at an address, and whether it is read by ranges. */
export async function open_archive(address) {
    const stop = new AbortController();
    const answer = await fetch(address, { headers: { range: `bytes=0-${first_bytes - 1}` }, signal: stop.signal });
    if (answer.status === 206) {
        await answer.arrayBuffer();
        return { archive: new PMTiles(new FetchSource(String(address))), ranges: true };
    }
    if (!answer.ok) throw new Trouble('missing_file', `${address} (${answer.status})`);
    const size = Number(answer.headers.get('content-length') ?? 0);
    if (size > most_whole) {
        stop.abort();
        throw new Trouble('no_ranges', `${Math.round(size / 1024 / 1024)} MiB`);
    }
    return { archive: new PMTiles(new Whole(String(address), await answer.arrayBuffer())), ranges: false };
}

function tile_column(longitude, zoom) {
    return Math.min(2 ** zoom - 1, Math.max(0, Math.floor(((longitude + 180) / 360) * 2 ** zoom)));
}

function tile_row(latitude, zoom) {
    const radians = (Math.min(85.0511, Math.max(-85.0511, latitude)) * Math.PI) / 180;
    return Math.min(2 ** zoom - 1, Math.max(0, Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** zoom)));
}

/** The box of a feature in longitude and latitude: [west, south, east, north]. */
function box_of(feature, z, x, y) {
    const [left, top, right, bottom] = feature.bbox();
    const longitude = (column) => ((x + column / feature.extent) / 2 ** z) * 360 - 180;
    const latitude = (row) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + row / feature.extent)) / 2 ** z))) * 180) / Math.PI;
    return [longitude(left), latitude(bottom), longitude(right), latitude(top)];
}

function join_boxes(a, b) {
    return a ? [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])] : b;
}

/**
 * Every municipality of the study, from the tiles of the lowest zoom: they hold all of them, however small, and the class of each on each map. key -> {key, name, country, department, classes,
 * box}.
 */
export async function read_places(archive) {
    const header = await archive.getHeader();
    const z = header.minZoom;
    const columns = [tile_column(header.minLon, z), tile_column(header.maxLon, z)];
    const rows = [tile_row(header.maxLat, z), tile_row(header.minLat, z)];
    const asked = [];
    for (let x = columns[0]; x <= columns[1]; ++x) for (let y = rows[0]; y <= rows[1]; ++y) asked.push([x, y]);
    const places = new Map();
    await Promise.all(asked.map(async ([x, y]) => {
        const found = await archive.getZxy(z, x, y);
        const layer = found && new VectorTile(new PbfReader(new Uint8Array(found.data))).layers.municipalities;
        for (let i = 0; i < (layer?.length ?? 0); ++i) add_place(places, layer.feature(i), z, x, y);
    }));
    return { places, bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat], deepest: header.maxZoom };
}

function add_place(places, feature, z, x, y) {
    const properties = feature.properties;
    const box = box_of(feature, z, x, y);
    const known = places.get(properties.key);
    if (known) {
        known.box = join_boxes(known.box, box);
        return;
    }
    const classes = {};
    for (const [name, value] of Object.entries(properties)) if (name.startsWith('class_')) classes[name.slice(6)] = value;
    places.set(properties.key, { key: properties.key, name: properties.name ?? properties.key, country: properties.country, department: properties.department ?? '', classes, box });
}
