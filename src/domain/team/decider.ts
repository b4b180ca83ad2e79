import { type Command, isHistory } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import { alreadyExists, illegalMove, invalidInput, notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { inForceAt } from '../kernel/versioned.js';
import { calendarFault } from './calendar-fault.js';
import * as c from './commands.js';
import * as e from './events.js';
import { evolveTeam, type Team, type TeamState } from './state.js';

/** A team that is merged or retired no longer changes; what it did stays readable. */
export const teamDecider: Decider<Command, e.TeamEvent, TeamState> = {
  initial: () => null,
  evolve: evolveTeam,
  isReferable: (state) => state?.status === 'ACTIVE',
  decide: decideBy<e.TeamEvent, TeamState>([
    when(c.RegisterServiceTeam, ({ teamId, name, externalIds = [] }, state) => {
      const registered = e.ServiceTeamRegistered({ teamId, name, externalIds });
      if (!state) return [registered];
      if (sameData(state.registered, registered.data)) return [];
      throw alreadyExists('team', teamId);
    }),
    when(c.RenameServiceTeam, (command, state) => {
      const { teamId, name, effectiveAt = command.occurredAt } = command;
      const { name: old } = known(teamId, state);
      if (old === name) return [];
      active(command, state);
      return [e.ServiceTeamRenamed({ teamId, old, new: name, effectiveAt })];
    }),
    when(c.MergeServiceTeam, (command, state) => {
      const { teamId, intoTeamId, effectiveAt = command.occurredAt } = command;
      if (intoTeamId === teamId) {
        throw invalidInput('intoTeamId', `the team "${teamId}" cannot go on as itself`, 'Name another team.');
      }
      const { status, successor } = known(teamId, state);
      if (status === 'MERGED' && successor === intoTeamId) return [];
      active(command, state);
      return [e.ServiceTeamMerged({ teamId, intoTeamId, effectiveAt })];
    }),
    when(c.RetireServiceTeam, (command, state) => {
      const { teamId, reason, effectiveAt = command.occurredAt } = command;
      if (known(teamId, state).status === 'RETIRED') return [];
      active(command, state);
      return [e.ServiceTeamRetired({ teamId, reason, effectiveAt })];
    }),
    when(c.AdoptCalendar, (command, state) => {
      const { teamId, zone, hours = [], holidays = [], effectiveAt = command.occurredAt } = command;
      const calendar = { zone, hours, holidays };
      const fault = calendarFault(calendar);
      if (fault) throw invalidInput(fault.field, fault.message, 'Correct the calendar and send it whole.');
      if (sameData(inForceAt(known(teamId, state).calendars, effectiveAt), calendar)) return [];
      active(command, state);
      return [e.CalendarAdopted({ teamId, ...calendar, effectiveAt })];
    }),
    when(c.AdoptTargets, (command, state) => {
      const { teamId, acknowledgeMinutes, updateMinutes, reopenWindowDays, effectiveAt = command.occurredAt } = command;
      const targets = { acknowledgeMinutes, updateMinutes, reopenWindowDays };
      if (sameData(inForceAt(known(teamId, state).targets, effectiveAt), targets)) return [];
      active(command, state);
      return [e.TargetsAdopted({ teamId, ...targets, effectiveAt })];
    }),
  ]),
};

function known(teamId: string, state: TeamState): Team {
  if (!state) throw notFound('team', teamId, 'Register it first, or correct the id.');
  return state;
}

function active(command: c.TeamCommand, state: TeamState): void {
  const { status, successor } = known(command.teamId, state);
  if (status === 'ACTIVE' || isHistory(command)) return;
  const goesOn = successor === undefined ? '' : ` and goes on as ${successor}`;
  throw illegalMove('team', command.teamId, `is ${status}${goesOn}: it no longer changes`, 'Change its successor.');
}
