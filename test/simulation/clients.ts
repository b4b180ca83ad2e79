import type { CommandResult } from '../../src/commands/command-runner.js';
import type { Command } from '../../src/domain/kernel/command.js';
import { isRapportError, type RapportError } from '../../src/domain/kernel/errors.js';
import { Add } from '../support/counter-domain.js';
import { LOST } from './machine.js';
import type { Cluster, Node } from './node.js';

/** After these errors it is unknown whether the command was executed. */
const UNKNOWN: ReadonlySet<string> = new Set(['LOG_UNAVAILABLE', 'CONFLICT', 'DISK_FULL']);
const ATTEMPTS = 6;

export interface Acknowledged {
  readonly command: Command;
  readonly result: CommandResult;
}

/**
 * Clients that send commands in sequence, retry them without an answer, and now and then repeat one that was answered long ago.
 */
export class Clients {
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly refused = new Map<string, Command>();
  private sent = 0;

  constructor(
    private readonly cluster: Cluster,
    private readonly nodes: () => readonly Node[],
  ) {}

  /** One client's work. */
  async work(commands: number): Promise<void> {
    const { agenda, world } = this.cluster;
    for (let count = 0; count < commands; count += 1) {
      await agenda.pause(agenda.chance.between(0, 1_500));
      const earlier = [...this.acknowledged.values()];
      if (earlier.length > 0 && agenda.chance.of(0.15)) await this.send([agenda.chance.among(earlier).command]);
      else if (agenda.chance.of(0.1)) await this.send(this.batch());
      else await this.send([world.command(`c${(this.sent += 1)}`)]);
    }
  }

  /** A batch of commands for one stream. */
  private batch(): readonly Command[] {
    const { agenda } = this.cluster;
    const commands = Array.from({ length: 2 + agenda.chance.below(4) }, () => this.cluster.world.command(`c${(this.sent += 1)}`));
    const id = (commands[0] as Partial<Add>).counterId;
    return commands.filter((command) => (command as Partial<Add>).counterId === id && command instanceof Add);
  }

  private async send(commands: readonly Command[]): Promise<void> {
    const { agenda } = this.cluster;
    for (let attempt = 0; attempt < ATTEMPTS && commands.length > 0; attempt += 1) {
      const node = agenda.chance.among(this.nodes());
      if (!node.machine.isAlive) {
        await agenda.pause(300);
        continue;
      }
      if (await this.sendTo(node, commands)) return;
      await agenda.pause(agenda.chance.between(0, 2_000));
    }
  }

  /** Sends commands to a node. Returns whether there was an answer. */
  private async sendTo(node: Node, commands: readonly Command[]): Promise<boolean> {
    const { agenda } = this.cluster;
    const ids = commands.map(({ commandId }) => commandId).join(' ');
    const since = agenda.now;
    agenda.tell(`${node.name} is asked for ${ids}`);
    const outcomes = await node.machine.answerOf(
      node.runner.executeAll(commands).catch((error: unknown) => {
        if (isRapportError(error)) return error;
        throw error;
      }),
    );
    if (outcomes === LOST) return false;
    if (!Array.isArray(outcomes)) {
      const { code, message } = outcomes as RapportError;
      agenda.tell(`${ids}: ${code}`);
      agenda.check(UNKNOWN.has(code), () => `${ids} failed with ${code}: ${message}`);
      return code === 'DISK_FULL';
    }
    for (const outcome of outcomes) {
      if (outcome.status === 'DONE') this.done(outcome.command, outcome.result, since, commands.length > 1);
      else this.refuse(outcome.command, outcome.error, since, commands.length > 1);
    }
    if (agenda.chance.of(0.2)) await this.readOwnWrites(node, ids);
    return true;
  }

  private done(command: Command, result: CommandResult, since: number, inBatch: boolean): void {
    const { agenda } = this.cluster;
    const { commandId } = command;
    const at = (given: CommandResult) => `${given.stream}#${given.revision}+${given.events}`;
    agenda.tell(`${commandId} done: ${at(result)}@${Number(result.position)}${result.repeated ? ' repeated' : ''}`);
    if (result.events === 0) {
      const stood = this.cluster.log.revisionsSince(result.stream, since);
      agenda.check(
        inBatch || stood.includes(result.revision),
        () => `${commandId}: "nothing to do" on a stale state: ${stood.join()}`,
      );
      return;
    }
    const before = this.acknowledged.get(commandId);
    agenda.check(before === undefined || result.repeated, () => `${commandId} was acknowledged twice as new`);
    agenda.check(
      before === undefined || at(before.result) === at(result),
      () => `${commandId} was first ${at(before!.result)} and is now ${at(result)}`,
    );
    agenda.check(!this.refused.has(commandId), () => `${commandId} was refused before`);
    this.acknowledged.set(commandId, { command, result });
  }

  private refuse(command: Command, error: RapportError, since: number, inBatch: boolean): void {
    const { agenda, log } = this.cluster;
    const { commandId } = command;
    agenda.tell(`${commandId} refused: ${error.code} ${error.message}`);
    agenda.check(!this.acknowledged.has(commandId), () => `${commandId} was acknowledged, then refused: ${error.message}`);
    this.refused.set(commandId, command);
    if (inBatch) return;
    const said = /^a counter holds 100, not (\d+)$/.exec(error.message);
    if (said) {
      const { counterId, amount } = command as Add;
      const totals = log.totalsSince(`improvement-${counterId}`, since);
      agenda.check(
        totals.includes(Number(said[1]) - amount),
        () => `${commandId} was refused on a stale state: ${error.message}, with ${amount} upon ${totals.join(' or ')}`,
      );
    }
    const stands = /^expectedRevision: (\S+) is at revision (-?\d+),/.exec(error.message);
    if (stands) {
      const revisions = log.revisionsSince(stands[1]!, since);
      agenda.check(revisions.includes(Number(stands[2])), () => `${commandId} was refused on a stale state: ${error.message}`);
    }
  }

  /** Waits, with a time limit, until the views include the acknowledged commands. */
  private async readOwnWrites(node: Node, ids: string): Promise<void> {
    const { agenda, log } = this.cluster;
    const position = await log.log.head().catch(() => '');
    const stop = new AbortController();
    node.machine.after(10_000, () => stop.abort());
    const waited = await node.machine.answerOf(
      node.control.caughtUp(position, stop.signal).then(
        () => true,
        () => false,
      ),
    );
    if (waited === true) agenda.tell(`${node.name} has taken in ${ids}`);
  }
}
