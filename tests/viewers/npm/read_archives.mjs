// SPDX-License-Identifier: Apache-2.0
// Reads every PMTiles archive of a result with the library that browsers use, decodes vector tiles with Mapbox's, and holds the style against MapLibre's validator.
//   node read_archives.mjs DIR LIST     LIST: JSON, archive -> {"z/x/y": SHA-256 of the unzipped tile}
// Prints what it read as JSON: layer -> key -> properties, at the last zoom.
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';

const [directory, listed] = process.argv.slice(2);
const fail = (why) => { console.error(why); process.exit(1); };

class FileSource {
    constructor(file, name) { this.file = file; this.name = name; }
    getKey() { return this.name; }
    async getBytes(offset, length) {
        const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, offset);
        return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) };
    }
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function readArchive(name, tiles) {
    const archive = new PMTiles(new FileSource(await open(path.join(directory, name)), name));
    const header = await archive.getHeader();
    if (!header.clustered) fail(`${name}: not clustered`);
    if (header.numAddressedTiles !== Object.keys(tiles).length) fail(`${name}: ${header.numAddressedTiles} tiles, ${Object.keys(tiles).length} wanted`);
    for (const [place, digest] of Object.entries(tiles)) {
        const [z, x, y] = place.split('/').map(Number);
        const tile = await archive.getZxy(z, x, y);
        if (!tile || sha256(Buffer.from(tile.data)) !== digest) fail(`${name}: ${place} is ${tile ? 'another tile' : 'not there'}`);
    }
    if (await archive.getZxy(header.maxZoom, 0, 0)) fail(`${name}: a tile where there is none`);
    return { archive, header, metadata: await archive.getMetadata() };
}

/** Every feature of the last zoom by its key, with its properties; and every tile of every zoom decoded. */
async function decode({ archive, header }, tiles) {
    const layers = {};
    for (const place of Object.keys(tiles)) {
        const [z, x, y] = place.split('/').map(Number);
        const tile = new VectorTile(new PbfReader(new Uint8Array((await archive.getZxy(z, x, y)).data)));
        for (const [name, layer] of Object.entries(tile.layers)) {
            if (layer.version !== 2 || layer.extent !== 4096) fail(`${place} ${name}: version ${layer.version}, extent ${layer.extent}`);
            for (let i = 0; i < layer.length; ++i) {
                const feature = layer.feature(i);
                feature.loadGeometry();
                const shape = feature.toGeoJSON(x, y, z);
                if (!shape.geometry.coordinates.length) fail(`${place} ${name}: a feature without a shape`);
                if (z === header.maxZoom && feature.properties.key) (layers[name] ??= {})[`${feature.properties.family ?? ''} ${feature.properties.key}`.trim()] = { id: feature.id, ...feature.properties };
            }
        }
    }
    return layers;
}

const wanted = JSON.parse(await readFile(listed, 'utf8'));
let read = {};
for (const [name, tiles] of Object.entries(wanted)) {
    const archive = await readArchive(name, tiles);
    if (name === 'presencia.pmtiles') {
        if (!Array.isArray(archive.metadata.vector_layers)) fail('presencia.pmtiles: no vector_layers');
        read = await decode(archive, tiles);
    }
}

const style = JSON.parse(await readFile(path.join(directory, 'style.json'), 'utf8'));
const errors = validateStyleMin(style);
if (errors.length) fail(`style.json: ${errors.map((e) => e.message).join('\n')}`);
style.layers[1].paint['fill-colour'] = '#fff';
if (!validateStyleMin(style).length) fail('the validator finds no fault with a misspelt property: it does not validate');
console.log(JSON.stringify(read));
