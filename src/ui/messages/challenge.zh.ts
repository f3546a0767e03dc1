// 简体中文：人机比赛。

import type { Catalogue } from './catalogue.ts';
import type { challengeEn } from './challenge.en.ts';

export const challengeZh: Pick<Catalogue, keyof typeof challengeEn> = {
  challenge: {
    lead: '{count, number} 张测试图片，一次一张：它是什么？不限时间。答完后，可以把你的答案与你的 LeNet 的预测、真实类别放在一起比较。',
    fromLink: '这 {count, number} 张图片由链接指定，发来链接的人用的是同一组图片。',
    noModel: '目前还没有训练好的模型：请点击“训练”，最终测试后它也会作答。现在也可以先自己玩。',
    start: '开始',
    waiting: '图片尚未下载，会随数据一起加载。',
    question: '第 {number, number} 张，共 {count, number} 张：它是什么？',
    image: '第 {number, number} 张图片，名称未显示',
    answers: '你的答案',
    keys: '按数字键 1 到 9 和 0 作答。',
    keysUpTo: '按数字键 1 到 {last, number} 作答。',
    find: '查找类别',
    findKeys: '输入名称的一部分，按回车键即以下方的第一个类别作答。',
    notFound: '没有这样的类别。',
    back: '上一张',
    outcome: '比赛结果',
    you: '你',
    model: '你的 LeNet',
    people: '人类',
    score: '{count, number} 张中正确 {correct, number} 张',
    noScore: '尚未训练',
    peopleNote:
      '人类：在数据集自己的基准测试中为 83.5%（1,000 张测试图片，每张由三人判断，取多数）。20 张图片不多，仅凭运气成绩就会相差约 8 个百分点。',
    verdicts: {
      ahead: '你比你的 LeNet 多答对 {count, plural, other {# 张}}。',
      behind: '你的 LeNet 比你多答对 {count, plural, other {# 张}}。',
      level: '平局。',
      alone: '答对 {count, plural, other {# 张}}。',
    },
    truth: '真实类别',
    correct: '正确',
    incorrect: '错误',
    answered: '第 {number, number} 张图片：{truth}',
    copyLink: '复制这 {count, number} 张图片的链接',
    ownData: '这些图片是你自己的数据，因此没有可供他人查看的链接。',
    copied: '链接已复制',
    copyFailed: '浏览器不允许复制',
    again: '换一组图片再玩',
  },
};
