// SPDX-License-Identifier: Apache-2.0
// Why a municipality's numbers are what they are, told from the numbers that are published: nothing is computed here. The server's steps (presencia explain) say more.

const families_of = (facts) => Object.keys(facts).filter((name) => name.endsWith('_gap_class')).map((name) => name.slice(0, -'_gap_class'.length));

/** Of a rule that cuts a measure: the cut that holds for this municipality; null where the rule is a list or the cut is withheld. */
function cut_of(study, facts) {
    const cut = study.cut?.[facts.country] ?? study.cut?.study;
    return typeof cut === 'number' ? cut : null;
}

const measure_property = { rate: 'rate', rate_eb: 'rate_eb', count: 'incidents' };

function risk_step(facts, study, speech) {
    if (facts.at_risk === null || facts.at_risk === undefined) return speech.say('step_risk_absent', { why: speech.say(`why_${facts.reasons.at_risk ?? 'unknown'}`) });
    const cut = cut_of(study, facts);
    const value = facts[measure_property[study.measure]];
    const answer = facts.at_risk ? 'yes' : 'no';
    if (cut === null || typeof value !== 'number') return speech.say(`step_risk_list_${answer}`);
    const measure = speech.state(study.measure);
    const decimals = study.measure === 'count' ? 0 : 1;
    return speech.say(`step_risk_${answer}`, { measure: measure.charAt(0).toUpperCase() + measure.slice(1), value: speech.number(value, decimals), cut: speech.number(cut, decimals), certainty: speech.state(facts.at_risk_certainty) });
}

function family_step(family, facts, study, speech) {
    const kind = facts[`${family}_gap_class`];
    const reach = facts[`${family}_reach`];
    const name = speech.family(family);
    return speech.say(`step_${kind}`, {
        family: name.charAt(0).toUpperCase() + name.slice(1), target: speech.share(study.reach_target),
        reach: typeof reach === 'number' ? speech.share(reach) : speech.state(facts.reasons[`${family}_reach`] ?? 'unknown'),
    });
}

/** Sentences, first to last. */
export function steps_of(facts, study, speech) {
    const steps = [];
    const rated = [facts.incidents, facts.population, facts.rate].every((value) => typeof value === 'number');
    if (rated) {
        steps.push(speech.say('step_rate', { incidents: speech.number(facts.incidents), population: speech.number(facts.population), years: speech.number(study.years, Number.isInteger(study.years) ? 0 : 2), rate: speech.number(facts.rate, 1) }));
        if (typeof facts.rate_eb === 'number') steps.push(speech.say('step_smooth', { rate_eb: speech.number(facts.rate_eb, 1) }));
    }
    steps.push(risk_step(facts, study, speech));
    for (const family of families_of(facts)) steps.push(family_step(family, facts, study, speech));
    return [...steps, speech.say('within')];
}

const whole_municipality = ['population', 'incidents', 'rate', 'rate_eb', 'at_risk', 'unreached_need', 'gap_rank', 'gap_score_low'];
const per_family = ['sites', 'reach', 'nearest_km', 'unreached_people', 'unreached_need'];

/** What has no value, by reason: [[reason, [names]]]. A municipality out of the rule has no rank, and that needs no words. */
export function absences_of(facts, names, speech) {
    const by_reason = new Map();
    const note = (property, words) => {
        const reason = facts.reasons[property];
        if (!reason || reason === 'not_applicable' || facts[property] !== null) return;
        by_reason.set(reason, [...(by_reason.get(reason) ?? []), words]);
    };
    for (const property of whole_municipality) note(property, names[property]);
    for (const family of families_of(facts)) for (const property of per_family) note(`${family}_${property}`, `${speech.family(family)}: ${names[property]}`);
    return [...by_reason];
}
