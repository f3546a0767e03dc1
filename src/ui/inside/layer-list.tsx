// All layers of an inspection, from the image to the ten probabilities, with details of the chosen unit in its layer.

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Inspection } from '../../contract/inspection.ts';
import { Filters } from './filters.tsx';
import { InputRow } from './input-row.tsx';
import { LayerRow } from './layer-row.tsx';
import { layerViews, type LayerView, type Unit } from './layer-views.ts';
import { OutputRow } from './output-row.tsx';
import { receptiveField } from './receptive-field.ts';
import { UnitDetail } from './unit-detail.tsx';

interface LayerListProps {
  inspection: Inspection;
  showOcclusion: boolean;
  onShowOcclusion: (show: boolean) => void;
}

export function LayerList({ inspection, showOcclusion, onShowOcclusion }: LayerListProps) {
  const t = useTranslations('inside');
  const choices = useTranslations('config.choices');
  const [chosen, setChosen] = useState<Unit | null>(null);
  const views = useMemo(() => layerViews(inspection), [inspection]);
  const { model } = inspection;
  // The chosen unit may be missing in a network of another size.
  const view = views.find(({ layer }) => layer === chosen?.layer);
  const grid = chosen ? view?.maps[chosen.map] : undefined;
  const unit = chosen && grid && chosen.cell < grid.values.length ? chosen : null;
  const field =
    unit && grid
      ? receptiveField(unit.layer, Math.floor(unit.cell / grid.columns), unit.cell % grid.columns)
      : null;

  const sentence = ({ layer }: LayerView): string => {
    const activation = choices(model.activation);
    switch (layer) {
      case 'c1':
      case 'c3':
        return t(`layers.${layer}.text`, { maps: model[layer], inputs: String(model.c1), activation });
      case 's2':
      case 's4':
        return t(`layers.${layer}.${model.pooling}`);
      case 'f5':
      case 'f6':
        return t(`layers.${layer}.text`, { units: model[layer], between: model.dense ? activation : 'none' });
      case 'logits':
        return t('layers.logits.text');
      default:
        return layer satisfies never;
    }
  };

  const detail = unit && view && field && (
    <UnitDetail inspection={inspection} view={view} unit={unit} field={field} onUnit={setChosen} />
  );
  return (
    <ol className="inside-layers">
      <InputRow
        inspection={inspection}
        field={field}
        showOcclusion={showOcclusion}
        onShowOcclusion={onShowOcclusion}
      />
      {views.map((each) => {
        const own = each === view ? detail : null;
        return each.layer === 'logits' ? (
          <OutputRow key={each.layer} inspection={inspection} unit={unit} detail={own} onUnit={setChosen} />
        ) : (
          <LayerRow
            key={each.layer}
            view={each}
            sentence={sentence(each)}
            unit={unit}
            detail={own}
            onUnit={setChosen}
          >
            {(each.layer === 'c1' || each.layer === 'c3') && (
              <Filters inspection={inspection} layer={each.layer} />
            )}
          </LayerRow>
        );
      })}
    </ol>
  );
}
