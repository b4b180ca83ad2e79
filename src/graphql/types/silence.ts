import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PromisedWord } from './promised-word.js';

@ObjectType({
  description:
    'A word that was due and has not come: someone waits in silence. Start: the moment the word was due, as TicketAssigned, TicketAcknowledged, ' +
    'TicketUpdateShared or TicketPlacedOnHold promised it. Stop: the next word to the department, or the end of the ticket. Attribution: ' +
    'EVENT_DATE, silent at the moment asked about. Source: our own proposal, against "I’ll get you when I get to you".',
})
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the word was due.' }) readonly silentMinutes: number;
}
