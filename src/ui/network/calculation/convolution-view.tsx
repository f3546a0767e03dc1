// A convolution: for each input map inputs times weights gives products, the strongest map first.

import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ConvolutionCalculation, ConvolutionInput } from '../../../explain/calculation.ts';
import { scaleOf, type ColorScale } from '../../kit/values/color-scale.ts';
import { exactText } from '../value-text.ts';
import { NumberGrid } from './number-grid.tsx';
import type { OpenParameter, OpenValue } from './open.ts';
import { SumEnd } from './sum-end.tsx';

interface ConvolutionViewProps {
  found: ConvolutionCalculation;
  onOpen: OpenValue;
  onParameter: OpenParameter | undefined;
  /** The value, which stands last. */
  children: ReactNode;
}

/** Input maps that are shown before the others are unfolded. */
const SHOWN = 1;

export function ConvolutionView({ found, onOpen, onParameter, children }: ConvolutionViewProps) {
  const t = useTranslations('calculation');
  const [unfolded, setUnfolded] = useState(false);
  const { inputs } = found;
  const first = inputs.slice(0, inputs.length <= SHOWN + 1 ? inputs.length : SHOWN);
  const others = inputs.slice(first.length);
  // The same colours in every row, so that rows can be compared.
  const scales = {
    inputs: scaleOf(inputs.flatMap(({ inputs: values }) => Array.from(values))),
    weights: scaleOf(inputs.flatMap(({ weights }) => Array.from(weights))),
    products: scaleOf(inputs.flatMap(({ products }) => Array.from(products))),
  };
  // Keys by place: new values change the order of the maps, and what has the focus must stay where it is.
  const row = (input: ConvolutionInput, place: number, more?: ReactNode) => (
    <InputRow
      key={place}
      input={input}
      scales={scales}
      layer={found.ref.layer}
      onOpen={onOpen}
      onParameter={onParameter}
    >
      {more}
    </InputRow>
  );
  const more = others.length > 0 && (
    <button
      type="button"
      className="calculation-more"
      aria-expanded={unfolded}
      onClick={() => setUnfolded(!unfolded)}
    >
      {t('otherMaps', {
        count: others.length,
        sum: exactText(others.reduce((sum, input) => sum + input.sum, 0)),
      })}
    </button>
  );
  return (
    <>
      {first.map((input, i) => row(input, i, i === first.length - 1 && more))}
      {unfolded && others.map((input, i) => row(input, i))}
      <SumEnd found={found} onParameter={onParameter}>
        {children}
      </SumEnd>
    </>
  );
}

interface InputRowProps extends Pick<ConvolutionViewProps, 'onOpen' | 'onParameter'> {
  input: ConvolutionInput;
  scales: Record<'inputs' | 'weights' | 'products', ColorScale>;
  layer: ConvolutionCalculation['ref']['layer'];
  /** What unfolds the other rows, in the last row before them. */
  children: ReactNode;
}

function InputRow({ input, scales, layer, onOpen, onParameter, children }: InputRowProps) {
  const t = useTranslations('calculation');
  const source = layer === 'c1' ? t('from.image') : t('from.map', { layer: 's2', map: input.map + 1 });
  const open = (cell: number) => {
    const ref = input.refs[cell];
    if (ref) onOpen(ref);
  };
  return (
    <div className="calculation-row">
      <NumberGrid
        title={source}
        values={input.inputs}
        columns={5}
        scale={scales.inputs}
        onCell={open}
        closed={(cell) => input.refs[cell] === null}
      />
      <span className="calculation-sign">×</span>
      <NumberGrid
        title={t('weights')}
        values={input.weights}
        columns={5}
        scale={scales.weights}
        onCell={onParameter ? (cell) => onParameter(input.firstParameter + cell) : null}
      />
      <span className="calculation-sign">=</span>
      <NumberGrid
        title={t('products')}
        values={input.products}
        columns={5}
        scale={scales.products}
        onCell={null}
      />
      <p className="calculation-row-sum">
        <small>{t('sum')}</small>
        <b>{exactText(input.sum)}</b>
      </p>
      {children}
    </div>
  );
}
