import { Injectable } from '@nestjs/common';
import { Settings, type SettingsDocument } from '../../projections/trials/settings.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { WholeView } from './whole-view.js';

const WHERE = { kind: 'SETTINGS' };

/** The dated settings on which verdicts depend, as known to a reader's views (docs/measures.md). */
@Injectable()
export class DatedSettings {
  private readonly view = new WholeView<object, Settings>({
    view: 'trials',
    isCommon: true,
    read: async (reader) => {
      const documents: SettingsDocument[] = [];
      for await (const one of readAll<SettingsDocument>(reader, { view: 'trials', filter: { where: WHERE } }))
        documents.push(one);
      return new Settings(documents);
    },
    concerns: (key) => key.startsWith('settings:'),
  });

  of(reader: ViewReader): Promise<Settings> {
    return this.view.of(reader);
  }
}
