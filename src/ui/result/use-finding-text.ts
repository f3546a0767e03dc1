// A finding in words, with what can be done next.

import { useTranslations } from 'use-intl';
import { formatCount, formatLearningRate, formatLoss, formatPercent } from '../../base/format.ts';
import type { RunConfig } from '../../contract/config.ts';
import type { ChanceCause, DeadUnits } from '../../store/diagnosis.ts';
import type { Finding } from '../../store/finding.ts';
import { EVERYTHING } from '../../store/gallery-query.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { useClassNames } from '../use-class-names.ts';

export interface FindingAction {
  label: string;
  act: () => void;
  /** What it changes of the configuration, where it trains. */
  changes?: Partial<RunConfig>;
}

export interface FindingText {
  title: string;
  text: string;
  /** The next step first, then the evidence. */
  actions: FindingAction[];
}

/** Names of the buttons that train with changed images. */
const REMEDIES = { augmentation: 'train.augmented', shift: 'train.shifted' } as const;

export function useFindingText(): (finding: Finding) => FindingText {
  const t = useTranslations('finding');
  const { name, count: classCount } = useClassNames();
  const testCount = useAppState((state) => state.dataset.testCount);
  const presets = useTranslations('run.presets');
  const { commands } = useApp();
  const preset = presets(useAppState(({ run, config }) => run.plan?.config.preset ?? config.preset));

  const showGallery = (query: Partial<typeof EVERYTHING>) => () => {
    commands.queryGallery({ ...EVERYTHING, ...query });
    commands.focus('gallery');
  };
  const train = (label: string, changes: Partial<RunConfig>): FindingAction => ({
    label,
    act: () => commands.requestTraining(changes),
    changes,
  });

  const both = (first: string, second: string) => t('both', { first, second });
  const trainWithRate = (rate: number) =>
    train(t('train.rate', { rate: formatLearningRate(rate) }), { lr: rate });

  const deadText = ({ layer, dead, units, images }: DeadUnits) =>
    t(layer === 'c1' || layer === 'c3' ? 'dead.maps' : 'dead.units', { layer, dead, units, images });

  const showDead = ({ layer, first }: DeadUnits) => ({
    label: t('dead.evidence'),
    act: () => commands.openUnit(layer, first),
  });

  /** The cause in a sentence, and the name of the button that trains without it. */
  const causeText = (cause: ChanceCause): { sentence: string; label: string | null } => {
    switch (cause.kind) {
      case 'rate-too-high':
      case 'rate-too-low':
        return {
          sentence: t(`chance.${cause.kind}`, { rate: formatLearningRate(cause.rate) }),
          label: t('train.rate', { rate: formatLearningRate(cause.better) }),
        };
      case 'too-few-steps':
        return {
          sentence: t('chance.too-few-steps', { count: cause.steps }),
          label: t('train.epochs', { count: cause.epochs }),
        };
      case 'settings':
        return { sentence: t('chance.settings', { preset }), label: t('train.preset', { preset }) };
      case 'unknown':
        return { sentence: t('chance.unknown'), label: null };
      default:
        return cause satisfies never;
    }
  };

  return (finding) => {
    switch (finding.kind) {
      case 'chance': {
        const { always, cause, dead, changes } = finding;
        const { sentence, label } = causeText(cause);
        const title = always
          ? t('chance.always', {
              every: always.count === testCount ? 'yes' : 'no',
              name: name(always.label),
              count: formatCount(always.count),
              total: formatCount(testCount),
            })
          : t('chance.guessing');
        const evidence = { label: t('chance.evidence'), act: () => commands.focus('confusion') };
        const next = label !== null && changes ? [train(label, changes)] : [];
        const text = dead ? both(sentence, deadText(dead)) : sentence;
        return { title, text, actions: [...next, evidence, ...(dead ? [showDead(dead)] : [])] };
      }
      case 'collapse': {
        const { collapse, rate, lower } = finding;
        const accuracies = { best: formatPercent(collapse.best, 1), last: formatPercent(collapse.last, 1) };
        const cause = t('chance.rate-too-high', { rate: formatLearningRate(rate) });
        return {
          title: t('collapse.title', { epoch: collapse.epoch }),
          text: both(t('collapse.text', accuracies), cause),
          actions: [
            trainWithRate(lower),
            { label: t('collapse.evidence'), act: () => commands.focus('accuracy') },
          ],
        };
      }
      case 'dead-units': {
        const { dead, rate, lower } = finding;
        return {
          title: t('dead.title', { layer: dead.layer }),
          // With which rate weights from a file were trained is unknown.
          text:
            lower === null
              ? deadText(dead)
              : both(deadText(dead), t('dead.why', { rate: formatLearningRate(rate) })),
          actions: [...(lower === null ? [] : [trainWithRate(lower)]), showDead(dead)],
        };
      }
      case 'overfitting': {
        const { overfitting, remedy, changes } = finding;
        const { epoch, lowest, last, trainAccuracy, validationAccuracy } = overfitting;
        return {
          title: t('overfitting.title', { epoch }),
          text: t('overfitting.text', {
            lowest: formatLoss(lowest),
            last: formatLoss(last),
            train: formatPercent(trainAccuracy, 1),
            validation: formatPercent(validationAccuracy, 1),
          }),
          actions: [
            train(
              remedy === 'fewer-epochs' ? t('train.epochs', { count: epoch }) : t(REMEDIES[remedy]),
              changes,
            ),
            { label: t('overfitting.evidence'), act: () => commands.focus('loss') },
          ],
        };
      }
      case 'weakest-class': {
        const { label, correct, total, predictedAs, count } = finding;
        return {
          title: t('weakest.title', {
            name: name(label),
            correct: formatCount(correct),
            total: formatCount(total),
          }),
          text: t('weakest.text', { classes: classCount, other: name(predictedAs), count }),
          actions: [
            { label: t('weakest.next'), act: showGallery({ outcome: 'incorrect', trueClass: label }) },
          ],
        };
      }
      case 'no-mistakes':
        return { title: t('noMistakes'), text: '', actions: [{ label: t('gallery'), act: showGallery({}) }] };
      default:
        return finding satisfies never;
    }
  };
}
