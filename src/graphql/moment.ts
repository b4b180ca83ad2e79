import DataLoader from 'dataloader';
import type { CommitmentDocument } from '../../projections/commitments/document.js';
import type { ImportRunDocument } from '../../projections/imports/document.js';
import type { ImprovementDocument } from '../../projections/improvements/document.js';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { SurveyDocument } from '../../projections/surveys/document.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { Page } from '../queries/paging/page.js';
import type { ViewReader } from '../queries/view-reader.js';
import type { Identities, Sides } from '../queries/identity/identities.js';
import type { IdentityRegister } from '../queries/identity/identity-register.js';
import { PLAIN } from '../queries/identity/identities.js';
import { type Department, departmentsAt } from '../queries/register/department-at.js';
import { type Team, teamsAt } from '../queries/register/team-at.js';
import { type JoinedRelationship, relationshipsAt } from '../queries/relationship/joined-relationship.js';
import { type Commitment, commitmentAt } from '../queries/commitments/list-commitments.js';
import { surveyResult, type SurveyResult } from '../queries/survey/survey-result.js';
import { NODE_VIEWS, type NodeType } from './global-id.js';
import { Arrivals, type Arriving } from './arrivals.js';
import { type AtMoment, toNode } from './node-of.js';

export interface NodeDocuments {
  Ticket: TicketDocument;
  Interaction: InteractionDocument;
  Relationship: JoinedRelationship;
  Department: Department;
  Team: Team;
  Commitment: Commitment;
  Improvement: ImprovementDocument;
  Survey: SurveyResult;
  ImportRun: ImportRunDocument;
}
/** Documents that are not shown as they are: what stands between them and the client. */
const SHOWN: { readonly [T in NodeType]?: (document: never, now: string) => NodeDocuments[T] } = {
  Commitment: (document: CommitmentDocument, now) => commitmentAt(document, now),
  Survey: (document: SurveyDocument) => surveyResult(document),
};

/** Reads nodes of a type at a moment of event time. */
type Read<T extends NodeType> = (
  moment: Moment,
  keys: readonly string[],
  at: string,
) => Promise<ReadonlyMap<string, NodeDocuments[T]>>;
/** Things that are what they are as of a moment: names differ by then, and what has become one with what. */
const READ_AT: { readonly [T in NodeType]?: Read<T> } = {
  Relationship: async (moment, keys, at) => relationshipsAt(moment.reader, await moment.identities(at), keys),
  Department: async (moment, keys, at) => departmentsAt(moment.reader, await moment.identities(at), keys, at),
  Team: (moment, keys, at) => teamsAt(moment.reader, keys, at),
};

export type NodeOf<T extends NodeType> = AtMoment<NodeDocuments[T]>;
type Loaders = { readonly [T in NodeType]: DataLoader<string, NodeOf<T> | null> };

/** How many answers a moment remembers of a kind. */
const REMEMBERED = 5_000;
/** The present is told by the second: requests within one share what they made of the same views. */
const PRESENT_MS = 1_000;

/**
 * The views at one moment, for all requests of the same second that see the same views. Its present is the start of that second, or the
 * moment at which the views were first seen, whichever is later: so nothing that is in them lies ahead of it for being new. Look-ups by id that fall in the same breath become one read a view, however many nodes ask:
 * so a nested query costs a fixed number of reads.
 */
export class Moment {
  private static readonly latest = new WeakMap<ViewReader, Moment>();
  private readonly loaders = new Map<string, Loaders>();
  private readonly looked = new Map<string, Arrivals>();
  private readonly shared = new Arrivals(REMEMBERED);
  private readonly nodes = new WeakMap<object, object>();
  private readonly edges = new WeakMap<object, object>();

  private constructor(
    readonly reader: ViewReader,
    /** The present moment, the same for all fields of a request. */
    readonly now: string,
    private readonly register: IdentityRegister,
    private readonly until: number,
  ) {}

  /** The moment of those who have this reader now. */
  static of(reader: ViewReader, register: IdentityRegister): Moment {
    const time = Date.now();
    const known = Moment.latest.get(reader);
    if (known && time < known.until && known.register === register) return known;
    const second = time - (time % PRESENT_MS);
    const now = new Date(known ? second : time).toISOString();
    const moment = new Moment(reader, now, register, second + PRESENT_MS);
    Moment.latest.set(reader, moment);
    return moment;
  }

  /**
   * The node under a raw id; null when there is none, or no id.
   * @param at the moment of event time as of which it is shown, where that means something: names, and who has become one with whom
   */
  load<T extends NodeType>(type: T, key: string | null | undefined, at = this.now): Arriving<NodeOf<T> | null> {
    if (!key) return null;
    const kind = at === this.now ? type : `${type} ${at}`;
    let looked = this.looked.get(kind);
    if (!looked) this.looked.set(kind, (looked = new Arrivals(REMEMBERED)));
    return looked.of(key, async () => this.loadersAt(at)[type].load(key));
  }

  /** A view's document as a node, the same one each time. */
  node<D extends object>(type: NodeType, key: string, document: D): AtMoment<D> {
    let node = this.nodes.get(document) as AtMoment<D> | undefined;
    if (!node) this.nodes.set(document, (node = toNode(type, key, document, this)));
    return node;
  }

  /** A page of documents as nodes, the same ones each time. */
  page<D extends object>(type: NodeType, page: Page<D>, keyOf: (document: D) => string): Page<AtMoment<D>> {
    let edges = this.edges.get(page.edges) as Page<AtMoment<D>>['edges'] | undefined;
    if (!edges) {
      edges = page.edges.map(({ cursor, node }) => ({ cursor, node: this.node(type, keyOf(node), node) }));
      this.edges.set(page.edges, edges);
    }
    return { ...page, edges };
  }

  /** Who has become one with whom by a moment of event time. */
  identities(at = this.now): Arriving<Identities> {
    return this.once(`identities ${at}`, () => this.register.at(this.reader, at));
  }

  /** The same, as far as it was known then: see `IdentityRegister.knownAt`. */
  identitiesKnownAt(at: string): Promise<Identities> {
    return this.register.knownAt(this.reader, at);
  }

  /** The same for a question that may name a team or a department: one about all needs to know nothing. */
  async identitiesOf({ teamId, departmentId }: Sides, at = this.now): Promise<Identities> {
    return teamId === undefined && departmentId === undefined ? PLAIN : this.identities(at);
  }

  /** What several fields of the request rest on, computed once. The key says all that it depends on. */
  once<T>(key: string, compute: () => Promise<T>): Arriving<T> {
    return this.shared.of(key, compute);
  }

  private loadersAt(at: string): Loaders {
    let loaders = this.loaders.get(at);
    if (!loaders) {
      const types = Object.keys(NODE_VIEWS) as NodeType[];
      loaders = Object.fromEntries(types.map((type) => [type, this.loader(type, at)])) as unknown as Loaders;
      this.loaders.set(at, loaders);
    }
    return loaders;
  }

  private loader<T extends NodeType>(type: T, at: string): DataLoader<string, NodeOf<T> | null> {
    // What has arrived is remembered by the look-ups; the loader has only to gather those of one breath.
    const gathered = async (keys: readonly string[]) => {
      const documents = await this.read(type, keys, at);
      return keys.map((key) => {
        const document = documents.get(key);
        return document ? this.node(type, key, document) : null;
      });
    };
    return new DataLoader(gathered, { cache: false });
  }

  private async read<T extends NodeType>(
    type: T,
    keys: readonly string[],
    at: string,
  ): Promise<ReadonlyMap<string, NodeDocuments[T]>> {
    const readAt = READ_AT[type];
    if (readAt) return readAt(this, keys, at);
    const documents = await this.reader.get<NodeDocuments[T]>(NODE_VIEWS[type], keys);
    const shown = SHOWN[type];
    if (!shown) return documents;
    return new Map([...documents].map(([key, document]) => [key, shown(document as never, this.now)]));
  }
}
