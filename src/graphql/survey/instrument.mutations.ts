import { Args, Context, Mutation } from '@nestjs/graphql';
import { RegisterInstrument } from '../../domain/instrument.js';
import { Commands, describedAs } from '../command/commands.js';
import { PAYLOADS } from '../command/payloads.js';
import { Answers } from '../kit/answers.js';
import type { RequestContext } from '../request-context.js';

/** What can be told of survey instruments: one method a command. What a command leads to is decided in src/domain/instrument/. */
@Answers()
export class InstrumentMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => PAYLOADS.instrument.type, describedAs(RegisterInstrument))
  registerInstrument(@Args('input') input: RegisterInstrument, @Context() context: RequestContext) {
    return this.commands.carryOut(RegisterInstrument, input, context);
  }
}
