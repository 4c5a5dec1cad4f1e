// SPDX-License-Identifier: Apache-2.0
// Whoever comes to the map can use it: with keys alone, by a screen reader, on a narrow screen, on paper, in both languages, from a shared address.
//     access.mjs --binary PROGRAM --source TREE [--keep FOLDER]
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { browser, drawn, here, host, open, picture, plain, result_with_map, run } from './support.mjs';

const out = result_with_map((text) => text.replace(/^styles .*$/m, 'styles = ["gap", "need", "need_by_reach"]'));
const there = await host(out);
const chrome = await browser();
const map = `${there.address}/map/`;
const axe = fs.readFileSync(path.join(here, 'npm/node_modules/axe-core/axe.min.js'), 'utf8');

/** Faults that axe calls serious or critical: [rule, element]. */
async function serious(page) {
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document));
    assert(passes.length > 20, `axe looked at ${passes.length} rules only`);
    return violations.filter((one) => ['serious', 'critical'].includes(one.impact)).flatMap((one) => one.nodes.map((node) => [one.id, node.html.slice(0, 160), node.failureSummary]));
}

/** How many pixels of a picture are of each of some colours. */
async function colours_of(png, wanted) {
    const context = await chrome.newContext();
    const page = await context.newPage();
    const counted = await page.evaluate(async ([data, hexes]) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height);
        const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0);
        const bytes = pen.getImageData(0, 0, image.width, image.height).data;
        const counts = Object.fromEntries(hexes.map((hex) => [hex, 0]));
        for (let i = 0; i < bytes.length; i += 4) {
            const hex = `#${[bytes[i], bytes[i + 1], bytes[i + 2]].map((band) => band.toString(16).padStart(2, '0')).join('')}`;
            if (hex in counts) counts[hex] += 1;
        }
        return counts;
    }, [png.toString('base64'), wanted]);
    await context.close();
    return counted;
}

/** The address as the page has it: the browser tells of it later. */
const address = (page) => page.evaluate(() => location.href);
const focused = (page) => page.evaluate(() => [document.activeElement.id, document.activeElement.className, document.activeElement.tagName, document.activeElement.dataset.key ?? '']);

/** Presses Tab until `test` of [id, class, tag, key] holds. */
async function tab_to(page, test, most = 120) {
    for (let i = 0; i < most; ++i) {
        await page.keyboard.press('Tab');
        if (test(await focused(page))) return;
    }
    throw new Error(`not reached by ${most} tabs`);
}

const gap_colours = ['#3f2069', '#a48fcd', '#82c6bd', '#eae7de'];

await run({
    'axe finds nothing serious: first view, a municipality, filters, the crossed map, both languages, narrow': async () => {
        for (const [hash, size] of [['#lang=es', {}], ['#lang=en&municipality=XAA:0205', {}], ['#lang=es&country=XBB&list=places&unreached=judicial&layers=names+sites', {}], ['#lang=en&map=need_by_reach&class=up_1_right_1', {}], ['#lang=es', { width: 360, height: 740 }], ['#lang=es&municipality=XBB:0305', { width: 360, height: 740 }]]) {
            const page = await open(chrome, map + hash, size);
            for (const one of await page.$$('details:not([open]) > summary')) if (await one.isVisible()) await one.click();
            assert.deepEqual(await serious(page), [], hash);
            assert.deepEqual(page.faults, []);
            await page.context().close();
        }
    },
    'keys alone: skip to the list, open the first gap, read it, come back to where one was': async () => {
        const page = await open(chrome, `${map}#lang=es`);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        assert.equal(plain(await page.evaluate(() => document.activeElement.textContent)), 'Ir a la lista de brechas');
        await page.keyboard.press('Enter');
        await tab_to(page, ([, kind]) => kind === 'row', 6);
        assert.equal((await focused(page))[3], 'XAA:0104');
        assert.equal(await page.evaluate(() => window.presencia.view.held.hover), 'XAA:0104', 'the map does not show what the keyboard points at');
        await page.keyboard.press('Enter');
        await page.waitForSelector('#detail-name');
        assert.equal((await focused(page))[0], 'detail-name');
        await page.waitForFunction(() => document.querySelector('.numbers').textContent.includes('km²'));
        assert.equal((await focused(page))[0], 'detail-name', 'the focus was lost when the numbers came');
        await page.keyboard.press('Escape');
        assert.deepEqual((await focused(page)).slice(1), ['row', 'BUTTON', 'XAA:0104']);
        await page.context().close();
    },
    'keys alone: choose another map, a filter, a language, a layer; the focus stays': async () => {
        const page = await open(chrome, `${map}#lang=es`);
        await tab_to(page, ([id]) => id === 'language-es');
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
        assert.equal((await focused(page))[0], 'language-en');
        await tab_to(page, ([id]) => id === 'filter-family');
        await page.keyboard.press('ArrowDown');
        assert.match(await address(page), /family=law_enforcement/);
        assert.equal((await focused(page))[0], 'filter-family');
        await tab_to(page, ([id]) => id === 'map-choice');
        await page.keyboard.press('ArrowDown');
        await drawn(page);
        assert.match(await address(page), /map=need/);
        assert.equal((await focused(page))[0], 'map-choice');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Space');
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-pressed')), 'true', 'the class button lost its focus');
        await tab_to(page, ([id]) => id === 'layer-sites');
        await page.keyboard.press('Space');
        assert.match(await address(page), /layers=names\+sites/);
        assert.deepEqual(page.faults, []);
        await page.context().close();
    },
    'keys alone: move and zoom the map, hear what is in its middle, open it': async () => {
        const page = await open(chrome, `${map}#lang=es&view=9/10.45/-95.42`);
        await tab_to(page, ([, kind, tag]) => tag === 'CANVAS' && kind.includes('maplibregl-canvas'));
        assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /Flechas: mover/);
        assert(await page.isVisible('.cross'), 'no cross in the middle of the map');
        const before = await page.evaluate(() => window.presencia.view.view());
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => document.getElementById('said').textContent !== '');
        await page.keyboard.press('+');
        await page.waitForTimeout(600);
        await drawn(page);
        const after = await page.evaluate(() => window.presencia.view.view());
        assert(after.longitude > before.longitude && after.zoom > before.zoom, JSON.stringify([before, after]));
        const [key, name] = await page.evaluate(() => { const at = window.presencia.view.at_centre(); return [at, window.presencia.places.get(at).name]; });
        assert(plain(await page.textContent('#said')).startsWith(`En el centro: ${name}, `), await page.textContent('#said'));
        await page.keyboard.press('Enter');
        assert.equal(await page.textContent('#detail-name'), name);
        assert((await address(page)).includes(`municipality=${key}`));
        await page.context().close();
    },
    'a shared address shows the same to whoever opens it': async () => {
        const page = await open(chrome, `${map}#lang=es`);
        await page.selectOption('#map-choice', 'need');
        await page.selectOption('#filter-department', 'XAA|Sierra del Peñasco');
        await page.selectOption('#filter-family', 'social');
        await page.selectOption('#order', 'people');
        await drawn(page);
        await page.click('label:has(#language-en)');
        await page.click('#gap-rows li:first-child button');
        await page.click('#zoom-in');
        await page.waitForTimeout(400);
        await drawn(page);
        const seen = (one) => one.evaluate(() => {
            const { map: choice, language, at, department, family, order, view } = window.presencia.state;
            return { choice, language, at, department, family, order, view, lang: document.documentElement.lang, name: document.getElementById('detail-name').textContent, filter: document.getElementById('filter-department').value, legend: document.getElementById('map-choice').value };
        });
        const first = await seen(page);
        assert.deepEqual([first.choice, first.language, first.department, first.family, first.legend], ['need', 'en', 'XAA|Sierra del Peñasco', 'social', 'need']);
        const other = await open(chrome, await address(page), { locale: 'es-HN' });
        assert.deepEqual(await seen(other), first);
        const [a, b] = await Promise.all([page, other].map((one) => one.evaluate(() => window.presencia.view.view())));
        assert(Math.abs(a.zoom - b.zoom) < 0.02 && Math.abs(a.latitude - b.latitude) < 0.001 && Math.abs(a.longitude - b.longitude) < 0.001);
        // An address that is typed into an open page counts too.
        await other.evaluate(() => { location.hash = '#lang=es&map=gap&municipality=XAA:0402'; });
        await other.waitForFunction(() => document.getElementById('detail-name')?.textContent === 'Tierra Nueva');
        assert.equal(await other.inputValue('#map-choice'), 'gap');
        await page.context().close();
        await other.context().close();
    },
    'an address with nonsense shows the study, and never runs what is in it': async () => {
        const page = await open(chrome, `${map}#lang=fr&map=<img src=x onerror=alert(1)>&country=ZZZ&department=x&family=army&class=zzz&by=size&view=99/400/x&municipality=${encodeURIComponent('<script>window.hurt=1</script>')}`);
        assert.deepEqual(await page.evaluate(() => [window.presencia.state.map, window.presencia.state.country, window.presencia.state.family, document.documentElement.lang, window.hurt]), ['gap', '', '', 'es', undefined]);
        assert(plain(await page.textContent('#detail')).includes('no está en este resultado'));
        assert.deepEqual(page.faults, []);
        await page.context().close();
    },
    'both languages are whole: no word is left in the other one': async () => {
        for (const [language, here_words, not_there] of [['es', ['Qué muestra el mapa', 'Dónde falta el Estado', 'policía', 'por verificar', 'Regla'], /What the map|law enforcement|to be verified/], ['en', ['What the map shows', 'Where the state is missing', 'law enforcement', 'to be verified', 'Rule'], /Qué muestra|policía ·|por verificar|Ordenar/]]) {
            const page = await open(chrome, `${map}#lang=${language}&municipality=XAA:0101`);
            await page.evaluate(() => { document.getElementById('overview').hidden = false; });
            const text = plain(await page.evaluate(() => document.body.innerText));
            for (const word of here_words) assert(text.includes(word), `${language}: no ${word}`);
            const study = await page.$$eval('[lang]', (all, own) => all.filter((one) => one !== document.documentElement && one.lang !== own).map((one) => one.innerText), language);
            const own = study.reduce((rest, words) => rest.replaceAll(plain(words), ''), text);
            assert(!not_there.test(own), `${language}: ${own.match(not_there)}`);
            await page.context().close();
        }
        const page = await open(chrome, map, { locale: 'en-GB' });
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en', 'the browser’s language was not asked for');
        await page.context().close();
    },
    'a narrow screen shows all of it without scrolling sideways': async () => {
        for (const [name, hash] of [['narrow', '#lang=es'], ['narrow-detail', '#lang=es&municipality=XAA:0205'], ['narrow-crossed', '#lang=en&map=need_by_reach']]) {
            const page = await open(chrome, map + hash, { width: 360, height: 740 });
            assert(await page.evaluate(() => document.documentElement.scrollWidth) <= 360, `${name} is wider than the screen`);
            assert(await page.isVisible('#legend') && await page.isVisible('#filters summary'));
            const shot = await picture(page, name, { fullPage: true });
            if (name === 'narrow') for (const [colour, pixels] of Object.entries(await colours_of(shot, gap_colours))) assert(pixels > 100, `${colour}: ${pixels} pixels`);
            await page.context().close();
        }
    },
    'on paper: the map, its legend, what was asked for, the numbers, and where it comes from': async () => {
        const page = await open(chrome, `${map}#lang=es&family=social&by=people`);
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'presencia-print-'));
        try {
            await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
            const pdf = path.join(folder, 'map.pdf');
            await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
            const text = plain(execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }));
            for (const words of ['Dónde falta el Estado', 'En riesgo, sin alcance comprobado', 'Familia: servicios sociales', 'San Martín', 'perfil público', 'No se sabe si está en riesgo', 'family=social']) assert(text.includes(words), `${words} is not on paper: ${text.slice(0, 600)}`);
            for (const words of ['Copiar enlace', 'Ordenar por', 'Encima del mapa']) assert(!text.includes(words), `${words} is on paper`);
            execFileSync('pdftoppm', ['-r', '70', '-png', '-f', '1', '-l', '1', pdf, path.join(folder, 'page')]);
            const image = fs.readFileSync(path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.png'))));
            const counted = await colours_of(image, ['#3f2069', '#a48fcd']);
            for (const [colour, pixels] of Object.entries(counted)) assert(pixels > 150, `${colour}: ${pixels} pixels on paper`);
        } finally {
            fs.rmSync(folder, { recursive: true, force: true });
        }
        await page.context().close();
    },
});

await chrome.close();
there.close();
