import { ArgsType, Field } from '@nestjs/graphql';
import { DateTime } from '../kit/scalars.js';

@ArgsType()
export class PositionAtArgs {
  @Field(() => DateTime, { description: 'A moment of recording, not still to come.' }) readonly moment: string;
}
