import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { toHttpError } from './http-error.js';

/** An address that nobody serves is refused in the same form as everything else. */
@Catch(NotFoundException)
export class NoSuchPageFilter implements ExceptionFilter<NotFoundException> {
  catch(_error: NotFoundException, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { method, url } = reply.request;
    const refusal = new RapportError('NOT_FOUND', `There is nothing at ${method} ${url.slice(0, 200)}`, {
      remedy: 'GET / lists what there is.',
    });
    const { status, body } = toHttpError(refusal);
    void reply.status(status).send(body);
  }
}
