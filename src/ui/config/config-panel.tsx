// The whole configuration as a form. It can't be changed during a run.

import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { splitCounts } from '../../contract/config.ts';
import { parameterLayout } from '../../contract/model.ts';
import { changedFields, formatLink } from '../../contract/url.ts';
import { pageAddress } from '../../store/page-address.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { ConfigFieldControl } from './config-field.tsx';
import { useIsFashion } from '../use-class-names.ts';
import { fieldsOf, GROUP_NAMES, type GroupName } from './field-groups.ts';
import { useConfigSummary } from '../use-config-summary.ts';
import './config.css';

function Summary() {
  const t = useTranslations('config');
  const text = useConfigSummary()(useAppState((state) => state.config));
  return (
    <div className="config-head">
      <h2 className="panel-title" id="config-title">
        {t('title')}
      </h2>
      <p className="note">{text}</p>
    </div>
  );
}

/** Numbers that follow from a group's fields. */
function Consequence({ group }: { group: GroupName }) {
  const t = useTranslations('config');
  const config = useAppState((state) => state.config);
  if (group === 'network')
    return (
      <p className="config-consequence">
        {t('parameters', { count: formatCount(parameterLayout(config).size) })}
      </p>
    );
  if (group !== 'data') return null;
  const { train, validation } = splitCounts(config);
  return (
    <p className="config-consequence">
      {t('split', { train: formatCount(train), validation: formatCount(validation) })}
    </p>
  );
}

function Actions({ busy }: { busy: boolean }) {
  const t = useTranslations('config');
  const presets = useTranslations('run.presets');
  const { commands, store } = useApp();
  const preset = useAppState((state) => state.config.preset);
  const changed = useAppState((state) => changedFields(state.config).length > 0);
  const link = () => `${pageAddress()}${formatLink(store.getState().config)}`;
  return (
    <div className="config-actions">
      <CopyButton text={link} copied={t('copied')} failed={t('copyFailed')}>
        {t('copyLink')}
      </CopyButton>
      <Button look="quiet" inactive={busy || !changed} onPress={() => commands.choosePreset(preset)}>
        {t('restore', { preset: presets(preset) })}
      </Button>
    </div>
  );
}

export function ConfigPanel() {
  const t = useTranslations('config');
  const busy = useAppState((state) => isBusy(state.run.phase));
  const fashion = useIsFashion();
  return (
    <section className="panel config" aria-labelledby="config-title">
      <Summary />
      {busy && <p className="config-locked">{t('locked')}</p>}
      <div className="config-groups">
        {GROUP_NAMES.map((group) => (
          <fieldset key={group} className="config-group" data-group={group}>
            <legend>{t(`groups.${group}`)}</legend>
            <div className="config-fields">
              {fieldsOf(group, fashion).map((field) => (
                <ConfigFieldControl key={field} field={field} disabled={busy} />
              ))}
            </div>
            {!fashion && (group === 'data' || group === 'augmentation') && (
              <p className="note config-only">{t(`onlyFashion.${group}`)}</p>
            )}
            <Consequence group={group} />
          </fieldset>
        ))}
      </div>
      <Actions busy={busy} />
    </section>
  );
}
