import { useLocale, useTexts } from '../shell/texts.js';

export interface ScoreFigures {
  readonly state: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly coverage: number;
}

/**
 * A score as a bar from its lower to its upper bound, and a mark at its value: how much is known shows before any figure is read. What is not
 * known looks not known, not like a low score.
 */
export function ScoreBar({ score }: { score: ScoreFigures }) {
  const texts = useTexts();
  const round = useRounded();
  const { value, low, high } = score;
  if (value === null || low === null || high === null) {
    return (
      <span class="score unknown">
        <svg viewBox="0 0 100 12" aria-hidden="true">
          <rect class="all" width="100" height="12" />
        </svg>
        <small>{texts.score.INSUFFICIENT_DATA}</small>
      </span>
    );
  }
  return (
    <span class="score" title={texts.score.coverage(`${round(score.coverage * 100)} %`)}>
      <svg viewBox="0 0 100 12" aria-hidden="true">
        <rect class="all" width="100" height="12" />
        <rect class="interval" x={low} width={high - low} height="12" />
        <rect class="value" x={value - 1} width="2" height="12" />
      </svg>
      <small>{texts.score.SCORED(round(value), round(low), round(high))}</small>
    </span>
  );
}

export function useRounded(): (value: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 0 });
  return (value) => format.format(value);
}
