// SPDX-License-Identifier: Apache-2.0
// What the tests of the web map share: a result of the demo with the map in it, hosts that serve it in different ways, and a browser.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const here = path.dirname(fileURLToPath(import.meta.url));
const chromium_at = '/usr/bin/chromium';
const { values } = parseArgs({ options: { binary: { type: 'string' }, source: { type: 'string' }, keep: { type: 'string' } } });
assert(values.binary && values.source, '--binary PROGRAM --source TREE [--keep FOLDER]');
export const source = path.resolve(values.source);

/** Ends the test as one that was not run: ctest looks for the word. */
export function skip(why) {
    console.log(`SKIPPED: ${why}`);
    process.exit(0);
}

for (const [place, how] of [['web/node_modules', 'scripts/web.sh'], ['tests/web/npm/node_modules', 'npm ci in tests/web/npm'], [chromium_at, 'chromium']]) {
    if (!fs.existsSync(path.resolve(source, place))) skip(`needs ${place} (${how})`);
}

export const program = path.resolve(values.binary);
export const environment = { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C', PRESENCIA_DATA: source, PRESENCIA_THREADS: '1' };

/** What `presencia ...` prints. */
export function presencia(...args) {
    return execFileSync(values.binary, args, { env: environment, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

const folders = [];
process.on('exit', () => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** A result of the demo, its study changed by `edit` of its text, with the web map in its folder `map`. */
export function result_with_map(edit = null) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'presencia-web-'));
    folders.push(folder);
    const study = path.join(folder, 'study');
    fs.cpSync(path.join(source, 'examples/01_demo'), study, { recursive: true });
    const file = path.join(study, 'study.toml');
    if (edit) {
        const before = fs.readFileSync(file, 'utf8');
        const after = edit(before);
        assert.notEqual(after, before, 'the edit changed nothing');
        fs.writeFileSync(file, after);
    }
    const out = path.join(folder, 'result');
    presencia('run', file, '-o', out, '-q');
    execFileSync(path.join(source, 'scripts/web.sh'), [out], { stdio: ['ignore', 'ignore', 'inherit'] });
    return out;
}

const types = {
    '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.geojson': 'application/geo+json', '.csv': 'text/csv',
    '.svg': 'image/svg+xml', '.png': 'image/png', '.pmtiles': 'application/vnd.pmtiles',
};

function send(file, request, response, ranges) {
    const name = file.endsWith('/') ? `${file}index.html` : file;
    if (!fs.existsSync(name) || !fs.statSync(name).isFile()) return response.writeHead(404).end('nothing here');
    const bytes = fs.readFileSync(name);
    const head = { 'content-type': types[path.extname(name)] ?? 'application/octet-stream' };
    const asked = ranges && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (!asked) return response.writeHead(200, { ...head, 'content-length': bytes.length }).end(bytes);
    const [from, to] = [Number(asked[1]), Math.min(Number(asked[2]), bytes.length - 1)];
    return response.writeHead(206, { ...head, 'content-range': `bytes ${from}-${to}/${bytes.length}`, 'content-length': to - from + 1 }).end(bytes.subarray(from, to + 1));
}

/**
 * A host of a result: its folder as it is, or (served) as `presencia serve` lays it out: the map under /map/, the result's files under /files/, explanations under /municipalities/. `log` holds what
 * was asked: [path, status].
 */
export async function host(out, { ranges = true, served = false, without = [] } = {}) {
    const log = [];
    const server = http.createServer((request, response) => {
        const address = new URL(request.url, 'http://host');
        const asked = decodeURIComponent(address.pathname);
        response.on('finish', () => log.push([asked, response.statusCode]));
        if (without.some((part) => asked.endsWith(part)) || asked.includes('..')) return response.writeHead(404).end();
        if (!served) return send(path.join(out, asked), request, response, ranges);
        const municipality = /^\/municipalities\/([^/]+)$/.exec(asked);
        if (municipality) return explain(out, municipality[1], address.searchParams.get('lang'), response);
        if (asked.startsWith('/files/')) return send(path.join(out, asked.slice('/files'.length)), request, response, ranges);
        return asked.startsWith('/map/') ? send(path.join(out, asked), request, response, ranges) : response.writeHead(404).end();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { address: `http://127.0.0.1:${server.address().port}`, log, close: () => server.close() };
}

function explain(out, key, language, response) {
    execFile(values.binary, ['explain', out, key, '--json', '--lang', language ?? 'es'], { env: environment, encoding: 'utf8' }, (error, said) => {
        if (error) response.writeHead(404).end();
        else response.writeHead(200, { 'content-type': 'application/json' }).end(said);
    });
}

/** A browser, whose pages fail the test on any error they report and on any request to another host. */
export async function browser() {
    const { chromium } = await import(path.join(here, 'npm/node_modules/playwright-core/index.mjs'));
    return chromium.launch({ executablePath: chromium_at, args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage'] });
}

/** Opens an address and waits until the map is drawn (or, `map: false`, until the page is). Faults are gathered in page.faults. */
export async function open(chrome, address, { width = 1280, height = 860, locale = 'es-HN', map = true, ...more } = {}) {
    const context = await chrome.newContext({ viewport: { width, height }, locale, ...more });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    page.faults = [];
    page.asked = [];
    page.on('pageerror', (error) => page.faults.push(error.message));
    page.on('console', (said) => {
        // Where a host has no /files/, the page looks above itself next, and the browser notes the miss.
        if (['error', 'warning'].includes(said.type()) && !said.location().url.endsWith('/files/summary.json')) page.faults.push(said.text());
    });
    page.on('request', (request) => page.asked.push(request.url()));
    await page.goto(address);
    if (map) await drawn(page);
    return page;
}

/** Waits until nothing on the map moves or loads. */
export async function drawn(page) {
    await page.waitForFunction(() => {
        const view = window.presencia?.view;
        return view && document.getElementById('wait').hidden && view.map.loaded() && !view.map.isMoving();
    }, undefined, { timeout: 60000 });
    await page.evaluate(() => new Promise((resolve) => {
        const { map } = window.presencia.view;
        map.once('idle', resolve);
        map.triggerRepaint();
    }));
}

/** A point well inside a municipality, in pixels of the page, that its neighbours, names and panels leave free; null where there is none. */
export function spot(page, key) {
    return page.evaluate((wanted) => {
        const { view, places } = window.presencia;
        const [west, south, east, north] = places.get(wanted).box;
        const [a, b] = [view.map.project([west, north]), view.map.project([east, south])];
        const frame = view.map.getCanvas().getBoundingClientRect();
        const free = (x, y) => document.elementFromPoint(frame.left + x, frame.top + y) === view.map.getCanvas();
        const inside = (x, y) => [[0, 0], [-6, 0], [6, 0], [0, -6], [0, 6], [-4, -4], [4, 4]].every(([dx, dy]) => view.municipality_at([x + dx, y + dy]) === wanted);
        for (let step = 24; step >= 3; step /= 2) {
            for (let y = Math.max(8, a.y + step / 2); y < Math.min(frame.height - 8, b.y); y += step) {
                for (let x = Math.max(8, a.x + step / 2); x < Math.min(frame.width - 8, b.x); x += step) {
                    if (free(x, y) && inside(x, y)) return { x: frame.left + x, y: frame.top + y, canvas: [x, y] };
                }
            }
        }
        return null;
    }, key);
}

/** Colours of the drawn map around points of its canvas: '#rrggbb' lists of a square of `size` pixels each. */
export function colours_at(page, points, size = 1) {
    return page.evaluate(async ([wanted, side]) => {
        const { map } = window.presencia.view;
        const canvas = map.getCanvas();
        const copy = document.createElement('canvas');
        [copy.width, copy.height] = [canvas.width, canvas.height];
        const pen = copy.getContext('2d');
        pen.drawImage(canvas, 0, 0);
        const scale = canvas.width / canvas.clientWidth;
        return wanted.map(([x, y]) => {
            const { data } = pen.getImageData(Math.round(x * scale) - (side >> 1), Math.round(y * scale) - (side >> 1), side, side);
            return Array.from({ length: side * side }, (_, i) => `#${[0, 1, 2].map((band) => data[i * 4 + band].toString(16).padStart(2, '0')).join('')}`);
        });
    }, [points, size]);
}

export function near(a, b, allowed = 3) {
    return [1, 3, 5].every((i) => Math.abs(parseInt(a.slice(i, i + 2), 16) - parseInt(b.slice(i, i + 2), 16)) <= allowed);
}

/** Text as it is read: one space between words, whatever kind of space it was. */
export const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** Keeps a picture for people to look at, where --keep asks for it. */
export async function picture(page, name, options = {}) {
    const shot = await page.screenshot(options);
    if (values.keep) {
        fs.mkdirSync(values.keep, { recursive: true });
        fs.writeFileSync(path.join(values.keep, `${name}.png`), shot);
    }
    return shot;
}

/** Runs a test's cases in order; a failure names the case. */
export async function run(cases) {
    let failed = 0;
    for (const [name, body] of Object.entries(cases)) {
        try {
            await body();
            console.log(`ok: ${name}`);
        } catch (error) {
            failed += 1;
            console.error(`FAILED: ${name}\n${error.stack}`);
        }
    }
    process.exitCode = failed ? 1 : 0;
}
