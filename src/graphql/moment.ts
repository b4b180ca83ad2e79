import DataLoader from 'dataloader';
import type { AuditDocument } from '../../projections/audits/document.js';
import type { CommitmentDocument } from '../../projections/commitments/document.js';
import type { DepartmentDocument } from '../../projections/department/document.js';
import type { ImprovementDocument } from '../../projections/improvements/document.js';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { SurveyDocument } from '../../projections/surveys/document.js';
import type { TeamDocument } from '../../projections/team/document.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
import type { ViewReader } from '../queries/view-reader.js';
import { type Commitment, commitmentAt } from '../queries/commitments/list-commitments.js';
import { surveyResult, type SurveyResult } from '../queries/survey/survey-result.js';
import { NODE_VIEWS, type NodeType } from './global-id.js';
import { type AtMoment, toNode } from './node-of.js';

export interface NodeDocuments {
  Ticket: TicketDocument;
  Interaction: InteractionDocument;
  Relationship: RelationshipDocument;
  Department: DepartmentDocument;
  Team: TeamDocument;
  Commitment: Commitment;
  Improvement: ImprovementDocument;
  Survey: SurveyResult;
  Audit: AuditDocument;
}
/** Documents that are not shown as they are: what stands between them and the client. */
const SHOWN: { readonly [T in NodeType]?: (document: never, now: string) => NodeDocuments[T] } = {
  Commitment: (document: CommitmentDocument, now) => commitmentAt(document, now),
  Survey: (document: SurveyDocument) => surveyResult(document),
};

export type NodeOf<T extends NodeType> = AtMoment<NodeDocuments[T]>;
type Loaders = { readonly [T in NodeType]: DataLoader<string, NodeOf<T> | null> };

/**
 * The views at one moment, for one request. Look-ups by id that fall in the same breath become one read a view, however many nodes ask:
 * so a nested query costs a fixed number of reads.
 */
export class Moment {
  private readonly loaders: Loaders;
  private readonly shared = new Map<string, Promise<unknown>>();

  constructor(
    readonly reader: ViewReader,
    /** The present moment of the request, the same for all its fields. */
    readonly now: string,
  ) {
    const types = Object.keys(NODE_VIEWS) as NodeType[];
    this.loaders = Object.fromEntries(types.map((type) => [type, this.loader(type)])) as unknown as Loaders;
  }

  /** The node under a raw id; null when there is none, or no id. */
  async load<T extends NodeType>(type: T, key: string | null | undefined): Promise<NodeOf<T> | null> {
    return key ? this.loaders[type].load(key) : null;
  }

  /** What several fields of the request rest on, computed once. The key says all that it depends on. */
  once<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.shared.get(key) as Promise<T> | undefined;
    if (known) return known;
    const computing = compute();
    this.shared.set(key, computing);
    return computing;
  }

  private loader<T extends NodeType>(type: T): DataLoader<string, NodeOf<T> | null> {
    return new DataLoader(async (keys: readonly string[]) => {
      const documents = await this.reader.get<NodeDocuments[T]>(NODE_VIEWS[type], keys);
      return keys.map((key) => {
        const document = documents.get(key);
        if (!document) return null;
        return toNode(type, key, SHOWN[type]?.(document as never, this.now) ?? document, this);
      });
    });
  }
}
