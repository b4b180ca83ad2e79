import type { Aggregate } from '../commands/decide.js';
import { type Actor, type Command, definitionOf, keyOf, type Within } from '../domain/kernel/command.js';
import type { Concerned } from '../domain/kernel/decider.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { ActorKind, DomainEvent } from '../domain/kernel/event.js';
import { AgreeRelationshipCharter } from '../domain/relationship/commands.js';
import { KIND_OF_SIDE, type Side, sideOf, SIDES } from '../domain/relationship/sides.js';
import type { Identity } from './identity.js';
import { admits, admitsEvent, type Scope } from './scope.js';

/** Fields that name the person who speaks. */
const WHOSE_WORD = ['byRef', 'respondentRef', 'agreedBy'] as const;
/** Fields that name the side that speaks: IT or the department. */
const WHICH_SIDE = ['side', 'cancelledBy', 'withdrawnBy'] as const;

/**
 * Checks that the caller gives the command in its own name and for its own side. Only identities that speak for others (an
 * import, a liaison's assistant) are exempt. So IT staff cannot speak as the department, take back a promise or agree on
 * another date in its name, and nobody can answer a survey twice.
 * @returns the capacity that the command claims, by its actor or its side; undefined where it claims none, or where the
 * caller speaks for others
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
    const kind = (as === undefined ? actorKinds : [as]).find((one) => one === KIND_OF_SIDE[side as Side]);
    if (kind === undefined)
      throw notYours(field, `the side ${side}`, 'Act for your own side, or ask a person of the other side to do it.');
    as = kind;
  }
  return as;
}

/**
 * The capacity in which somebody with roles on both sides speaks about a pair, if the command leaves it open: the one in which
 * the pair is theirs, as IT where both are. Undefined for everybody else.
 * @param actsFor the scope in which the caller may give the command in a capacity
 */
export async function capacityFor(
  { speaksForOthers, actorKinds }: Identity,
  input: Concerned,
  actsFor: (kind: ActorKind) => Promise<Scope>,
): Promise<ActorKind | undefined> {
  const kinds = SIDES.map((side) => KIND_OF_SIDE[side]);
  if (speaksForOthers || !input.teamId || !input.departmentId || !kinds.every((kind) => actorKinds.includes(kind)))
    return undefined;
  for (const kind of kinds) if (admits(await actsFor(kind), input)) return kind;
  return undefined;
}

/** The sides for which an identity may speak. */
export const speaksFor = ({ speaksForOthers, actorKinds, scope }: Identity): readonly Side[] =>
  SIDES.filter((side) => {
    if (actorKinds.includes(KIND_OF_SIDE[side])) return true;
    return speaksForOthers && (scope === 'ALL' || scope[side === 'IT' ? 'teams' : 'departments'].length > 0);
  });

const notYours = (field: string, whom: string, remedy: string) =>
  new RapportError('FORBIDDEN', `${field}: you may not act for ${whom}`, { field, remedy });

/**
 * Refuses a command of a caller with a narrowed scope if its target is out of reach. This runs before the decider, because a
 * refusal by the domain rules would reveal the target's state. A missing target gives the same error as one out of reach.
 * @throws RapportError NOT_FOUND
 */
export function requireReach(command: Command, { decider, state }: Aggregate): void {
  const { within } = command;
  if (within === undefined) return;
  const concerned = decider.concerns?.(state);
  if (concerned === undefined) {
    // A command that creates the target is checked by the events that it decides on (`requireFactsInReach`).
    if (definitionOf(command).generatedKey || admits(within, namedIn(command))) return;
    throw outOfReach(command);
  }
  if (!admits(within, concerned) && !isNobodys(concerned.teamId, within.teams)) throw outOfReach(command);
  requireOwnSide(command, within);
}

/**
 * Checks that a caller with a narrowed scope speaks in a relationship only for sides that are its own: an integration of a
 * department, which may speak for others, must not give IT's word too, because agreements and confirmations rest on two.
 * @throws RapportError FORBIDDEN naming the field that names the side, or the command where it speaks for both
 */
function requireOwnSide(command: Command, within: Within): void {
  if (definitionOf(command).aggregate !== 'relationship') return;
  const { teamId, departmentId, ...said } = command as Command & Readonly<Record<string, string>>;
  const own: Readonly<Record<Side, boolean>> = {
    IT: within.teams.includes(teamId!),
    DEPARTMENT: within.departments.includes(departmentId!),
  };
  const spoken: readonly (readonly [field: string, side: Side | undefined])[] = [
    ...WHICH_SIDE.map((field) => [field, said[field] as Side | undefined] as const),
    ['actor', sideOf(command.actor.kind)],
    ...(command instanceof AgreeRelationshipCharter
      ? ([
          ['teamId', 'IT'],
          ['departmentId', 'DEPARTMENT'],
        ] as const)
      : []),
  ];
  for (const [field, side] of spoken) {
    if (side === undefined || own[side]) continue;
    const whom = side === 'IT' ? `the team "${teamId}"` : `the department "${departmentId}"`;
    throw notYours(
      field,
      `the side ${side}: ${whom} is not yours`,
      `Act for the other side (actor, side), or ask a person of this one to do it.`,
    );
  }
}

/**
 * The same check by the resulting events: for targets that the command creates, and for those that had no team until now.
 * @throws RapportError NOT_FOUND
 */
export function requireFactsInReach(command: Command, { decider, state }: Aggregate, facts: readonly DomainEvent[]): void {
  const { within } = command;
  if (within === undefined) return;
  const concerned = decider.concerns?.(state);
  if (concerned !== undefined && admits(within, concerned)) return;
  if (facts.some(({ data }) => admitsEvent(within, data))) return;
  throw outOfReach(command);
}

/**
 * The refusal that a caller gets. What a team may take over is out of its reach until then, so that another refusal would tell
 * that it exists, and its state.
 */
export function refusalFor(command: Command, { decider, state }: Aggregate, refusal: RapportError): RapportError {
  const { within } = command;
  const concerned = decider.concerns?.(state);
  if (within === undefined || concerned === undefined || admits(within, concerned)) return refusal;
  return isNobodys(concerned.teamId, within.teams) ? outOfReach(command) : refusal;
}

/** A team may take over a target that has no team; it may do nothing else with it. */
const isNobodys = (teamId: string | null | undefined, teams: readonly string[]): boolean => !teamId && teams.length > 0;

/** The sides that the stream's key names: both for a relationship, one for a department or a team. */
function namedIn(command: Command): Concerned {
  const { key } = definitionOf(command);
  return Object.fromEntries(Object.entries(command).filter(([field]) => key.includes(field)));
}

function outOfReach(command: Command): RapportError {
  const { aggregate, key } = definitionOf(command);
  return new RapportError('NOT_FOUND', `There is no ${aggregate} "${keyOf(command)}" within your departments and teams`, {
    field: key[0]!,
    remedy: 'Correct the id, or ask a person who may do this: GET /session lists the departments and teams that you may act for.',
  });
}
