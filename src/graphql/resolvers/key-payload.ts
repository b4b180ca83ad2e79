import { Field, ID, Int, ObjectType, ResolveField } from '@nestjs/graphql';
import { Position } from '../scalars/position.js';
import { Answers } from './answers.js';
import type { Done, Payload } from './payload.js';

/** Makes the payload of the commands on a kind of thing that is no node of its own: `{ position, revision, repeated, recorded, key }`. */
export function keyPayloadOf(thing: string): Payload {
  @ObjectType(`${thing}Payload`)
  class PayloadType {
    @Field(() => Position, { description: 'For `minPosition` of later queries.' }) readonly position: string;
    @Field(() => Int, { description: 'Where the stream stands; for `expectedRevision`.' }) readonly revision: number;
    @Field(() => Boolean, { description: 'This commandId had been carried out before; nothing was written now.' })
    readonly repeated: boolean;
    @Field(() => Boolean, { description: 'Something was written now: false for a repeat, and for what is so already.' })
    readonly recorded: boolean;
  }
  @Answers(() => PayloadType)
  class PayloadResolver {
    @ResolveField(() => ID, {
      name: 'key',
      description: 'The id of what was changed, made up by the server when it was not sent.',
    })
    keyOf({ key }: Done): string {
      return key;
    }
  }
  Object.defineProperty(PayloadResolver, 'name', { value: `${thing}PayloadResolver` });
  return { type: PayloadType, resolver: PayloadResolver };
}
