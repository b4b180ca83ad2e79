import { perComponent } from '../components.js';
import { effectiveAt } from '../department/events.js';
import { event, type EventOf } from '../kernel/event.js';
import { group, id, integer, label, list, moment, optional, ref, singleAnswer, type Values } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that governance commands and events share, declared once with their meaning. */
export const organizationId = id('The organisation');
export const policyName = id('The policy’s name');
export const policyVersion = id('Its version; a version never changes');
export const weights = group(
  'ScoringWeights',
  perComponent((component) => integer(0, 1_000, `Weight of ${component}, in thousandths`)),
  'How much each component counts. Only their proportions matter',
);
/** Whole numbers: events hold no floating-point numbers. */
export const parameters = {
  weights,
  halfLifeDays: group(
    'ScoringHalfLives',
    perComponent((component) => integer(1, 3_650, `After so many days a trial of ${component} counts half`)),
    'How fast the trials of each component fade',
  ),
  priorStrength: group(
    'ScoringPriorStrengths',
    perComponent((component) => integer(0, 1_000, `How many trials the organisation’s rate of ${component} weighs`)),
    'How far each component is drawn to the organisation’s rate; `calibrate` proposes it',
  ),
  leastInformation: integer(
    0,
    1_000_000,
    'A component of less information (fresh trials that it is worth) is left out; in thousandths of a trial',
  ),
  leastCoverage: integer(0, 1_000, 'Share of the weights that must be covered for a score, in thousandths'),
};
/** The organisation's settings for all its numbers. */
export const settings = {
  zone: label('IANA time zone whose days, months and quarters are the organisation’s'),
  graceDays: integer(0, 365, 'Days of 24 hours within which a planned touchpoint may still be held'),
  claimWithinHours: integer(1, 8_760, 'Hours by the clock within which a team takes a new ticket'),
  smallestGroup: integer(2, 1_000, 'Fewer people than this are never told apart: their ratings and answers are withheld'),
};
export const retentionRules = list(
  group(
    'TextRetentionRule',
    {
      kind: label('What the words are: the command and the field of their key, `LogTicket.summaryRef`'),
      keepDays: integer(1, 36_500, 'Days of 24 hours after which they are forgotten'),
    },
    'How long words of a kind are kept',
  ),
  100,
  'How long words are kept, by kind',
);
export const benchmark = {
  source: label('Who published it'),
  item: label('What it is about: a question, a composite or a measure, as the source names it'),
  period: label('Of when, as the source names it'),
};
export const benchmarkFigures = {
  value: integer(-1_000_000, 1_000_000, 'In hundredths of the source’s unit: 7250 is 72.5 %'),
  n: integer(1, 1_000_000_000, 'Of how many answers, people or cases'),
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
/** The result of an audit run: hashes of the whole and of its parts, so that a later run can show where it differs. */
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

const organisation = { organizationId };

const policyFields = { ...organisation, name: policyName, version: policyVersion, ...parameters, effectiveAt };
type PolicyAdopted = Values<typeof policyFields>;
interface FirstEdition extends Omit<PolicyAdopted, 'halfLifeDays' | 'priorStrength' | 'leastInformation' | 'leastCoverage'> {
  readonly halfLifeDays: number;
  readonly priorStrength: number;
  readonly minEffectiveTrials: number;
  readonly minCoverage: number;
}
/**
 * The first edition counted effective trials, each worth 0.7 of a fresh trial: the built-in minimum of 5 became 3.5. In
 * thousandths.
 */
const INFORMATION_OF_AN_EFFECTIVE_TRIAL = 700;

/** In the first edition, one half-life and one prior strength applied to all components. */
function ofFirstEdition({
  halfLifeDays,
  priorStrength,
  minEffectiveTrials,
  minCoverage,
  ...policy
}: FirstEdition): PolicyAdopted {
  return {
    ...policy,
    halfLifeDays: perComponent(() => halfLifeDays),
    priorStrength: perComponent(() => priorStrength),
    leastInformation: INFORMATION_OF_AN_EFFECTIVE_TRIAL * minEffectiveTrials,
    leastCoverage: minCoverage,
  };
}

export const ScoringPolicyAdopted = event(
  'ScoringPolicyAdopted',
  policyFields,
  'How the organisation weighs the components of the score from a moment on.',
  { version: 2, upcast: { 1: ofFirstEdition } },
);
export const SettingsAdopted = event(
  'SettingsAdopted',
  { ...organisation, ...settings, effectiveAt },
  'What the organisation decides for all its numbers from a moment on. It replaces what was in force whole.',
);
export const TextRetentionAdopted = event(
  'TextRetentionAdopted',
  { ...organisation, rules: retentionRules, effectiveAt },
  'How long words are kept from a moment on. It replaces what was in force whole.',
);
export const BenchmarkPublished = event(
  'BenchmarkPublished',
  { ...organisation, ...benchmark, ...benchmarkFigures },
  'What others reach, by which our own numbers can be read. A later one of the same source, item and period corrects it.',
);
export const RebasingRecorded = event(
  'RebasingRecorded',
  { ...organisation, measure, teamId, departmentId, at: rebasedAt, reason },
  'Someone judged that a measure now moves around another level: its limits are drawn anew.',
);
export const AuditPinned = event(
  'AuditPinned',
  {
    ...organisation,
    auditId,
    position,
    ...period,
    departmentIds,
    policy,
  },
  'An audit rests on this position, period, choice and policy, so that it can be run again to the byte.',
);
export const AuditFindingRecorded = event(
  'AuditFindingRecorded',
  {
    ...organisation,
    auditId,
    findingId,
    findingRef,
    theme,
    teamId: optional(teamId),
    departmentId: optional(departmentId),
  },
  'What an audit found.',
);

export const AuditRunRecorded = event(
  'AuditRunRecorded',
  // The hashes of early runs reveal single answers: see `restsOnSingleRatings`.
  { ...organisation, auditId, ...result, hash: singleAnswer(result.hash), sections: singleAnswer(result.sections) },
  'What the first run of an audit came to. Every later run has to come to the same.',
);

export const GOVERNANCE_EVENTS = [
  ScoringPolicyAdopted,
  SettingsAdopted,
  TextRetentionAdopted,
  BenchmarkPublished,
  RebasingRecorded,
  AuditPinned,
  AuditFindingRecorded,
  AuditRunRecorded,
] as const;
export type GovernanceEvent = EventOf<(typeof GOVERNANCE_EVENTS)[number]>;
