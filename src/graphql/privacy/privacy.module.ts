import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { DataSubjectResolver } from './data-subject.resolver.js';
import { ReadsResolver, RatingsResolver, SurveyResultResolver } from './reads.resolver.js';
import { TextResolver, WORDS_RESOLVERS } from './text.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [DataSubjectResolver, ReadsResolver, RatingsResolver, SurveyResultResolver, TextResolver, ...WORDS_RESOLVERS],
})
export class PrivacyModule {}
