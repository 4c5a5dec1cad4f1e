// SPDX-License-Identifier: Apache-2.0
// Elements without a library. Text is set as text, never as markup: names come from the study's files.

/** An element: h('p', {class: 'quiet'}, 'words', child ...). `on...` attributes are listeners; false and null ones are left out. */
export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === false || value === null || value === undefined) continue;
        if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
        else element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** Another content for an element. */
export function fill(element, ...children) {
    element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

const svg = 'http://www.w3.org/2000/svg';

function shape(tag, attributes) {
    const element = document.createElementNS(svg, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
}

let drawn = 0;

/** The look of a class as the legend has it: its fill, and over it lines, dots or a rim with a period of 8 pixels as on the tiles. */
export function swatch(one, width = 30, height = 18) {
    const picture = shape('svg', { class: 'swatch', width, height, 'aria-hidden': 'true', focusable: 'false' });
    picture.append(shape('rect', { width, height, fill: one.fill }));
    const marks = {
        hatch: () => shape('path', { d: 'M-2 2L2 -2M-2 10L10 -2M6 10L10 6', stroke: one.pattern_colour, 'stroke-width': 1.4 }),
        hatch_back: () => shape('path', { d: 'M6 -2L10 2M-2 -2L10 10M-2 6L2 10', stroke: one.pattern_colour, 'stroke-width': 1.4 }),
        dots: () => shape('circle', { cx: 4, cy: 4, r: 1.5, fill: one.pattern_colour }),
    }[one.pattern];
    if (marks) {
        const id = `pattern-${++drawn}`;
        const pattern = shape('pattern', { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' });
        pattern.append(marks());
        picture.append(pattern, shape('rect', { width, height, fill: `url(#${id})` }));
    }
    const rim = one.pattern === 'outline' ? one.pattern_colour : 'rgba(0, 0, 0, .3)';
    picture.append(shape('rect', { x: .5, y: .5, width: width - 1, height: height - 1, fill: 'none', stroke: rim }));
    return picture;
}
