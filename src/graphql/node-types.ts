import type { NodeDocuments } from './moment.js';
import type { NodeType } from './global-id.js';
import type { Commitment as StandingCommitment } from '../queries/commitments/list-commitments.js';
import type { Audit } from './types/audit.js';
import type { Commitment } from './types/commitment.js';
import type { Department } from './types/department.js';
import type { ImportRun } from './types/import-run.js';
import type { Improvement } from './types/improvement.js';
import type { Interaction } from './types/interaction.js';
import type { Relationship } from './types/relationship.js';
import type { Survey } from './types/survey.js';
import type { Team } from './types/team.js';
import type { Ticket } from './types/ticket.js';

interface NodeTypes {
  Ticket: Ticket;
  Interaction: Interaction;
  Relationship: Relationship;
  Department: Department;
  Team: Team;
  Commitment: Commitment;
  Improvement: Improvement;
  Survey: Survey;
  Audit: Audit;
  ImportRun: ImportRun;
}

/** What the resolvers of a node are given: its document, and of a promise also how it stood at the moment asked about (`RequestContext.load`). */
type Given<T extends NodeType> = T extends 'Commitment' ? StandingCommitment : NodeDocuments[T];

/** The fields that a type shows as they are and that are not so in what it is made from. Fields with a resolver are not the class's own. */
type Lacking<Shown, From> = {
  [F in Exclude<keyof Shown, 'id'>]: F extends keyof From ? (From[F] extends Shown[F] ? never : F) : F;
}[Exclude<keyof Shown, 'id'>];

type None<T extends never> = T;
/** A document and the type that shows it cannot disagree: a projection that renames a field does not compile until the API follows. */
type _Agreement = None<{ [T in NodeType]: Lacking<NodeTypes[T], Given<T>> }[NodeType]>;
