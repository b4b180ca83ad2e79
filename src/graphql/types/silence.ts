import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PromisedWord } from './promised-word.js';

@ObjectType({
  description:
    'A word that was due and has not come: someone waits in silence. Start: the moment at which the word was due, as TicketAcknowledged, ' +
    'TicketUpdateShared or TicketPlacedOnHold promised it or the team’s targets have it. Stop: the next word of a person to the department, or ' +
    'the end of the ticket. Counts: while it is silent at the moment asked about; a ticket shows once a kind. Left out: tickets of which no ' +
    'target and no promise speaks, and agreed holds. Source: our own proposal, against "I’ll get you when I get to you".',
})
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the word was due.' }) readonly silentMinutes: number;
}
