import { isBuiltBy } from '../../src/projector/catalog.js';
import type { Chance } from './agenda.js';
import type { Server } from './remote.js';
import { Node, type Cluster } from './node.js';
import type { Code } from './worlds.js';

/** Injects faults, and the actions of operators. */
export class Nemesis {
  readonly nodes: Node[] = [];
  private code: Code = 'one';
  private boots = 0;
  private rolledBack = false;

  constructor(
    private readonly cluster: Cluster,
    processes: number,
    private readonly isCalm: boolean,
  ) {
    for (let place = 0; place < processes; place += 1) this.boot(place);
  }

  /**
   * Until the given moment, injects a fault or an operation every second or so. A calm run has only operations, which must do
   * no harm.
   */
  async work(until: number): Promise<void> {
    const { agenda } = this.cluster;
    while (agenda.now < until) {
      await agenda.pause(agenda.chance.between(100, 3_000));
      if (this.isCalm || agenda.chance.of(0.35)) this.operate();
      else this.trouble();
    }
  }

  /** Ends all faults, and makes every process run the newest build. */
  heal(): void {
    const { agenda, log, views } = this.cluster;
    for (const server of [log, views]) Object.assign(server, { isDown: false, isFull: false, faults: 0 });
    const startAnew = this.nodes.some(({ code }) => code !== this.code) || agenda.chance.of(0.5);
    this.startAll(startAnew);
    this.nodes.forEach(({ machine }) => machine.freeze(0));
  }

  /**
   * Restarts all processes after a rollback to a view of another build, or when a late request by a process of another version
   * has switched a view to its own build after the last start. Such a view is stalled until a restart, as its status shows.
   */
  async startAgainWhereViewsStandStill(): Promise<void> {
    const { views, world } = this.cluster;
    const entries = new Map((await views.store.catalog()).map((entry) => [entry.projection, entry]));
    const standsStill = world.projections(this.code).some((coded) => {
      const { active = null, building = null } = entries.get(coded.projection.name) ?? {};
      return !isBuiltBy(active, coded) && !isBuiltBy(building, coded);
    });
    if (this.rolledBack || standsStill) this.startAll(true);
  }

  private startAll(anew: boolean): void {
    this.nodes.forEach((node, place) => {
      if (node.machine.isAlive && anew) node.machine.kill();
      if (!node.machine.isAlive) this.boot(place);
    });
  }

  private boot(place: number): void {
    const node = new Node(`p${place}.${(this.boots += 1)}`, this.code, this.cluster);
    this.nodes[place] = node;
    this.cluster.agenda.tell(`${node.name} starts with code ${node.code}`);
    void node.start();
  }

  /** Kills a process if it is alive. Another one takes its place after a while. */
  private kill(place: number, away: number): void {
    const node = this.nodes[place]!;
    if (!node.machine.isAlive) return;
    node.machine.kill();
    this.cluster.agenda.after(away, () => this.nodes[place] === node && this.boot(place));
  }

  private operate(): void {
    const { agenda, world } = this.cluster;
    const node = agenda.chance.among(this.nodes);
    if (!node.machine.isAlive) return;
    const { name } = agenda.chance.among(world.projections(node.code)).projection;
    const done = (words: string, work: Promise<unknown>) => {
      agenda.tell(`${node.name} ${words}`);
      work.then(
        () => agenda.tell(`${node.name} ${words}: done`),
        (error: unknown) => agenda.tell(`${node.name} ${words}: ${String(error)}`),
      );
    };
    const operation = agenda.chance.among(['rebuild', 'rebuild', 'replay', 'status', 'verify'] as const);
    if (operation === 'rebuild') done(`rebuilds ${name}`, node.control.rebuild(name));
    if (operation === 'replay') done('replays the parked', node.control.parked.replay({}));
    if (operation === 'status') done('tells its status', node.control.status());
    if (operation === 'verify') {
      const compared = node.control
        .verify(name)
        .then((reports) =>
          reports.forEach(({ different, firstDifference }) =>
            agenda.check(different === 0, () => `verify finds ${name} different, first at ${firstDifference}`),
          ),
        );
      done(`verifies ${name}`, compared);
    }
  }

  private trouble(): void {
    const { agenda, log, views } = this.cluster;
    const { chance } = agenda;
    const place = chance.below(this.nodes.length);
    const node = this.nodes[place]!;
    const trouble = chance.among([
      'kill',
      'kill',
      'deploy',
      'freeze',
      'freeze',
      'leap',
      'day',
      'outage',
      'full',
      'rollback',
    ] as const);
    agenda.tell(`${node.name} ${trouble}`);
    switch (trouble) {
      case 'deploy':
        // All at about the same time, or at different times.
        this.code = this.code === 'one' ? 'two' : 'one';
        return this.nodes.forEach((_, each) => this.kill(each, chance.of(0.5) ? chance.between(0, 50) : shortOrLong(chance)));
      case 'kill':
        return this.kill(place, shortOrLong(chance));
      case 'freeze':
        return node.machine.freeze(shortOrLong(chance));
      case 'leap':
        return node.machine.leap(chance.between(500, 10_000));
      case 'day':
        return node.machine.setDay(chance.between(-20_000, 20_000));
      case 'outage':
        return during(agenda.after.bind(agenda), chance.among<Server>([log, views]), 'isDown', shortOrLong(chance));
      case 'full':
        return during(agenda.after.bind(agenda), chance.among<Server>([log, views]), 'isFull', shortOrLong(chance));
      case 'rollback': {
        this.rolledBack = true;
        const { name } = chance.among(this.cluster.world.projections(node.code)).projection;
        node.control.rollback(name).catch((error: unknown) => agenda.tell(`${node.name} rollback: ${String(error)}`));
      }
    }
  }
}

const shortOrLong = (chance: Chance) => (chance.of(0.6) ? chance.between(10, 800) : chance.between(800, 12_000));

function during(
  after: (milliseconds: number, action: () => void) => void,
  server: Server,
  what: 'isDown' | 'isFull',
  milliseconds: number,
) {
  server[what] = true;
  after(milliseconds, () => (server[what] = false));
}
