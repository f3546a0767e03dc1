// 简体中文：教师布置的作业。

import type { Catalogue } from './catalogue.ts';
import type { assignmentEn } from './assignment.en.ts';

export const assignmentZh: Pick<Catalogue, keyof typeof assignmentEn> = {
  assignment: {
    title: '布置作业',
    lead: '生成一个链接：打开后使用当前的配置，并显示你布置的任务。可以选择显示页面的哪些部分，以及锁定哪些设置。任何人都可以修改链接来查看完整页面，所以不适合用于考试。',
    show: '显示的内容',
    lock: '锁定的设置',
    task: '任务（一行）',
    parts: { run: '训练控制', charts: '曲线', device: '设备' },
    nothingShown: '请至少选择一项要显示的内容。',
    link: '链接',
    copy: '复制链接',
    copied: '已复制。',
    copyFailed: '浏览器不允许复制。请选中链接后手动复制。',
    open: '打开链接的每个人都从相同的初始权重开始，图片顺序也相同。',
    frame: '嵌入自己网页的代码',
    frameCopy: '复制代码',
    frameCopyFailed: '浏览器不允许复制。请选中代码后手动复制。',
    frameNote: '在其他网页的框架中显示同样的内容。有些浏览器在框架中不会保存训练，并且只使用一个处理器线程。',
    qr: '链接的二维码',
    qrTooLong: '链接太长，无法生成二维码。请缩短任务文字。',
  },
};
