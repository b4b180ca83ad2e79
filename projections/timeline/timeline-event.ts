import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import type { ImprovementEvent } from '../../src/domain/improvement/events.js';
import type { InteractionEvent } from '../../src/domain/interaction/events.js';
import type { RelationshipEvent } from '../../src/domain/relationship/events.js';
import type { HeldTicketEvent } from './ticket-words.js';

/** What can happen between a team and a department. */
export type TimelineEvent = HeldTicketEvent | InteractionEvent | RelationshipEvent | CommitmentEvent | ImprovementEvent;
