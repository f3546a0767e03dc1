// The images of a step's batch: prediction, loss before and after, and the length of the gradient. One can be chosen.

import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { StepExplanation } from '../../contract/explanation.ts';
import { Button } from '../kit/button.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { BatchImage } from './batch-image.tsx';
import { BATCH_ORDERS, batchOrder, type BatchOrder } from './batch-order.ts';
import { Why } from './why.tsx';
import './batch.css';

interface BatchProps {
  step: StepExplanation;
  /** Place of the chosen image in the batch. */
  chosen: number | null;
  onChoose: (image: number | null) => void;
  /** The image that was pressed elsewhere and is chosen now; a new object for each press. */
  found: object | null;
}

/** Images that are shown at first. */
const FIRST_IMAGES = 8;

export function Batch({ step, chosen, onChoose, found }: BatchProps) {
  const t = useTranslations('step.batch');
  const [order, setOrder] = useState<BatchOrder>('gradient');
  const [all, setAll] = useState(false);
  const places = batchOrder(step, order);
  // The chosen one stays, wherever it is in the order.
  const shown = places.filter((image, i) => all || i < FIRST_IMAGES || image === chosen);
  const chosenButton = useRef<HTMLButtonElement>(null);
  const ledTo = useRef(found);
  useEffect(() => {
    // A view that is shown again runs its effects again.
    if (found === ledTo.current) return;
    ledTo.current = found;
    chosenButton.current?.focus({ preventScroll: true });
    chosenButton.current?.scrollIntoView({ block: 'center' });
  }, [found]);
  const largest = Math.max(...step.gradientNorms);
  return (
    <section className="step-batch" aria-labelledby="step-batch-title">
      <div className="step-head">
        <h3 id="step-batch-title" className="step-name">
          {t('title')}
        </h3>
        <Segmented
          label={t('order')}
          value={order}
          options={BATCH_ORDERS.map((value) => ({ value, content: t(`orders.${value}`) }))}
          onChange={setOrder}
        />
      </div>
      <p className="note">{t('key')}</p>
      <ul className="step-images">
        {shown.map((image) => (
          <li key={image}>
            <BatchImage
              ref={image === chosen ? chosenButton : null}
              step={step}
              image={image}
              largestNorm={largest}
              chosen={image === chosen}
              onPress={() => onChoose(image === chosen ? null : image)}
            />
          </li>
        ))}
      </ul>
      {step.count > FIRST_IMAGES && (
        <Button look="quiet" onPress={() => setAll(!all)}>
          {all ? t('fewer') : t('all', { count: String(step.count) })}
        </Button>
      )}
      <Why texts={[t('why')]} />
    </section>
  );
}
