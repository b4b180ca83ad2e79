import { type CommandEnvelope, isSnapshot } from '../kernel/command.js';
import type { References, StreamKey } from '../kernel/decider.js';
import { inForceAt } from '../kernel/versioned.js';
import type { RelationshipState } from '../relationship/state.js';
import type { TeamState } from '../team/state.js';
import { afterWorkingMinutes } from '../team/working-time.js';

/** Days that a resolution must hold where the team has adopted none (uncalibrated). */
const REOPEN_WINDOW_DAYS = 14;
const DAY = 86_400_000;

/** The streams that say what a team owes a department: its own targets, and the charter of the two. */
export const targetsOf = (teamId: string, departmentId: string): Readonly<Record<string, StreamKey>> => ({
  team: { aggregate: 'team', key: teamId },
  relationship: { aggregate: 'relationship', key: `${teamId}.${departmentId}` },
});

const teamIn = (references: References) => (references['team'] ?? null) as TeamState;
const targetsAt = (references: References, at: string) => inForceAt(teamIn(references)?.targets ?? [], at);
const charterAt = (references: References, at: string) =>
  inForceAt(((references['relationship'] ?? null) as RelationshipState)?.charters ?? [], at);

function after(references: References, start: string, minutes: number | undefined): string | undefined {
  if (minutes === undefined) return undefined;
  return afterWorkingMinutes(start, minutes, teamIn(references)?.calendars ?? []);
}

/**
 * Until when a first human answer is due. What the two agreed stands above the team's own target; undefined: neither says. A snapshot sets
 * no clock: it does not tell when somebody answered, and that would count as silence.
 */
export const acknowledgeBy = (command: CommandEnvelope, references: References, loggedAt: string): string | undefined =>
  isSnapshot(command)
    ? undefined
    : after(
        references,
        loggedAt,
        charterAt(references, loggedAt)?.acknowledgeMinutes ?? targetsAt(references, loggedAt)?.acknowledgeMinutes,
      );

/** Until when the next word is due after one at this moment, where no moment is promised; undefined: nobody says. */
export const nextWordBy = (references: References, at: string): string | undefined =>
  after(references, at, charterAt(references, at)?.updateCadenceMinutes ?? targetsAt(references, at)?.updateMinutes);

/** Until when a resolution must hold to count as durable. In calendar days: departments work while a team is off. */
export const heldUntil = (references: References, resolvedAt: string): string =>
  new Date(
    Date.parse(resolvedAt) + (targetsAt(references, resolvedAt)?.reopenWindowDays ?? REOPEN_WINDOW_DAYS) * DAY,
  ).toISOString();
