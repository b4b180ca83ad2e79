import type { NodeDocuments } from './moment.js';
import type { NodeType } from './kit/node.js';
import type { Commitment as StandingCommitment } from '../queries/commitments/list-commitments.js';
import type { Audit } from './audit/audit.types.js';
import type { Commitment } from './commitment/commitment.types.js';
import type { Department } from './department/department.types.js';
import type { ImportRun } from './import/import.types.js';
import type { Improvement } from './improvement/improvement.types.js';
import type { Interaction } from './interaction/interaction.types.js';
import type { Relationship } from './relationship/relationship.types.js';
import type { Survey } from './survey/survey.types.js';
import type { Team } from './team/team.types.js';
import type { Ticket } from './ticket/ticket.types.js';

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
