import { LogCommandRunner } from '../../src/commands/log-command-runner.js';
import { Control } from '../../src/projector/control.js';
import { Projector } from '../../src/projector/projector.js';
import { completeUnfinished } from '../../src/projector/rebuild.js';
import { MemoryViewStore } from '../support/memory-view-store.js';
import type { Agenda } from './agenda.js';
import { Machine } from './machine.js';
import { RemoteLog, type LogServer } from './remote-log.js';
import { RemoteViews, type ViewServer } from './remote-views.js';
import type { Code, World } from './worlds.js';

export interface Cluster {
  readonly agenda: Agenda;
  readonly log: LogServer;
  readonly views: ViewServer;
  readonly world: World;
}

/** A running server: the parts that src/app wires, over a simulated network. */
export class Node {
  readonly machine: Machine;
  readonly runner: LogCommandRunner;
  readonly projector: Projector;
  readonly control: Control;
  /** Whether the projector has been started. */
  isUp = false;

  constructor(
    readonly name: string,
    readonly code: Code,
    private readonly cluster: Cluster,
  ) {
    const { agenda, world } = cluster;
    this.machine = new Machine(name, agenda);
    const log = new RemoteLog(this.machine, cluster.log);
    const store = new RemoteViews(this.machine, cluster.views);
    this.runner = new LogCommandRunner(log, world.deciders, 'main', this.machine);
    this.projector = new Projector({
      log,
      store,
      projections: world.projections(code),
      owner: name,
      onError: (error) => agenda.tell(`${name} projector failed: ${String(error)}`),
      clock: this.machine,
    });
    this.control = new Control(this.projector, async () => new MemoryViewStore());
  }

  /** Starts the projector, and retries until it succeeds, as a process supervisor would. */
  async start(): Promise<void> {
    while (!this.isUp) {
      try {
        await this.projector.start();
        this.isUp = true;
      } catch (error) {
        this.cluster.agenda.tell(`${this.name} could not start: ${String(error)}`);
        await this.machine.sleep(500);
      }
    }
    await completeUnfinished(this.projector);
  }
}
