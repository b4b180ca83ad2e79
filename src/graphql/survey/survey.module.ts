import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { BenchmarksResolver, SurveyResolver } from './survey.resolver.js';
import { InstrumentMutations } from './instrument.mutations.js';
import { SurveyMutations } from './survey.mutations.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [BenchmarksResolver, InstrumentMutations, SurveyMutations, SurveyResolver],
})
export class SurveyModule {}
