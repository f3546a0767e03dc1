// What was read from the person's files, as the network will see it, before anything is trained on it.

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { formatCount } from '../../base/format.ts';
import { CLASS_LIMITS } from '../../contract/dataset.ts';
import { OWN_DATA_LIMITS, type OwnDataOptions, type OwnDataSummary } from '../../contract/own-data.ts';
import { isDataFixed } from '../../store/sweep.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { ClassEditor } from './class-editor.tsx';
import { ClassTable } from './class-table.tsx';
import { RefusedFilesList } from './refusal.tsx';
import { useSetFocus } from './use-set-focus.ts';
import { Warnings } from './warnings.tsx';

const OPTION_NAMES = ['invert', 'turn'] as const satisfies (keyof OwnDataOptions)[];

function Options({ summary }: { summary: OwnDataSummary }) {
  const t = useTranslations('data');
  const { commands } = useApp();
  const { options, suggested } = summary;
  return (
    <fieldset className="data-options">
      <legend className="visually-hidden">{t('options')}</legend>
      {OPTION_NAMES.map((name) => (
        <label key={name} className="data-option">
          <input
            type="checkbox"
            className="checkbox"
            checked={options[name]}
            onChange={(event) => void commands.setDataOptions({ ...options, [name]: event.target.checked })}
          />
          {t(name)}
          {suggested[name] && !options[name] && <span className="chip">{t('suggested')}</span>}
        </label>
      ))}
      {OPTION_NAMES.map(
        (name) =>
          suggested[name] && (
            <p key={name} className="note">
              {t(`suggestions.${name}`)}
            </p>
          ),
      )}
    </fieldset>
  );
}

export function Draft({ summary }: { summary: OwnDataSummary }) {
  const t = useTranslations('data');
  const { store, commands } = useApp();
  const working = useAppState((state) => state.ownData.work !== null);
  const busy = useAppState(isDataFixed);
  const [name, setName] = useState(summary.suggestedName);
  const focusSet = useSetFocus();
  const take = async () => {
    await commands.takeReadData(name.trim() || t('unnamed'));
    // Otherwise it was refused, and the draft stays.
    if (store.getState().ownData.summary === null) focusSet();
  };
  const [editing, setEditing] = useState(false);
  const nameId = useId();
  const { classes, trainCount, testCount, heldOut, recognised } = summary;
  const enough = classes.length >= CLASS_LIMITS.min;
  return (
    <>
      <p className="data-name">
        <label htmlFor={nameId}>{t('name')}</label>
        <input
          id={nameId}
          className="input"
          value={name}
          placeholder={t('unnamed')}
          maxLength={OWN_DATA_LIMITS.nameLength}
          onChange={(event) => setName(event.target.value)}
        />
      </p>
      <p>
        {t('counts', {
          classes: classes.length,
          train: formatCount(trainCount),
          test: formatCount(testCount),
        })}{' '}
        {heldOut && t('heldOut')}
      </p>
      {recognised && <p>{t(`recognised.${recognised.by}`, { name: recognised.name })}</p>}
      <Warnings summary={summary} />
      <RefusedFilesList refused={summary.refused} />
      <Options summary={summary} />
      <p className="note">{t('asSeen')}</p>
      <div className="data-actions">
        <Button look="primary" inactive={working || busy || !enough} onPress={() => void take()}>
          {t('use')}
        </Button>
        <Button look="quiet" onPress={commands.discardReadData}>
          {t('discard')}
        </Button>
        <Button look="quiet" onPress={() => setEditing(!editing)}>
          {editing ? t('doneEditing') : t('editClasses')}
        </Button>
      </div>
      {!enough && <p className="note">{t('tooFewClasses')}</p>}
      {busy && <p className="note">{t('busy')}</p>}
      {editing ? (
        <ClassEditor classes={classes} inactive={working} />
      ) : (
        <ClassTable
          rows={classes.map(({ name: className, trainCount: train, testCount: test, samples }, label) => ({
            label,
            name: className,
            counts: { train, test },
            samples,
          }))}
        />
      )}
    </>
  );
}
