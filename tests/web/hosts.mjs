// SPDX-License-Identifier: Apache-2.0
// The map works from presencia's server and from any plain host, asks no other host for anything, and says what is wrong where it cannot work.
//     hosts.mjs --binary PROGRAM --source TREE [--keep FOLDER]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser, host, open, plain, presencia, result_with_map, run } from './support.mjs';

const out = result_with_map();
const chrome = await browser();
const archive = fs.statSync(path.join(out, 'presencia.pmtiles')).size;

/** What a page says that cannot show the map. */
async function trouble(address, options = {}) {
    const page = await open(chrome, address, { map: false, ...options });
    await page.waitForSelector('#trouble:not([hidden])');
    const said = plain(await page.textContent('#trouble'));
    assert(await page.isHidden('main'));
    await page.context().close();
    return said;
}

const drawn_colour = (page) => page.evaluate(() => window.presencia.view.map.queryRenderedFeatures({ layers: ['gap'] }).length);

await run({
    'a host with ranges sends parts of the archive, and the page asks its own host alone': async () => {
        const there = await host(out);
        const page = await open(chrome, `${there.address}/map/`);
        assert(await drawn_colour(page) > 20);
        await page.click('#gap-rows button');
        await page.waitForFunction(() => document.querySelector('.numbers').textContent.includes('km²'));
        await page.selectOption('#map-choice', 'need');
        await page.click('label:has(#language-en)');
        for (const address of page.asked) assert(address.startsWith(there.address) || address.startsWith('blob:') || address.startsWith('data:'), `asked ${address}`);
        const parts = there.log.filter(([name]) => name.endsWith('.pmtiles'));
        assert(parts.length > 1 && parts.every(([, status]) => status === 206), JSON.stringify(parts));
        const missed = there.log.filter(([, status]) => status >= 400).map(([name]) => name);
        assert.deepEqual(missed, ['/files/summary.json'], 'asked for what is not there');
        assert.deepEqual(page.faults, []);
        await page.context().close();
        there.close();
    },
    'a host without ranges (python3 -m http.server) sends the archive once, and the map is the same': async () => {
        const server = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '-d', out], { stdio: ['ignore', 'pipe', 'pipe'] });
        try {
            const port = await new Promise((resolve, reject) => {
                let said = '';
                server.stdout.on('data', (more) => { said += more; const found = /port (\d+)/.exec(said); if (found) resolve(found[1]); });
                server.on('exit', () => reject(new Error(`http.server ended: ${said}`)));
            });
            const page = await open(chrome, `http://127.0.0.1:${port}/map/`);
            const whole = page.asked.filter((address) => address.endsWith('.pmtiles'));
            assert.equal(whole.length, 1, `asked ${whole.length} times for the archive`);
            assert(await drawn_colour(page) > 20);
            assert.equal(await page.evaluate(() => window.presencia.places.size), 36);
            assert.deepEqual(page.faults, []);
            await page.context().close();
        } finally {
            server.kill();
        }
    },
    'an archive too large to be sent whole is not asked for whole': async () => {
        const there = await host(out, { ranges: false });
        const context = await chrome.newContext({ locale: 'en-US' });
        const page = await context.newPage();
        await page.route('**/presencia.pmtiles', (route) => route.fulfill({ status: 200, headers: { 'content-length': String(archive) }, body: fs.readFileSync(path.join(out, 'presencia.pmtiles')) }));
        await page.addInitScript(() => {
            const get = Headers.prototype.get;
            Headers.prototype.get = function (name) { return name === 'content-length' ? String(300 * 1024 * 1024) : get.call(this, name); };
        });
        await page.goto(`${there.address}/map/`);
        await page.waitForSelector('#trouble:not([hidden])');
        assert.match(plain(await page.textContent('#trouble')), /does not answer range requests.*300 MiB/);
        await context.close();
        there.close();
    },
    'from the server: the result under /files/, the engine’s own steps under /municipalities/, in the reader’s language': async () => {
        const there = await host(out, { served: true });
        const page = await open(chrome, `${there.address}/map/#lang=es&municipality=XAA:0205`);
        await page.click('#why summary');
        const steps = JSON.parse(presencia('explain', out, 'XAA:0205', '--json', '--lang', 'es')).steps;
        await page.waitForSelector('#why .step');
        assert.deepEqual(await page.$$eval('#why h4', (all) => all.map((one) => one.textContent)), steps.map((step) => step.title));
        assert(plain(await page.textContent('#why')).includes('100 000 × 156 hechos / (52 400 personas × 3 años) = 99,2'));
        await page.click('label:has(#language-en)');
        await page.waitForFunction(() => document.querySelector('#why').textContent.includes('incidents / ('));
        const missed = there.log.filter(([, status]) => status >= 400);
        assert.deepEqual(missed, [], 'the server’s log is not clean');
        assert.deepEqual(page.faults, []);
        await page.context().close();
        there.close();
    },
    'a folder given by ?data= on the same host is read; another host’s is refused': async () => {
        const there = await host(path.dirname(out));
        const page = await open(chrome, `${there.address}/result/map/?data=../../result`);
        assert.equal(await page.evaluate(() => window.presencia.places.size), 36);
        assert.deepEqual(page.faults, []);
        await page.context().close();
        for (const data of ['https://example.org/result/', '//example.org/result']) assert.match(await trouble(`${there.address}/result/map/?data=${encodeURIComponent(data)}`), /datos de otro sitio \(https?:\/\/example\.org\)/);
        assert.match(await trouble(`${there.address}/result/map/?data=../tiles`, { locale: 'en-US' }), /no result of presencia at \/result\/tiles\//);
        there.close();
    },
    'opened from a disk it says why not, in both languages, and what to do': async () => {
        const said = await trouble(pathToFileURL(path.join(out, 'map/index.html')).href);
        assert.match(said, /presencia serve RESULTADO.*python3 -m http\.server.*report\.html/);
        assert.match(said, /presencia serve RESULT.*python3 -m http\.server.*report\.html/);
    },
    'without its libraries, or a file of the result, it says which': async () => {
        let there = await host(out, { without: ['pmtiles/index.js'] });
        assert.match(await trouble(`${there.address}/map/`), /scripts\/web\.sh/);
        there.close();
        there = await host(out, { without: ['presencia.pmtiles'] });
        assert.match(await trouble(`${there.address}/map/`), /Falta un archivo del resultado: .*presencia\.pmtiles \(404\)/);
        there.close();
    },
    'without WebGL the words and numbers are all there': async () => {
        const there = await host(out);
        const context = await chrome.newContext({ locale: 'es-HN' });
        await context.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
        const page = await context.newPage();
        await page.goto(`${there.address}/map/`);
        await page.waitForSelector('#no-map:not([hidden])');
        await page.click('#gap-rows button');
        assert.equal(await page.textContent('#detail-name'), 'Cañaveral');
        await page.selectOption('#map-choice', 'need');
        assert.match(plain(await page.textContent('#detail .on-map')), /Más de 78,7/);
        await page.selectOption('#filter-country', 'XAA');
        await context.close();
        there.close();
    },
    'without municipalities.geojson a municipality keeps to what the table of gaps has': async () => {
        const there = await host(out, { without: ['municipalities.geojson'] });
        const page = await open(chrome, `${there.address}/map/#lang=es&municipality=XAA:0205`);
        const text = plain(await page.textContent('#detail'));
        assert(text.includes('52 400') && text.includes('153,9') && text.includes('99,2'));
        assert(!text.includes('…'), 'waits for what does not come');
        await page.context().close();
        there.close();
    },
});

await chrome.close();
