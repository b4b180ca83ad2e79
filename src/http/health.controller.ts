import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Who knows whether this process can do its work; the app's composition provides it. */
export const READINESS = Symbol('Readiness');

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  /** Not ready means stalled or cut off. A projection that is merely behind is ready: restarting it would only set it back. */
  check(): Promise<{ readonly ready: boolean; readonly checks: readonly ReadinessCheck[] }>;
}

/** For those who start, watch and replace processes. */
@Controller('health')
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  /** Alive means that it answers: a process whose stores are away must not be killed for it. */
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Awaited<ReturnType<Readiness['check']>>> {
    const answer = await this.readiness.check();
    void reply.status(answer.ready ? 200 : 503);
    return answer;
  }
}
