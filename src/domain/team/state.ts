import type { EventOf } from '../kernel/event.js';
import type { Ending } from '../kernel/ending.js';
import { evolveBy } from '../kernel/evolve-by.js';
import { EVER, type Version, withVersion } from '../kernel/versioned.js';
import type { ServiceTeamRegistered, TeamEvent } from './events.js';
import type { WorkingCalendar } from './working-time.js';

/** What a team promises by default. */
export interface Targets {
  readonly acknowledgeMinutes?: number;
  readonly updateMinutes?: number;
  readonly reopenWindowDays?: number;
}
export interface Team {
  /** As first registered: the same again is no news. */
  readonly registered: EventOf<typeof ServiceTeamRegistered>['data'];
  readonly names: readonly Version<string>[];
  /** Null while none is known. */
  readonly ending: Ending | null;
  readonly targets: readonly Version<Targets>[];
  readonly calendars: readonly Version<WorkingCalendar>[];
}
/** Null: never registered. */
export type TeamState = Team | null;

const changed = (state: TeamState, change: (team: Team) => Partial<Team>): TeamState => state && { ...state, ...change(state) };

export const evolveTeam = evolveBy<TeamEvent, TeamState>({
  ServiceTeamRegistered: (_, registered) => ({
    registered,
    names: [{ effectiveAt: EVER, value: registered.name }],
    ending: null,
    targets: [],
    calendars: [],
  }),
  ServiceTeamRenamed: (state, data) =>
    changed(state, ({ names }) => ({ names: withVersion(names, { effectiveAt: data.effectiveAt, value: data.new }) })),
  ServiceTeamMerged: (state, { intoTeamId, effectiveAt }) =>
    changed(state, () => ({ ending: { as: 'MERGED', effectiveAt, successors: [intoTeamId] } })),
  ServiceTeamRetired: (state, { effectiveAt, reason }) =>
    changed(state, () => ({ ending: { as: 'RETIRED', effectiveAt, successors: [], reason } })),
  CalendarAdopted: (state, { zone, hours, holidays, effectiveAt }) =>
    changed(state, ({ calendars }) => ({ calendars: withVersion(calendars, { effectiveAt, value: { zone, hours, holidays } }) })),
  TargetsAdopted: (state, { acknowledgeMinutes, updateMinutes, reopenWindowDays, effectiveAt }) =>
    changed(state, ({ targets }) => ({
      targets: withVersion(targets, { effectiveAt, value: { acknowledgeMinutes, updateMinutes, reopenWindowDays } }),
    })),
});
