import { type AssignedRole, ACCESS_ROLES, type AccessRole } from '../domain/access.js';
import type { Actor } from '../domain/kernel/command.js';
import type { ActorKind } from '../domain/kernel/event.js';
import { permissionsOf, POLICY } from './policy.js';
import { ROLE_DEFINITIONS } from './roles.js';
import { EVERY, NOTHING, type Scope, type Sides, union } from './scope.js';

/** Who asks, and what follows from that. Made once for a token, a key or a session, and remembered. */
export interface Identity {
  /** Pseudonym of the person, or the name of the system. */
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  readonly scope: Scope;
  /**
   * Of whom it may do something: in those roles alone that may do it. Who reads of all and acts for one team does not act for all, and who is of a
   * department as well speaks as one (`as`) for that department alone.
   */
  readonly actsFor: (permission: string, as?: ActorKind) => Scope;
  /** Of whose contacts it is told each rating: of the teams that served where it is one of them. Of others it sees groups. */
  readonly ratings: Scope;
  /** Of whom it reads what was written in words: in those roles alone that do. */
  readonly words: Scope;
  /** The names of all that it may do, as policy.ts has them. */
  readonly permissions: ReadonlySet<string>;
  readonly speaksForOthers: boolean;
  /** In whose name its commands are recorded. */
  readonly actor: Actor;
  /** The capacities in which it may give a command. */
  readonly actorKinds: readonly ActorKind[];
  /** Whether it still stands, as far as is known here: tokens expire, keys are revoked. */
  readonly holds: () => boolean;
  /** The same, asked of where it is kept, where that is elsewhere: what goes on for long asks now and then. To ask is not to use it. */
  readonly stillHolds: () => boolean | Promise<boolean>;
}

/** What is known of somebody. */
export interface IdentityFacts {
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  /** Undefined: it was given none. EVERY among them opens all to the roles that are narrowed by that side. */
  readonly sides?: Sides | undefined;
  /** True: of the whole organisation, whatever the sides say. */
  readonly everywhere?: boolean | undefined;
  readonly holds?: (() => boolean) | undefined;
  /** Where others may know more of it than is known here. */
  readonly stillHolds?: (() => Promise<boolean>) | undefined;
  /** The roles that it was given here, each with the rows that it opens. */
  readonly assigned?: readonly Pick<AssignedRole, 'role' | 'departmentIds' | 'teamIds' | 'everywhere'>[] | undefined;
  /** Where it is not to follow from the roles. */
  readonly actor?: Actor | undefined;
}

/** Whom the server takes somebody for: the roles from wherever they come, and what each opens, added up. */
export function identityOf(facts: IdentityFacts): Identity {
  const { subject, sides, everywhere = false, assigned = [], holds = () => true, stillHolds = holds, actor } = facts;
  const roles = ACCESS_ROLES.filter((role) => facts.roles.includes(role) || assigned.some((one) => one.role === role));
  const actorKinds = [...new Set(roles.map((role) => ROLE_DEFINITIONS[role].actor))];
  // Whoever is of IT speaks as IT unless they say otherwise: a department's word must not be had by an oversight.
  const kind = (['IT_STAFF', 'REQUESTER', 'SYSTEM'] as const).find((one) => actorKinds.includes(one)) ?? 'SYSTEM';
  const given = [
    ...facts.roles.map((role) => ({ role, scope: everywhere ? 'ALL' : scopeOf(role, sides) })),
    ...assigned.map(({ role, departmentIds, teamIds, everywhere: all }) => ({
      role,
      scope: all ? 'ALL' : scopeOf(role, { departments: departmentIds, teams: teamIds }),
    })),
  ] as const;
  return {
    subject,
    roles,
    scope: union(given.map(({ scope }) => scope)),
    actsFor: (name, as) =>
      union(given.flatMap(({ role, scope }) => (POLICY.get(name)?.includes(role) && speaksAs(role, as) ? [scope] : []))),
    ratings: union(given.map(({ role, scope }) => ratingsOf(role, scope))),
    words: union(given.flatMap(({ role, scope }) => (ROLE_DEFINITIONS[role].words ? [scope] : []))),
    permissions: permissionsOf(roles),
    speaksForOthers: roles.some((role) => ROLE_DEFINITIONS[role].speaksForOthers),
    actor: actor ?? { kind, ref: subject },
    actorKinds,
    holds,
    stillHolds,
  };
}

function speaksAs(role: AccessRole, as: ActorKind | undefined): boolean {
  const { actor, speaksForOthers } = ROLE_DEFINITIONS[role];
  return as === undefined || as === actor || speaksForOthers;
}

function scopeOf(role: AccessRole, { departments, teams }: Sides = NOTHING): Scope {
  const some = (sides: Sides): Scope => ([...sides.departments, ...sides.teams].includes(EVERY) ? 'ALL' : sides);
  switch (ROLE_DEFINITIONS[role].narrowedBy) {
    case 'NOT':
      return 'ALL';
    case 'EITHER':
      return some({ departments, teams });
    case 'DEPARTMENTS':
      return some({ departments, teams: [] });
    case 'TEAMS':
      return some({ departments: [], teams });
  }
}

function ratingsOf(role: AccessRole, scope: Scope): Scope {
  const { ratings } = ROLE_DEFINITIONS[role];
  return ratings === 'ALL' ? 'ALL' : ratings === 'OF_ITS_TEAMS' ? scope : NOTHING;
}
