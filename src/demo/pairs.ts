import { EVER } from '../domain/kernel/versioned.js';
import { afterWorkingMinutes } from '../domain/team/working-time.js';
import { MERGED, teamOf, WARDS } from './hospital.js';

/** How a pair gets on, each the probability that it goes well. */
export interface Character {
  /** Acknowledged within the target. */
  readonly prompt: number;
  /** The next word comes by the time promised. */
  readonly wordKept: number;
  /** The first team is the right one. */
  readonly wellRouted: number;
  /** A resolution stays one. */
  readonly durable: number;
  /** People are treated well, whether or not the matter is solved. */
  readonly kind: number;
  /** A contact solves the matter. */
  readonly solved: number;
  /** A planned meeting takes place. */
  readonly meets: number;
  /** A promise is kept by its due date. */
  readonly keeps: number;
}
export interface Pair {
  readonly teamId: string;
  readonly departmentId: string;
  /** Share of the tickets, relative to the others. */
  readonly busy: number;
  /** How they get on when this share of the time has passed, 0 to 1. */
  readonly character: (passed: number) => Character;
}

const USUAL: Character = {
  prompt: 0.85,
  wordKept: 0.8,
  wellRouted: 0.88,
  durable: 0.92,
  kind: 0.82,
  solved: 0.6,
  meets: 0.85,
  keeps: 0.82,
};

/** What makes one team or department unlike the others. The stories that a visitor of the demo can find. */
function characterOf(teamId: string, departmentId: string): Pair['character'] {
  const own: Partial<Character> = {
    // Friendly although the first contact seldom solves anything; and the opposite.
    ...(teamId === 'service-desk' && { kind: 0.94, solved: 0.45 }),
    ...(teamId === 'network' && { kind: 0.5, solved: 0.9 }),
    // A department that is left in silence.
    ...(departmentId === 'rehabilitation' && { prompt: 0.55, wordKept: 0.25, meets: 0.3, keeps: 0.35 }),
    // A pair whose tickets go to and fro.
    ...(teamId === 'devices' && departmentId === 'surgery' && { wellRouted: 0.3, durable: 0.75 }),
  };
  const constant = { ...USUAL, ...own };
  if (teamId !== 'clinical-applications') return () => constant;
  // A team that learns: from far below the usual to above it.
  return (passed) => ({
    ...constant,
    prompt: 0.45 + 0.5 * passed,
    wordKept: 0.4 + 0.5 * passed,
    kind: 0.55 + 0.4 * passed,
    durable: 0.78 + 0.18 * passed,
    meets: 0.5 + 0.45 * passed,
    keeps: 0.45 + 0.5 * passed,
  });
}

const SPECIALISTS: readonly (readonly [teamId: string, departmentIds: readonly string[]])[] = [
  ['clinical-applications', ['emergency', 'surgery', 'cardiology', 'oncology', 'maternity', 'rehabilitation']],
  ['network', ['emergency', 'laboratory', 'facilities']],
  ['devices', ['surgery', 'maternity', 'emergency']],
  ['imaging', ['radiology', 'oncology']],
  ['identity', ['human-resources', 'finance']],
  ['reporting', ['finance', 'pharmacy-supply']],
];

const pair = (teamId: string, departmentId: string, busy: number): Pair => ({
  teamId,
  departmentId,
  busy,
  character: characterOf(teamId, departmentId),
});

/** Who works with whom: every ward with the service desk, some with specialists. */
export const PAIRS: readonly Pair[] = [
  ...WARDS.map(({ departmentId }) => pair('service-desk', departmentId, 2)),
  ...SPECIALISTS.flatMap(([teamId, departmentIds]) => departmentIds.map((departmentId) => pair(teamId, departmentId, 3))),
];

/** The pairs that exist when this share of the time has passed. */
export const pairsAt = (passed: number): readonly Pair[] =>
  PAIRS.filter(({ departmentId }) => departmentId !== MERGED.departmentId || passed < MERGED.passed);

/** What specialists agree with the wards that they work with. */
export const CHARTER = { reviewCadenceDays: 90, updateCadenceMinutes: 720, acknowledgeMinutes: 60 };
export const hasCharter = (teamId: string, departmentId: string): boolean =>
  teamId !== 'service-desk' && PAIRS.some((pair) => pair.teamId === teamId && pair.departmentId === departmentId);

/** The moment at which a share of the time that a team has is used up: below 1 in time, above it late. */
export function afterShare(
  share: number,
  what: 'acknowledge' | 'update',
  { at, teamId, departmentId }: { readonly at: string; readonly teamId: string; readonly departmentId: string },
): string {
  const { targets, calendar } = teamOf(teamId);
  const charter = hasCharter(teamId, departmentId);
  const acknowledge = charter ? CHARTER.acknowledgeMinutes : targets.acknowledgeMinutes;
  const update = charter ? CHARTER.updateCadenceMinutes : targets.updateMinutes;
  return afterWorkingMinutes(
    at,
    share * ((what === 'acknowledge' ? acknowledge : update) ?? 0),
    calendar === undefined ? [] : [{ effectiveAt: EVER, value: calendar }],
  );
}
