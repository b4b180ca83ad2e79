import { admits, admitsEvent } from '../access/scope.js';
import type { Command } from '../domain/kernel/command.js';
import type { Concerned } from '../domain/kernel/decider.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { DomainEvent } from '../domain/kernel/event.js';
import { type Aggregate, definitionOf, streamOfCommand } from './decide.js';

/**
 * Refuses who may act for some departments and teams alone what concerns others, before anything is decided: a refusal by the rules would tell how
 * the thing stands. What is not there is refused in the same words as what is out of reach.
 * @throws RapportError NOT_FOUND
 */
export function requireReach(command: Command, { decider, state }: Aggregate): void {
  const { within } = command;
  if (within === undefined) return;
  const concerned = decider.concerns?.(state);
  if (concerned === undefined) {
    // What makes the thing is judged by what it comes to.
    if (definitionOf(command).generatedKey || admits(within, namedIn(command))) return;
    throw outOfReach(command);
  }
  if (admits(within, concerned) || isNobodys(concerned.teamId, within.teams)) return;
  throw outOfReach(command);
}

/** The same by what the command comes to: of what is made by it, and of what nobody had until now. @throws RapportError NOT_FOUND */
export function requireFactsInReach(command: Command, { decider, state }: Aggregate, facts: readonly DomainEvent[]): void {
  const { within } = command;
  if (within === undefined) return;
  const concerned = decider.concerns?.(state);
  if (concerned !== undefined && admits(within, concerned)) return;
  if (facts.some(({ data }) => admitsEvent(within, data))) return;
  throw outOfReach(command);
}

/** A team may take what no team has; nothing else may be done with it. */
const isNobodys = (teamId: string | null | undefined, teams: readonly string[]): boolean => !teamId && teams.length > 0;

/** What the stream's own name says: of a relationship both, of a department or a team that one. */
function namedIn(command: Command): Concerned {
  const { key } = definitionOf(command);
  return Object.fromEntries(Object.entries(command).filter(([field]) => key.includes(field)));
}

function outOfReach(command: Command): RapportError {
  const { aggregate, key } = definitionOf(command);
  const id = streamOfCommand(command).slice(aggregate.length + 1);
  return new RapportError('NOT_FOUND', `There is no ${aggregate} "${id}" within your departments and teams`, {
    field: key[0]!,
    remedy: 'Correct the id, or have somebody act who may: GET /session says for whom you may.',
  });
}
