import { Command, CommanderError } from 'commander';
import type { CommandIo } from '../app/owner/command-io.js';
import { type Ask, EXIT, type Call } from './call.js';
import { addAudit } from './commands/audit.js';
import { addBackup } from './commands/backup.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addImport } from './commands/import.js';
import { addKeys } from './commands/keys.js';
import { addParked } from './commands/parked.js';
import { addPeople } from './commands/people.js';
import { addRoles } from './commands/roles.js';
import { addProjections } from './commands/projections.js';
import { version } from '../built.js';

function addServe(program: Command, ask: Ask): void {
  program
    .command('serve')
    .description('Serves GraphQL and the event feed until it is stopped (Ctrl-C, SIGTERM).')
    .option('--json', 'print the address as JSON')
    .action(({ json = false }: { json?: boolean }) => ask({ name: 'serve', json }));
}

/**
 * Parses the arguments after `rapport`, without executing anything. Returns the call, or the exit code when commander has already
 * printed the answer (help, version, or a usage error).
 */
export function parseCall(argv: readonly string[], io: Pick<CommandIo, 'out' | 'err'>): Call | number {
  let asked: Call | undefined;
  const program = commandLine(io, (call) => (asked = call));
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.WRONG_CALL;
    throw error;
  }
  return asked!;
}

/** The commander program with all commands. `ask` receives the parsed call. */
export function commandLine(io: Pick<CommandIo, 'out' | 'err'>, ask: Ask): Command {
  const program = new Command('rapport')
    .description('How a hospital’s IT teams and departments get on: an event-sourced record with evidence for every number.')
    .version(version())
    // Before the commands are added, because they inherit these settings.
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError('(add --help for the options)');
  for (const add of [
    addServe,
    addImport,
    addDemo,
    addProjections,
    addParked,
    addAudit,
    addKeys,
    addRoles,
    addPeople,
    addBackup,
    addDoctor,
  ])
    add(program, ask);
  return program;
}
