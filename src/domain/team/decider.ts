import type { EventOf } from '../kernel/event.js';
import { endingChecks, type Ending, goesOnAs, isSameEnding, isThere, successorStreams } from '../kernel/ending.js';
import { decideBy, type Decider, evolveBy, when } from '../kernel/decider.js';
import { EVER, inForceAt, isInForce, type Version, withVersion } from '../kernel/versioned.js';
import * as e from './events.js';
import type { ServiceTeamRegistered, TeamEvent } from './events.js';
import type { WorkingCalendar } from './working-time.js';
import type { Command } from '../kernel/command.js';
import { alreadyExists, type Fault, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import { isZone } from '../kernel/zone.js';
import * as c from './commands.js';

/** What a team promises by default. */
export interface Targets {
  readonly acknowledgeMinutes?: number;
  readonly updateMinutes?: number;
  readonly reopenWindowDays?: number;
}
export interface Team {
  /** As first registered, to recognise a repeat. */
  readonly registered: EventOf<typeof ServiceTeamRegistered>['data'];
  readonly names: readonly Version<string>[];
  /** Null while there is none. */
  readonly ending: Ending | null;
  readonly targets: readonly Version<Targets>[];
  readonly calendars: readonly Version<WorkingCalendar>[];
}
/** Null: never registered. */
export type TeamState = Team | null;

const checks = endingChecks<Team>('team');

const changed = (state: TeamState, change: (team: Team) => Partial<Team>): TeamState => state && { ...state, ...change(state) };

/** Folds a team, with all versions of its name, targets and calendar: each takes effect at its own moment. */
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

/** A team that is merged or retired no longer changes; its record stays readable. It ends in the same way as a department. */
export const teamDecider: Decider<Command, e.TeamEvent, TeamState> = {
  initial: () => null,
  evolve: evolveTeam,
  isReferable: isThere,
  concerns: (state) => state?.registered,
  goesOnAs,
  consults: (command, _, references) =>
    command instanceof c.MergeServiceTeam ? successorStreams('team', [command.intoTeamId], references) : {},
  decide: decideBy<e.TeamEvent, TeamState>([
    when(c.RegisterServiceTeam, ({ teamId, name, externalIds = [] }, state) => {
      const registered = e.ServiceTeamRegistered({ teamId, name, externalIds });
      if (!state) return [registered];
      if (sameData(state.registered, registered.data)) return [];
      throw alreadyExists('teamId', 'team', teamId);
    }),
    when(c.RenameServiceTeam, (command, state) => {
      const { teamId, name, effectiveAt = command.occurredAt } = command;
      const { names, registered } = checks.requireRegistered(teamId, state);
      if (isInForce(names, name, command)) return [];
      const old = inForceAt(names, effectiveAt) ?? registered.name;
      checks.requireThere(command, teamId, state, effectiveAt);
      return [e.ServiceTeamRenamed({ teamId, old, new: name, effectiveAt })];
    }),
    when(c.MergeServiceTeam, (command, state, references) => {
      const { teamId, intoTeamId, effectiveAt = command.occurredAt } = command;
      if (intoTeamId === teamId) {
        throw invalidInput('intoTeamId', `the team "${teamId}" cannot be merged into itself`, 'Name another team.', {
          code: 'ITSELF',
        });
      }
      const merged = { as: 'MERGED', effectiveAt: command.effectiveAt, successors: [intoTeamId] } as const;
      if (isSameEnding(checks.requireRegistered(teamId, state).ending, merged)) return [];
      checks.requireNoEnding(command, teamId, state);
      checks.requireSuccessor(command, 'intoTeamId', intoTeamId, references, teamId, effectiveAt);
      return [e.ServiceTeamMerged({ teamId, intoTeamId, effectiveAt })];
    }),
    when(c.RetireServiceTeam, (command, state) => {
      const { teamId, reason, effectiveAt = command.occurredAt } = command;
      const retired = { as: 'RETIRED', effectiveAt: command.effectiveAt, successors: [], reason } as const;
      if (isSameEnding(checks.requireRegistered(teamId, state).ending, retired)) return [];
      checks.requireNoEnding(command, teamId, state);
      return [e.ServiceTeamRetired({ teamId, reason, effectiveAt })];
    }),
    when(c.AdoptCalendar, (command, state) => {
      const { teamId, zone, hours = [], holidays = [], effectiveAt = command.occurredAt } = command;
      const calendar = { zone, hours, holidays };
      const fault = calendarFault(calendar);
      if (fault) throw invalidInput(fault.field, fault.message, 'Correct the calendar and send it in full.', fault.reason);
      if (isInForce(checks.requireRegistered(teamId, state).calendars, calendar, command)) return [];
      checks.requireThere(command, teamId, state, effectiveAt);
      return [e.CalendarAdopted({ teamId, ...calendar, effectiveAt })];
    }),
    when(c.AdoptTargets, (command, state) => {
      const { teamId, acknowledgeMinutes, updateMinutes, reopenWindowDays, effectiveAt = command.occurredAt } = command;
      const targets = { acknowledgeMinutes, updateMinutes, reopenWindowDays };
      if (isInForce(checks.requireRegistered(teamId, state).targets, targets, command)) return [];
      checks.requireThere(command, teamId, state, effectiveAt);
      return [e.TargetsAdopted({ teamId, ...targets, effectiveAt })];
    }),
  ]),
};

/** What is wrong with a calendar, and in which field; undefined when it is valid. */
export function calendarFault({ zone, hours, holidays }: WorkingCalendar): Fault | undefined {
  if (!isZone(zone)) return { field: 'zone', message: `"${zone}" is not an IANA time zone`, reason: { code: 'NOT_A_ZONE' } };
  for (const [place, stretch] of hours.entries()) {
    const at = `hours.${place}`;
    for (const end of ['from', 'until'] as const) {
      if (TIME.test(stretch[end])) continue;
      const reason = { code: 'NOT_LIKE', parameters: { example: '08:00' } } as const;
      return { field: `${at}.${end}`, message: `"${stretch[end]}" is not a time of day`, reason };
    }
    const { from, until } = stretch;
    if (from >= until) {
      const message = `"${from}" to "${until}" ends before it begins: split work over midnight into two periods, until 24:00 and from 00:00 of the next weekday`;
      return { field: `${at}.until`, message, reason: { code: 'BACKWARDS' } };
    }
  }
  const overlap = overlapOf(hours);
  if (overlap) {
    const message = `${overlap} overlap: give each period of working hours once`;
    return { field: 'hours', message, reason: { code: 'OVERLAPS' } };
  }
  const noDate = holidays.findIndex((date) => !isDate(date));
  if (noDate === -1) return undefined;
  const reason = { code: 'NOT_LIKE', parameters: { example: '2026-12-25' } } as const;
  return { field: `holidays.${noDate}`, message: `"${holidays[noDate]}" is not a date`, reason };
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

type Hours = WorkingCalendar['hours'];

/** Two overlapping stretches of the same weekday, in words. Adjacent stretches do not overlap. */
function overlapOf(hours: Hours): string | undefined {
  const inOrder = [...hours].sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  const at = inOrder.findIndex((next, place) => {
    const before = inOrder[place - 1];
    return before?.weekday === next.weekday && next.from < before.until;
  });
  if (at === -1) return undefined;
  const shown = ({ from, until }: Hours[number]) => `${from} to ${until}`;
  return `on weekday ${inOrder[at]!.weekday} ${shown(inOrder[at - 1]!)} and ${shown(inOrder[at]!)}`;
}
