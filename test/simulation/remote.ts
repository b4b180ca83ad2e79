import { type ErrorCode, RapportError } from '../../src/domain/kernel/errors.js';
import type { Agenda } from './agenda.js';
import type { Machine } from './machine.js';

/** How long a caller waits for an answer. */
const DEADLINE_MS = 5_000;

/** A simulated server, with its availability, latency and rate of network faults. */
export class Server {
  isDown = false;
  isFull = false;

  constructor(
    readonly agenda: Agenda,
    private readonly unavailable: ErrorCode,
    /** Probability that a call has a fault. */
    public faults: number,
  ) {}

  /**
   * A call from a machine. `effect` runs in one step on the server; the answer arrives later, or never. Faults: the request or
   * the answer is lost, the answer is late, the request takes effect long after the caller has given up, or it takes effect
   * twice.
   * @throws RapportError the effect's own, or that the server is unavailable; it is then unknown whether the call took effect
   */
  call<T>(machine: Machine, words: string, effect: () => Promise<T>): Promise<T> {
    const { agenda } = this;
    const { chance } = agenda;
    const there = this.latency();
    const back = this.latency();
    const fault = chance.of(this.faults) ? chance.among(['request lost', 'answer lost', 'late', 'twice'] as const) : undefined;
    return new Promise<T>((resolve, reject) => {
      const tell = (how: string) => agenda.tell(`${machine.name} ${words}${how}`);
      const fail = (after: number) => machine.after(after, () => reject(this.away()));
      const take = (): Promise<T> => {
        tell(fault ? ` (${fault})` : '');
        return effect();
      };
      if (fault === 'request lost') {
        tell(' (request lost)');
        return fail(this.patience());
      }
      if (fault === 'late') {
        fail(this.patience());
        agenda.after(there + chance.between(500, 9_000), () => void take().catch(() => undefined));
        return;
      }
      if (there + back > DEADLINE_MS) fail(DEADLINE_MS);
      agenda.after(there, () => {
        if (this.isDown) {
          tell(' (down)');
          return fail(this.patience());
        }
        const outcome = take();
        if (fault === 'twice') agenda.after(this.latency() * chance.among([1, 1, 50]), () => void take().catch(() => undefined));
        if (fault === 'answer lost') {
          outcome.catch(() => undefined);
          return fail(this.patience());
        }
        outcome.then(
          (value) => machine.after(back, () => resolve(value)),
          (error: Error) => {
            tell(` failed: ${error.message}`);
            machine.after(back, () => reject(error));
          },
        );
      });
    });
  }

  away = (): RapportError => new RapportError(this.unavailable, 'The simulated server does not answer');

  private latency(): number {
    const { chance } = this.agenda;
    const kind = this.faults > 0 ? chance.below(100) : 50;
    if (kind < 1) return chance.between(500, 8_000);
    if (kind < 6) return chance.between(20, 300);
    return chance.between(0.2, 8);
  }

  /** How long until the caller notices: a broken connection soon, a silent server at the deadline. */
  private patience(): number {
    const { chance } = this.agenda;
    return chance.of(0.7) ? chance.between(1, 100) : DEADLINE_MS;
  }
}
