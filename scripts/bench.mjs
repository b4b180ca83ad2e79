// `npm run bench [-- NAME… --quick --json --markdown]`: runs the benches in sequence, each in its own process and temporary
// folder.
import './typescript.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure-built.mjs';
import { provide, SERVERS } from './test-server.mjs';

const { machine } = await import('../bench/kit/machine.ts');
const { markdownTable, plainTable } = await import('../bench/kit/table.ts');

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = join(ROOT, 'bench/results');
const all = readdirSync(join(ROOT, 'bench')).flatMap((name) => (name.endsWith('.ts') ? [name.slice(0, -'.ts'.length)] : []));
const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('--'));
const asked = words.filter((word) => !word.startsWith('--'));
const wrong = [
  ...asked.filter((name) => !all.includes(name)),
  ...options.filter((option) => !['--quick', '--json', '--markdown'].includes(option)),
];
if (wrong.length > 0) {
  console.error(`error: ${wrong.join(', ')}: unknown. Benches: ${all.join(', ')}. Options: --quick, --json, --markdown`);
  process.exit(2);
}
process.chdir(ROOT);
ensureBuilt();

const names = asked.length > 0 ? asked : all;
const printed = options.includes('--json') || options.includes('--markdown') ? () => {} : console.log;
let current;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => current?.kill(signal));

const servers = names.some((name) => name.endsWith('-esdb')) ? await eventStore() : { env: {}, stop: async () => {} };
const results = [];
try {
  for (const name of names) results.push(await runBench(name));
} finally {
  await servers.stop();
}

const quick = options.includes('--quick');
const summary = { measuredAt: new Date().toISOString(), quick, machine: machine().description, results };
mkdirSync(RESULTS, { recursive: true });
writeFileSync(join(RESULTS, 'latest.json'), `${JSON.stringify(summary, null, 2)}\n`);
if (options.includes('--json')) console.log(JSON.stringify(summary));
if (options.includes('--markdown')) console.log(inMarkdown());
if (results.some(({ failed }) => failed)) process.exitCode = 1;

/**
 * The EventStoreDB for the benches that need one: the one that the variable names, or a stand-in, which their notes then
 * mention.
 */
async function eventStore() {
  const server = SERVERS.find(({ variable }) => variable === 'EVENTSTORE_TEST_URL');
  const { url, missing, stop } = await provide(server);
  if (missing) console.error(`No EventStoreDB: ${missing}`);
  const standIn = url && !process.env[server.variable] ? { BENCH_STAND_IN: 'yes' } : {};
  return { env: { ...(url && { [server.variable]: url }), ...standIn }, stop };
}

async function runBench(name) {
  const { load, isBusy } = machine();
  printed(`\n${name}${isBusy ? ` (the machine was busy before it: load ${load})` : ''}`);
  // The bench and the processes that it starts write all files into this folder, which is removed afterwards.
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const env = { ...process.env, ...servers.env, TMPDIR: folder, TMP: folder, TEMP: folder };
  const loader = ['--import', './scripts/typescript.mjs', '--no-warnings=ExperimentalWarning'];
  try {
    current = spawn(process.execPath, [...loader, `bench/${name}.ts`, ...options.filter((word) => word === '--quick')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output, [code, signal]] = await Promise.all([text(current.stdout), once(current, 'exit')]);
    if (signal) throw new Error(`stopped by ${signal}`);
    const outcome = code === 0 ? JSON.parse(output) : { failed: `ended with ${code}; its words are above` };
    printed(
      outcome.rows ? plainTable(outcome.rows) : outcome.skipped ? `skipped: ${outcome.skipped}` : `FAILED: ${outcome.failed}`,
    );
    return { name, load, ...outcome };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inMarkdown() {
  const parts = results.map(({ name, load, rows, skipped, failed }) => {
    const body = rows ? markdownTable(rows) : skipped ? `Skipped: ${skipped}` : `Failed: ${failed}`;
    return `### ${name}\n\n${body}\n\nLoad before: ${load}.`;
  });
  return [`${summary.measuredAt.slice(0, 10)}, ${summary.machine}${quick ? '; quick sizes' : ''}`, ...parts].join('\n\n');
}
