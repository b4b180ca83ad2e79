import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PromisedWord } from './promised-word.js';

@ObjectType({ description: 'A word that was due and has not come: someone waits in silence.' })
export class Silence extends PromisedWord {
  @Field(() => Int, { description: 'Whole minutes since the word was due.' }) readonly silentMinutes: number;
}
