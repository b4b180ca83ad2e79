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
const SUBJECT = ['--subject <REF>', 'pseudonym of the person, as GET /session tells them'] as const;
const role = () => new Option('--role <ROLE>', 'which one').choices(ACCESS_ROLES).makeOptionMandatory();

export function addRoles(program: Command, ask: Ask): void {
  const roles = program.command('roles').description('Roles that people are given here, besides those that the issuer says.');
  roles
    .command('list')
    .description('Lists the roles that people have been given and not lost.')
    .option('--json', 'print JSON, a line a role')
    .action(({ json = false }: { json?: boolean }) =>
      ask({ name: 'roles list', json, onlyLooks: true, work: (services, io) => list(services, json, io) }),
    );
  roles
    .command('assign')
    .description('Gives a person a role, at once. Given again, it is as it was last given.')
    .requiredOption(...SUBJECT)
    .addOption(role())
    .option('--department <ID...>', 'only what concerns these departments')
    .option('--team <ID...>', 'only what concerns these teams')
    .option('--everywhere', 'what concerns anybody')
    .option('--until <MOMENT>', 'when it ends (RFC 3339); without it, when it is taken back')
    .option('--json', 'print JSON')
    .action((options: AssignOptions) =>
      ask({ name: 'roles assign', json: options.json ?? false, work: (services, io) => assign(services, options, io) }),
    );
  roles
    .command('revoke')
    .description('Takes back, at once, a role that a person was given here. What the issuer says is not changed.')
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
  else if (standing.length === 0) printLine(io, 'Nobody was given a role here.');
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
  else printLine(io, `${subjectRef} is ${given} ${until === undefined ? 'until that is taken back' : `until ${until}`}.`);
  return EXIT.DONE;
}

async function revoke({ runner, configuration }: Services, options: RevokeOptions, io: CommandIo): Promise<number> {
  const { subject: subjectRef, role: given, json } = options;
  await revokeRole(runner, configuration.organizationId, { subjectRef, role: given }, ACTOR);
  if (json) printJson(io, { subjectRef, role: given, status: 'REVOKED' });
  else printLine(io, `${subjectRef} is not ${given} by a word given here.`);
  return EXIT.DONE;
}

async function standingOf({ log, configuration }: Services) {
  const register = await AccessRegister.open(log, configuration.organizationId);
  await register.close();
  return standingRoles(register.state, new Date().toISOString());
}
