import { Controller, Get } from '@nestjs/common';

/** For whoever opens the address that the server printed. */
@Controller()
export class IndexController {
  @Get()
  index(): Readonly<Record<string, string>> {
    return {
      name: 'Rapport',
      api: '/graphql',
      feed: '/feed/events',
      contract: '/asyncapi.json',
      ready: '/health/ready',
      metrics: '/metrics',
    };
  }
}
