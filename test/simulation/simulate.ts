import { START, type Position } from '../../src/domain/kernel/event.js';
import { Agenda, Chance } from './agenda.js';
import { Clients } from './clients.js';
import { Nemesis } from './nemesis.js';
import type { Cluster, Node } from './node.js';
import { checkLog, checkViews } from './oracle.js';
import { LogServer } from './remote-log.js';
import { ViewServer } from './remote-views.js';
import { counters, hospital } from './worlds.js';

const TROUBLED_MS = { least: 4_000, most: 20_000 } as const;
/**
 * The views must have caught up within this time after the faults end: leases of dead processes expire, and failed attempts are
 * retried.
 */
const RECOVERY_MS = 90_000;

/** A failed run. The same seed fails in the same way. */
export class SimulationFailure extends Error {
  constructor(
    readonly seed: number,
    readonly schedule: readonly string[],
    cause: unknown,
  ) {
    super(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/**
 * Runs a small cluster through some seconds of faults, all drawn from the seed, and checks its guarantees: while it runs
 * (clients.ts) and when it has settled (oracle.ts).
 * @returns the schedule, which another run with the same seed repeats line by line
 * @throws SimulationFailure
 */
export async function simulate(seed: number): Promise<readonly string[]> {
  const chance = new Chance(seed);
  const agenda = new Agenda(chance);
  const { random } = Math;
  // The code under test draws random numbers for its back-offs and for the names of collections.
  Math.random = () => chance.between(0, 1);
  try {
    await agenda.run(story(agenda));
    return agenda.lines;
  } catch (error) {
    throw new SimulationFailure(seed, agenda.lines, error);
  } finally {
    Math.random = random;
  }
}

async function story(agenda: Agenda): Promise<void> {
  const { chance } = agenda;
  const isCalm = chance.of(0.2);
  const world = chance.of(0.1) ? hospital(chance) : counters(chance);
  const faults = isCalm ? 0 : chance.among([0, 0.002, 0.02, 0.05]);
  const cluster: Cluster = {
    agenda,
    world,
    log: new LogServer(agenda, faults, chance.among([1, 2, 3, 7, 50, 1_000])),
    views: new ViewServer(agenda, faults),
  };
  const nemesis = new Nemesis(cluster, chance.among([1, 2, 2]), isCalm);
  if (isCalm) watchCalm(cluster, nemesis.nodes);
  const clients = new Clients(cluster, () => nemesis.nodes);
  for (const command of world.first) await nemesis.nodes[0]!.runner.execute(command).catch(() => undefined);
  await Promise.all([
    nemesis.work(agenda.now + chance.between(TROUBLED_MS.least, TROUBLED_MS.most)),
    ...Array.from({ length: 1 + chance.below(4) }, () => clients.work(3 + chance.below(10))),
  ]);
  agenda.tell('all is well again');
  nemesis.heal();
  // Let late requests take effect.
  await agenda.pause(15_000);
  await nemesis.startAgainWhereViewsStandStill();
  await settle(cluster, nemesis.nodes);
  checkLog(cluster, clients);
  await checkViews(cluster, nemesis.nodes[0]!.code);
}

/** Waits until the views have caught up according to every process, and stops the projectors. */
async function settle({ agenda, log }: Cluster, nodes: readonly Node[]): Promise<void> {
  const head = log.log.events.at(-1)?.position ?? START;
  const settled = async ({ name, machine, projector, control }: Node) => {
    const stop = new AbortController();
    agenda.after(RECOVERY_MS, () => stop.abort());
    const caughtUp = await machine.answerOf(
      control.caughtUp(head, stop.signal).then(
        () => true,
        () => false,
      ),
    );
    if (caughtUp !== true) throw new Error(`${name}: the views have not caught up`);
    await projector.stop();
  };
  await Promise.all(nodes.map(settled));
}

/**
 * Checks, in a run without faults, that only the lease holder writes active views and, with one process, that no view goes
 * backwards.
 */
function watchCalm({ agenda, views }: Cluster, nodes: readonly Node[]): void {
  views.onWrite = async (machine, collection) => {
    const isActive = (await views.store.catalog()).some(({ active }) => active?.collection === collection);
    agenda.check(!isActive || views.store.isHolder(machine.name), () => `${machine.name} folds without the lease of its version`);
  };
  const checkpointOf = async (collection: string | undefined): Promise<Position> =>
    collection === undefined ? START : ((await views.store.checkpoint(collection)) ?? START);
  views.onSwitch = async (before, after) => {
    if (nodes.length > 1 || before?.active?.collection === after.active?.collection) return;
    const [was, is] = [await checkpointOf(before?.active?.collection), await checkpointOf(after.active?.collection)];
    agenda.check(is >= was, () => `${after.projection} answers from ${is} after it had answered from ${was}`);
  };
}
