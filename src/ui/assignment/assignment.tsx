// Makes an assignment of the page's configuration: what is shown, what stays as it is, a line of instruction, and the link.

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import {
  LOCKABLE_FIELDS,
  NO_ASSIGNMENT,
  PAGE_PARTS,
  TASK_LENGTH,
  type Assignment,
  type LockableField,
  type PagePart,
} from '../../contract/assignment.ts';
import { EMBED_FILE, frameCode, framedAssignment } from '../../contract/embed-frame.ts';
import { pageAddress } from '../../store/page-address.ts';
import { assignmentLink } from '../../store/view.ts';
import { useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { CopyButton } from '../kit/copy-button.tsx';
import { Choices } from './choices.tsx';
import { QrCode } from './qr-code.tsx';
import './assignment.css';

export function AssignmentMaker() {
  const t = useTranslations('assignment');
  const [open, setOpen] = useState(false);
  return (
    <section className="panel assignment" aria-label={t('title')}>
      <Button expanded={open} onPress={() => setOpen(!open)}>
        {t('title')}
      </Button>
      {open && <Maker />}
    </section>
  );
}

function Maker() {
  const t = useTranslations('assignment');
  const [assignment, setAssignment] = useState<Assignment>(NO_ASSIGNMENT);
  const change = (changes: Partial<Assignment>) => setAssignment({ ...assignment, ...changes });
  const shown = assignment.show ?? PAGE_PARTS;
  const partName = usePartName();
  const fieldName = useFieldName();
  return (
    <>
      <p className="note">{t('lead')}</p>
      <Choices
        title={t('show')}
        names={PAGE_PARTS}
        chosen={shown}
        labelOf={partName}
        onChange={(parts) => change({ show: parts.length === PAGE_PARTS.length ? null : parts })}
      />
      <Choices
        title={t('lock')}
        names={LOCKABLE_FIELDS}
        chosen={assignment.lock}
        labelOf={fieldName}
        onChange={(lock) => change({ lock })}
      />
      <label className="assignment-task">
        <span>{t('task')}</span>
        <input
          type="text"
          className="input"
          maxLength={TASK_LENGTH}
          value={assignment.task}
          onChange={(event) => change({ task: event.target.value })}
        />
      </label>
      <Outcome assignment={assignment} />
    </>
  );
}

/** The link, as text, to copy and as a QR code, and the code of a frame. */
function Outcome({ assignment }: { assignment: Assignment }) {
  const t = useTranslations('assignment');
  const title = useTranslations('app');
  const config = useAppState((state) => state.config);
  const language = useAppState((state) => state.language);
  if (assignment.show?.length === 0) return <p role="status">{t('nothingShown')}</p>;
  const page = pageAddress();
  const trimmed = { ...assignment, task: assignment.task.trim() };
  const link = `${page}${assignmentLink(config, trimmed, language)}`;
  const framed = framedAssignment(trimmed);
  const frame = `${page}${EMBED_FILE}${assignmentLink(config, framed, language)}`;
  const code = frameCode(frame, framed.show, title('title'));
  return (
    <div className="assignment-outcome">
      <div className="assignment-link">
        <label htmlFor="assignment-link">{t('link')}</label>
        <textarea id="assignment-link" className="input" readOnly rows={4} value={link} />
        <CopyButton text={() => link} copied={t('copied')} failed={t('copyFailed')}>
          {t('copy')}
        </CopyButton>
        <p className="note">{t('open')}</p>
      </div>
      <QrCode text={link} name={t('qr')} tooLong={t('qrTooLong')} />
      <div className="assignment-link">
        <label htmlFor="assignment-frame">{t('frame')}</label>
        <textarea id="assignment-frame" className="input" readOnly rows={6} value={code} />
        <CopyButton text={() => code} copied={t('copied')} failed={t('frameCopyFailed')}>
          {t('frameCopy')}
        </CopyButton>
        <p className="note">{t('frameNote')}</p>
      </div>
    </div>
  );
}

function usePartName(): (part: PagePart) => string {
  const t = useTranslations('assignment.parts');
  const views = useTranslations('views');
  return (part) => (part === 'run' || part === 'charts' || part === 'device' ? t(part) : views(part));
}

function useFieldName(): (field: LockableField) => string {
  const t = useTranslations('run');
  const config = useTranslations('config');
  return (field) => (field === 'preset' ? t('preset') : config(`fields.${field}.label`));
}
