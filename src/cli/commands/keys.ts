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
  const keys = program.command('keys').description('Keys with which other systems use the API: made, listed, taken back.');
  keys
    .command('create')
    .description('Makes a key and shows it, this once: only a hash of it is kept.')
    .requiredOption('--name <NAME>', 'what it is for: the name of a system')
    .addOption(new Option('--role <ROLE...>', 'as whom it acts').choices(ACCESS_ROLES).makeOptionMandatory())
    .option('--department <ID...>', 'only what concerns these departments')
    .option('--team <ID...>', 'only what concerns these teams')
    .option('--everywhere', 'what concerns anybody')
    .option('--days <N>', `days until it expires, ${LONGEST_DAYS} at most`, wholeNumber(1, LONGEST_DAYS), 365)
    .option('--json', 'print JSON')
    .action((options: CreateOptions) =>
      ask({ name: 'keys create', json: options.json ?? false, work: (services, io) => create(services, options, io) }),
    );
  keys
    .command('list')
    .description('Lists the keys ever made, without what opens anything.')
    .option('--json', 'print JSON, a line a key')
    .action(({ json = false }: { json?: boolean }) =>
      ask({ name: 'keys list', json, onlyLooks: true, work: (services, io) => list(services, json, io) }),
    );
  keys
    .command('revoke')
    .description('Takes a key back, for good and at once.')
    .argument('<KEY_ID>', 'its id, as in the list')
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
    io.err(`Keep it now: it is not shown again. It opens what ${roles.join(' and ')} may do until ${expiresAt}.\n`);
    io.err('A server that runs in development mode without an issuer asks for a key from its next start on.\n');
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
  else printLine(io, `The key ${keyId} opens nothing any more.`);
  return EXIT.DONE;
}

async function keysOf({ log, configuration }: Services): Promise<readonly AccessKey[]> {
  const register = await AccessRegister.open(log, configuration.organizationId);
  await register.close();
  return Object.values(register.state.keys);
}
