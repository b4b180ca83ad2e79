import { ArgsType, Field, ID } from '@nestjs/graphql';
import { PageArgs } from '../kit/args.js';

@ArgsType()
export class EventsOfArgs extends PageArgs {
  @Field(() => ID) readonly id: string;
}

@ArgsType()
export class StreamArgs extends PageArgs {
  @Field(() => String, { description: '`<category>-<id>`, as `ticket-T1`.' }) readonly stream: string;
}
