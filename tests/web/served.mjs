// SPDX-License-Identifier: Apache-2.0
// The web map and the pages of `presencia serve` itself: a click reads the number that `presencia gaps` prints, axe finds nothing serious on any page, a link is shared through the server.
//     served.mjs --binary PROGRAM --source TREE [--keep FOLDER]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { browser, drawn, environment, here, open, picture, plain, presencia, program, result_with_map, run, spot } from './support.mjs';

const out = result_with_map((text) => text.replace(/^styles .*$/m, 'styles = ["gap", "need", "need_by_reach"]'));
const axe = fs.readFileSync(path.join(here, 'npm/node_modules/axe-core/axe.min.js'), 'utf8');
const chrome = await browser();

/** `presencia serve` on the result: { address, log(), end() }. */
async function serve(...options) {
    const child = spawn(program, ['serve', out, '--port', '0', '--json', '--log-requests', ...options], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, logged] = ['', ''];
    child.stderr.on('data', (more) => { logged += more; });
    const address = await new Promise((resolve, reject) => {
        child.stdout.on('data', (more) => {
            said += more;
            const found = /"address":\s*"([^"]+)\/"/.exec(said);
            if (found) resolve(found[1]);
        });
        child.on('exit', (status) => reject(new Error(`ended with ${status}: ${logged}`)));
    });
    const end = () => new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.on('exit', resolve);
        child.kill('SIGTERM');
    });
    return { address, log: () => logged, end };
}

/** Faults that axe calls serious or critical. */
async function serious(page) {
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document));
    assert(passes.length > 8, `axe looked at ${passes.length} rules only`);
    return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).flatMap((one) => one.nodes.map((node) => [one.id, node.html.slice(0, 160)]));
}

const server = await serve();
const row = JSON.parse(presencia('gaps', out, '--format', 'json', '--municipality', 'XAA:0205')).gaps[0];

await run({
    'the page of addresses leads to the map, and a click there reads the number that presencia gaps prints': async () => {
        const page = await open(chrome, `${server.address}/`, { map: false });
        await picture(page, 'home-wide', { fullPage: true });
        await page.click('text=Abrir el mapa');
        await drawn(page);
        assert.equal(new URL(page.url()).pathname, '/map/');
        const at = await spot(page, 'XAA:0205');
        await page.mouse.click(at.x, at.y);
        await page.waitForFunction(() => document.querySelector('#detail .numbers')?.textContent.includes('km²'));
        const numbers = plain((await page.$$eval('#detail .numbers', (all) => all.map((one) => one.textContent))).join(' '));
        const printed = presencia('gaps', out, '-q', '--municipality', 'XAA:0205', '--format', 'csv').trim().split('\n');
        const [names, values] = [printed[0].split(','), printed[1].split(',')];
        const value = (name) => values[names.indexOf(name)];
        assert.equal(value('incidents'), String(row.incidents));
        assert(numbers.includes(`Hechos en el período${value('incidents')}`), numbers);
        assert(numbers.includes(value('rate').replace('.', ',')), numbers);
        await page.click('#why summary');
        await page.waitForSelector('#why .step');
        const steps = JSON.parse(presencia('explain', out, 'XAA:0205', '--json', '--lang', 'es')).steps;
        assert.deepEqual(await page.$$eval('#why h4', (all) => all.map((one) => one.textContent)), steps.map((step) => step.title));
        await picture(page, 'map-wide');
        assert.deepEqual(page.faults, []);
        assert(page.asked.every((address) => address.startsWith(server.address) || address.startsWith('blob:') || address.startsWith('data:')), 'the page asked another host');
        await page.context().close();
    },
    'a narrow screen has the map, the list and the municipality': async () => {
        const page = await open(chrome, `${server.address}/map/#lang=es`, { width: 360, height: 740 });
        await picture(page, 'map-narrow');
        await picture(page, 'map-narrow-whole', { fullPage: true });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert(width <= 360, `${width} pixels wide`);
        await page.context().close();
        const detail = await open(chrome, `${server.address}/map/#lang=en&municipality=XAA:0205`, { width: 360, height: 740 });
        assert.equal(await detail.textContent('#detail-name'), 'San Martín');
        await picture(detail, 'detail-narrow');
        assert.deepEqual(detail.faults, []);
        await detail.context().close();
    },
    'axe finds nothing serious on any page, wide and narrow, and none is wider than its screen': async () => {
        for (const where of ['/', '/?lang=en', '/gaps?format=html&top=20', '/municipalities/XAA:0205?f=html', '/collections?f=html', '/collections/municipalities?f=html', '/collections/municipalities/items?f=html&limit=5',
            '/collections/municipalities/items/XAA:0205?f=html', '/api?f=html&lang=es', '/api?f=html&lang=en', '/conformance?f=html', '/tiles?f=html', '/map/', '/files/report.html']) {
            for (const size of [{}, { width: 360, height: 740 }]) {
                const page = await open(chrome, server.address + where, { map: where === '/map/', ...size });
                assert.deepEqual(await serious(page), [], where);
                const width = await page.evaluate(() => document.documentElement.scrollWidth);
                assert(width <= (size.width ?? 1280), `${where}: ${width} pixels wide`);
                if (size.width && where.length < 30) await picture(page, `page-narrow${where.replace(/\W+/g, '-')}`);
                assert.deepEqual(page.faults, [], where);
                await page.context().close();
            }
        }
    },
    'nothing that a browser asked was missed': async () => {
        // The page asks for a picture that browsers want of every host; nothing else.
        const missed = server.log().split('\n').filter((line) => / status=[45]/.test(line) && !/route=- status=404/.test(line));
        assert.deepEqual(missed, []);
        assert.equal(await server.end(), 0);
    },
    'behind a prefix the map, its files and its numbers are the same': async () => {
        const http = await import('node:http');
        const behind = await serve('--trust', '127.0.0.1');
        const proxy = http.createServer((request, response) => {
            if (!request.url.startsWith('/mapas/')) return response.writeHead(404).end();
            const onward = http.request(behind.address + request.url.slice('/mapas'.length), { headers: { ...request.headers, 'x-forwarded-prefix': '/mapas', 'x-forwarded-host': request.headers.host } }, (answer) => {
                response.writeHead(answer.statusCode, answer.headers);
                answer.pipe(response);
            });
            return onward.end();
        });
        await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
        const base = `http://127.0.0.1:${proxy.address().port}/mapas`;
        const page = await open(chrome, `${base}/`, { map: false });
        await page.click('text=Abrir el mapa');
        await drawn(page);
        assert.equal(page.url().split('#')[0], `${base}/map/`);
        assert.equal(await page.evaluate(() => window.presencia.places.size), 36);
        assert.deepEqual(page.faults, []);
        assert(page.asked.every((address) => address.startsWith(base) || address.startsWith('blob:') || address.startsWith('data:')), 'beside the prefix');
        await page.context().close();
        proxy.close();
        assert.equal(await behind.end(), 0);
    },
});

await chrome.close();
