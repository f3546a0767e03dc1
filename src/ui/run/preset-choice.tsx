// The presets, each with a sentence. The chosen one shows how many of its fields were changed.

import { useTranslations } from 'use-intl';
import { PRESETS, PRESET_NAMES } from '../../contract/config.ts';
import { changedFields } from '../../contract/url.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';

/** Fields that no preset sets: they are not counted as changes. */
const OUTSIDE_PRESETS = new Set(['engine', 'seed', 'threads']);

export function PresetChoice() {
  const t = useTranslations('run');
  const { commands } = useApp();
  const config = useAppState((state) => state.config);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const changes = changedFields(config).filter((field) => !OUTSIDE_PRESETS.has(field)).length;
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
            <span className="note">{t(`presetNotes.${name}`, { epochs: String(PRESETS[name].epochs) })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
