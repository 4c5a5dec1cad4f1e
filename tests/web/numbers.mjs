// SPDX-License-Identifier: Apache-2.0
// What the map shows and says is what the result holds: colours are the legend's, numbers and lists are those that `presencia gaps` prints.
//     numbers.mjs --binary PROGRAM --source TREE [--keep FOLDER]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { browser, colours_at, drawn, host, near, open, picture, plain, presencia, result_with_map, run, spot } from './support.mjs';

const all_styles = 'styles = ["gap", "need", "concurrence", "reach_judicial", "need_by_reach", "unreached_people"]';
const out = result_with_map((text) => text.replace(/^styles .*$/m, all_styles));
const there = await host(out);
const chrome = await browser();
const page = await open(chrome, `${there.address}/map/#lang=es&layers=`);
const legend_of = (style) => JSON.parse(fs.readFileSync(path.join(out, 'tiles', `${style}.legend.json`), 'utf8'));
const gaps = (...args) => JSON.parse(presencia('gaps', out, '--format', 'json', ...args));

/** What `presencia gaps` prints of a municipality and a family: class, reach, people and need out of reach. */
function printed(key, family) {
    for (const line of presencia('gaps', out, '-q', '--municipality', key).split('\n')) {
        const cells = line.trim().split(/ {2,}/).map(plain);
        const at = cells.indexOf(key) + 1;  // the family follows, cut where it is long
        if (at > 0 && family.startsWith(cells[at].replace('…', ''))) return cells.slice(at + 1, at + 5);
    }
    throw new Error(`no line of ${key} and ${family}`);
}

async function choose(id, value) {
    await page.selectOption(`#${id}`, value);
    await drawn(page);
}

const rows = (id) => page.$$eval(`#${id} li`, (items) => items.map((item) => [item.dataset.key, item.querySelector('.who').textContent, item.querySelector('.measure').textContent]));
const families = { law_enforcement: 'policía', judicial: 'justicia', social: 'servicios sociales', educational: 'educación', border: 'control fronterizo', oversight: 'rendición de cuentas' };

/** Holds the list of gaps, shown to its end, against the command's answer. */
async function same_list(answer) {
    for (const more of await page.$$('#lists .more:not([hidden])')) await more.click();
    const shown = answer.gaps.length ? await rows('gap-rows') : [];
    assert.deepEqual(shown.map(([key, who]) => [key, plain(who).split(' · ')[1].replace(/(parcial|brecha|por verificar|alcanzado|no en riesgo|riesgo sin saber|suprimido)$/, '')]),
        answer.gaps.map((row) => [`${row.country}:${row.code}`, families[row.family]]));
    return shown;
}

await run({
    'every municipality has its legend’s colour on every map': async () => {
        for (const style of ['gap', 'need', 'concurrence', 'reach_judicial', 'need_by_reach', 'unreached_people']) {
            await choose('map-choice', style);
            const legend = new Map(legend_of(style).classes.map((one) => [one.id, one]));
            const places = await page.evaluate((name) => [...window.presencia.places.values()].map((one) => [one.key, one.classes[name]]), style);
            assert.equal(places.length, 36);
            let looked = 0;
            for (const [key, id] of places) {
                const at = await spot(page, key);
                if (!at) continue;
                looked += 1;
                const one = legend.get(id);
                const [found] = await colours_at(page, [at.canvas], one.pattern === 'solid' ? 1 : 13);
                if (one.pattern === 'solid') assert(near(found[0], one.fill), `${style}: ${key} is ${found[0]}, the legend has ${one.fill}`);
                else for (const colour of [one.fill, one.pattern_colour]) assert(found.some((seen) => near(seen, colour, 24)), `${style}: ${key} lacks ${colour} of ${id}`);
            }
            assert(looked >= 30, `${style}: only ${looked} municipalities could be looked at`);
        }
        await choose('map-choice', 'gap');
    },
    'the legend on the page is the legend of the result': async () => {
        for (const style of ['need', 'gap']) {
            await choose('map-choice', style);
            const said = await page.$$eval('.classes button', (buttons) => buttons.map((one) => [one.querySelector('.words').textContent, parseInt(one.querySelector('.count').textContent, 10), one.querySelector('rect').getAttribute('fill')]));
            assert.deepEqual(said, legend_of(style).classes.map((one) => [one.label, one.municipalities, one.fill]));
        }
    },
    'a click on a municipality reads the numbers that presencia gaps prints': async () => {
        const at = await spot(page, 'XAA:0205');
        await page.mouse.move(at.x, at.y);
        await page.waitForSelector('#tip:not([hidden])');
        assert.match(plain(await page.textContent('#tip')), /^San Martín · Sierra del Peñasco.*En riesgo, sin alcance comprobado.*52 400/);
        await page.mouse.click(at.x, at.y);
        await page.waitForSelector('#detail:not([hidden]) #detail-name');
        assert.equal(await page.textContent('#detail-name'), 'San Martín');
        for (const [family, word] of [['law_enforcement', 'policía'], ['educational', 'educación'], ['social', 'servicios sociales']]) {
            const cells = (await page.$$eval(`tr[data-family="${family}"] td`, (all) => all.map((one) => one.textContent))).map(plain);
            assert.deepEqual([cells[0].split('Presencia')[0], ...cells.slice(1)], printed('XAA:0205', word), word);
        }
        await page.waitForFunction(() => document.querySelector('.numbers').textContent.includes('km²'));  // municipalities.geojson is there
        const numbers = plain((await page.$$eval('#detail .numbers', (all) => all.map((one) => one.textContent))).join(' '));
        const [row] = gaps('--municipality', 'XAA:0205').gaps;
        assert(numbers.includes(`Hechos en el período${row.incidents}`) && numbers.includes(String(row.rate).replace('.', ',')) && numbers.includes('108,8'), numbers);
        await page.click('#back');
    },
    'the ranked list is that of presencia gaps, in each order': async () => {
        for (const order of ['need', 'people', 'score']) {
            await choose('order', order);
            const answer = gaps('--by', order);
            const shown = await same_list(answer);
            const property = { need: 'unreached_need', people: 'unreached_people', score: 'gap_score_low' }[order];
            shown.forEach(([, , measure], i) => assert(Math.abs(Number(measure.replace(/\s/g, '').replace(',', '.')) - answer.gaps[i][property]) <= 0.51, `${order} ${i}: ${measure} is not ${answer.gaps[i][property]}`));
            assert.equal((await rows('verify-rows')).length, answer.totals.matched_gap_unknown);
        }
        await choose('order', 'need');
        assert.match(plain(await page.textContent('.list-body .apart')), /^2 municipios/);
    },
    'filters by country, department, family and class ask what the command asks, and say when nothing matches': async () => {
        const asked = [[{ country: 'XAA' }, ['--country', 'XAA']], [{ department: 'XAA|Valle del Añil' }, ['--department', 'Valle del Añil']], [{ family: 'educational' }, ['--family', 'educational']],
            [{ class: 'reached', family: 'judicial' }, ['--gap-class', 'reached', '--family', 'judicial']], [{ class: 'risk_unknown' }, ['--gap-class', 'risk_unknown']]];
        for (const [filter, args] of asked) {
            for (const [name, value] of Object.entries(filter)) await choose(`filter-${name}`, value);
            await same_list(gaps(...args));
            await page.click('#clear');
            await drawn(page);
        }
        await choose('filter-country', 'XBB');
        assert.equal(plain(await page.textContent('.found')), 'Nada corresponde a este filtro.');
        assert.match(plain(await page.textContent('.list-body .apart')), /^2 municipios de este filtro con riesgo sin saber o suprimido/);
        assert.match(plain(await page.textContent('#headline')), /Ningún municipio de riesgo conocido.*Fuera de la cuenta: 18 000 personas en 2 municipios/);
        await page.click('#clear');
        await drawn(page);
    },
    'a filter fades the others and leaves its own, and what is not known, in their colours': async () => {
        await choose('filter-class', 'gap');
        const legend = new Map(legend_of('gap').classes.map((one) => [one.id, one]));
        const look = async (key) => (await colours_at(page, [(await spot(page, key)).canvas]))[0][0];
        assert(near(await look('XAA:0205'), legend.get('gap').fill));
        assert(!near(await look('XAA:0402'), legend.get('partial').fill, 20), 'what is outside the filter kept its colour');
        const unknown = await page.evaluate(() => [...window.presencia.found.unknown]);
        assert.equal(unknown.length, 2);
        const veiled = await page.evaluate(() => window.presencia.view.map.getFilter('veil'));
        for (const key of [...unknown, 'XAA:0205']) assert(JSON.stringify(veiled).includes(key), `${key} is faded`);
        await page.click('#clear');
        await drawn(page);
        await page.click('[data-class="reached"]');
        await drawn(page);
        assert.equal((await page.$$('#place-rows li')).length, legend.get('reached').municipalities);
        assert(near(await look('XAA:0203'), legend.get('reached').fill));
        await page.click('[data-class="reached"]');
        await page.click('label:has(#list-gaps)');
        await drawn(page);
    },
    'the list and the map are tied: what is pointed at is outlined, what is chosen opens': async () => {
        await page.hover('#gap-rows li:first-child button');
        assert.equal(await page.evaluate(() => window.presencia.view.held.hover), 'XAA:0104');
        await page.click('#gap-rows li:first-child button');
        assert.equal(await page.textContent('#detail-name'), 'Cañaveral');
        assert.equal(await page.evaluate(() => window.presencia.view.held.chosen), 'XAA:0104');
        await page.click('#go-there');
        await drawn(page);
        assert(await page.evaluate(() => window.presencia.view.view().zoom > 8.5), 'the map stayed where it was');
        await page.click('#back');
        await page.click('#whole');
        await drawn(page);
    },
    'the steps of the static page are sentences with the published numbers': async () => {
        await page.click('#gap-rows li:nth-child(3) button');
        await page.click('#why summary');
        const told = plain(await page.textContent('#why'));
        for (const part of ['100 000 × 156 hechos ÷ (52 400 personas × 3 años) = 99,2', 'corte de la regla: 70,7. Está en riesgo (firme)', 'Policía: en riesgo, sin servicio en el municipio', 'presencia explain DIR XAA:0205']) assert(told.includes(part), `${part} is not in: ${told}`);
        await page.click('#back');
    },
    'a name stands only where it fits into its municipality': async () => {
        await page.evaluate(() => window.presencia.set({ shown: 'names' }));
        const named = async (zoom) => {
            await page.evaluate((to) => window.presencia.view.return_to({ zoom: to, centre: [-95.35, 10.25] }), zoom);
            await drawn(page);
            return page.evaluate(() => [...new Set(window.presencia.view.map.queryRenderedFeatures({ layers: ['names'] }).map((one) => one.properties.key))]);
        };
        assert.deepEqual(await named(5), []);
        const [some, most] = [await named(8), await named(9.5)];
        assert(some.length > 8 && some.length < 36 && !some.includes('XAA:0101'), `${some}`);
        assert(await page.evaluate(() => window.presencia.view.map.getFilter('names')[2][1].length) > some.length, `${most}`);
        await page.click('#whole');
        await drawn(page);
    },
    'nothing went wrong on the way': async () => {
        await picture(page, 'wide');
        assert.deepEqual(page.faults, []);
    },
});

await run({
    'no data, zero, unknown and withheld look different and are said in words': async () => {
        const hidden = result_with_map((text) => text.replace('incidents = "homicides"', 'incidents = "family_violence"').replace(/^\[reach\]$/m, '[disclosure]\nmin_count = 300\n\n[reach]').replace(/^styles .*$/m, 'styles = ["need", "gap"]'));
        const elsewhere = await host(hidden);
        const other = await open(chrome, `${elsewhere.address}/map/#lang=es&layers=`);
        const legend = JSON.parse(fs.readFileSync(path.join(hidden, 'tiles/need.legend.json'), 'utf8')).classes;
        assert(legend.some((one) => one.id === 'suppressed' && one.municipalities > 0) && legend.some((one) => one.id === 'no_record' && one.municipalities > 0));
        const looks = await other.$$eval('.classes button', (all) => all.map((one) => [one.dataset.class, one.querySelector('svg').innerHTML.replace(/pattern-\d+/g, '')]));
        assert.equal(new Set(looks.map(([, look]) => look)).size, looks.length, 'two classes look alike');
        const collection = JSON.parse(fs.readFileSync(path.join(hidden, 'municipalities.geojson'), 'utf8'));
        const one_of = (reason) => collection.features.find((feature) => feature.properties.no_value.includes(`incidents:${reason}`)).id;
        for (const [reason, word, why] of [['suppressed', 'suprimido', 'no es cero'], ['no_record', 'sin registro', 'ninguna capa responde']]) {
            await other.evaluate((key) => window.presencia.pick(key), one_of(reason));
            await other.waitForFunction(() => document.querySelector('.numbers').textContent.includes('km²'));
            const said = await other.$$eval('#detail .numbers dd', (all) => all.slice(1, 4).map((dd) => dd.textContent));
            assert.deepEqual(said, [word, word, word]);
            assert(plain(await other.textContent('#detail')).includes(why));
            assert(!/\b0\b/.test(said.join(' ')));
        }
        await picture(other, 'withheld');
        assert.deepEqual(other.faults, []);
        elsewhere.close();
    },
    'a family that is not studied is said to be so, and has no number': async () => {
        const without = (text, name) => text.replace(new RegExp(`\\[\\[sites\\]\\]\\nname +?= "${name}"[^]*?(?=\\n\\[)`), '');
        const part = result_with_map((text) => without(without(text, 'schools'), 'programmes'));
        const elsewhere = await host(part);
        const other = await open(chrome, `${elsewhere.address}/map/#lang=en&municipality=XAA:0205`);
        await other.waitForSelector('tr[data-family="educational"]');
        assert.equal(plain(await other.textContent('tr[data-family="educational"]')), 'educationnot studied');
        await other.click('#why summary');
        assert.match(await other.textContent('#why'), /Education: not in the study/);
        assert.deepEqual(await other.$$eval('#filter-family option', (all) => all.map((one) => one.value)), ['', 'law_enforcement', 'judicial', 'social']);
        assert.match(plain(await other.textContent('#headline')), /at least one of the 3 families/);
        assert.deepEqual(other.faults, []);
        elsewhere.close();
    },
});

await chrome.close();
there.close();
