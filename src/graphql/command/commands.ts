import { Inject, Injectable, Optional } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { MutationOptions } from '@nestjs/graphql';
import { requireOwnVoice } from '../../access/own-voice.js';
import { type CommandResult, EARLIEST_MOMENT } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import { type CommandClass, streamOf } from '../../domain/kernel/command.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { warningsOf } from '../../privacy/identifier-like.js';
import type { RequestContext } from '../request-context.js';
import { declareCommandInput } from './command-input.js';
import type { Done } from './payload.js';

/** The options of a command's mutation; its class becomes the input type. */
export const describedAs = <V>(commandClass: CommandClass<V>): MutationOptions => {
  declareCommandInput(commandClass as unknown as CommandClass);
  // Nullable: a refusal leaves the answers of the request's other mutations in place. Those were carried out, and the client has to hear of it.
  return { nullable: true, description: commandClass.definition.description };
};

/** Carries out what a mutation was asked for: input to command, command to its handler, result to payload. */
@Injectable()
export class Commands {
  constructor(
    private readonly bus: CommandBus,
    @Optional() @Inject(EARLIEST_MOMENT) private readonly earliest?: string,
  ) {}

  /** @throws RapportError INVALID_INPUT naming the field, and whatever the command is refused with */
  async carryOut<V>(commandClass: CommandClass<V>, input: object, context: RequestContext): Promise<Done> {
    const { definition } = commandClass;
    const name = commandClass.name.charAt(0).toLowerCase() + commandClass.name.slice(1);
    const begun = performance.now();
    const done = (code: string) => context.commandDone(name, code, (performance.now() - begun) / 1_000);
    try {
      const { identity } = context.asker;
      requireOwnVoice(identity, input);
      const reach = await context.reach();
      const command = admit(commandClass as unknown as CommandClass, input, {
        now: context.now,
        earliest: this.earliest,
        actor: identity.actor,
        within: reach === 'ALL' ? undefined : reach,
      });
      const { position, revision, repeated, events } = await this.bus.execute<typeof command, CommandResult>(command);
      done('OK');
      const key = streamOf(command, definition).slice(definition.aggregate.length + 1);
      const warnings = warningsOf(command.words);
      return { position, revision, repeated, recorded: !repeated && events > 0, key, warnings };
    } catch (error) {
      done(isRapportError(error) ? error.code : 'INTERNAL');
      throw error;
    }
  }
}
