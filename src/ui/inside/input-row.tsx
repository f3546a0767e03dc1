// The input image with the chosen unit's receptive field, and on request the occlusion sensitivity.

import { useTranslations } from 'use-intl';
import { CLASS_KEYS } from '../../contract/dataset.ts';
import type { Inspection } from '../../contract/inspection.ts';
import { FramedImage } from './framed-image.tsx';
import { OcclusionView } from './occlusion-view.tsx';
import type { Field } from './receptive-field.ts';
import './input-row.css';

interface InputRowProps {
  inspection: Inspection;
  field: Field | null;
  showOcclusion: boolean;
  onShowOcclusion: (show: boolean) => void;
}

export function InputRow({ inspection, field, showOcclusion, onShowOcclusion }: InputRowProps) {
  const t = useTranslations('inside');
  const className = useTranslations('classes');
  const { pixels, label, occlusion } = inspection;
  const name =
    label === null ? t('input.drawing') : t('input.test', { truth: className(CLASS_KEYS[label]!) });
  return (
    <li className="inside-layer">
      <div className="inside-text">
        <h3 className="inside-name">{t('layers.input.name')}</h3>
        <p className="note">{t('layers.input.text')}</p>
        <label className="inside-check">
          <input
            type="checkbox"
            checked={showOcclusion}
            onChange={(event) => onShowOcclusion(event.target.checked)}
          />
          {t('occlusion.show')}
        </label>
      </div>
      <div className="inside-images">
        <figure className="inside-image">
          <FramedImage pixels={pixels} field={field} name={name} />
          <figcaption className="note" aria-hidden="true">
            {name}
          </figcaption>
        </figure>
        {showOcclusion && occlusion && <OcclusionView pixels={pixels} occlusion={occlusion} />}
      </div>
    </li>
  );
}
