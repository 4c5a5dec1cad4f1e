// SPDX-License-Identifier: Apache-2.0
// The map itself: the result's style.json as it is, and over it what a reader asks for (the filter's veil, names, the municipality in hand).
import * as maplibregl from 'maplibre-gl';
import { Protocol } from 'pmtiles';

const source = 'presencia';
const hit = 'municipalities-hit';
const paper = '#f7f7f4';
const ink = '#26252d';

/** Room that a name takes, in pixels: lines of at most seven ems at the size of low zooms. */
function room_of(name) {
    const width = name.length * 6;
    const lines = Math.ceil(width / 77);
    return { width: Math.min(width, 77), height: lines * 14 };
}

/** The municipalities whose names fit into them at a zoom, as keys: a name on a neighbour would name the wrong place. */
function names_that_fit(places, zoom) {
    const world = 512 * 2 ** zoom;
    const fits = ({ name, box: [west, south, east, north] }) => {
        const room = room_of(name);
        const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
        return ((east - west) / 360) * world >= room.width && ((north - south) / 360 / narrowing) * world >= room.height;
    };
    return [...places.values()].filter(fits).map((place) => place.key);
}

/** The style with absolute addresses, stable ids and the layers of this page. */
function complete_style(style, base, archive_key) {
    const out = structuredClone(style);
    out.sprite = new URL(style.sprite, base).href;
    out.sources[source].url = `pmtiles://${archive_key}`;
    out.sources[source].promoteId = { municipalities: 'key' };
    const of = (id, type, layer, rest) => ({ id, type, source, 'source-layer': layer, ...rest });
    const veil = of('veil', 'fill', 'municipalities', { filter: ['boolean', false], paint: { 'fill-color': paper, 'fill-opacity': 0.82 } });
    const first_border = out.layers.findIndex((layer) => layer['source-layer'] === 'borders');
    const where = first_border < 0 ? out.layers.length : first_border;
    out.layers.splice(where, 0, veil);
    const on = (state, width) => ['case', ['boolean', ['feature-state', state], false], width, 0];
    const sites = out.layers.findIndex((layer) => layer.id === 'sites');
    out.layers.splice(sites < 0 ? out.layers.length : sites, 0,
        of('hover', 'line', 'municipalities', { layout: { 'line-join': 'round' }, paint: { 'line-color': ink, 'line-width': on('hover', 2) } }),
        of('chosen-casing', 'line', 'municipalities', { layout: { 'line-join': 'round' }, paint: { 'line-color': '#ffffff', 'line-width': on('chosen', 7) } }),
        of('chosen', 'line', 'municipalities', { layout: { 'line-join': 'round' }, paint: { 'line-color': ink, 'line-width': on('chosen', 3.5) } }));
    out.layers.push(
        of('names', 'symbol', 'labels', {
            filter: ['boolean', false],
            layout: { 'text-field': ['get', 'name'], 'text-font': ['sans-serif'], 'text-size': ['interpolate', ['linear'], ['zoom'], 6, 11, 11, 14], 'text-max-width': 7, 'text-padding': 6, 'symbol-sort-key': ['get', 'rank'] },
            paint: { 'text-color': ink, 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
        }),
        of(hit, 'fill', 'municipalities', { paint: { 'fill-opacity': 0 } }));
    return out;
}

export class MapView {
    /** Draws into `container`. Throws where the browser has no WebGL. Calls back: picked(key), pointed(key or null, point, site or null), moved(); covered() says how much of the left side is not free. */
    constructor(container, { style, base, archive, places, bounds, first, deepest, view, speech, calls }) {
        this.calls = calls;
        this.held = { hover: null, chosen: null };
        this.bounds = bounds;
        this.places = places;
        this.named = 0;
        const protocol = new Protocol();
        protocol.add(archive);
        maplibregl.addProtocol('pmtiles', protocol.tile);
        this.map = new maplibregl.Map({
            container, style: complete_style(style, base, archive.source.getKey()), fadeDuration: 0, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
            maxZoom: deepest + 4, canvasContextAttributes: { preserveDrawingBuffer: true },  // kept for the printer
            cooperativeGestures: matchMedia('(max-width: 52rem)').matches,
            locale: { 'CooperativeGesturesHandler.WindowsHelpText': speech.say('wheel'), 'CooperativeGesturesHandler.MacHelpText': speech.say('wheel_mac'), 'CooperativeGesturesHandler.MobileHelpText': speech.say('two_fingers') },
            ...(view ? { zoom: view.zoom, center: view.centre } : { bounds: first ?? bounds, fitBoundsOptions: { padding: this.padding() } }),
        });
        this.map.touchZoomRotate.disableRotation();
        this.map.keyboard.disableRotation();
        this.map.addControl(new maplibregl.ScaleControl({ unit: 'metric' }), 'bottom-right');
        this.ready = new Promise((resolve) => this.map.once('load', resolve)).then(() => this.name_places());
        this.listen();
    }

    listen() {
        const map = this.map;
        map.on('mousemove', (event) => this.point_at(event.point));
        map.on('mouseout', () => this.point_at(null));
        map.on('click', (event) => {
            const key = this.municipality_at(event.point);
            if (key) this.calls.picked(key);
        });
        map.on('moveend', () => this.calls.moved());
        map.on('zoomend', () => this.name_places());
        map.getCanvas().addEventListener('keydown', (event) => {
            const key = event.key === 'Enter' ? this.at_centre() : null;
            if (!key) return;
            event.preventDefault();
            this.calls.picked(key);
        });
    }

    name_places() {
        const keys = names_that_fit(this.places, this.map.getZoom());
        if (!this.map.getLayer('names') || keys.length === this.named) return;  // more zoom, more names: as many are the same
        this.named = keys.length;
        this.map.setFilter('names', ['in', ['get', 'key'], ['literal', keys]]);
    }

    municipality_at(point) {
        return this.map.getLayer(hit) ? this.map.queryRenderedFeatures(point, { layers: [hit] })[0]?.id ?? null : null;
    }

    at_centre() {
        const canvas = this.map.getCanvas();
        return this.municipality_at([canvas.clientWidth / 2, canvas.clientHeight / 2]);
    }

    site_at(point) {
        if (!this.map.getLayer('sites')) return null;
        return this.map.queryRenderedFeatures([[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]], { layers: ['sites'] })[0]?.properties ?? null;
    }

    point_at(point) {
        const key = point ? this.municipality_at(point) : null;
        this.hold('hover', key);
        this.map.getCanvas().style.cursor = key ? 'pointer' : '';
        this.calls.pointed(key, point, point ? this.site_at(point) : null);
    }

    /** Marks one municipality as 'hover' or 'chosen', and no other. */
    hold(state, key) {
        if (this.held[state] === key) return;
        const feature = (id) => ({ source, sourceLayer: 'municipalities', id });
        if (this.held[state]) this.map.setFeatureState(feature(this.held[state]), { [state]: false });
        if (key) this.map.setFeatureState(feature(key), { [state]: true });
        this.held[state] = key;
    }

    /** Shows one map of the study and hides the others. */
    show_style(name) {
        for (const layer of this.map.getStyle().layers) {
            const of = layer.metadata?.['presencia:map'];
            if (of) this.map.setLayoutProperty(layer.id, 'visibility', of === name ? 'visible' : 'none');
        }
    }

    show_layer(id, shown) {
        if (this.map.getLayer(id)) this.map.setLayoutProperty(id, 'visibility', shown ? 'visible' : 'none');
    }

    /** The one family whose unreached area is shaded; '' for none. */
    shade(family) {
        for (const layer of this.map.getStyle().layers) if (layer['source-layer'] === 'unreached') this.show_layer(layer.id, layer.id === `unreached-${family}`);
    }

    /** Sites of one family alone; '' for all. */
    sites_of(family) {
        if (this.map.getLayer('sites')) this.map.setFilter('sites', family ? ['==', ['get', 'family'], family] : null);
    }

    /** Fades all municipalities but these; null fades none. */
    keep_clear(keys) {
        this.map.setFilter('veil', keys === null ? ['boolean', false] : ['!', ['in', ['get', 'key'], ['literal', [...keys]]]]);
    }

    /** Room around what is looked at: the legend lies over the left side. */
    padding() {
        return { top: 30, right: 60, bottom: 30, left: 30 + this.calls.covered() };
    }

    view() {
        const { lng, lat } = this.map.getCenter();
        return { zoom: this.map.getZoom(), latitude: lat, longitude: lng };
    }

    look_at(box) {
        this.map.fitBounds([[box[0], box[1]], [box[2], box[3]]], { padding: this.padding(), maxZoom: this.map.getMaxZoom() - 2, duration: 600 });
    }

    whole() {
        this.look_at(this.bounds);
    }

    return_to({ zoom, centre }) {
        this.map.jumpTo({ zoom, center: centre });
    }

    zoom_by(steps) {
        this.map.zoomTo(this.map.getZoom() + steps, { duration: 200 });
    }
}
