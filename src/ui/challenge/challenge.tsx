// The challenge: the person and their network classify the same test images. This file holds the state of the game.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LabelledImages } from '../../store/answers.ts';
import { useApp, useAppState } from '../app-context.tsx';
import { Button } from '../kit/button.tsx';
import { useIsFashion } from '../use-class-names.ts';
import { challengeImages } from './challenge-game.ts';
import { Outcome } from './outcome.tsx';
import { Question } from './question.tsx';
import './challenge.css';

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

export function Challenge() {
  const t = useTranslations('challenge');
  const titles = useTranslations('panelTitles');
  const { commands } = useApp();
  const testCount = useAppState((state) => state.dataset.testCount);
  const linkSeed = useAppState((state) => state.challengeSeed);
  // Links are to images of FashionMNIST.
  const fromLink = useIsFashion() ? linkSeed : null;
  const dataState = useAppState((state) => state.data.state);
  const result = useAppState((state) => state.run.result);
  const [seed, setSeed] = useState(() => fromLink ?? randomSeed());
  const places = useMemo(() => challengeImages(seed, testCount), [seed, testCount]);
  /** Null before the start. */
  const [answers, setAnswers] = useState<readonly number[] | null>(null);
  const [images, setImages] = useState<LabelledImages | null>(null);
  const section = useRef<HTMLElement>(null);
  const started = answers !== null;

  // A person who follows a challenge link sees the challenge first.
  useEffect(() => {
    if (fromLink !== null) section.current?.scrollIntoView();
  }, [fromLink]);

  useEffect(() => {
    if (!started || dataState === 'idle') return;
    let cancelled = false;
    const show = async () => {
      const answer = await commands.images(places);
      if (!cancelled && answer) setImages(answer);
    };
    void show();
    return () => {
      cancelled = true;
    };
  }, [started, commands, places, dataState]);

  const again = () => {
    setSeed(randomSeed());
    setImages(null);
    setAnswers([]);
  };
  const game = () => {
    if (!answers) {
      return (
        <>
          <p>{t('lead', { count: places.length })}</p>
          {fromLink === seed && <p className="note">{t('fromLink', { count: places.length })}</p>}
          {!result && <p className="note">{t('noModel')}</p>}
          <Button onPress={() => setAnswers([])}>{t('start')}</Button>
        </>
      );
    }
    if (!images) return <p className="note">{t('waiting')}</p>;
    if (answers.length < places.length) {
      return (
        <Question
          number={answers.length}
          images={images}
          onAnswer={(label) => setAnswers([...answers, label])}
          onBack={() => setAnswers(answers.slice(0, -1))}
        />
      );
    }
    return <Outcome seed={seed} images={images} answers={answers} onAgain={again} />;
  };
  return (
    <section className="panel challenge" aria-labelledby="challenge-title" ref={section}>
      <h2 className="panel-title" id="challenge-title">
        {titles('challenge')}
      </h2>
      {game()}
    </section>
  );
}
