import type { CommandIo } from '../app/owner/command-io.js';
import { loadEnvironmentFile } from '../app/configuration/load-environment.js';
import { readConfiguration } from '../app/configuration/read-configuration.js';
import { isOffline, isServe, type Call } from './call.js';
import { findOwnerAndRun, runOffline } from './find-owner.js';
import { parseCall } from './parse-call.js';
import type { Parts } from './parts.js';
import { reportFailure } from './report-failure.js';
import { serve } from './serve.js';

/** Runs one command line to its end and returns its exit code: 0 done, 1 failed, 2 wrong call. */
export async function runProgram(argv: readonly string[], io: CommandIo, parts: Parts): Promise<number> {
  const call = parseCall(argv, io);
  if (typeof call === 'number') return call;
  try {
    return await carryOut(call, argv, io, parts);
  } catch (failure) {
    if ('instead' in call && call.instead && !io.signal.aborted) return call.instead(failure, io);
    return reportFailure(failure, io, call.json);
  }
}

async function carryOut(call: Call, argv: readonly string[], io: CommandIo, parts: Parts): Promise<number> {
  loadEnvironmentFile(io.cwd);
  const configuration = readConfiguration(process.env, io.cwd);
  if (isServe(call)) return serve(call, configuration, io, parts);
  if (isOffline(call)) return runOffline(call, configuration, io);
  return findOwnerAndRun(call, argv, configuration, io, parts);
}
