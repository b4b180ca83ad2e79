import { Inject, Optional } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Args, Context, Mutation } from '@nestjs/graphql';
import { requireOwnVoice } from '../../access/own-voice.js';
import type { CommandResult } from '../../commands/command-runner.js';
import { admit } from '../../commands/edge.js';
import { EARLIEST_MOMENT } from '../../commands/tokens.js';
import { COMMANDS } from '../../domain/aggregates.js';
import { type CommandClass, streamOf } from '../../domain/kernel/command.js';
import { isRapportError } from '../../domain/kernel/errors.js';
import { warningsOf } from '../../privacy/identifier-like.js';
import { declareCommandInput } from '../inputs/declare-command-input.js';
import type { RequestContext } from '../request-context.js';
import { Answers } from './answers.js';
import type { Done, Payload } from './payload.js';
import { PAYLOADS } from './payloads.js';

/** The mutations: one method a command, made from the command's declaration below. */
@Answers()
export class CommandsResolver {
  constructor(
    readonly commands: CommandBus,
    @Optional() @Inject(EARLIEST_MOMENT) readonly earliest?: string,
  ) {}
}
for (const commandClass of COMMANDS) {
  const payload = PAYLOADS[commandClass.definition.aggregate];
  if (payload && !commandClass.definition.importsOnly) declareMutation(commandClass, payload);
}

/**
 * `logTicket(input: LogTicketInput!): TicketPayload` from `class LogTicket extends command({ … })`. Nullable, so that a refusal leaves the
 * answers of the other mutations of its request in place: those were carried out, and the client has to hear of it.
 */
function declareMutation(commandClass: CommandClass, payload: Payload): void {
  const { definition } = commandClass;
  const name = commandClass.name.charAt(0).toLowerCase() + commandClass.name.slice(1);

  async function carryOut(this: CommandsResolver, input: object, context: RequestContext): Promise<Done> {
    const begun = performance.now();
    const done = (code: string) => context.commandDone(name, code, (performance.now() - begun) / 1_000);
    try {
      const { identity } = context.asker;
      requireOwnVoice(identity, input);
      const within = identity.scope === 'ALL' ? undefined : identity.scope;
      const command = admit(commandClass, input, { now: context.now, earliest: this.earliest, actor: identity.actor, within });
      const { position, revision, repeated, events } = await this.commands.execute<typeof command, CommandResult>(command);
      done('OK');
      const key = streamOf(command, definition).slice(definition.aggregate.length + 1);
      const warnings = warningsOf(command.words);
      return { position, revision, repeated, recorded: !repeated && events > 0, key, warnings };
    } catch (error) {
      done(isRapportError(error) ? error.code : 'INTERNAL');
      throw error;
    }
  }

  // What the decorators would do on a method that is written out.
  const prototype = CommandsResolver.prototype;
  const descriptor: PropertyDescriptor = { value: carryOut, writable: true, configurable: true };
  Object.defineProperty(prototype, name, descriptor);
  declareCommandInput(commandClass);
  Reflect.defineMetadata('design:paramtypes', [commandClass, Object], prototype, name);
  Args('input', { type: () => commandClass as never })(prototype, name, 0);
  Context()(prototype, name, 1);
  Mutation(() => payload.type, { name, nullable: true, description: definition.description })(prototype, name, descriptor);
}
