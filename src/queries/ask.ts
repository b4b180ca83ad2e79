import type { Type } from '@nestjs/common';

/** Gives the service that answers a question, where which one is needed is only known on the way: Nest's container. */
export type Ask = <S>(service: Type<S>) => S;
