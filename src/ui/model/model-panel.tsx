// The network of the configuration: every layer with its output shape and parameter count.

import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { PRESETS } from '../../contract/config.ts';
import { parameterLayout, summarize, type LayerSummary } from '../../contract/model.ts';
import { useAppState } from '../app-context.tsx';
import './model.css';

const ARTICLE_SIZE = parameterLayout(PRESETS.article).size;

function useKind(): (layer: LayerSummary) => string {
  const t = useTranslations('model');
  const choices = useTranslations('config.choices');
  const pooling = useAppState((state) => state.config.pooling);
  return ({ kind, activation }) => {
    const name = kind === 'pooling' ? t(`pooling.${pooling}`) : t(`kinds.${kind}`);
    return activation ? `${name} · ${choices(activation)}` : name;
  };
}

function Budget({ total }: { total: number }) {
  const t = useTranslations('model.budget');
  const difference = total - ARTICLE_SIZE;
  if (difference === 0) return <p className="note">{t('same', { total: formatCount(total) })}</p>;
  const counts = { total: formatCount(total), count: formatCount(Math.abs(difference)) };
  return <p className="note">{t(difference > 0 ? 'more' : 'less', counts)}</p>;
}

export function ModelPanel() {
  const t = useTranslations('model');
  const kind = useKind();
  const config = useAppState((state) => state.config);
  const layers = summarize(config);
  const total = layers.reduce((sum, layer) => sum + layer.parameters, 0);
  return (
    <section className="panel model" aria-labelledby="model-title">
      <h2 className="panel-title" id="model-title">
        {t('title')}
      </h2>
      <Budget total={total} />
      <table className="model-table">
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('layer')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('kind')}</span>
            </th>
            <th scope="col">{t('output')}</th>
            <th scope="col">{t('parameters')}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <tr key={layer.name}>
              <th scope="row">{layer.name}</th>
              <td className="note">{kind(layer)}</td>
              <td>{layer.output.join(' × ')}</td>
              <td>{formatCount(layer.parameters)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('total')}
            </th>
            <td>{formatCount(total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
