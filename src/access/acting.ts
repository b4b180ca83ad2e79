import type { Aggregate } from '../commands/decide.js';
import { type Actor, type Command, definitionOf, keyOf } from '../domain/kernel/command.js';
import type { Concerned } from '../domain/kernel/decider.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { ActorKind, DomainEvent } from '../domain/kernel/event.js';
import type { Identity } from './identity.js';
import { admits, admitsEvent } from './scope.js';

/** Fields that say whose word it is. */
const WHOSE_WORD = ['byRef', 'respondentRef', 'agreedBy'] as const;
/** Fields that say which side's word it is: IT's or the department's. */
const WHICH_SIDE = ['side', 'cancelledBy', 'withdrawnBy'] as const;
const KIND_OF_SIDE: Readonly<Record<string, ActorKind>> = { IT: 'IT_STAFF', DEPARTMENT: 'REQUESTER' };

/**
 * Nobody gives a command in another's name, or for the other side, but who speaks for others: an import, a liaison's assistant. So nobody of IT speaks
 * as the department, takes back a promise or agrees on another date in its name, and nobody answers a survey twice.
 * @returns as what it says that it is given, by its actor or its side; undefined where it leaves that open, or is given by who speaks for others
 * @throws RapportError FORBIDDEN naming the field
 */
export function requireOwnVoice({ speaksForOthers, subject, actorKinds }: Identity, input: object): ActorKind | undefined {
  if (speaksForOthers) return undefined;
  const { actor, ...said } = input as { readonly actor?: Actor | null } & Record<string, unknown>;
  if (actor && (actor.ref !== subject || !actorKinds.includes(actor.kind))) {
    throw notYours('actor', `${actor.kind} "${actor.ref}"`, `Leave it out, or give ${actorKinds.join(' or ')} "${subject}".`);
  }
  for (const field of WHOSE_WORD) {
    const ref = said[field];
    if (typeof ref === 'string' && ref !== subject) throw notYours(field, `"${ref}"`, `Give your own pseudonym, "${subject}".`);
  }
  let as = actor?.kind;
  for (const field of WHICH_SIDE) {
    const side = said[field];
    if (typeof side !== 'string') continue;
    const kind = (as === undefined ? actorKinds : [as]).find((one) => one === KIND_OF_SIDE[side]);
    if (kind === undefined)
      throw notYours(field, `the side ${side}`, 'Speak for your own side, or have somebody of the other say it.');
    as = kind;
  }
  return as;
}

const notYours = (field: string, whom: string, remedy: string) =>
  new RapportError('FORBIDDEN', `${field}: you do not speak for ${whom}`, { field, remedy });

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
  return new RapportError('NOT_FOUND', `There is no ${aggregate} "${keyOf(command)}" within your departments and teams`, {
    field: key[0]!,
    remedy: 'Correct the id, or have somebody act who may: GET /session says for whom you may.',
  });
}
