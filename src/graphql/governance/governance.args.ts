import { ArgsType, Field } from '@nestjs/graphql';
import { WhenArgs } from '../kit/args.js';
import { DateTime } from '../kit/scalars.js';

@ArgsType()
export class CalibrateArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'Trials that count by then; the present moment when absent.' })
  readonly asOf?: string | null;
}

@ArgsType()
export class SettingsArgs extends WhenArgs {
  @Field(() => DateTime, { nullable: true, description: 'The moment asked about; the present one when absent.' })
  readonly asOf?: string | null;
}
