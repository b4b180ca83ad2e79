import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import type { CommitmentDocument } from '../../projections/commitments/projection.js';
import type { ImportRunDocument } from '../../projections/imports/projection.js';
import type { ImprovementDocument } from '../../projections/improvements/projection.js';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { SurveyDocument } from '../../projections/surveys/projection.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { Settings } from '../../projections/trials/settings.js';
import type { PinnedAudit } from '../queries/audits.js';
import { DatedSettings } from '../queries/dated-settings.js';
import { departmentSummariesAt, type DepartmentSummary } from '../queries/department-overview.js';
import { documentsAsOf, type AsOf, type FoldedDocuments } from '../queries/documents-as-of.js';
import { EventHistory } from '../queries/event-history.js';
import { NO_MERGERS, type Identities, type Sides } from '../queries/identity/identities.js';
import { IdentityRegister } from '../queries/identity/identity-register.js';
import { AsyncCache, type MaybePromise } from '../queries/memoize.js';
import type { Page } from '../queries/paging/page.js';
import { departmentsAt, inEffect, teamsAt, type Department, type Team } from '../queries/register.js';
import { relationshipsAt, type JoinedRelationship } from '../queries/relationship/joined-relationship.js';
import { surveyResult, type SurveyResult } from '../queries/surveys.js';
import { clocksOf, type TicketClocks } from '../queries/ticket/ticket-clocks.js';
import type { ViewReader } from '../queries/view-reader.js';
import { WordGroupsCache } from '../queries/word-groups.js';
import { globalId, NODE_VIEWS, type NodeType } from './kit/node.js';

/** The state at the moment `asOf`, or at present when absent. */
type OfMoment<T> = Omit<T, 'asOf'> & { readonly asOf?: string | undefined };

export interface NodeDocuments {
  Ticket: TicketDocument | AsOf<TicketDocument>;
  Interaction: InteractionDocument;
  Relationship: JoinedRelationship;
  Department: OfMoment<Department>;
  Team: OfMoment<Team>;
  Commitment: CommitmentDocument;
  Improvement: ImprovementDocument | AsOf<ImprovementDocument>;
  Survey: SurveyResult;
  Audit: PinnedAudit;
  ImportRun: ImportRunDocument;
}
/** Conversions of documents that differ from their nodes. */
const SHOWN: { readonly [T in NodeType]?: (document: never, settings: Settings) => NodeDocuments[T] } = {
  Survey: (document: SurveyDocument, settings) => surveyResult(document, settings),
};

/** Reads nodes of a type at a moment of event time. */
type Read<T extends NodeType> = (
  moment: Moment,
  keys: readonly string[],
  at: string,
  isAsked: boolean,
  history: EventHistory,
) => Promise<ReadonlyMap<string, NodeDocuments[T]>>;
/** Types whose nodes depend on the moment: by names, mergers or progress. */
const READ_AT: { readonly [T in NodeType]?: Read<T> } = {
  Relationship: async (moment, keys, at, isAsked) =>
    relationshipsAt(moment.reader, await moment.identities(at), keys, isAsked ? at : undefined),
  Department: async (moment, keys, at, isAsked) =>
    shownAt(await departmentsAt(moment.reader, await moment.identities(at), keys, at), isAsked),
  Team: async (moment, keys, at, isAsked) => shownAt(await teamsAt(moment.reader, keys, at), isAsked),
  Ticket: documentsOf('ticket'),
  Improvement: documentsOf('improvements'),
};

const shownAt = <T extends Department | Team>(found: ReadonlyMap<string, T>, isAsked: boolean): ReadonlyMap<string, T> =>
  isAsked ? new Map([...found].map(([id, one]) => [id, inEffect(one)])) : found;

/** Reads the view's documents for the present; for a requested moment, folds their events again up to it. */
function documentsOf<V extends 'ticket' | 'improvements'>(view: V) {
  return ({ reader }: Moment, keys: readonly string[], at: string, isAsked: boolean, history: EventHistory) =>
    isAsked ? documentsAsOf(history, reader, view, keys, at) : reader.get<FoldedDocuments[V]>(view, keys);
}

/** A document with its global id, and the Moment from which its related nodes are read. */
export type AtMoment<D> = D & { readonly id: string; readonly moment: Moment };
export type NodeOf<T extends NodeType> = AtMoment<NodeDocuments[T]>;
/** The moment as of which a node was requested, if any: its related nodes are shown as of the same moment. */
export const askedMoment = (node: { readonly asOf?: string | undefined } | object): string | undefined =>
  'asOf' in node ? node.asOf : undefined;

/** Caches of what is read from whole views, shared by all requests. */
@Injectable()
export class SharedCaches {
  constructor(
    readonly register: IdentityRegister,
    readonly settings: DatedSettings,
    readonly words: WordGroupsCache,
    readonly history: EventHistory,
  ) {}
}

/** Maximum memoised results per kind and Moment. */
const MAX_MEMOISED = 5_000;
/** Maximum data loaders per Moment; each is for one kind and one moment of event time. */
const MAX_LOADERS = 100;

/**
 * The views of one reader, with names, department tree and mergers as they are at present. Requests with the same reader share
 * a Moment until a name, a parent or a merger takes effect, because until then its content cannot change. It holds nothing
 * about callers, and the exact time of a request is passed in by the request.
 *
 * Look-ups by id in the same tick are batched into one read per view. So a nested query costs a fixed number of reads.
 */
export class Moment {
  private static readonly ofReaders = new WeakMap<ViewReader, Map<number, Moment>>();
  /** Nodes by their documents, and edges of nodes by the edges of documents. */
  private readonly nodes = new WeakMap<object, object>();
  private readonly edges = new WeakMap<object, object>();
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();
  private readonly batchLoaders = new Map<string, DataLoader<string, unknown>>();
  private readonly memos = new Map<string, AsyncCache>();

  private constructor(
    readonly reader: ViewReader,
    private readonly caches: SharedCaches,
    /**
     * A time at which names, tree and mergers are the same as at present. For a pinned position, the time at which it was
     * recorded.
     */
    readonly present: string,
  ) {}

  /**
   * The Moment of a reader for the current request. Past views get a Moment per request: to share one, the registers' turning
   * points would have to be folded first.
   */
  static async of(reader: ViewReader, caches: SharedCaches, now: string): Promise<Moment> {
    if (!reader.changedSince) return new Moment(reader, caches, now);
    const passed = await caches.register.turningPoints.passedAt(reader, now);
    let moments = Moment.ofReaders.get(reader);
    if (!moments) Moment.ofReaders.set(reader, (moments = new Map<number, Moment>()));
    let moment = moments.get(passed);
    if (!moment) moments.set(passed, (moment = new Moment(reader, caches, now)));
    return moment;
  }

  /**
   * The node with a raw id; null when there is none, or when the id is empty. Synchronous when it is memoised.
   * @param at the moment of event time as of which it is shown, for types that depend on it (`READ_AT`); the present when absent
   */
  load<T extends NodeType>(type: T, key: string | null | undefined, at?: string): MaybePromise<NodeOf<T> | null> {
    if (!key) return null;
    if (at !== undefined && READ_AT[type]) {
      const asOf = async () => this.nodeOf(type, key, await this.loader(type, at).load(key));
      return this.memoise(`${type} as of`, `${at} ${key}`, asOf);
    }
    return this.memoise(type, key, async () => this.nodeOf(type, key, await this.loader(type).load(key)));
  }

  /** A ticket's clocks at a moment. Requests in the same tick are batched into one read. */
  clocks(ticketId: string, at: string): Promise<TicketClocks> {
    return this.batched('clocks', at, ticketId, (ids) => clocksOf(this.reader, this.caches.settings, ids, at));
  }

  /** A department's tickets and meetings at a past moment. Requests in the same tick are batched. */
  departmentSummary(departmentId: string, at: string): Promise<DepartmentSummary> {
    return this.batched('departmentSummary', at, departmentId, async (ids) => {
      const [settings, identities] = await Promise.all([this.caches.settings.of(this.reader), this.identities(at)]);
      return departmentSummariesAt(this.reader, settings, identities, ids, at);
    });
  }

  /** @param read receives distinct ids, and returns a value for each of them */
  private batched<T>(
    kind: string,
    at: string,
    id: string,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<T> {
    const name = `${kind} ${at}`;
    let loader = this.batchLoaders.get(name) as DataLoader<string, T> | undefined;
    if (!loader) {
      if (this.batchLoaders.size >= MAX_LOADERS) this.batchLoaders.clear();
      loader = new DataLoader<string, T>(
        async (ids) => {
          const found = await read([...new Set(ids)]);
          return ids.map((one) => found.get(one)!);
        },
        { cache: false },
      );
      this.batchLoaders.set(name, loader);
    }
    return loader.load(id);
  }

  /** The mergers in effect at a moment of event time; at present when absent. */
  identities(at?: string): MaybePromise<Identities> {
    if (at !== undefined) return this.caches.register.at(this.reader, at);
    return this.memoise('identities', 'at present', () => this.caches.register.at(this.reader, this.present));
  }

  /** The mergers in effect and recorded at a moment: see `IdentityRegister.knownAt`. */
  identitiesKnownAt(at: string): Promise<Identities> {
    return this.caches.register.knownAt(this.reader, at);
  }

  /** The mergers for a query that may be narrowed to a team or a department. One that is not narrowed needs none. */
  async identitiesOf({ teamId, departmentId }: Sides, at?: string): Promise<Identities> {
    return teamId === undefined && departmentId === undefined ? NO_MERGERS : this.identities(at);
  }

  /**
   * The node of a view's document; the same object at each call. Its fields are plain values, which the compiled query reads
   * inline.
   */
  node<D extends object>(type: NodeType, key: string, document: D): AtMoment<D> {
    let node = this.nodes.get(document) as AtMoment<D> | undefined;
    if (!node) this.nodes.set(document, (node = { ...document, id: globalId(type, key), moment: this }));
    return node;
  }

  /** A page of a view's documents as nodes; the same objects at each call. */
  page<D extends object>(type: NodeType, page: Page<D>, keyOf: (document: D) => string): Page<AtMoment<D>> {
    let edges = this.edges.get(page.edges) as Page<AtMoment<D>>['edges'] | undefined;
    if (!edges) {
      edges = page.edges.map(({ cursor, node }) => ({ cursor, node: this.node(type, keyOf(node), node) }));
      this.edges.set(page.edges, edges);
    }
    return { ...page, edges };
  }

  /**
   * Memoises a result that several fields share. The key must contain everything that the result depends on, apart from the
   * views. `kind` and `key` are separate, because to concatenate them would cost each field of a list more than the look-up.
   */
  memoise<T>(kind: string, key: string, compute: () => Promise<T>): MaybePromise<T> {
    let arrivals = this.memos.get(kind);
    if (!arrivals) this.memos.set(kind, (arrivals = new AsyncCache(MAX_MEMOISED)));
    return arrivals.of(key, compute);
  }

  private nodeOf<T extends NodeType>(type: T, key: string, document: unknown): NodeOf<T> | null {
    if (document === undefined) return null;
    return this.node(type, key, document as NodeDocuments[T]);
  }

  private loader(type: NodeType, at?: string): DataLoader<string, unknown> {
    const name = at === undefined ? type : `${type} ${at}`;
    let loader = this.loaders.get(name);
    if (!loader) {
      if (this.loaders.size >= MAX_LOADERS) this.loaders.clear();
      // Without a cache, because `load` memoises the results: the loader only batches.
      loader = new DataLoader<string, unknown>(async (keys) => this.read(type, keys, at), { cache: false });
      this.loaders.set(name, loader);
    }
    return loader;
  }

  private async read(type: NodeType, keys: readonly string[], at?: string): Promise<readonly unknown[]> {
    const readAt = READ_AT[type];
    if (!readAt) {
      const documents = await this.reader.get(NODE_VIEWS[type], keys);
      const shown = SHOWN[type];
      if (!shown) return keys.map((key) => documents.get(key));
      const settings = await this.caches.settings.of(this.reader);
      return keys.map((key) => (documents.has(key) ? shown(documents.get(key) as never, settings) : undefined));
    }
    const documents: ReadonlyMap<string, object> = await readAt(
      this,
      keys,
      at ?? this.present,
      at !== undefined,
      this.caches.history,
    );
    return keys.map((key) => {
      const document = documents.get(key);
      // Without a requested moment, drop the shared `asOf`: each request uses its own present.
      return document && at === undefined && 'asOf' in document ? { ...document, asOf: undefined } : document;
    });
  }
}
