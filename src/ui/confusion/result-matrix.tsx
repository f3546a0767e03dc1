// The confusion matrix of the results, to which other panels can move the focus.

import { useRef, type ComponentProps } from 'react';
import { useTranslations } from 'use-intl';
import { Matrix } from '../kit/matrix/matrix.tsx';
import { useMatrixClasses } from '../use-matrix-classes.tsx';
import { useRequestedFocus } from '../use-requested-focus.ts';

export function ResultMatrix({ counts, onOpen }: Pick<ComponentProps<typeof Matrix>, 'counts' | 'onOpen'>) {
  const t = useTranslations('confusion');
  const classes = useMatrixClasses();
  const active = useRef<HTMLButtonElement>(null);
  useRequestedFocus('confusion', active);
  return <Matrix {...{ counts, classes, active, onOpen }} note={t(onOpen ? 'keys' : 'keysEpoch')} />;
}
