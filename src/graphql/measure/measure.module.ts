import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { MatrixResolver } from './matrix.resolver.js';
import { PeersResolver } from './peers.resolver.js';
import { TrendResolver } from './series.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [MatrixResolver, PeersResolver, TrendResolver],
})
export class MeasureModule {}
