import type { FastifyBaseLogger } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { type Commitment, commitmentAt } from '../queries/commitments/list-commitments.js';
import type { IdentityRegister } from '../queries/identity/identity-register.js';
import type { Views, When } from '../queries/view-reader.js';
import { given } from './args/given.js';
import type { NodeType } from './global-id.js';
import { Moment, type NodeOf } from './moment.js';

type Given = { readonly [K in 'minPosition' | 'atPosition']?: string | null };

/** A past moment may take a fold of the whole log. One is what a page needs, two are a comparison. */
const MAX_PAST_MOMENTS = 4;

/** Who asks, as far as it is known, and where what is told of the request goes. */
export interface Asker {
  /** Unique across processes; the answer names it, and the log's lines of the request bear it. */
  readonly requestId: string;
  readonly caller: string;
  /** Comes when the asker has left: nobody waits for the answer any more. Made when it is first asked for. Absent: he stays. */
  readonly left?: () => AbortSignal;
  /** Its lines bear the request's id. */
  readonly log: Pick<FastifyBaseLogger, 'debug' | 'error'>;
}

/** Counts what the API does. Labels are names of the schema and codes, so that their number is bounded. */
export interface Observer {
  readonly operationDone: (operation: { readonly operation: string; readonly code: string }, seconds: number) => void;
  readonly commandDone: (command: { readonly command: string; readonly code: string }, seconds: number) => void;
}

/** What the resolvers of one request share. */
export class RequestContext {
  /** True as soon as one answer is older than the `minPosition` asked for; the response then says so in `extensions.stale`. */
  stale = false;
  /** The present moment, the same for every field of the request. */
  readonly now = new Date().toISOString();
  private readonly moments = new Map<string, Promise<Moment>>();
  private readonly past = new Set<string>();

  constructor(
    private readonly views: Views,
    private readonly register: IdentityRegister,
    readonly asker: Asker,
    private readonly observer?: Observer,
  ) {}

  /** Comes when the asker has left; asked for by what is costly only. */
  get left(): AbortSignal | undefined {
    return this.asker.left?.();
  }

  /** Counts a command and, at `debug`, says what came of it: its name and code, never what is in it. */
  commandDone(command: string, code: string, seconds: number): void {
    const { caller, log } = this.asker;
    this.observer?.commandDone({ command, code }, seconds);
    log.debug({ command, code, milliseconds: Math.round(seconds * 1_000), caller }, 'Command');
  }

  /**
   * The views at a moment. Fields that name the same positions share it: one wait, one set of look-ups. Throws QUERY_TOO_COSTLY for too many
   * past moments in one request.
   */
  async at({ minPosition, atPosition }: Given): Promise<Moment> {
    if (atPosition !== null && atPosition !== undefined) this.countPast(atPosition);
    const key = JSON.stringify([minPosition ?? null, atPosition ?? null]);
    let moment = this.moments.get(key);
    if (!moment) {
      moment = this.open({ ...given({ minPosition, atPosition }), ...(atPosition && this.left && { signal: this.left }) });
      this.moments.set(key, moment);
    }
    return moment;
  }

  private countPast(position: string): void {
    if (this.past.add(position).size <= MAX_PAST_MOMENTS) return;
    throw new RapportError(
      'QUERY_TOO_COSTLY',
      `A request may ask about ${MAX_PAST_MOMENTS} past moments (\`atPosition\`) at most.`,
      {
        field: 'atPosition',
        remedy: 'Ask about the others in requests of their own.',
      },
    );
  }

  /** The thing under a raw id, as it is shown at the present moment; null when there is none. */
  async load<T extends NodeType>(when: Given, type: T, key: string): Promise<NodeOf<NodeType> | Commitment | null> {
    const node = await (await this.at(when)).load<NodeType>(type, key);
    if (!node || type !== 'Commitment') return node;
    return { ...node, ...commitmentAt(node as NodeOf<'Commitment'>, await this.presentOf(when)) } as Commitment;
  }

  /** The moment that a question is about which names none: that at which a pinned position was recorded, else now. */
  async presentOf({ atPosition }: Given): Promise<string> {
    if (atPosition === null || atPosition === undefined) return this.now;
    return (await this.at({ atPosition })).present;
  }

  private async open(when: When): Promise<Moment> {
    const reader = await this.views.at(when);
    if (reader.stale) this.stale = true;
    return Moment.of(reader, this.register, (await reader.recordedAt?.()) ?? this.now);
  }
}
