// The presets, and what the chosen one is for.

import { useTranslations } from 'use-intl';
import { PRESETS, PRESET_NAMES } from '../../contract/config.ts';
import { changedSettings } from '../../contract/url.ts';
import { FASHION_ID } from '../../contract/dataset.ts';
import { isBusy } from '../../store/state.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';

export function PresetChoice() {
  const t = useTranslations('run');
  const { commands } = useApp();
  const preset = useAppState((state) => state.config.preset);
  const busy = useAppState((state) => isBusy(state.run.phase));
  const locked = useAppState((state) => state.assignment.lock.includes('preset'));
  const notes = useAppState(({ config }) => (config.data === FASHION_ID ? 'presetNotes' : 'presetNotesOwn'));
  return (
    <fieldset className="segmented presets" aria-label={t('preset')} disabled={busy || locked}>
      {PRESET_NAMES.map((name) => (
        <label key={name} title={t(`${notes}.${name}`, { epochs: PRESETS[name].epochs })}>
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

/** The name of the person's dataset in use; null for FashionMNIST. */
export function useOwnName(): string | null {
  return useAppState(({ dataset }) => (dataset.id === FASHION_ID ? null : dataset.name));
}

/** The name of the person's dataset in use, nothing for FashionMNIST. */
export function DataName() {
  const own = useOwnName();
  if (own === null) return null;
  return (
    <span className="chip data-choice-name" title={own}>
      {own}
    </span>
  );
}

/** What the next run is trained on. */
export function DataChoice() {
  const t = useTranslations('dataChoice');
  const { commands } = useApp();
  return (
    <div className="data-choice">
      <DataName />
      <Button onPress={() => commands.show('data')}>{t('yourData')}</Button>
    </div>
  );
}

/** A sentence on the chosen preset, and how many of its fields were changed. */
export function PresetNote() {
  const t = useTranslations('run');
  const config = useAppState((state) => state.config);
  const changes = changedSettings(config).length;
  const notes = config.data === FASHION_ID ? 'presetNotes' : 'presetNotesOwn';
  return (
    <p className="note">
      {t(`${notes}.${config.preset}`, { epochs: config.epochs })}
      {changes > 0 && <span className="chip">{t('changed', { count: changes })}</span>}
    </p>
  );
}
