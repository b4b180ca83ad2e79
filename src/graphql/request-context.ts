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

/** A past moment may take a fold of the whole log. One is what a page needs, two are a comparison. */
const MAX_PAST_MOMENTS = 4;

/** Who asks, as far as it is known, and where what is told of the request goes. */
export interface Asker {
  /** Unique across processes; the answer names it, and the log's lines of the request bear it. */
  readonly requestId: string;
  readonly caller: string;
  readonly identity: Identity;
  /** Comes when the asker has left: nobody waits for the answer any more. Made when it is first asked for. Absent: they stay. */
  readonly left?: () => AbortSignal;
  /** Its lines bear the request's id. */
  readonly log: Pick<FastifyBaseLogger, 'debug' | 'error'>;
}

/** Counts what the API does. Labels are names of the schema and codes, so that their number is bounded. */
export interface Observer {
  readonly operationDone: (operation: { readonly operation: string; readonly code: string }, seconds: number) => void;
  readonly commandDone: (command: { readonly command: string; readonly code: string }, seconds: number) => void;
}

/** Of a promise also how it stands at the moment asked about. */
type LoadedNode<T extends NodeType> = T extends 'Commitment' ? Commitment & NodeOf<T> : NodeOf<T>;

/** What the resolvers of one request share. */
export class RequestContext {
  /** True as soon as one answer is older than the `minPosition` asked for; the response then says so in `extensions.stale`. */
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

  /** Words that stand apart from events. Made when first asked for: most requests show none. */
  get texts(): RequestTexts {
    return (this.requestTexts ??= new RequestTexts(this.privacy, this.asker.identity.subject));
  }

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
  async at({ minPosition, atPosition, knownAt: text }: Given): Promise<Moment> {
    const knownAt = this.asked(text, 'knownAt');
    if (knownAt !== undefined && atPosition !== null && atPosition !== undefined) {
      throw new RapportError('INVALID_INPUT', '`knownAt` and `atPosition` both say what was known.', {
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
      `A request may ask about ${MAX_PAST_MOMENTS} past moments (\`atPosition\`, \`knownAt\`) at most.`,
      {
        field: 'atPosition',
        remedy: 'Ask about the others in requests of their own.',
      },
    );
  }

  /** The thing under a raw id, as it is shown at the present moment; null when there is none. */
  async load<T extends NodeType>(when: Given, type: T, key: string): Promise<LoadedNode<T> | null> {
    const node = await (await this.at(when)).load<NodeType>(type, key);
    if (!node || type !== 'Commitment') return node as LoadedNode<T> | null;
    return { ...node, ...commitmentAt(node as NodeOf<'Commitment'>, await this.presentOf(when)) } as LoadedNode<T>;
  }

  /**
   * Makes sure that the team and the department that a question is narrowed to are on record: of one that nobody knows, "nothing" would read as
   * if nothing had happened. Whether they were known at a pinned position does not matter.
   * @throws RapportError NOT_FOUND naming the argument
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
   * Makes sure that a question is about somebody whose rows the asker may see: of others "nothing" would read as if nothing had happened. What is
   * not narrowed by the question is narrowed by who asks. What goes on as one of theirs is theirs.
   * @throws RapportError FORBIDDEN naming the argument
   */
  async requireReach(when: Given, { teamId, departmentId }: Sides): Promise<void> {
    const { scope } = this.asker.identity;
    if (scope === 'ALL' || admits(scope, { teamId, departmentId })) return;
    const isNarrowed =
      (departmentId === undefined && scope.departments.length > 0) || (teamId === undefined && scope.teams.length > 0);
    if (isNarrowed) return;
    if (admits(await this.reach(await this.at(when)), { teamId, departmentId })) return;
    throw new RapportError('FORBIDDEN', 'You may not ask about these.', {
      field: departmentId === undefined ? 'teamId' : 'departmentId',
      remedy: 'Ask about your own departments and teams: GET /session lists them.',
    });
  }

  /** Whose rows the asker sees at a moment, with what has become part of their own: for what is not narrowed where it is read. */
  reach(moment?: Moment): Promise<Scope> {
    return this.withParts(this.asker.identity.scope, moment);
  }

  /** For whom the asker may give a command, with what has become part of their own. */
  actsFor(mutation: string, as?: ActorKind): Promise<Scope> {
    return this.withParts(this.asker.identity.actsFor(permission('Mutation', mutation), as));
  }

  /** Whether the asker reads what was written in words of something, with what has become part of their own. */
  async readsWords(of: Concerned & { readonly moment: Moment }): Promise<boolean> {
    return admits(await this.withParts(this.asker.identity.words, of.moment), of);
  }

  /** Of whose contacts the asker is told each rating, with what has become part of their own teams. */
  async ratings(moment?: Moment): Promise<Scope> {
    const { ratings } = this.asker.identity;
    if (ratings === 'ALL' || ratings.teams.length === 0) return ratings;
    return withParts(ratings, await (moment ?? (await this.at({}))).identities());
  }

  /** The moment that a question is about which names none: that at which a pinned position was recorded, else now. */
  async presentOf({ atPosition, knownAt }: Given): Promise<string> {
    return this.asOf(await this.at({ atPosition: atPosition ?? null, knownAt: knownAt ?? null }));
  }

  /**
   * The moment that an answer is about: the one asked for, else the present of the views.
   * @throws RapportError INVALID_INPUT for a moment still to come
   */
  asOf({ reader, present }: Moment, text?: string | null, field = 'asOf'): string {
    return this.asked(text, field) ?? (reader.recordedAt ? present : this.now);
  }

  /** The moment asked for, if one is. @throws RapportError INVALID_INPUT for a moment still to come */
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

  /** The views as the asker sees them: their rows, and of others' words groups. */
  private async asSeen(whole: ViewReader, present: string): Promise<ViewReader> {
    const { scope, ratings } = this.asker.identity;
    if (scope === 'ALL' && ratings === 'ALL') return whole;
    const identities = await this.caches.register.at(whole, present);
    const visible = ratings === 'ALL' ? ratings : withParts(ratings, identities);
    return narrowed(inGroups(whole, visible, this.caches.words), scope, identities);
  }
}
