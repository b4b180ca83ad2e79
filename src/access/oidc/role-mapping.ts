import { RapportError } from '../../domain/kernel/errors.js';
import { ACCESS_ROLES, type AccessRole } from '../../domain/access.js';
import { unauthenticated } from '../credentials.js';
import type { IdentityFacts } from '../identity.js';
import { isAccessRole } from '../roles.js';

/** Maps claims to roles, departments and teams. */
export interface RoleMapping {
  readonly roles: { readonly claim: string; readonly values: Readonly<Record<string, AccessRole>> };
  readonly departments?: { readonly claim: string } | undefined;
  readonly teams?: { readonly claim: string } | undefined;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Validates the mapping. @throws RapportError INVALID_CONFIGURATION; its message names the place in the mapping */
export function checkedRoleMapping(value: unknown): RoleMapping {
  if (!isObject(value)) throw wrong('', 'is not an object');
  for (const name of Object.keys(value)) {
    if (!['roles', 'departments', 'teams'].includes(name)) throw wrong(name, 'is not a known field');
  }
  const { roles, departments, teams } = value;
  const claim = claimIn('roles', roles);
  const { values } = roles as Json;
  if (!isObject(values) || Object.keys(values).length === 0) throw wrong('roles.values', 'names no role');
  for (const [given, role] of Object.entries(values)) {
    if (typeof role !== 'string' || !isAccessRole(role)) {
      throw wrong(`roles.values.${given}`, `is not one of ${ACCESS_ROLES.join(', ')}`);
    }
  }
  return {
    roles: { claim, values: values as Readonly<Record<string, AccessRole>> },
    ...(departments !== undefined && { departments: { claim: claimIn('departments', departments) } }),
    ...(teams !== undefined && { teams: { claim: claimIn('teams', teams) } }),
  };
}

function claimIn(part: string, value: unknown): string {
  if (isObject(value) && typeof value['claim'] === 'string' && value['claim'] !== '') return value['claim'];
  throw wrong(`${part}.claim`, 'does not name a claim');
}

const wrong = (place: string, what: string) =>
  new RapportError('INVALID_CONFIGURATION', `OIDC_ROLE_MAPPING: ${place || 'it'} ${what}`, {
    field: 'OIDC_ROLE_MAPPING',
    remedy:
      'Write it as shown in docs/access.md: roles { claim, values }, and departments { claim } and teams { claim } if there are such claims.',
  });

/** Maximum number of departments and teams per person. Each costs one index walk per query: ten thousand would take seconds. */
const MOST_SIDES = 1_000;

/**
 * Maps claims to roles and sides. A person without any mapped role may do nothing.
 * @throws RapportError UNAUTHENTICATED where the claims name too many departments and teams
 */
export function mapped({ roles, departments, teams }: RoleMapping, claims: Json): Pick<IdentityFacts, 'roles' | 'sides'> {
  const given = textsIn(claims, roles.claim);
  const named = given.flatMap((value) => (Object.hasOwn(roles.values, value) ? [roles.values[value]!] : []));
  const sides = {
    departments: departments ? textsIn(claims, departments.claim) : [],
    teams: teams ? textsIn(claims, teams.claim) : [],
  };
  const count = sides.departments.length + sides.teams.length;
  if (count > MOST_SIDES) {
    const remedy = 'Configure the issuer to send only departments and teams that Rapport knows, or * for all.';
    throw unauthenticated(
      `The claims name ${count} departments and teams; at most ${MOST_SIDES} are allowed.`,
      'authorization',
      remedy,
    );
  }
  return { roles: ACCESS_ROLES.filter((role) => named.includes(role)), sides };
}

/** The strings in a claim, looked up by its full name first, then as a dotted path (`realm_access.roles`). */
function textsIn(claims: Json, claim: string): readonly string[] {
  const along = (value: unknown, name: string) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  const value = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce<unknown>(along, claims);
  return [value].flat().filter((one): one is string => typeof one === 'string');
}
