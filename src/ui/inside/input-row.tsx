// The picture that goes in, with the part of it that the chosen unit sees; and, when asked for, where the network looked.

import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { FramedImage } from './framed-image.tsx';
import { OcclusionView } from './occlusion-view.tsx';
import type { Field } from './receptive-field.ts';

interface InputRowProps {
  inspection: Inspection;
  field: Field | null;
  looking: boolean;
  onLooking: (looking: boolean) => void;
}

export function InputRow({ inspection, field, looking, onLooking }: InputRowProps) {
  const t = useTranslations('inside');
  const className = useTranslations('classes');
  const { pixels, label, occlusion } = inspection;
  const name =
    label === null ? t('input.drawing') : t('input.test', { truth: className(CLASS_KEYS[label]!) });
  return (
    <li className="inside-layer">
      <div className="inside-words">
        <h3 className="inside-name">{t('layers.input.name')}</h3>
        <p className="note">{t('layers.input.text')}</p>
        <label className="inside-check">
          <input type="checkbox" checked={looking} onChange={(event) => onLooking(event.target.checked)} />
          {t('occlusion.show')}
        </label>
      </div>
      <div className="inside-pictures">
        <figure className="inside-picture">
          <FramedImage pixels={pixels} field={field} name={name} />
          <figcaption className="note" aria-hidden="true">
            {name}
          </figcaption>
        </figure>
        {looking && occlusion && <OcclusionView pixels={pixels} occlusion={occlusion} />}
      </div>
    </li>
  );
}
