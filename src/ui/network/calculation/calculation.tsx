// How the value that was opened last came about, with its real numbers, and the trail of opened values that led to it.

import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Calculation as Found } from '../../../explain/calculation.ts';
import { calculate } from '../../../explain/calculate.ts';
import type { Pass, ValueRef } from '../../../explain/value.ts';
import { Button } from '../../kit/button.tsx';
import { useValueName } from '../use-value-name.ts';
import { exactText } from '../value-text.ts';
import { ConvolutionView } from './convolution-view.tsx';
import { DenseView } from './dense-view.tsx';
import type { Opening, OpenParameter, OpenValue } from './open.ts';
import { Neighbours } from './neighbours.tsx';
import { LossView, PixelView, ProbabilityView } from './output-views.tsx';
import { PoolingView } from './pooling-view.tsx';
import './calculation.css';
import './calculation-parts.css';

interface CalculationProps {
  pass: Pass;
  /** The opened values; the last one is shown. */
  trail: readonly ValueRef[];
  /** A new object for each opening. */
  opening: Opening;
  onOpen: OpenValue;
  /** Back to the value at this place of the trail. */
  onBack: (place: number) => void;
  onClose: () => void;
  /** Opens a value in place of the shown one. */
  onMove: OpenValue;
  onParameter: OpenParameter | undefined;
}

export function Calculation(props: CalculationProps) {
  const { pass, trail, opening, onOpen, onBack, onClose, onMove, onParameter } = props;
  const t = useTranslations('calculation');
  const nameOf = useValueName();
  const ref = trail.at(-1)!;
  const found = useMemo(() => calculate(pass, ref), [pass, ref]);
  const region = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opening.takesFocus) heading.current?.focus({ preventScroll: true });
    region.current?.scrollIntoView({ block: 'nearest' });
  }, [opening]);
  return (
    <section ref={region} className="calculation" aria-labelledby="calculation-title">
      <div className="calculation-head">
        <h3 id="calculation-title" ref={heading} tabIndex={-1} className="calculation-title">
          {t('title')}
        </h3>
        <nav aria-label={t('trail')}>
          <ol className="calculation-trail">
            {trail.map((step, place) => (
              // A value can be opened twice on a trail.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={place} aria-current={place === trail.length - 1 ? 'step' : undefined}>
                {place === trail.length - 1 ? (
                  <b>{nameOf(step)}</b>
                ) : (
                  <button type="button" className="calculation-inline" onClick={() => onBack(place)}>
                    {nameOf(step)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        <Button look="quiet" label={t('close')} onPress={onClose}>
          ✕
        </Button>
      </div>
      <Neighbours model={pass.model} opened={ref} onMove={onMove} />
      <View found={found} onOpen={onOpen} onParameter={onParameter}>
        <p className="calculation-result">= {exactText(found.value)}</p>
      </View>
    </section>
  );
}

interface ViewProps {
  found: Found;
  onOpen: OpenValue;
  onParameter: OpenParameter | undefined;
  /** The value, which stands last. */
  children: ReactNode;
}

function View({ found, onOpen, onParameter, children }: ViewProps) {
  switch (found.kind) {
    case 'convolution':
      return (
        <ConvolutionView found={found} onOpen={onOpen} onParameter={onParameter}>
          {children}
        </ConvolutionView>
      );
    case 'pooling':
      return (
        <PoolingView found={found} onOpen={onOpen}>
          {children}
        </PoolingView>
      );
    case 'dense':
      return (
        <DenseView found={found} onOpen={onOpen} onParameter={onParameter}>
          {children}
        </DenseView>
      );
    case 'probability':
      return (
        <ProbabilityView found={found} onOpen={onOpen}>
          {children}
        </ProbabilityView>
      );
    case 'loss':
      return (
        <LossView found={found} onOpen={onOpen}>
          {children}
        </LossView>
      );
    case 'pixel':
      return <PixelView found={found}>{children}</PixelView>;
    default:
      return found satisfies never;
  }
}
