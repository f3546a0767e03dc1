// The classes of the page's dataset, as the confusion matrix needs them.

import { useMemo } from 'react';
import { ClassHeader } from './class-header.tsx';
import type { MatrixClasses } from './kit/matrix/matrix-row.tsx';
import { FEW_CLASSES } from './top-classes.ts';
import { areShortNames, useClassNames } from './use-class-names.ts';

/** The same object while language and dataset stay the same. */
export function useMatrixClasses(): MatrixClasses {
  const classes = useClassNames();
  return useMemo(() => {
    const { count, labels, name } = classes;
    const many = count > FEW_CLASSES;
    return {
      count,
      labels,
      name,
      many,
      short: many && areShortNames(classes),
      header: (label, scope) => <ClassHeader key={label} label={label} scope={scope} />,
    };
  }, [classes]);
}
