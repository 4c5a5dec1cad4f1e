// SPDX-License-Identifier: Apache-2.0
// Decodes the vector tiles of a folder with Mapbox's library: node read_mvt.mjs DIR
// Prints JSON: tile -> [{name, version, extent, features: [{id, type, properties, shape}]}], rings without their first point again, polygons as classifyRings takes them apart.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { VectorTile, classifyRings } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

const pairs = (line) => line.map((p) => [p.x, p.y]);

function shape(feature) {
    const lines = feature.loadGeometry();
    if (feature.type === 1) return lines.flat().map((p) => [p.x, p.y]);
    if (feature.type === 2) return lines.map(pairs);
    return classifyRings(lines).map((polygon) => polygon.map((ring) => pairs(ring).slice(0, -1)));
}

const tiles = {};
for (const file of await readdir(process.argv[2])) {
    const tile = new VectorTile(new PbfReader(new Uint8Array(await readFile(path.join(process.argv[2], file)))));
    tiles[path.basename(file, '.mvt')] = Object.values(tile.layers).map((layer) => ({
        name: layer.name, version: layer.version, extent: layer.extent,
        features: Array.from({ length: layer.length }, (_, i) => {
            const feature = layer.feature(i);
            return { id: feature.id ?? 0, type: feature.type, properties: feature.properties, shape: shape(feature) };
        }),
    }));
}
console.log(JSON.stringify(tiles));
