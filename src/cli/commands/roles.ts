import { type Command, Option } from 'commander';
import { AccessRegister } from '../../access/access-register.js';
import { assignRole, revokeRole, standingRoles } from '../../access/given-roles.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import { ACCESS_ROLES, type AccessRole } from '../../domain/access.js';
import { EXIT, type Ask } from '../call.js';
import { printJson, printLine, printTable } from '../print.js';

interface AssignOptions {
  readonly subject: string;
  readonly role: AccessRole;
  readonly department?: readonly string[];
  readonly team?: readonly string[];
  readonly everywhere?: boolean;
  readonly until?: string;
  readonly json?: boolean;
}
type RevokeOptions = Pick<AssignOptions, 'subject' | 'role' | 'json'>;

const ACTOR = { kind: 'SYSTEM', ref: 'rapport roles' } as const;
const SUBJECT = ['--subject <REF>', 'pseudonym of the person, as returned by GET /session'] as const;
const role = () => new Option('--role <ROLE>', 'which one').choices(ACCESS_ROLES).makeOptionMandatory();

export function addRoles(program: Command, ask: Ask): void {
  const roles = program
    .command('roles')
    .description('Roles that people are given here, in addition to those of the identity provider.');
  roles
    .command('list')
    .description('Lists the current roles.')
    .option('--json', 'print JSON, one line per role')
    .action(({ json = false }: { json?: boolean }) =>
      ask({ name: 'roles list', json, onlyLooks: true, work: (services, io) => list(services, json, io) }),
    );
  roles
    .command('assign')
    .description('Gives a person a role, at once. The latest assignment of the same role replaces earlier ones.')
    .requiredOption(...SUBJECT)
    .addOption(role())
    .option('--department <ID...>', 'limit it to these departments')
    .option('--team <ID...>', 'limit it to these teams')
    .option('--everywhere', 'no limit: the whole organisation')
    .option('--until <MOMENT>', 'when it ends (RFC 3339); default: when it is revoked')
    .option('--json', 'print JSON')
    .action((options: AssignOptions) =>
      ask({ name: 'roles assign', json: options.json ?? false, work: (services, io) => assign(services, options, io) }),
    );
  roles
    .command('revoke')
    .description('Revokes, at once, a role that a person was given here. Roles of the identity provider do not change.')
    .requiredOption(...SUBJECT)
    .addOption(role())
    .option('--json', 'print JSON')
    .action((options: RevokeOptions) =>
      ask({ name: 'roles revoke', json: options.json ?? false, work: (services, io) => revoke(services, options, io) }),
    );
}

async function list(services: Services, json: boolean, io: CommandIo): Promise<number> {
  const standing = await standingOf(services);
  if (json) for (const one of standing) printJson(io, { ...one, until: one.until ?? null });
  else if (standing.length === 0) printLine(io, 'Nobody has been given a role here.');
  else {
    printTable(
      io,
      ['person', 'role', 'of', 'until'],
      standing.map(({ subjectRef, role: given, departmentIds, teamIds, everywhere, until }) => [
        ...[subjectRef, given],
        everywhere ? 'everywhere' : [...departmentIds, ...teamIds].join(' '),
        until ?? 'taken back',
      ]),
    );
  }
  return EXIT.DONE;
}

async function assign(services: Services, options: AssignOptions, io: CommandIo): Promise<number> {
  const { subject: subjectRef, role: given, department = [], team = [], everywhere = false, until } = options;
  const { runner, configuration } = services;
  const wanted = { subjectRef, role: given, departmentIds: department, teamIds: team, everywhere, until };
  await assignRole(runner, configuration.organizationId, wanted, ACTOR);
  if (options.json) printJson(io, { ...wanted, until: until ?? null });
  else
    printLine(io, `${subjectRef} has the role ${given} ${until === undefined ? 'until the role is revoked' : `until ${until}`}.`);
  return EXIT.DONE;
}

async function revoke({ runner, configuration }: Services, options: RevokeOptions, io: CommandIo): Promise<number> {
  const { subject: subjectRef, role: given, json } = options;
  await revokeRole(runner, configuration.organizationId, { subjectRef, role: given }, ACTOR);
  if (json) printJson(io, { subjectRef, role: given, status: 'REVOKED' });
  else printLine(io, `The role ${given} that ${subjectRef} was given here is revoked.`);
  return EXIT.DONE;
}

async function standingOf({ log, configuration }: Services) {
  const register = await AccessRegister.open(log, configuration.organizationId);
  await register.close();
  return standingRoles(register.state, new Date().toISOString());
}
