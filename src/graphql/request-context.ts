import type { FastifyBaseLogger } from 'fastify';
import type { Identity } from '../access/identity.js';
import { permission } from '../access/policy.js';
import { admits, type Scope } from '../access/scope.js';
import { inGroups } from '../access/rows/grouped-reader.js';
import { narrowed, withParts } from '../access/rows/reach.js';
import type { Concerned } from '../domain/kernel/decider.js';
import { notFound, RapportError } from '../domain/kernel/errors.js';
import type { ActorKind, Position } from '../domain/kernel/event.js';
import type { Privacy } from '../privacy/privacy.js';
import { commitmentAt, type Commitment } from '../queries/list-commitments.js';
import type { Sides } from '../queries/identity/identities.js';
import type { Views, When, ViewReader } from '../queries/view-reader.js';
import { given, pastInstant } from './kit/args.js';
import type { NodeType } from './kit/node.js';
import { RequestTexts } from './privacy/request-texts.js';
import { type SharedCaches, Moment, type NodeOf } from './moment.js';

type Given = { readonly [K in 'minPosition' | 'atPosition' | 'knownAt']?: string | null };

/** Limited because each past moment may cost a fold of the whole log. A web page needs one, a comparison two. */
const MAX_PAST_MOMENTS = 4;

/** The client of a request, and the log for it. */
export interface Asker {
  /** Unique across processes. Contained in the response and in the request's log lines. */
  readonly requestId: string;
  readonly caller: string;
  readonly identity: Identity;
  /**
   * A signal that aborts when the client disconnects and no longer needs the answer. Created on first use. Absent: never
   * aborts.
   */
  readonly left?: () => AbortSignal;
  /** Its lines contain the request's id. */
  readonly log: Pick<FastifyBaseLogger, 'debug' | 'error'>;
}

/** Collects metrics of the API. Labels are names from the schema and error codes, so that their number is bounded. */
export interface Observer {
  readonly operationDone: (operation: { readonly operation: string; readonly code: string }, seconds: number) => void;
  readonly commandDone: (command: { readonly command: string; readonly code: string }, seconds: number) => void;
}

/** A commitment also has its status at the requested moment. */
type LoadedNode<T extends NodeType> = T extends 'Commitment' ? Commitment & NodeOf<T> : NodeOf<T>;

/** The context that the resolvers of one request share. */
export class RequestContext {
  /** True once any view read is older than the requested `minPosition`. Returned as `extensions.stale`. */
  stale = false;
  /** The present moment, the same for every field of the request. */
  readonly now = new Date().toISOString();
  private readonly moments = new Map<string, Promise<Moment>>();
  private readonly past = new Set<string>();
  private requestTexts: RequestTexts | undefined;

  constructor(
    private readonly views: Views,
    private readonly caches: SharedCaches,
    readonly asker: Asker,
    private readonly observer?: Observer,
    private readonly privacy?: Privacy,
  ) {}

  /** Access to the texts, which are stored apart from events. Created on first use, because most requests show none. */
  get texts(): RequestTexts {
    return (this.requestTexts ??= new RequestTexts(this.privacy, this.asker.identity.subject));
  }

  /** Aborts when the client disconnects. Only used by costly work. */
  get left(): AbortSignal | undefined {
    return this.asker.left?.();
  }

  /** Counts a command and logs its outcome at `debug`: its name and code, never its content. */
  commandDone(command: string, code: string, seconds: number): void {
    const { caller, log } = this.asker;
    this.observer?.commandDone({ command, code }, seconds);
    log.debug({ command, code, milliseconds: Math.round(seconds * 1_000), caller }, 'Command');
  }

  /**
   * The views at a position or at a moment. Fields with the same arguments share one Moment: one wait, one set of look-ups.
   * @throws RapportError QUERY_TOO_COSTLY for too many past moments in one request; INVALID_INPUT for both `knownAt` and
   * `atPosition`
   */
  async at({ minPosition, atPosition, knownAt: text }: Given): Promise<Moment> {
    const knownAt = this.asked(text, 'knownAt');
    if (knownAt !== undefined && atPosition !== null && atPosition !== undefined) {
      throw new RapportError('INVALID_INPUT', '`knownAt` and `atPosition` exclude each other.', {
        field: 'knownAt',
        remedy: 'Give one of them.',
        reasons: [{ field: 'knownAt', code: 'EXCLUDES', parameters: { other: 'atPosition' } }],
      });
    }
    const past = atPosition ?? knownAt;
    if (past !== undefined) this.countPast(past);
    const key = JSON.stringify([minPosition ?? null, past ?? null]);
    let moment = this.moments.get(key);
    if (!moment) {
      moment = this.open({
        ...given({ minPosition, atPosition, knownAt }),
        ...(past !== undefined && this.left && { signal: this.left }),
      });
      this.moments.set(key, moment);
    }
    return moment;
  }

  private countPast(position: string): void {
    if (this.past.add(position).size <= MAX_PAST_MOMENTS) return;
    throw new RapportError(
      'QUERY_TOO_COSTLY',
      `A request may use at most ${MAX_PAST_MOMENTS} past moments (\`atPosition\`, \`knownAt\`).`,
      {
        field: 'atPosition',
        remedy: 'Use further requests for the others.',
      },
    );
  }

  /** The node with a raw id, as of the present of the requested views; null when there is none. */
  async load<T extends NodeType>(when: Given, type: T, key: string): Promise<LoadedNode<T> | null> {
    const node = await (await this.at(when)).load<NodeType>(type, key);
    if (!node || type !== 'Commitment') return node as LoadedNode<T> | null;
    return { ...node, ...commitmentAt(node as NodeOf<'Commitment'>, await this.presentOf(when)) } as LoadedNode<T>;
  }

  /**
   * Checks that the team and the department that a query is narrowed to exist. For an unknown one, an empty answer would
   * suggest that nothing had happened. Checks the current views: whether they were known at a pinned position does not matter.
   * @throws RapportError NOT_FOUND naming the argument; FORBIDDEN as `requireReach`
   */
  async requireSides(when: Given, { teamId, departmentId }: Sides): Promise<void> {
    if (teamId === undefined && departmentId === undefined) return;
    await this.requireReach(when, { teamId, departmentId });
    const live = await this.at({ minPosition: when.minPosition ?? null });
    const [team, department] = await Promise.all([live.load('Team', teamId), live.load('Department', departmentId)]);
    if (teamId !== undefined && !team) throw notFound('teamId', 'team', teamId, 'Correct the id: `teams` lists them.');
    if (departmentId !== undefined && !department) {
      throw notFound('departmentId', 'department', departmentId, 'Correct the id: `departments` lists them.');
    }
  }

  /**
   * Checks that the caller may see the rows of the team and the department that a query is narrowed to. For others, an empty
   * answer would suggest that nothing had happened. A side that the query leaves open is narrowed to the caller's scope when
   * read, so it needs no check. Departments and teams that were merged into the caller's count as theirs.
   * @throws RapportError FORBIDDEN naming the argument
   */
  async requireReach(when: Given, { teamId, departmentId }: Sides): Promise<void> {
    const { scope } = this.asker.identity;
    if (scope === 'ALL' || admits(scope, { teamId, departmentId })) return;
    const isNarrowed =
      (departmentId === undefined && scope.departments.length > 0) || (teamId === undefined && scope.teams.length > 0);
    if (isNarrowed) return;
    if (admits(await this.reach(await this.at(when)), { teamId, departmentId })) return;
    throw new RapportError('FORBIDDEN', 'You may not see these.', {
      field: departmentId === undefined ? 'teamId' : 'departmentId',
      remedy: 'Name your own departments and teams: GET /session lists them.',
    });
  }

  /**
   * The scope whose rows the caller may see, including what was merged into it. For data that is not narrowed by its reader;
   * the readers of `at` are.
   */
  reach(moment?: Moment): Promise<Scope> {
    return this.withParts(this.asker.identity.scope, moment);
  }

  /** The scope for which the caller may execute a mutation, including what was merged into it. */
  actsFor(mutation: string, as?: ActorKind): Promise<Scope> {
    return this.withParts(this.asker.identity.actsFor(permission('Mutation', mutation), as));
  }

  /** Whether the caller may read the texts about a team and a department, including what was merged into the caller's scope. */
  async readsWords(of: Concerned & { readonly moment?: Moment }): Promise<boolean> {
    return admits(await this.withParts(this.asker.identity.words, of.moment), of);
  }

  /** The scope whose single ratings the caller may see, including what was merged into the caller's teams. */
  async ratings(moment?: Moment): Promise<Scope> {
    const { ratings } = this.asker.identity;
    if (ratings === 'ALL' || ratings.teams.length === 0) return ratings;
    return withParts(ratings, await (moment ?? (await this.at({}))).identities());
  }

  /** The default moment of a query: when the pinned position was recorded, otherwise now. */
  async presentOf({ atPosition, knownAt }: Given): Promise<string> {
    return this.asOf(await this.at({ atPosition: atPosition ?? null, knownAt: knownAt ?? null }));
  }

  /**
   * The moment as of which to answer: the requested one, otherwise the present of the views.
   * @throws RapportError INVALID_INPUT for a moment in the future
   */
  asOf({ reader, present }: Moment, text?: string | null, field = 'asOf'): string {
    return this.asked(text, field) ?? (reader.recordedAt ? present : this.now);
  }

  /** The requested moment, if any. @throws RapportError INVALID_INPUT for a moment in the future */
  asked(text: string | null | undefined, field = 'asOf'): string | undefined {
    return pastInstant(text, this.now, field);
  }

  positionAt(moment: string): Promise<Position> {
    return this.views.positionAt(moment);
  }

  private async withParts(scope: Scope, moment?: Moment): Promise<Scope> {
    return scope === 'ALL' ? scope : withParts(scope, await (moment ?? (await this.at({}))).identities());
  }

  private async open(when: When): Promise<Moment> {
    const whole = await this.views.at(when);
    if (whole.stale) this.stale = true;
    const present = (await whole.recordedAt?.()) ?? this.now;
    return Moment.of(await this.asSeen(whole, present), this.caches, present);
  }

  /** The views restricted to the caller: only the rows of their scope, and ratings by others only in groups. */
  private async asSeen(whole: ViewReader, present: string): Promise<ViewReader> {
    const { scope, ratings } = this.asker.identity;
    if (scope === 'ALL' && ratings === 'ALL') return whole;
    const identities = await this.caches.register.at(whole, present);
    const visible = ratings === 'ALL' ? ratings : withParts(ratings, identities);
    return narrowed(inGroups(whole, visible, this.caches.words), scope, identities);
  }
}
