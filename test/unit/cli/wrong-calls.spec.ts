import { describe, expect, it } from 'vitest';
import { parseCall } from '../../../src/cli/parse-call.js';
import { RecordingIo } from './recording-io.js';

describe('A wrong call', () => {
  it.each([
    ['an unknown command', ['projectons'], "unknown command 'projectons'"],
    ['an unknown option', ['doctor', '--jsn'], "unknown option '--jsn'"],
    ['no file', ['import', '--mapping', 'x'], "missing required argument 'FILE'"],
    ['no mapping', ['import', 'x.csv'], "'--mapping <NAME|FILE>' not specified"],
    [
      'a zone that is none',
      ['import', 'x.csv', '--mapping', 'm', '--zone', 'Mars/Base'],
      "'--zone <ZONE>' argument 'Mars/Base' is invalid",
    ],
    ['a seed that is none', ['demo', '--seed', '-1'], "'--seed <N>' argument '-1' is invalid"],
    ['no years', ['demo', '--years', '0'], "'--years <N>' argument '0' is invalid"],
    ['a day that does not exist', ['demo', '--end', '2026-02-30'], "'--end <DAY>' argument '2026-02-30' is invalid"],
    ['nothing to roll back', ['projections', 'rollback'], "missing required argument 'NAME'"],
    ['a word too many', ['projections', 'list', 'ticket'], 'too many arguments'],
    ['an audit of no period', ['audit', 'run'], "give the period: '--from' and '--to'"],
    ['an audit with half a period', ['audit', 'run', '--from', '2025-01-01'], 'belong together'],
    ['nothing to compare with', ['audit', 'compare', 'a'], "missing required argument 'B'"],
    ['dropping without saying what', ['parked', 'drop'], '--projection or --key, or use --all'],
  ])('(%s) is answered with 2 and what was wrong', (_, argv, words) => {
    const io = new RecordingIo();
    expect(parseCall(argv, io)).toBe(2);
    expect(io.stderr).toContain(words);
    expect(io.stdout).toBe('');
  });

  it.each([[[]], [['projections']], [['parked']], [['audit']]])('rapport %j shows what there is, with 2', (argv) => {
    const io = new RecordingIo();
    expect(parseCall(argv, io)).toBe(2);
    expect(io.stderr).toContain('Commands:');
  });
});

describe('--help', () => {
  it.each([
    'serve',
    'import',
    'demo',
    'doctor',
    'projections',
    'projections list',
    'projections rebuild',
    'parked drop',
    'audit run',
    'audit compare',
  ])('of %s is on standard output, with 0', (command) => {
    const io = new RecordingIo();
    expect(parseCall([...command.split(' '), '--help'], io)).toBe(0);
    expect(io.stdout).toContain(`Usage: rapport ${command}`);
    expect(io.stderr).toBe('');
  });
});
