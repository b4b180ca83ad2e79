import { type Command, Option } from 'commander';
import { issueKey, revokeKey } from '../../access/keys/issue-key.js';
import { AccessRegister } from '../../access/access-register.js';
import { statusOf } from '../../access/keys/key-ring.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { type AccessKey, ACCESS_ROLES, type AccessRole } from '../../domain/access.js';
import { EXIT, type Ask } from '../call.js';
import { wholeNumber } from '../option-values.js';
import { printJson, printLine, printTable } from '../print.js';

interface CreateOptions {
  readonly name: string;
  readonly role: readonly AccessRole[];
  readonly department?: readonly string[];
  readonly team?: readonly string[];
  readonly everywhere?: boolean;
  readonly days: number;
  readonly json?: boolean;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 731;

export function addKeys(program: Command, ask: Ask): void {
  const keys = program.command('keys').description('API keys of other systems: create, list, revoke.');
  keys
    .command('create')
    .description('Creates a key and shows it once: only a hash of it is stored.')
    .requiredOption('--name <NAME>', 'what it is for: the name of a system')
    .addOption(new Option('--role <ROLE...>', 'the role of the key’s requests').choices(ACCESS_ROLES).makeOptionMandatory())
    .option('--department <ID...>', 'limit it to these departments')
    .option('--team <ID...>', 'limit it to these teams')
    .option('--everywhere', 'no limit: the whole organisation')
    .option('--days <N>', `days until it expires, at most ${LONGEST_DAYS}`, wholeNumber(1, LONGEST_DAYS), 365)
    .option('--json', 'print JSON')
    .action((options: CreateOptions) =>
      ask({ name: 'keys create', json: options.json ?? false, work: (services, io) => create(services, options, io) }),
    );
  keys
    .command('list')
    .description('Lists all keys ever created, without their secrets.')
    .option('--json', 'print JSON, one line per key')
    .action(({ json = false }: { json?: boolean }) =>
      ask({ name: 'keys list', json, onlyLooks: true, work: (services, io) => list(services, json, io) }),
    );
  keys
    .command('revoke')
    .description('Revokes a key, at once and for good.')
    .argument('<KEY_ID>', 'its id, as listed by `rapport keys list`')
    .option('--json', 'print JSON')
    .action((keyId: string, { json = false }: { json?: boolean }) =>
      ask({ name: 'keys revoke', json, work: (services, io) => revoke(services, keyId, json, io) }),
    );
}

async function create({ runner, configuration }: Services, options: CreateOptions, io: CommandIo): Promise<number> {
  const { name, role: roles, department: departmentIds = [], team: teamIds = [], everywhere = false, days } = options;
  const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
  const wanted = { name, roles, departmentIds, teamIds, everywhere, expiresAt };
  const { keyId, key } = await issueKey(runner, configuration.organizationId, wanted);
  if (options.json) printJson(io, { keyId, key, ...wanted });
  else {
    printLine(io, key);
    io.err(`Store it now: it is not shown again. It has the permissions of ${roles.join(' and ')} until ${expiresAt}.\n`);
    io.err('A server that runs in development mode without an issuer requires a key from its next start.\n');
  }
  return EXIT.DONE;
}

async function list(services: Services, json: boolean, io: CommandIo): Promise<number> {
  const now = new Date().toISOString();
  const keys = (await keysOf(services)).map((key) => ({ ...key, status: statusOf(key, now) }));
  if (json) {
    for (const { secretHash: _, revokedAt, ...key } of keys) printJson(io, { ...key, revokedAt: revokedAt ?? null });
  } else if (keys.length === 0) printLine(io, 'There are no keys.');
  else {
    printTable(
      io,
      ['key', 'name', 'status', 'roles', 'expires'],
      keys.map(({ keyId, name, status, roles, expiresAt }) => [keyId, name, status, roles.join(' '), expiresAt]),
    );
  }
  return EXIT.DONE;
}

async function revoke({ runner, configuration }: Services, keyId: string, json: boolean, io: CommandIo): Promise<number> {
  await revokeKey(runner, configuration.organizationId, keyId);
  if (json) printJson(io, { keyId, status: 'REVOKED' });
  else printLine(io, `The key ${keyId} is revoked.`);
  return EXIT.DONE;
}

async function keysOf({ log, configuration }: Services): Promise<readonly AccessKey[]> {
  const register = await AccessRegister.open(log, configuration.organizationId);
  await register.close();
  return Object.values(register.state.keys);
}
