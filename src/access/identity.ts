import { type AssignedRole, ACCESS_ROLES, type AccessRole } from '../domain/access.js';
import type { Actor } from '../domain/kernel/command.js';
import type { ActorKind } from '../domain/kernel/event.js';
import { permissionsOf, POLICY } from './policy.js';
import { ROLE_DEFINITIONS } from './roles.js';
import { EVERY, NOTHING, type Scope, type Sides, union } from './scope.js';

/** The caller and its rights. Built once per token, key or session, and cached. */
export interface Identity {
  /** Pseudonym of the person, or the name of the system. */
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  readonly scope: Scope;
  /**
   * The scope in which the caller may use a permission: the union over those of its roles that have the permission. A role
   * that reads the whole organisation does not extend the scope of another that acts for one team. `as` restricts the roles
   * to those of that capacity: a caller who is also in a department speaks as REQUESTER for that department alone.
   */
  readonly actsFor: (permission: string, as?: ActorKind) => Scope;
  /**
   * The scope in which the caller sees each single rating: contacts served by its teams, where its role allows that.
   * Elsewhere it sees groups only.
   */
  readonly ratings: Scope;
  /** The scope in which the caller reads free text: that of the roles that read words. */
  readonly words: Scope;
  /** All permissions, named as in policy.ts. */
  readonly permissions: ReadonlySet<string>;
  readonly speaksForOthers: boolean;
  /** The actor under which its commands are recorded. */
  readonly actor: Actor;
  /** The capacities in which it may give a command. */
  readonly actorKinds: readonly ActorKind[];
  /** Whether the identity is still valid, as far as this process knows: tokens expire, keys are revoked. */
  readonly holds: () => boolean;
  /**
   * The same check against the store that holds the session, where there is one. Long-running operations call it now and
   * then. The check does not count as use of the session.
   */
  readonly stillHolds: () => boolean | Promise<boolean>;
}

/** The input from which an identity is built. */
export interface IdentityFacts {
  readonly subject: string;
  readonly roles: readonly AccessRole[];
  /** Undefined: none were given. EVERY in one side opens everything to the roles narrowed by that side. */
  readonly sides?: Sides | undefined;
  /** True: the whole organisation, whatever `sides` holds. */
  readonly everywhere?: boolean | undefined;
  readonly holds?: (() => boolean) | undefined;
  /** For facts that another store knows better than this process. */
  readonly stillHolds?: (() => Promise<boolean>) | undefined;
  /** The roles assigned in Rapport, each with the rows that it opens. */
  readonly assigned?: readonly Pick<AssignedRole, 'role' | 'departmentIds' | 'teamIds' | 'everywhere'>[] | undefined;
  /** Overrides the actor that follows from the roles. */
  readonly actor?: Actor | undefined;
}

/** Builds an identity: the roles from all sources, and the union of what each opens. */
export function identityOf(facts: IdentityFacts): Identity {
  const { subject, sides, everywhere = false, assigned = [], holds = () => true, stillHolds = holds, actor } = facts;
  const roles = ACCESS_ROLES.filter((role) => facts.roles.includes(role) || assigned.some((one) => one.role === role));
  const actorKinds = [...new Set(roles.map((role) => ROLE_DEFINITIONS[role].actor))];
  // A caller with IT and department roles speaks as IT by default, so that nobody gives the department's word by oversight.
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
