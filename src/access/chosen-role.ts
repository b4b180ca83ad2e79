import { ACCESS_ROLES } from '../domain/access.js';
import { RapportError } from '../domain/kernel/errors.js';
import { ID_PATTERN } from '../domain/kernel/fields.js';
import { cookieOf, type Credentials, ROLE_COOKIE, ROLE_HEADER } from './credentials.js';
import { type Identity, identityOf } from './identity.js';
import { isAccessRole } from './roles.js';

/** Who comes without an account, where that is allowed: what nobody says of whom is recorded under `api`, as ever. */
const ADMINISTRATOR = identityOf({
  subject: 'api',
  roles: ['ADMINISTRATOR'],
  actor: { kind: 'SYSTEM', ref: 'api' },
});

/** Bounded: there are eight roles, but any number of departments. */
const REMEMBERED = 100;
const chosen = new Map<string, Identity>();

/**
 * The role that a client chose to try out: `DEPARTMENT_MANAGER departments=radiology,icu teams=desk`, in the header or the cookie. Of the whole
 * organisation where it names neither. The administrator where nothing is chosen.
 * @throws RapportError INVALID_INPUT for what is no role
 */
export function chosenIdentity({ role, cookie }: Credentials): Identity {
  const text = role ?? cookieOf(cookie, ROLE_COOKIE);
  if (text === undefined || text === '') return ADMINISTRATOR;
  const known = chosen.get(text);
  if (known) return known;
  const identity = parsed(text);
  if (chosen.size >= REMEMBERED) chosen.clear();
  chosen.set(text, identity);
  return identity;
}

function parsed(text: string): Identity {
  const [name = '', ...narrowings] = text.trim().split(/\s+/);
  const sides = { departments: [] as readonly string[], teams: [] as readonly string[] };
  for (const narrowing of narrowings) {
    const [, side, ids = ''] = /^(departments|teams)=(.+)$/.exec(narrowing) ?? [];
    const listed = ids.split(',');
    if (side === undefined || !listed.every((id) => new RegExp(ID_PATTERN).test(id))) throw wrong(text);
    sides[side as keyof typeof sides] = listed;
  }
  if (!isAccessRole(name)) throw wrong(text);
  const subject = `development-${name.toLowerCase().replaceAll('_', '-')}`;
  return identityOf({ subject, roles: [name], sides, everywhere: narrowings.length === 0 });
}

const wrong = (text: string) =>
  new RapportError('INVALID_INPUT', `"${text.slice(0, 100)}" chooses no role`, {
    field: ROLE_HEADER,
    remedy: `Give one of ${ACCESS_ROLES.join(', ')}, and with it departments=<id>,<id> or teams=<id>,<id> where it is narrowed to some.`,
  });
