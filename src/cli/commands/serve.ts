import type { Command } from 'commander';
import type { Ask } from '../call.js';

export function addServe(program: Command, ask: Ask): void {
  program
    .command('serve')
    .description('Serves GraphQL and the event feed until it is told to stop (Ctrl-C, SIGTERM).')
    .option('--json', 'print where it listens as JSON')
    .action(({ json = false }: { json?: boolean }) => ask({ name: 'serve', json }));
}
