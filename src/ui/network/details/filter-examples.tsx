// What a map responds to: the training images with its largest values, framed where that is, and the framed part alone.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { receptiveField } from '../../../explain/receptive-field.ts';
import { sideOf, type Pass } from '../../../explain/value.ts';
import { Button } from '../../kit/button.tsx';
import { GreyImage } from '../../kit/grey-image.tsx';
import type { Source } from '../image/use-image.ts';
import { exactText } from '../value-text.ts';
import { useClassNames } from '../../use-class-names.ts';
import { SEARCHED, useFilterSearch, type FoundExample } from './use-filter-search.ts';
import './filter-examples.css';

type Layer = 'c1' | 'c3';
const LAYERS: readonly Layer[] = ['c1', 'c3'];

interface FilterExamplesProps {
  pass: Pass;
  /** The map that is offered first. */
  initial: { layer: Layer; map: number };
  /** Sends a training image through the network. */
  onChoose: (source: Source) => void;
}

export function FilterExamples({ pass, initial, onChoose }: FilterExamplesProps) {
  const t = useTranslations('network');
  const id = useId();
  const [chosen, setChosen] = useState(initial);
  const { search, start } = useFilterSearch();
  const [shown, setShown] = useState(initial);
  const { model, parameters } = pass;
  const layer = chosen.layer;
  const map = Math.min(chosen.map, model[layer] - 1);
  const names = Array.from({ length: model[layer] }, (_, index) => String(index + 1));
  const status = () => {
    if (!search) return '';
    if (search.state === 'no-data') return t('examples.noData');
    return t('examples.searched', { layer: shown.layer, map: shown.map + 1, count: search.searched });
  };
  return (
    <>
      <div className="network-text-choice">
        <label htmlFor={`${id}layer`}>{t('text.layer')}</label>
        <select
          id={`${id}layer`}
          className="select"
          value={layer}
          onChange={(event) => setChosen({ layer: LAYERS[event.target.selectedIndex]!, map: 0 })}
        >
          {LAYERS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
        <label htmlFor={`${id}map`}>{t('text.map')}</label>
        <select
          id={`${id}map`}
          className="select"
          value={map}
          onChange={(event) => setChosen({ layer, map: event.target.selectedIndex })}
        >
          {names.map((name, index) => (
            <option key={name} value={index}>
              {name}
            </option>
          ))}
        </select>
        <Button
          inactive={search?.state === 'searching'}
          onPress={() => {
            setShown({ layer, map });
            start({ model, parameters, layer, map });
          }}
        >
          {t('examples.search', { count: SEARCHED })}
        </Button>
        <span className="note" role="status">
          {status()}
        </span>
      </div>
      <ul className="network-found">
        {search?.found.map((example) => (
          <Example key={example.index} example={example} layer={shown.layer} onChoose={onChoose} />
        ))}
      </ul>
    </>
  );
}

interface ExampleProps {
  example: FoundExample;
  layer: Layer;
  onChoose: (source: Source) => void;
}

function Example({ example, layer, onChoose }: ExampleProps) {
  const t = useTranslations('network.examples');
  const classes = useClassNames();
  const { index, pixels, label, cell, value } = example;
  const side = sideOf(layer)!;
  const { top, left, bottom, right } = receptiveField(layer, Math.floor(cell / side), cell % side);
  const truth = classes.name(label);
  // The part alone: the same image, enlarged until its frame fills the square.
  const scale = 28 / Math.max(right - left, bottom - top);
  return (
    <li>
      <div className="network-found-images">
        <div className="network-found-image">
          <GreyImage pixels={pixels} name={t('image', { truth, value: exactText(value) })} />
          <svg viewBox="0 0 28 28" aria-hidden="true">
            {(['network-ring-dark', 'network-ring-light'] as const).map((look) => (
              <rect key={look} className={look} x={left} y={top} width={right - left} height={bottom - top} />
            ))}
          </svg>
        </div>
        <div className="network-found-image">
          <div
            className="network-found-part"
            style={{
              inlineSize: `${scale * 100}%`,
              transform: `translate(${(-left / 28) * 100}%, ${(-top / 28) * 100}%)`,
            }}
            aria-hidden="true"
          >
            <GreyImage pixels={pixels} name="" />
          </div>
        </div>
      </div>
      <button
        type="button"
        className="network-found-choose"
        onClick={() => onChoose({ kind: 'train', index, pixels, label })}
      >
        {truth} {exactText(value)}
      </button>
    </li>
  );
}
