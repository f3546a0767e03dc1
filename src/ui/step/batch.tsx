// The images of a step's batch: prediction, loss before and after, and the length of the gradient. One can be chosen.

import { useState } from 'react';
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
}

/** Images that are shown at first. */
const FIRST_IMAGES = 8;

export function Batch({ step, chosen, onChoose }: BatchProps) {
  const t = useTranslations('step.batch');
  const [order, setOrder] = useState<BatchOrder>('gradient');
  const [all, setAll] = useState(false);
  const places = batchOrder(step, order);
  const shown = all ? places : places.slice(0, FIRST_IMAGES);
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
