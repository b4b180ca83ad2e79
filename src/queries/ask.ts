import type { Type } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';

/** Returns the query service of a class, where the class is only known at run time. Backed by Nest's container. */
export type Ask = <S>(service: Type<S>) => S;

/** An Ask over a Nest container. */
export const askOf =
  (container: Pick<ModuleRef, 'get'>): Ask =>
  (service) =>
    container.get(service, { strict: false });
