// The whole network as one drawing. What the pointer or the keyboard is on is connected with its operands; otherwise what
// was opened last.

import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { ModelConfig } from '../../../contract/model.ts';
import { valueOf } from '../../../explain/calculate.ts';
import { hasValue, sameValue, type Pass, type ValueRef } from '../../../explain/value.ts';
import { useClassNames } from '../../use-class-names.ts';
import { strongestCell } from '../strongest-cell.ts';
import { useValueName } from '../use-value-name.ts';
import { useWidth } from '../use-width.ts';
import { exactText } from '../value-text.ts';
import { ImageBlock } from './image-block.tsx';
import { LayerBlock } from './layer-block.tsx';
import { valueBox } from './boxes.ts';
import { DRAWN_LAYERS, labelTop, layoutOf, type DrawnLayer } from './layout.ts';
import { linksOf } from './links.ts';
import { OutputBlock } from './output-block.tsx';
import { Overlay } from './overlay.tsx';
import './network-diagram.css';

interface NetworkDiagramProps {
  model: ModelConfig;
  /** Null while there are no values. */
  pass: Pass | null;
  image: { pixels: Uint8Array; label: number | null } | null;
  imageName: string;
  opened: ValueRef | null;
  onOpen: (ref: ValueRef, byKeyboard: boolean) => void;
  /** Controls beside the image. */
  hand: ReactNode;
  /** Shown where there is nothing to read out. */
  idle: string;
}

export function NetworkDiagram(props: NetworkDiagramProps) {
  const { model, pass, image, imageName, opened, onOpen, hand, idle } = props;
  const t = useTranslations('network');
  const nameOf = useValueName();
  const { count } = useClassNames();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const layout = useMemo(() => (width > 0 ? layoutOf(model, width, count) : null), [model, width, count]);
  const [pointed, setPointed] = useState<{ ref: ValueRef; byKeyboard: boolean } | null>(null);
  const [entries, setEntries] = useState<Partial<Record<DrawnLayer, number>>>({});
  const shown = useRef(pass);
  useEffect(() => {
    shown.current = pass;
  }, [pass]);

  const onPoint = useCallback((ref: ValueRef | null, byKeyboard: boolean) => {
    setPointed((before) => {
      // The pointer's leaving does not end what the keyboard is on.
      if (!ref) return before?.byKeyboard === byKeyboard ? null : before;
      return before?.byKeyboard === byKeyboard && sameValue(before.ref, ref) ? before : { ref, byKeyboard };
    });
    if (ref?.kind === 'unit' && ref.layer !== 'logits') {
      const { layer, map } = ref;
      setEntries((before) => (before[layer] === map ? before : { ...before, [layer]: map }));
    }
  }, []);
  const startCell = useCallback((layer: DrawnLayer, map: number) => {
    return shown.current ? strongestCell(shown.current, layer, map) : 0;
  }, []);
  const pointing = { onPoint, onOpen, startCell };

  const wanted = pointed?.ref ?? opened;
  const target = wanted && hasValue({ model, label: image?.label ?? null }, wanted) ? wanted : null;
  const links = useMemo(
    () => (layout && target ? linksOf(layout, model, pass, target) : null),
    [layout, model, pass, target],
  );
  const text =
    target && pass ? t('readout', { name: nameOf(target), value: exactText(valueOf(pass, target)) }) : idle;
  const cursor = pointed?.byKeyboard ? pointed.ref : null;

  return (
    <div className="network-drawing">
      <div ref={frame} className="network-frame" style={{ blockSize: layout?.height }}>
        {layout && (
          <>
            <ImageBlock
              box={layout.image}
              pixels={image?.pixels ?? null}
              name={imageName}
              cursor={cursor?.kind === 'pixel' ? cursor.cell : null}
              onPoint={onPoint}
              onOpen={onOpen}
            />
            <div
              className="network-layer"
              style={{ left: layout.hand.x, top: layout.hand.y, inlineSize: layout.hand.width }}
            >
              {hand}
            </div>
            {DRAWN_LAYERS.map((layer) => (
              <LayerBlock
                key={layer}
                {...pointing}
                layer={layer}
                layout={layout.layers[layer]}
                labelTop={labelTop(layout, layout.layers[layer])}
                values={pass?.activations[layer] ?? null}
                cursor={cursor?.kind === 'unit' && cursor.layer === layer ? cursor : null}
                entry={Math.min(entries[layer] ?? 0, layout.layers[layer].maps - 1)}
              />
            ))}
            <OutputBlock
              layout={layout}
              probabilities={pass?.probabilities ?? null}
              label={image?.label ?? null}
              onPoint={onPoint}
              onOpen={onOpen}
            />
            <Overlay layout={layout} links={links} target={target && valueBox(layout, target)} />
          </>
        )}
      </div>
      <div className="network-readout note">
        <p aria-live={cursor ? 'polite' : 'off'}>{text}</p>
        <p>{t('legend.both', { signed: t('legend.signed'), unsigned: t('legend.unsigned') })}</p>
      </div>
      <p className="visually-hidden">{t('keys')}</p>
    </div>
  );
}
