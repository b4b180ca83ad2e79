import type { Services } from '../../../src/app/services.js';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import type { WorkCall } from '../../../src/cli/call.js';
import { parseCall } from '../../../src/cli/parse-call.js';
import { reportFailure } from '../../../src/cli/report-failure.js';
import type { ProjectorControl } from '../../../src/projector/projector-control.js';
import type { ProjectionStatus } from '../../../src/queries/projection-status.js';
import { RecordingIo } from './recording-io.js';

export const LIVE: ProjectionStatus = {
  name: 'ticket',
  version: 1,
  state: 'LIVE',
  position: '7',
  head: '7',
  behind: 0,
  parked: 0,
  building: null,
};

/** Services of which a test needs only a few. Whatever it did not name is not there: using it fails the test. */
export const services = (parts: {
  readonly projector?: Partial<ProjectorControl>;
  readonly log?: Partial<Services['log']>;
  readonly views?: Partial<Services['views']>;
  readonly privacy?: Partial<NonNullable<Services['privacy']>>;
}) => ({ configuration: readConfiguration({}, '/srv'), ...parts }) as unknown as Services;

/** Runs a command line on the services, as the owner of the files does. */
export async function run(words: string, on: Services, io = new RecordingIo()): Promise<RecordingIo & { exit: number }> {
  const call = parseCall(words.split(' '), io) as WorkCall;
  const exit = await call.work(on, io).catch((failure: unknown) => reportFailure(failure, io, call.json));
  return Object.assign(io, { exit });
}
