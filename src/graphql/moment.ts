import DataLoader from 'dataloader';
import type { CommitmentDocument } from '../../projections/commitments/document.js';
import type { DepartmentDocument } from '../../projections/department/document.js';
import type { ImprovementDocument } from '../../projections/improvements/document.js';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { SurveyDocument } from '../../projections/surveys/document.js';
import type { TeamDocument } from '../../projections/team/document.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { Page } from '../queries/paging/page.js';
import type { ViewReader } from '../queries/view-reader.js';
import { surveyResult, type SurveyResult } from '../queries/survey/survey-result.js';
import { Arrivals, type Arriving } from './arrivals.js';
import { globalId, NODE_VIEWS, type NodeType } from './global-id.js';

export interface NodeDocuments {
  Ticket: TicketDocument;
  Interaction: InteractionDocument;
  Relationship: RelationshipDocument;
  Department: DepartmentDocument;
  Team: TeamDocument;
  Commitment: CommitmentDocument;
  Improvement: ImprovementDocument;
  Survey: SurveyResult;
}
/** Documents that are not shown as they are: what stands between them and the client. */
const SHOWN: { readonly [T in NodeType]?: (document: never) => NodeDocuments[T] } = {
  Survey: (document: SurveyDocument) => surveyResult(document),
};

/** A document on its way to the client: with its global id, and the moment at which its neighbours are to be read. */
export type AtMoment<D> = D & { readonly id: string; readonly moment: Moment };
export type NodeOf<T extends NodeType> = AtMoment<NodeDocuments[T]>;

/** How many answers a moment remembers of a kind. */
const REMEMBERED = 5_000;

/**
 * The views as one reader shows them; requests that have the same reader share it, since then no view has moved between them. It knows nothing of
 * its askers, and nothing of the time that goes by.
 *
 * Look-ups by id that fall in the same breath become one read a view, however many nodes ask: so a nested query costs a fixed number of reads.
 */
export class Moment {
  private static readonly ofReaders = new WeakMap<ViewReader, Moment>();
  /** Nodes by their documents, pages of them by theirs, and those that were looked up by type and id. */
  private readonly nodes = new WeakMap<object, object>();
  private readonly edges = new WeakMap<object, object>();
  private readonly looked = new Map<NodeType, Arrivals>();
  private readonly loaders = new Map<NodeType, DataLoader<string, unknown>>();
  private readonly shared = new Arrivals(REMEMBERED);

  private constructor(readonly reader: ViewReader) {}

  static of(reader: ViewReader): Moment {
    let moment = Moment.ofReaders.get(reader);
    if (!moment) Moment.ofReaders.set(reader, (moment = new Moment(reader)));
    return moment;
  }

  /** The node under a raw id; null when there is none, or no id. At once where it is known already. */
  load<T extends NodeType>(type: T, key: string | null | undefined): Arriving<NodeOf<T> | null> {
    if (!key) return null;
    let looked = this.looked.get(type);
    if (!looked) this.looked.set(type, (looked = new Arrivals(REMEMBERED)));
    return looked.of(key, async () => {
      const document = (await this.loader(type).load(key)) as NodeDocuments[T] | undefined;
      return document ? this.node(type, key, SHOWN[type]?.(document as never) ?? document) : null;
    });
  }

  /** A view's document as a node, the same one each time. Its fields are plain values, which the compiled query reads without a resolver. */
  node<D extends object>(type: NodeType, key: string, document: D): AtMoment<D> {
    let node = this.nodes.get(document) as AtMoment<D> | undefined;
    if (!node) this.nodes.set(document, (node = { ...document, id: globalId(type, key), moment: this }));
    return node;
  }

  /** A page of a view's documents as nodes, the same ones each time. */
  page<D extends object>(type: NodeType, page: Page<D>, keyOf: (document: D) => string): Page<AtMoment<D>> {
    let edges = this.edges.get(page.edges) as Page<AtMoment<D>>['edges'] | undefined;
    if (!edges) {
      edges = page.edges.map(({ cursor, node }) => ({ cursor, node: this.node(type, keyOf(node), node) }));
      this.edges.set(page.edges, edges);
    }
    return { ...page, edges };
  }

  /** What several fields rest on, computed once. The key says all that it depends on besides the views. */
  once<T>(key: string, compute: () => Promise<T>): Arriving<T> {
    return this.shared.of(key, compute);
  }

  private loader(type: NodeType): DataLoader<string, unknown> {
    let loader = this.loaders.get(type);
    if (!loader) {
      // What has arrived is remembered by the look-ups; the loader has only to gather those of one breath.
      loader = new DataLoader<string, unknown>(async (keys) => this.read(type, keys), { cache: false });
      this.loaders.set(type, loader);
    }
    return loader;
  }

  private async read(type: NodeType, keys: readonly string[]): Promise<readonly unknown[]> {
    const documents = await this.reader.get(NODE_VIEWS[type], keys);
    return keys.map((key) => documents.get(key));
  }
}
