import { perComponent } from '../components.js';
import { effectiveAt } from '../department/events.js';
import { event, type EventOf } from '../kernel/event.js';
import { group, id, integer, label, list, moment, optional, ref, singleAnswer, type Values } from '../kernel/fields.js';
import { departmentId, reason, teamId } from '../ticket/fields.js';

/** Fields that governance commands and events share, declared once with their meaning. */
export const organizationId = id('The organisation');
export const policyName = id('The policy’s name');
export const policyVersion = id('Version of the policy; a version never changes');
export const weights = group(
  'ScoringWeights',
  perComponent((component) => integer(0, 1_000, `Weight of ${component}, in thousandths`)),
  'Weight of each component. Only their proportions matter',
);
/** Whole numbers: events hold no floating-point numbers. */
export const parameters = {
  weights,
  halfLifeDays: group(
    'ScoringHalfLives',
    perComponent((component) => integer(1, 3_650, `Days after which a trial of ${component} counts half`)),
    'How fast the trials of each component lose weight',
  ),
  priorStrength: group(
    'ScoringPriorStrengths',
    perComponent((component) =>
      integer(0, 1_000, `Prior strength of ${component}: how many trials the organisation’s rate counts as`),
    ),
    'How strongly each component is drawn to the organisation’s rate; `calibrate` proposes a value',
  ),
  leastInformation: integer(
    0,
    1_000_000,
    'A component with less information than this (in fresh trials) is left out; in thousandths of a trial',
  ),
  leastCoverage: integer(0, 1_000, 'Share of the weights that must be covered for a score, in thousandths'),
};
/** The organisation's settings for all its numbers. */
export const settings = {
  zone: label('IANA time zone of the organisation’s days, months and quarters'),
  graceDays: integer(0, 365, 'Days of 24 hours after its date within which a planned touchpoint may still take place'),
  claimWithinHours: integer(1, 8_760, 'Hours within which a team must claim a new ticket, around the clock'),
  smallestGroup: integer(
    2,
    1_000,
    'Smallest group of people whose ratings and answers are shown; those of smaller groups are withheld',
  ),
};
export const retentionRules = list(
  group(
    'TextRetentionRule',
    {
      kind: label('Kind of text: the command and the field of its key, `LogTicket.summaryRef`'),
      keepDays: integer(1, 36_500, 'Days of 24 hours after which texts are erased'),
    },
    'How long texts of a kind are kept',
  ),
  100,
  'How long texts are kept, by kind',
);
export const benchmark = {
  source: label('Who published it'),
  item: label('The item: a question, a composite or a measure, as the source names it'),
  period: label('The period, as the source names it'),
};
export const benchmarkFigures = {
  value: integer(-1_000_000, 1_000_000, 'In hundredths of the source’s unit: 7250 is 72.5 %'),
  n: integer(1, 1_000_000_000, 'Number of answers, people or cases'),
};
export const measure = label('The measure: a component of the score, or another of measureSeries');
export const rebasedAt = moment('When the limits start anew');
export const auditId = id('The audit');
export const position = label('The log position from which it is computed');
export const period = { from: moment('Start of the audited period'), until: moment('End of the audited period, exclusive') };
export const departmentIds = list(departmentId, 500, 'The departments audited; empty: all');
export const policy = optional(
  group('PolicyVersion', { name: policyName, version: policyVersion }, 'The scoring policy; absent: the built-in one'),
);
export const findingId = id('The finding');
export const findingRef = ref('Key of the finding’s text');
export const theme = optional(label('Theme'));
/** The result of an audit run: hashes of the whole and of its parts, so that a later run can show where it differs. */
export const result = {
  hash: label('SHA-256 of the whole report in canonical form, hexadecimal'),
  sections: list(
    group(
      'AuditSectionHash',
      { section: label('The section'), hash: label('SHA-256 of this section, hexadecimal') },
      'The result of one section',
    ),
    100,
    'The result of each section',
  ),
  formulae: list(
    label('A formula or a view with its version: `name@version`'),
    100,
    'The formulas and views, with versions, that computed it',
  ),
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
  'How the organisation weights the components of the score from a moment on.',
  { version: 2, upcast: { 1: ofFirstEdition } },
);
export const SettingsAdopted = event(
  'SettingsAdopted',
  { ...organisation, ...settings, effectiveAt },
  'The organisation’s settings for all numbers from a moment on. They replace all earlier settings.',
);
export const TextRetentionAdopted = event(
  'TextRetentionAdopted',
  { ...organisation, rules: retentionRules, effectiveAt },
  'How long texts are kept from a moment on. It replaces all earlier rules.',
);
export const BenchmarkPublished = event(
  'BenchmarkPublished',
  { ...organisation, ...benchmark, ...benchmarkFigures },
  'A figure published by others, as a comparison for the organisation’s own. A later one of the same source, item and period corrects it.',
);
export const RebasingRecorded = event(
  'RebasingRecorded',
  { ...organisation, measure, teamId, departmentId, at: rebasedAt, reason },
  'A person judged that a measure now moves around another level: its control limits start anew.',
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
  'What an audit is computed from (position, period, departments and policy), so that every run returns the same bytes.',
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
  'The result of an audit’s first run. Every later run must return the same.',
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
