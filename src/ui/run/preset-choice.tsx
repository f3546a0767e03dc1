// The presets, and what the chosen one is for.

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
  const preset = useAppState((state) => state.config.preset);
  const busy = useAppState((state) => isBusy(state.run.phase));
  return (
    <fieldset className="segmented presets" aria-label={t('preset')} disabled={busy}>
      {PRESET_NAMES.map((name) => (
        <label key={name} title={t(`presetNotes.${name}`, { epochs: String(PRESETS[name].epochs) })}>
          <input
            type="radio"
            name="preset"
            value={name}
            checked={name === preset}
            onChange={() => commands.choosePreset(name)}
          />
          {t(`presets.${name}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** A sentence on the chosen preset, and how many of its fields were changed. */
export function PresetNote() {
  const t = useTranslations('run');
  const config = useAppState((state) => state.config);
  const changes = changedFields(config).filter((field) => !OUTSIDE_PRESETS.has(field)).length;
  return (
    <p className="note">
      {t(`presetNotes.${config.preset}`, { epochs: String(config.epochs) })}
      {changes > 0 && <span className="chip">{t('changed', { count: changes })}</span>}
    </p>
  );
}
