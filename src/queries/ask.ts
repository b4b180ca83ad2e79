import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';

/** Gives the service that answers a question, where which one is needed is only known on the way: Nest's container. */
export type Ask = <S>(service: Type<S>) => S;

/** Asks a Nest container. */
export const askOf =
  (container: Pick<ModuleRef, 'get'>): Ask =>
  (service) =>
    container.get(service, { strict: false });
