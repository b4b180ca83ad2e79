import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import { loadEnvironmentFile, readConfiguration } from '../app/configuration/read-configuration.js';
import { isOffline, isServe, type Call, type OfflineCall, type WorkCall, type ProgramModules } from './call.js';
import { findOwnerAndRun, runOffline } from './find-owner.js';
import { quoted } from './in-environment.js';
import { parseCall } from './parse-call.js';
import { reportFailure } from './report-failure.js';
import { serve } from './serve.js';

/** Runs one command line to its end and returns its exit code: 0 done, 1 failed, 2 wrong call. */
export async function runProgram(argv: readonly string[], io: CommandIo, parts: ProgramModules): Promise<number> {
  const call = parseCall(argv, io);
  if (typeof call === 'number') return call;
  let configuration: Configuration | undefined;
  try {
    loadEnvironmentFile(io.cwd);
    configuration = readConfiguration(process.env, io.cwd);
    return await carryOut(call, argv, configuration, io, parts);
  } catch (failure) {
    if ('instead' in call && call.instead && !io.signal.aborted) return call.instead(failure, io, configuration);
    return reportFailure(failure, io, call.json, configuration, isServe(call) ? undefined : againOf(call, argv));
  }
}

function carryOut(
  call: Call,
  argv: readonly string[],
  configuration: Configuration,
  io: CommandIo,
  parts: ProgramModules,
): Promise<number> {
  if (isServe(call)) return serve(call, configuration, io, parts);
  if (isOffline(call)) return runOffline(call, configuration, io);
  return findOwnerAndRun(call, argv, configuration, io, parts);
}

/**
 * The command line to repeat. Nearly every command can be repeated unchanged: it resumes, or restarts without duplicating
 * anything.
 */
const againOf = (call: WorkCall | OfflineCall, argv: readonly string[]): string =>
  ('again' in call ? call.again : undefined) ?? ['rapport', ...argv.map(quoted)].join(' ');
