import { group, id, integer, label, list, moment, optional, ref } from '../kernel/fields.js';
import { departmentId } from '../ticket/fields.js';

/** Fields that governance commands and events share, declared once with their meaning. */
export const organizationId = id('The organisation');
export const policyName = id('The policy’s name');
export const policyVersion = id('Its version; a version never changes');
/** One value for each component of the score. */
export const byComponent = <F>(field: (component: string) => F) => ({
  reliability: field('reliability'),
  responsiveness: field('responsiveness'),
  durability: field('durability'),
  treatment: field('treatment'),
  transparency: field('transparency'),
  engagement: field('engagement'),
});
export const weights = group(
  'ScoringWeights',
  byComponent((component) => integer(0, 1_000, `Weight of ${component}, in thousandths`)),
  'How much each component counts. Only their proportions matter',
);
/** Whole numbers: events hold no floating-point numbers. */
export const parameters = {
  weights,
  halfLifeDays: group(
    'ScoringHalfLives',
    byComponent((component) => integer(1, 3_650, `After so many days a trial of ${component} counts half`)),
    'How fast the trials of each component fade',
  ),
  priorStrength: group(
    'ScoringPriorStrengths',
    byComponent((component) => integer(0, 1_000, `How many trials the organisation’s rate of ${component} weighs`)),
    'How far each component is drawn to the organisation’s rate; `calibrate` proposes it',
  ),
  leastInformation: integer(
    0,
    1_000_000,
    'A component of less information (fresh trials that it is worth) is left out; in thousandths of a trial',
  ),
  leastCoverage: integer(0, 1_000, 'Share of the weights that must be covered for a score, in thousandths'),
};
export const measure = label('The measure: a component of the score, or another of measureSeries');
export const rebasedAt = moment('From when on the limits are drawn anew');
export const auditId = id('The audit');
export const position = label('The log position it rests on');
export const period = { from: moment('The audit’s first moment'), until: moment('Where it ends; not included') };
export const departmentIds = list(departmentId, 500, 'The departments audited; empty: all');
export const policy = optional(
  group(
    'PolicyVersion',
    { name: policyName, version: policyVersion },
    'The policy that it is scored under; absent: the built-in one',
  ),
);
export const findingId = id('The finding');
export const findingRef = ref('Key of the finding’s words');
export const theme = optional(label('Theme'));
/** What a run of an audit came to. The whole and its parts, so that a later run can say where it differs. */
export const result = {
  hash: label('SHA-256 of the whole report in canonical form, hexadecimal'),
  sections: list(
    group(
      'AuditSectionHash',
      { section: label('The section'), hash: label('SHA-256 of it alone, hexadecimal') },
      'What one section came to',
    ),
    100,
    'What each section came to',
  ),
  formulae: list(label('A formula or a view and its version: `name@version`'), 100, 'What computed it, in which versions'),
};
