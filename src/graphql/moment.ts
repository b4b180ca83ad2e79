import DataLoader from 'dataloader';
import type { AuditDocument } from '../../projections/audits/document.js';
import type { CommitmentDocument } from '../../projections/commitments/document.js';
import type { ImportRunDocument } from '../../projections/imports/document.js';
import type { ImprovementDocument } from '../../projections/improvements/document.js';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { SurveyDocument } from '../../projections/surveys/document.js';
import type { TicketDocument } from '../../projections/ticket/document.js';
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
  Audit: AuditDocument;
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

/**
 * The views at one moment, for one request. Look-ups by id that fall in the same breath become one read a view, however many nodes ask:
 * so a nested query costs a fixed number of reads.
 */
export class Moment {
  private readonly loaders = new Map<string, Loaders>();
  private readonly shared = new Map<string, Promise<unknown>>();

  constructor(
    readonly reader: ViewReader,
    /** The present moment of the request, the same for all its fields. */
    readonly now: string,
    private readonly register: IdentityRegister,
  ) {}

  /**
   * The node under a raw id; null when there is none, or no id.
   * @param at the moment of event time as of which it is shown, where that means something: names, and who has become one with whom
   */
  async load<T extends NodeType>(type: T, key: string | null | undefined, at = this.now): Promise<NodeOf<T> | null> {
    return key ? this.loadersAt(at)[type].load(key) : null;
  }

  /** Who has become one with whom by a moment of event time. */
  identities(at = this.now): Promise<Identities> {
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
  once<T>(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.shared.get(key) as Promise<T> | undefined;
    if (known) return known;
    const computing = compute();
    this.shared.set(key, computing);
    return computing;
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
    return new DataLoader(async (keys: readonly string[]) => {
      const documents = await this.read(type, keys, at);
      return keys.map((key) => {
        const document = documents.get(key);
        return document ? toNode(type, key, document, this) : null;
      });
    });
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
