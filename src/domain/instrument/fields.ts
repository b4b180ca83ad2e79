import { flag, group, id, integer, label, list, optional, ref } from '../kernel/fields.js';

/** Fields that instrument commands and events share, declared once with their meaning. */
export const instrumentId = id('The questionnaire');
export const name = label('Its name, with the version');
export const licence = label('On what terms it may be used: a licence’s name, or with whom it was agreed');
export const itemId = id('The question');
export const items = list(
  group(
    'SurveyItem',
    {
      itemId,
      wording: optional(label('The question as asked; absent where its owner does not let it be copied')),
      wordingRef: optional(ref('Where its owner publishes it')),
      points: integer(2, 11, 'Answers go from 1 to this'),
      reversed: flag('A high answer is a bad one'),
      positiveFrom: integer(1, 11, 'From which answer on it counts as positive, after turning a reversed one round'),
    },
    'A question',
  ),
  100,
  'The questions',
);
export const composites = list(
  group(
    'SurveyComposite',
    { compositeId: id('The composite'), name: label('Its name'), itemIds: list(itemId, 100, 'Its questions') },
    'Questions that are read together',
  ),
  30,
  'Composites',
);
