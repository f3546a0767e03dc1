// The presets, each with a sentence. The chosen one shows how many of its fields were changed.

import { useTranslations } from 'use-intl';
import { PRESETS, PRESET_NAMES } from '../../contract/config.ts';
import { changedSettings } from '../../contract/url.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

export function PresetChoice() {
  const t = useTranslations('run');
  const { commands } = useApp();
  const config = useAppState((state) => state.config);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const changes = changedSettings(config).length;
  return (
    <fieldset className="presets" aria-label={t('preset')} disabled={busy}>
      {PRESET_NAMES.map((name) => (
        <label key={name} className="preset">
          <input
            type="radio"
            name="preset"
            value={name}
            checked={name === config.preset}
            onChange={() => commands.choosePreset(name)}
          />
          <span>
            <span className="preset-name">
              {t(`presets.${name}`)}
              {name === config.preset && changes > 0 && (
                <span className="chip">{t('changed', { count: changes })}</span>
              )}
            </span>
            <span className="note">{t(`presetNotes.${name}`, { epochs: PRESETS[name].epochs })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
