// One test image with its true class and the predictions of two runs, each marked correct or incorrect by sign and word.

import { useTranslations } from 'use-intl';
import { GreyImage } from '../../kit/grey-image.tsx';

interface PairedImageProps {
  /** Null until the image has arrived. */
  pixels: Uint8Array | null;
  letters: { base: string; other: string };
  truth: string;
  baseClass: string;
  otherClass: string;
  /** Whether the first run alone is correct; otherwise the second one alone is. */
  baseCorrect: boolean;
}

export function PairedImage(props: PairedImageProps) {
  const { pixels, letters, truth, baseClass, otherClass, baseCorrect } = props;
  const t = useTranslations('comparison.images');
  const predictions = [
    { letter: letters.base, name: baseClass, correct: baseCorrect },
    { letter: letters.other, name: otherClass, correct: !baseCorrect },
  ];
  return (
    <li className="paired-image">
      <GreyImage pixels={pixels} name={t('image', { truth, ...letters, baseClass, otherClass })} />
      <p aria-hidden="true">{truth}</p>
      {predictions.map(({ letter, name, correct }) => (
        <p key={letter} aria-hidden="true" className={correct ? undefined : 'paired-incorrect'}>
          <span title={t(correct ? 'correct' : 'incorrect')}>{correct ? '✓' : '✗'}</span> {letter}: {name}
        </p>
      ))}
    </li>
  );
}
