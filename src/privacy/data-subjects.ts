import type { CommandRunner } from '../commands/command-runner.js';
import { RapportError } from '../domain/kernel/errors.js';
import { type RecordedEvent, START, type Position } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import { CostlyQueue } from '../history/costly-queue.js';
import { readAll } from '../queries/paging/paginate.js';
import type { Views } from '../queries/view-reader.js';
import { Erasure, type Erased, type ErasureRequest, requirePseudonym } from './erasure.js';
import type { Privacy } from './privacy.js';
import { unkeyedIn, type PseudonymSource, Pseudonyms } from './pseudonyms.js';
import type { TextStore, IdentifiedPerson, SubjectText, Identity } from './text-store.js';
import { keepUp } from './upkeep.js';
import type { ReadLog } from './read-log.js';

const NOTE = 'unkeyed pseudonyms';

/**
 * The unkeyed pseudonyms in events recorded before pseudonyms were keyed. The whole log is scanned once, on first need, and
 * the result is stored in a note: no new ones are created.
 */
async function carriedOver(texts: TextStore, log: Pick<LogReader, 'read'>): Promise<ReadonlySet<string>> {
  const noted = await texts.note(NOTE);
  if (noted !== undefined) return new Set(noted === '' ? [] : noted.split(' '));
  const found = new Set<string>();
  for await (const page of log.read(START))
    for (const { data, metadata } of page)
      for (const ref of [...unkeyedIn(data), ...unkeyedIn(metadata.actorRef)]) found.add(ref);
  await texts.setNote(NOTE, [...found].join(' '));
  return found;
}

const READ_BATCH = 500;

/**
 * The streams of the tickets that a person requested, and of what was promised on them: text that others wrote there is about
 * the person too.
 */
async function streamsOf(views: Views, subject: string, minPosition: Position): Promise<readonly string[]> {
  const reader = await views.at({ minPosition });
  if (reader.stale) {
    throw new RapportError(
      'VIEWS_UNAVAILABLE',
      'The views have not processed the log yet, so the events that name this person are unknown',
      {
        remedy: 'The erasure is recorded and is carried out within the hour; or request it again.',
      },
    );
  }
  const streams: string[] = [];
  for (let last: { readonly value: string; readonly key: string } | undefined; ;) {
    const found = await reader.find<{ readonly loggedAt: string }>(
      'ticket',
      { where: { requesterRef: subject }, orderBy: 'loggedAt', limit: READ_BATCH, ...(last && { after: last }) },
      false,
    );
    const tickets = found.map(({ key }) => key);
    streams.push(...tickets.map((ticketId) => `ticket-${ticketId}`));
    const promised = { view: 'commitments', filter: [{ where: { ticketId: tickets } }] };
    if (tickets.length > 0)
      for await (const { commitmentId } of readAll<{ readonly commitmentId: string }>(reader, promised))
        streams.push(`commitment-${commitmentId}`);
    const end = found.at(-1);
    if (!end || found.length < READ_BATCH) return streams;
    last = { value: end.document.loggedAt, key: end.key };
  }
}

export interface DataSubjectsServices {
  readonly privacy: Privacy;
  readonly log: Pick<LogReader, 'read'>;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly views: Views;
  readonly organizationId: string;
  readonly readsKeptYears: number;
}
/** Injection token of the services. */
export const DATA_SUBJECTS = Symbol('DataSubjects');

/** Identifies people, lists the data held about them, and erases it. */
export class DataSubjects {
  private readonly erasure: Erasure;
  private source: Promise<PseudonymSource> | undefined;
  private readonly searches = new CostlyQueue({ what: 'queries of personal data', concurrency: 1, capacity: 8 });

  constructor(private readonly parts: DataSubjectsServices) {
    const { privacy, runner, views, organizationId } = parts;
    const streams = (subject: string, position: string) => streamsOf(views, subject, position);
    this.erasure = new Erasure({ texts: privacy.texts, runner, organizationId, streamsOf: streams });
  }

  /** @throws RapportError as `Erasure.erase`; NOT_FOUND where nothing here refers to the subject, and then nothing is recorded */
  async erase(request: ErasureRequest): Promise<Erased> {
    requirePseudonym(request.subject);
    if (!(await this.isHeld(request.subject))) throw unknown();
    return this.erasure.erase(request);
  }

  /**
   * Whether any data is held about a subject. An erasure stays on record for ever, so it must not record a real name that a
   * user mistook for a pseudonym. The log is searched only if the text store holds nothing about the subject.
   */
  private async isHeld(named: string): Promise<boolean> {
    const { texts } = this.parts.privacy;
    const subject = await texts.refInEvents(named);
    if ((await texts.identity(subject)) || (await texts.held(subject)).length > 0) return true;
    return this.searches.run(async () => {
      for await (const _ of mentionsOf(this.parts.log, subject)) return true;
      return false;
    }, new AbortController().signal);
  }

  /** @throws RapportError INVALID_INPUT; BUSY; the signal's reason when it aborts */
  async holdings(subject: string, signal: AbortSignal): Promise<Holdings> {
    requirePseudonym(subject);
    return this.searches.run(() => findHoldings(this.parts.privacy, this.parts.log, subject, signal), signal);
  }

  /** The secret and the carried-over pseudonyms from which pseudonyms are made here. */
  pseudonymSource(): Promise<PseudonymSource> {
    const { privacy, log } = this.parts;
    this.source ??= carriedOver(privacy.texts, log).then((found) => ({
      secret: privacy.texts.pseudonymSecret,
      carriedOver: found,
    }));
    this.source.catch(() => (this.source = undefined));
    return this.source;
  }

  /** The pseudonym of a person, by the name that a system uses. Also stores the person's identity under it. */
  async refOf(system: string, name: string): Promise<string> {
    const pseudonyms = new Pseudonyms(await this.pseudonymSource());
    const ref = pseudonyms.of(system, name);
    await this.identify(pseudonyms.takeFresh());
    return ref;
  }

  /** Stores the identities behind pseudonyms. Await it before events name them. */
  identify(people: readonly IdentifiedPerson[]): Promise<void> {
    return this.parts.privacy.texts.identify(people);
  }

  /** Runs the periodic upkeep: see upkeep.ts. */
  keepUp(now?: Date): Promise<void> {
    return keepUp({ ...this.parts, erasure: this.erasure }, now);
  }
}

const unknown = () =>
  new RapportError('NOT_FOUND', 'subject: this pseudonym is unknown here, and nothing was recorded', {
    field: 'subject',
    remedy: 'Give the pseudonym as in events (`requesterRef` of a ticket), or as `identifyPerson` returns it for a name.',
    reasons: [{ field: 'subject', code: 'NOTHING_THERE' }],
  });

/** An event that names a person. */
export interface Mention {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  /** The field that holds the pseudonym, such as `requesterRef`; `actor` for the actor of the event. */
  readonly field: string;
  /** The event's data. For a survey answer this includes fields that no query returns. */
  readonly data: object;
}

/** All data held about a person. */
export interface Holdings {
  /** The pseudonym used in events. */
  readonly subject: string;
  readonly identity: Identity | null;
  readonly texts: readonly SubjectText[];
  readonly mentions: readonly Mention[];
  /** How many reads of the person's data are on record. */
  readonly reads: number;
  /** How many reads by the person are on record: these too are stored under their pseudonym. */
  readonly looks: number;
}

/**
 * Finds all data held about a person, to answer a request for access. Reads the whole log. Throws the signal's reason when it
 * aborts.
 */
export async function findHoldings(
  { texts, reads }: { readonly texts: TextStore; readonly reads: ReadLog },
  log: Pick<LogReader, 'read'>,
  pseudonym: string,
  signal?: AbortSignal,
): Promise<Holdings> {
  const subject = await texts.refInEvents(pseudonym);
  const identity = await texts.identity(subject);
  const mentions: Mention[] = [];
  const promises: { readonly stream: string; readonly ticket: string }[] = [];
  const promised = ({ type, stream, data }: RecordedEvent) => {
    const { ticketId } = data as { readonly ticketId?: string };
    if (type === 'CommitmentMade' && ticketId !== undefined) promises.push({ stream, ticket: `ticket-${ticketId}` });
  };
  for await (const mention of mentionsOf(log, subject, signal, promised)) mentions.push(mention);
  // Text that others wrote on the person's tickets is about the person, and is erased with the person's own text: see
  // `streamsOf`.
  const tickets = new Set(
    mentions.flatMap(({ stream, field }) => (field === 'requesterRef' && stream.startsWith('ticket-') ? [stream] : [])),
  );
  const promisesOnThem = promises.flatMap(({ stream, ticket }) => (tickets.has(ticket) ? [stream] : []));
  return {
    subject,
    identity: identity ? { system: identity.system, name: identity.name } : null,
    texts: await texts.held(subject, [...tickets, ...promisesOnThem]),
    mentions,
    reads: await reads.count({ subject }),
    looks: await reads.count({ reader: subject }),
  };
}

/**
 * Every event that names a person, in log order. Throws the signal's reason when it aborts.
 * @param visit called with every event of the log
 */
async function* mentionsOf(
  log: Pick<LogReader, 'read'>,
  subject: string,
  signal?: AbortSignal,
  visit?: (event: RecordedEvent) => void,
): AsyncGenerator<Mention> {
  for await (const page of log.read(START)) {
    signal?.throwIfAborted();
    for (const event of page) {
      visit?.(event);
      const { id: eventId, stream, type, data, metadata } = event;
      const { occurredAt, actorRef } = metadata;
      const fields = [...fieldsWith(subject, data), ...(actorRef === subject ? ['actor'] : [])];
      for (const field of fields) yield { stream, eventId, type, occurredAt, field, data };
    }
  }
}

/** The paths of the fields, at any depth, whose value is exactly this text. */
function fieldsWith(text: string, value: unknown, path = ''): readonly string[] {
  if (value === text) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsWith(text, inner, Array.isArray(value) ? path : path === '' ? name : `${path}.${name}`),
  );
}
