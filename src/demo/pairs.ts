import { EVER } from '../domain/kernel/versioned.js';
import { afterWorkingMinutes } from '../domain/team/working-time.js';
import { MERGED, teamOf, WARDS } from './hospital.js';

/** How well a team and a department work together: probabilities, 0 to 1. */
export interface Character {
  /** A ticket is acknowledged within the target. */
  readonly prompt: number;
  /** The next word arrives by the promised time. */
  readonly wordKept: number;
  /** The ticket's first team is the right one. */
  readonly wellRouted: number;
  /** A resolution lasts: the ticket is not reopened. */
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
  /** Weight of the pair when tickets are distributed, relative to the other pairs. */
  readonly busy: number;
  /** `passed`: the share of the whole time that has passed, 0 to 1. */
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

/** Where a team, a department or a pair differs from the others: the findings that the demo's data shows. */
function characterOf(teamId: string, departmentId: string): Pair['character'] {
  const own: Partial<Character> = {
    // The service desk is friendly but seldom solves anything at the first contact; the network team is the opposite.
    ...(teamId === 'service-desk' && { kind: 0.94, solved: 0.45 }),
    ...(teamId === 'network' && { kind: 0.5, solved: 0.9 }),
    // A department that hears little from IT.
    ...(departmentId === 'rehabilitation' && { prompt: 0.55, wordKept: 0.25, meets: 0.3, keeps: 0.35 }),
    // A pair whose tickets are reassigned back and forth.
    ...(teamId === 'devices' && departmentId === 'surgery' && { wellRouted: 0.3, durable: 0.75 }),
  };
  const constant = { ...USUAL, ...own };
  if (teamId !== 'clinical-applications') return () => constant;
  // A team that improves: it starts far below the usual level and ends above it.
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

/** The pairs that work together: every ward with the service desk, some also with specialists. */
export const PAIRS: readonly Pair[] = [
  ...WARDS.map(({ departmentId }) => pair('service-desk', departmentId, 2)),
  ...SPECIALISTS.flatMap(([teamId, departmentIds]) => departmentIds.map((departmentId) => pair(teamId, departmentId, 3))),
];

/** The pairs that exist after this share of the whole time. */
export const pairsAt = (passed: number): readonly Pair[] =>
  PAIRS.filter(({ departmentId }) => departmentId !== MERGED.departmentId || passed < MERGED.passed);

/** The charter of the specialists' pairs. */
export const CHARTER = { reviewCadenceDays: 90, updateCadenceMinutes: 720, acknowledgeMinutes: 60 };
export const hasCharter = (teamId: string, departmentId: string): boolean =>
  teamId !== 'service-desk' && PAIRS.some((pair) => pair.teamId === teamId && pair.departmentId === departmentId);

/**
 * The moment at which a share of the team's target time has elapsed, in its working time. A share below 1 is in time, above 1
 * late.
 */
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
